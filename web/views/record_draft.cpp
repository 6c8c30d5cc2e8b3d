#include "views/record_draft.h"

#include <algorithm>

#include "domain/person_name.h"

namespace vinculo::views {
namespace {

DetailDraft detail_draft(const api::Detail& detail) {
  DetailDraft draft;
  draft.id = detail.id;
  draft.table = detail.table;
  draft.kind = detail.kind.empty() ? detail.custom_kind : detail.kind;
  if (detail.table != Table::address) draft.text = detail.text;
  for (const auto& [name, text] : detail.parts)
    if (name != "kind" && name != "custom_kind" && !text.empty()) draft.parts[name] = text;
  draft.position = detail.position;
  return draft;
}

template <class Page>
void take_common(RecordDraft& draft, const Page& page) {
  draft.id = page.id;
  draft.fields = page.fields;
  for (const auto* list : {&page.phones, &page.mails, &page.addresses, &page.links})
    for (const auto& detail : *list) draft.details.push_back(detail_draft(detail));
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_empty(const DetailDraft& detail) {
  return is_blank(detail.text) &&
         std::ranges::all_of(detail.parts, [](const auto& part) { return is_blank(part.second); });
}

bool is_empty(const AffiliationDraft& job) {
  return is_blank(job.organisation_name) && is_blank(job.title) && is_blank(job.department);
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

template <class Item>
const Item* find_by_id(const std::vector<Item>& items, const Uuid& id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

std::string_view value_or_empty(const std::map<std::string, std::string>& map, const std::string& name) {
  const auto found = map.find(name);
  return found == map.end() ? std::string_view() : std::string_view(found->second);
}

using Columns = std::map<std::string, Value>;

// Sets `column` when the text differs from what was stored; an emptied text becomes null.
void set_text(Columns& set, const std::string& column, std::string_view text, std::string_view stored) {
  const std::string value = trimmed(text);
  if (value == stored) return;
  if (value.empty())
    set[column] = std::monostate{};
  else
    set[column] = value;
}

void set_texts(Columns& set, const std::map<std::string, std::string>& now,
               const std::map<std::string, std::string>& before) {
  for (const auto& [name, text] : now) set_text(set, name, text, value_or_empty(before, name));
  for (const auto& [name, text] : before)
    if (!now.contains(name)) set_text(set, name, {}, text);
}

class EditList {
 public:
  explicit EditList(api::EditRequest& request) : request_(request) {}
  void add(Table table, const Uuid& row, Columns set) {
    if (!set.empty()) request_.edits.push_back({std::string(table_info(table).name), row, std::move(set)});
  }
  void remove(Table table, const Uuid& row) { add(table, row, {{"deleted", std::int64_t{1}}}); }

 private:
  api::EditRequest& request_;
};

void add_detail_edits(EditList& edits, const RecordDraft& draft, const RecordDraft& base) {
  for (const DetailDraft& detail : draft.details) {
    const DetailDraft* stored = find_by_id(base.details, detail.id);
    const bool emptied = detail.is_removed || is_empty(detail);
    if (emptied) {
      if (stored) edits.remove(detail.table, detail.id);
      continue;
    }
    static const DetailDraft nothing;
    const DetailDraft& before = stored ? *stored : nothing;
    Columns set;
    if (detail.table == Table::address)
      set_texts(set, detail.parts, before.parts);
    else
      set_text(set, std::string(text_column(detail.table)), detail.text, before.text);
    set_text(set, "kind", detail.kind, before.kind);
    if (!stored) {
      set["owner"] = value_of(draft.id);
      set["position"] = detail.position;
    }
    edits.add(detail.table, detail.id, std::move(set));
  }
}

// Two jobs at the same new organisation make it once.
Uuid organisation_for(EditList& edits, std::map<std::string, Uuid>& made, const std::string& name,
                      const NewId& new_id) {
  const auto [found, is_new] = made.try_emplace(name);
  if (is_new) {
    found->second = new_id();
    edits.add(Table::organisation, found->second, {{"name", name}});
  }
  return found->second;
}

void add_affiliation_edits(EditList& edits, const RecordDraft& draft, const RecordDraft& base, const NewId& new_id) {
  std::map<std::string, Uuid> made;
  for (const AffiliationDraft& job : draft.affiliations) {
    const AffiliationDraft* stored = find_by_id(base.affiliations, job.id);
    if (stored && *stored == job) continue;
    if (job.is_removed || is_empty(job)) {
      if (stored) edits.remove(Table::affiliation, job.id);
      continue;
    }
    static const AffiliationDraft nothing;
    const AffiliationDraft& before = stored ? *stored : nothing;
    Columns set;
    set_text(set, "title", job.title, before.title);
    set_text(set, "department", job.department, before.department);
    const std::string name = trimmed(job.organisation_name);
    Uuid organisation = job.organisation;
    if (organisation.is_nil() && !name.empty()) organisation = organisation_for(edits, made, name, new_id);
    if (organisation != before.organisation) {
      if (organisation.is_nil())
        set["organisation"] = std::monostate{};
      else
        set["organisation"] = value_of(organisation);
    }
    if (!stored) {
      set["person"] = value_of(draft.id);
      set["position"] = job.position;
    }
    edits.add(Table::affiliation, job.id, std::move(set));
  }
}

template <class Item>
std::int64_t next_position(const std::vector<Item>& items) {
  std::int64_t last = 0;
  for (const auto& item : items) last = std::max(last, item.position);
  return last + 1;
}

template <class Item>
void rebase_list(std::vector<Item>& draft, const std::vector<Item>& old_base, const std::vector<Item>& new_base) {
  std::vector<Item> result;
  for (const Item& stored : new_base) {
    const Item* mine = find_by_id(draft, stored.id);
    const Item* before = find_by_id(old_base, stored.id);
    const bool touched = mine && before && !(*mine == *before);
    if (!mine && before) continue;  // taken out of the form by hand
    result.push_back(touched ? *mine : stored);
  }
  for (const Item& mine : draft) {
    if (find_by_id(new_base, mine.id)) continue;
    const Item* before = find_by_id(old_base, mine.id);
    if (!before || !(mine == *before)) result.push_back(mine);  // new here, or edited here and deleted elsewhere
  }
  draft = std::move(result);
}

}  // namespace

std::string_view text_column(Table table) {
  switch (table) {
    case Table::phone: return "number";
    case Table::mail: return "address";
    case Table::link: return "url";
    default: return {};
  }
}

const std::vector<std::string>& address_parts() {
  static const std::vector<std::string> parts = {"street", "extended", "po_box", "postal_code",
                                                 "city",   "region",   "country"};
  return parts;
}

RecordDraft draft_of(const api::PersonPage& page) {
  RecordDraft draft;
  draft.kind = RecordKind::person;
  take_common(draft, page);
  for (const auto& job : page.affiliations) {
    AffiliationDraft item;
    item.id = job.id;
    item.organisation = job.organisation;
    item.organisation_name = job.organisation_name;
    item.title = job.title;
    item.department = job.department;
    item.position = job.position;
    draft.affiliations.push_back(std::move(item));
  }
  return draft;
}

RecordDraft draft_of(const api::OrganisationPage& page) {
  RecordDraft draft;
  draft.kind = RecordKind::organisation;
  take_common(draft, page);
  return draft;
}

RecordDraft new_draft(RecordKind kind, const NewId& new_id) {
  RecordDraft draft;
  draft.kind = kind;
  draft.id = new_id();
  draft.note_id = new_id();
  draft.is_new = true;
  add_detail(draft, Table::mail, new_id);
  add_detail(draft, Table::phone, new_id);
  if (kind == RecordKind::person) add_affiliation(draft, new_id);
  return draft;
}

DetailDraft& add_detail(RecordDraft& draft, Table table, const NewId& new_id) {
  DetailDraft detail;
  detail.id = new_id();
  detail.table = table;
  detail.kind = table == Table::phone ? "mobile" : "work";
  detail.position = next_position(draft.details);
  detail.is_new = true;
  draft.details.push_back(std::move(detail));
  return draft.details.back();
}

AffiliationDraft& add_affiliation(RecordDraft& draft, const NewId& new_id) {
  AffiliationDraft job;
  job.id = new_id();
  job.position = next_position(draft.affiliations);
  job.is_new = true;
  draft.affiliations.push_back(std::move(job));
  return draft.affiliations.back();
}

std::string display_name(const RecordDraft& draft) {
  const auto field = [&](const char* column) {
    const auto found = draft.fields.find(column);
    return found == draft.fields.end() ? std::string() : found->second;
  };
  if (draft.kind == RecordKind::organisation) return field("name");
  std::string name = person_name(field("given_name"), field("family_name"));
  return name.empty() ? field("full_name") : name;
}

bool is_dirty(const RecordDraft& draft, const RecordDraft& base) {
  if (draft.is_new)
    return !is_nameless(draft) || !is_blank(draft.note) || !draft.labels.empty() ||
           !std::ranges::all_of(draft.affiliations, [](const auto& job) { return is_empty(job); });
  const NewId nothing = [] { return Uuid{}; };
  return !edits_of(draft, base, nothing, 0, {}).edits.empty();
}

void rebase(RecordDraft& draft, const RecordDraft& old_base, const RecordDraft& new_base) {
  std::map<std::string, std::string> fields = new_base.fields;
  const auto keep_if_touched = [&](const std::string& name) {
    const auto mine = value_or_empty(draft.fields, name);
    if (mine != value_or_empty(old_base.fields, name)) fields[name] = mine;
  };
  for (const auto& entry : draft.fields) keep_if_touched(entry.first);
  for (const auto& entry : old_base.fields) keep_if_touched(entry.first);
  draft.fields = std::move(fields);
  rebase_list(draft.details, old_base.details, new_base.details);
  rebase_list(draft.affiliations, old_base.affiliations, new_base.affiliations);
}

api::EditRequest edits_of(const RecordDraft& draft, const RecordDraft& base, const NewId& new_id, std::int64_t now_ms,
                          const std::string& author) {
  api::EditRequest request;
  const bool is_person = draft.kind == RecordKind::person;
  if (draft.is_new)
    request.title = is_person ? "New person" : "New organisation";
  else
    request.title = is_person ? "Edit person" : "Edit organisation";
  EditList edits(request);
  Columns set;
  set_texts(set, draft.fields, base.fields);
  if (draft.is_new && set.empty()) set["deleted"] = std::int64_t{0};  // a person known only by a phone is a person too
  edits.add(is_person ? Table::person : Table::organisation, draft.id, std::move(set));
  add_detail_edits(edits, draft, base);
  if (is_person) add_affiliation_edits(edits, draft, base, new_id);
  for (const Uuid& label : draft.labels)
    edits.add(Table::labelling, api::labelling_id(label, draft.id),
              {{"label", value_of(label)}, {"subject", value_of(draft.id)}});
  if (!is_blank(draft.note))
    edits.add(Table::note, draft.note_id.is_nil() ? new_id() : draft.note_id,
              {{"owner", value_of(draft.id)}, {"body", draft.note}, {"author", author}, {"created_ms", now_ms}});
  return request;
}

bool is_nameless(const RecordDraft& draft) {
  const bool has_field = std::ranges::any_of(draft.fields, [](const auto& field) { return !is_blank(field.second); });
  return !has_field && std::ranges::none_of(draft.details, [](const DetailDraft& detail) {
    return !detail.is_removed && !is_empty(detail);
  });
}

std::vector<DraftProblem> check_draft(const RecordDraft& draft, const RecordDraft& base) {
  using enum DraftProblem::Kind;
  if (draft.is_new && is_nameless(draft)) return {{nothing_entered, {}}};
  std::vector<DraftProblem> problems;
  for (const DetailDraft& detail : draft.details) {
    if (detail.table != Table::mail || detail.is_removed || is_empty(detail)) continue;
    if (detail.text.find('@') != std::string::npos) continue;
    const auto stored = std::ranges::find(base.details, detail.id, &DetailDraft::id);
    if (stored == base.details.end() || stored->text != detail.text) problems.push_back({mail_without_at, detail.id});
  }
  return problems;
}

}  // namespace vinculo::views
