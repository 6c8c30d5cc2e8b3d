#include <algorithm>
#include <variant>

#include "client/commands.h"
#include "client/record_edits.h"
#include "client/terminal.h"

namespace vinculo::client {
namespace {

using Page = std::variant<api::PersonPage, api::OrganisationPage>;

Result<Uuid> parse_id(const std::string& text) {
  if (const auto id = parse_uuid(text)) return *id;
  return Error{ErrorCode::invalid_argument, "\"" + text + "\" is not an id: `search` shows them"};
}

// A person or an organisation, whichever has the id.
Result<Page> find_page(Context& context, const std::string& text) {
  const auto id = parse_id(text);
  if (!id) return id.error();
  auto person = context.workspace.ask<api::PersonPage>("record.person", api::RecordRequest{*id});
  if (person) return Page(std::move(*person));
  if (person.error().code != ErrorCode::not_found) return std::move(person).error();
  auto organisation = context.workspace.ask<api::OrganisationPage>("record.organisation", api::RecordRequest{*id});
  if (!organisation) return std::move(organisation).error();
  return Page(std::move(*organisation));
}

Uuid id_of(const Page& page) {
  return std::visit([](const auto& record) { return record.id; }, page);
}

std::string after_comma(const std::string& text) { return text.empty() ? "" : ", " + printable(text); }

void print_details(const char* heading, const std::vector<api::Detail>& details) {
  for (const api::Detail& detail : details) {
    const std::string& kind = detail.custom_kind.empty() ? detail.kind : detail.custom_kind;
    std::cout << "  " << heading << (kind.empty() ? "" : " (" + printable(kind) + ")") << ": " << printable(detail.text)
              << "\n";
  }
}

void print_affiliations(const api::PersonPage& page) {
  for (const api::Affiliation& job : page.affiliations)
    std::cout << "  organisation: " << printable(job.organisation_name) << after_comma(job.title)
              << after_comma(job.department) << "\n";
}
void print_affiliations(const api::OrganisationPage& page) {
  std::cout << "  people: " << page.people_total << "\n";
  for (const api::Affiliation& job : page.people)
    std::cout << "    " << printable(job.person_name) << after_comma(job.title) << "\n";
}

template <class Record>
void print_page(const Record& page) {
  std::cout << printable(page.display_name) << (page.is_deleted ? "  (in the trash)" : "") << "\n";
  for (const auto& [name, text] : page.fields) std::cout << "  " << name << ": " << printable(text) << "\n";
  print_affiliations(page);
  print_details("phone", page.phones);
  print_details("mail", page.mails);
  print_details("address", page.addresses);
  print_details("link", page.links);
  for (const api::LabelItem& label : page.labels) std::cout << "  label: " << printable(label.name) << "\n";
  for (const api::NoteItem& note : page.notes) std::cout << "  note: " << printable(note.body) << "\n";
  for (const api::ConflictItem& conflict : page.conflicts)
    std::cout << "  conflict " << to_string(conflict.id) << " in " << conflict.column << ": \""
              << printable(conflict.kept_text) << "\" is shown, \"" << printable(conflict.lost_text)
              << "\" was written at the same time\n";
}

Outcome apply(Context& context, const std::string& title, std::vector<api::RowEdit> edits, const Uuid* made = nullptr) {
  const auto changed = context.workspace.ask<api::Changed>("edit", api::EditRequest{title, std::move(edits)});
  if (!changed) return changed.error();
  if (context.is_json)
    std::cout << api::encode(*changed) << "\n";
  else if (made)
    std::cout << to_string(*made) << "\n";
  else
    std::cout << (changed->operation == 0 ? "Nothing was different.\n" : "Saved.\n");
  return ExitCode::ok;
}

Outcome walk_history(Context& context, const std::string& method, const char* done) {
  auto changed = context.workspace.ask<api::Changed>(method, api::RecordRequest{});
  while (changed && changed->unfinished) changed = context.workspace.ask<api::Changed>(method, api::RecordRequest{});
  if (!changed) {
    if (changed.error().code != ErrorCode::not_found) return changed.error();
    std::cerr << "There is nothing to " << method << ".\n";
    return ExitCode::not_found;
  }
  if (context.is_json)
    std::cout << api::encode(*changed) << "\n";
  else
    std::cout << done << "\n";
  return ExitCode::ok;
}

}  // namespace

Outcome show(Context& context, const std::string& id) {
  const auto page = find_page(context, id);
  if (!page) return page.error();
  std::visit(
      [&](const auto& record) {
        if (context.is_json)
          std::cout << api::encode(record) << "\n";
        else
          print_page(record);
      },
      *page);
  return ExitCode::ok;
}

Outcome add(Context& context, const AddOptions& options) {
  const auto fields = parse_fields(options.fields);
  if (!fields) return fields.error();
  const Uuid id = context.workspace.new_id();
  auto edits = edits_for_new(context.workspace, options.is_organisation, id, *fields);
  if (!edits) return std::move(edits).error();
  return apply(context, options.is_organisation ? "New organisation" : "New person", std::move(*edits), &id);
}

Outcome edit(Context& context, const EditOptions& options) {
  const auto fields = parse_fields(options.fields);
  if (!fields) return fields.error();
  const auto page = find_page(context, options.id);
  if (!page) return page.error();
  const auto* person = std::get_if<api::PersonPage>(&*page);
  auto edits = person ? edits_for_person(context.workspace, *person, *fields)
                      : edits_for_organisation(context.workspace, std::get<api::OrganisationPage>(*page), *fields);
  if (!edits) return std::move(edits).error();
  return apply(context, person ? "Edit person" : "Edit organisation", std::move(*edits));
}

Outcome add_note(Context& context, const std::string& id, const std::string& text) {
  const auto page = find_page(context, id);
  if (!page) return page.error();
  const auto report = context.workspace.ask<api::StatusReport>("status", api::RecordRequest{});
  if (!report) return report.error();
  const Uuid note = context.workspace.new_id();
  api::RowEdit edit{"note",
                    note,
                    {{"owner", value_of(id_of(*page))},
                     {"body", text},
                     {"author", report->member_name},
                     {"created_ms", static_cast<std::int64_t>(context.workspace.now_ms())}}};
  return apply(context, "Add note", {std::move(edit)});
}

Outcome set_label(Context& context, const LabelOptions& options) {
  const auto page = find_page(context, options.id);
  if (!page) return page.error();
  const auto labels = context.workspace.ask<api::LabelList>("labels", api::RecordRequest{});
  if (!labels) return labels.error();
  const auto known = std::ranges::find(labels->items, options.name, &api::LabelItem::name);
  if (known == labels->items.end() && options.is_removal) return Error{ErrorCode::not_found, "label " + options.name};
  const Uuid label = known == labels->items.end() ? context.workspace.new_id() : known->id;
  const Uuid subject = id_of(*page);
  std::vector<api::RowEdit> edits;
  if (known == labels->items.end()) edits.push_back({"label", label, {{"name", options.name}}});
  edits.push_back(
      {"labelling",
       api::labelling_id(label, subject),
       {{"label", value_of(label)}, {"subject", value_of(subject)}, {"deleted", std::int64_t{options.is_removal}}}});
  return apply(context, options.is_removal ? "Remove label" : "Add label", std::move(edits));
}

Outcome set_deleted(Context& context, const std::string& id, bool is_deleted) {
  const auto page = find_page(context, id);
  if (!page) return page.error();
  const bool is_person = std::holds_alternative<api::PersonPage>(*page);
  const std::string what = is_person ? "person" : "organisation";
  return apply(context, (is_deleted ? "Delete " : "Restore ") + what,
               {{what, id_of(*page), {{"deleted", std::int64_t{is_deleted}}}}});
}

Outcome resolve(Context& context, const std::string& conflict, const std::string& resolution) {
  const auto id = parse_id(conflict);
  if (!id) return id.error();
  const std::map<std::string, api::Resolution> resolutions{
      {"keep", api::Resolution::keep}, {"take", api::Resolution::take}, {"dismiss", api::Resolution::dismiss}};
  const auto found = resolutions.find(resolution);
  if (found == resolutions.end()) return Error{ErrorCode::invalid_argument, "keep, take or dismiss"};
  const auto changed = context.workspace.ask<api::Changed>("conflict.resolve", api::ResolveRequest{*id, found->second});
  if (!changed) return changed.error();
  std::cout << (context.is_json ? api::encode(*changed) : "Saved.") << "\n";
  return ExitCode::ok;
}

Outcome undo(Context& context) { return walk_history(context, "undo", "Taken back."); }
Outcome redo(Context& context) { return walk_history(context, "redo", "Done again."); }

}  // namespace vinculo::client
