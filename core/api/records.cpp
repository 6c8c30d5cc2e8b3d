#include <algorithm>
#include <array>

#include "api/handlers.h"
#include "api/row_values.h"
#include "domain/person_name.h"
#include "transfer/contact_rows.h"
#include "transfer/content_line.h"

namespace vinculo::api {
namespace {

constexpr std::int64_t max_people_shown = 200;
constexpr std::size_t max_kept_shown = 100, max_kept_bytes = 2000;

// What pages of people and of organisations have in common.
struct Parts {
  std::vector<Detail> phones, mails, addresses, links;
  std::vector<LabelItem> labels;
  std::vector<NoteItem> notes;
  std::vector<KeptItem> kept;
  std::vector<ConflictItem> conflicts;
  std::int64_t changed_ms = 0;
};

struct DetailColumns {
  Column kind, text, position, custom_kind;
};
DetailColumns detail_columns(Table table) {
  switch (table) {
    case Table::phone: return {phone::kind, phone::number, phone::position, phone::custom_kind};
    case Table::mail: return {mail::kind, mail::address, mail::position, mail::custom_kind};
    case Table::link: return {link::kind, link::url, link::position, link::custom_kind};
    default: return {address::kind, address::street, address::position, address::custom_kind};
  }
}

std::string address_text(const std::map<std::string, std::string>& parts) {
  std::string text;
  for (const char* name : {"po_box", "extended", "street", "postal_code", "city", "region", "country"}) {
    const auto part = parts.find(name);
    if (part == parts.end()) continue;
    if (!text.empty()) text += ", ";
    text += part->second;
  }
  return text;
}

Detail detail_of(Table table, const RowPatch& row) {
  const DetailColumns columns = detail_columns(table);
  Detail detail{row.id,
                table,
                text_in(row, columns.kind),
                text_in(row, columns.custom_kind),
                text_in(row, columns.text),
                integer_in(row, columns.position),
                {}};
  if (table == Table::address) {
    detail.parts = texts_of(row);
    detail.parts.erase("kind");
    detail.parts.erase("custom_kind");
    detail.text = address_text(detail.parts);
  }
  return detail;
}

Status read_details(Context& context, Table table, const Uuid& owner, std::vector<Detail>& into, Parts& parts) {
  auto rows = context.store.rows_of(table, owner);
  if (!rows) return std::move(rows).error();
  for (const RowPatch& row : *rows) {
    into.push_back(detail_of(table, row));
    parts.changed_ms = std::max(parts.changed_ms, newest_ms(row));
  }
  return {};
}

Status read_notes(Context& context, const Uuid& owner, Parts& parts) {
  auto rows = context.store.rows_of(Table::note, owner);
  if (!rows) return std::move(rows).error();
  for (const RowPatch& row : *rows) {
    parts.notes.push_back(
        {row.id, text_in(row, note::body), text_in(row, note::author), integer_in(row, note::created_ms)});
    parts.changed_ms = std::max(parts.changed_ms, newest_ms(row));
  }
  std::ranges::sort(parts.notes, std::greater<>{},
                    [](const NoteItem& note) { return std::pair(note.created_ms, note.id); });
  return {};
}

// What a person can read of a property without a field; empty for what programs only tell each other, and for pictures,
// sounds and keys.
std::optional<KeptItem> kept_item(const std::string& text) {
  static constexpr std::array<std::string_view, 9> for_programs = {
      "UID", "REV", "PRODID", "CLIENTPIDMAP", "XML", "X-ABLABEL", "X-ABADR", "X-VINCULO-PARAMETERS", "SOURCE"};
  const auto line = transfer::parse_content_line(text);
  if (!line || std::ranges::find(for_programs, line->name) != for_programs.end()) return std::nullopt;
  const bool is_binary = line->find("ENCODING") || line->value.starts_with("data:");
  if (is_binary || line->value.empty()) return std::nullopt;
  std::string value = transfer::unescaped(line->value);
  if (value.size() > max_kept_bytes) {
    std::size_t end = max_kept_bytes;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;  // a whole character
    value = value.substr(0, end) + "…";
  }
  if (line->name == transfer::column_property) return KeptItem{line->first("X-NAME"), value};
  std::string name = transfer::lower_ascii(line->name.starts_with("X-") ? line->name.substr(2) : line->name);
  std::ranges::replace(name, '-', ' ');
  if (!name.empty()) name[0] = transfer::upper_ascii(name.substr(0, 1))[0];
  for (const std::string& type : line->types()) name += " · " + type;
  return KeptItem{name, value};
}

Status read_kept(Context& context, const Uuid& owner, Parts& parts) {
  auto rows = context.store.rows_of(Table::property, owner);
  if (!rows) return std::move(rows).error();
  std::ranges::sort(*rows, {},
                    [](const RowPatch& row) { return std::pair(integer_in(row, property::position), row.id); });
  for (const RowPatch& row : *rows) {
    if (parts.kept.size() == max_kept_shown) break;
    if (auto item = kept_item(text_in(row, property::line))) parts.kept.push_back(std::move(*item));
  }
  return {};
}

Result<Parts> read_parts(Context& context, const Uuid& owner) {
  Parts parts;
  Status status = read_details(context, Table::phone, owner, parts.phones, parts);
  if (status) status = read_details(context, Table::mail, owner, parts.mails, parts);
  if (status) status = read_details(context, Table::address, owner, parts.addresses, parts);
  if (status) status = read_details(context, Table::link, owner, parts.links, parts);
  if (status) status = read_notes(context, owner, parts);
  if (status) status = read_kept(context, owner, parts);
  if (!status) return std::move(status).error();
  auto labels = labels_of(context, owner);
  if (!labels) return std::move(labels).error();
  parts.labels = std::move(*labels);
  auto conflicts = open_conflicts(context, owner);
  if (!conflicts) return std::move(conflicts).error();
  parts.conflicts = std::move(*conflicts);
  return parts;
}

template <class Page>
void take_parts(Page& page, Parts&& parts) {
  page.phones = std::move(parts.phones);
  page.mails = std::move(parts.mails);
  page.addresses = std::move(parts.addresses);
  page.links = std::move(parts.links);
  page.labels = std::move(parts.labels);
  page.notes = std::move(parts.notes);
  page.kept = std::move(parts.kept);
  page.conflicts = std::move(parts.conflicts);
  page.changed_ms = std::max(page.changed_ms, parts.changed_ms);
}

// Also of a record in the trash, which lists do not have.
std::string name_of_person(const RowPatch& row) {
  const std::string name = text_in(row, person::full_name);
  return name.empty() ? person_name(text_in(row, person::given_name), text_in(row, person::family_name)) : name;
}

Result<std::string> name_in_list(Context& context, search::List list, const Uuid& id) {
  auto entry = context.search.find_entry(list, id);
  if (!entry) return std::move(entry).error();
  return *entry ? (*entry)->name : std::string();
}

Affiliation affiliation_of(const RowPatch& row) {
  Affiliation affiliation;
  affiliation.id = row.id;
  affiliation.person = uuid_in(row, affiliation::person);
  affiliation.organisation = uuid_in(row, affiliation::organisation);
  affiliation.title = text_in(row, affiliation::title);
  affiliation.department = text_in(row, affiliation::department);
  affiliation.position = integer_in(row, affiliation::position);
  return affiliation;
}

Status read_affiliations(Context& context, PersonPage& page) {
  auto rows = context.store.rows_of(Table::affiliation, page.id);
  if (!rows) return std::move(rows).error();
  for (const RowPatch& row : *rows) {
    Affiliation affiliation = affiliation_of(row);
    affiliation.person_name = page.display_name;
    auto name = name_in_list(context, search::List::organisations, affiliation.organisation);
    if (!name) return std::move(name).error();
    affiliation.organisation_name = std::move(*name);
    page.affiliations.push_back(std::move(affiliation));
    page.changed_ms = std::max(page.changed_ms, newest_ms(row));
  }
  return {};
}

Status read_people(Context& context, OrganisationPage& page) {
  auto statement = context.database.prepare(
      "SELECT affiliation.id, person_list.id, person_list.name, affiliation.title, affiliation.department,"
      " affiliation.position FROM affiliation JOIN person ON person.id = affiliation.person"
      " JOIN person_list ON person_list.key = person.rowid"
      " WHERE affiliation.organisation = ?1 AND affiliation.deleted = 0 ORDER BY person_list.name_key LIMIT ?2");
  if (!statement) return std::move(statement).error();
  statement->bind_all(page.id, max_people_shown);
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    Affiliation affiliation;
    affiliation.id = statement->uuid(0);
    affiliation.person = statement->uuid(1);
    affiliation.organisation = page.id;
    affiliation.person_name = statement->text(2);
    affiliation.organisation_name = page.display_name;
    affiliation.title = statement->text(3);
    affiliation.department = statement->text(4);
    affiliation.position = statement->integer(5);
    auto photo = find_photo(context, affiliation.person);
    if (!photo) return std::move(photo).error();
    affiliation.photo_version = photo->version;
    page.people.push_back(std::move(affiliation));
  }
}

}  // namespace

Result<PersonPage> person_page(Context& context, const RecordRequest& request) {
  auto row = context.store.find_row(Table::person, request.id);
  if (!row) return std::move(row).error();
  if (!*row) return Error{ErrorCode::not_found, "person"};
  PersonPage page;
  page.id = request.id;
  page.fields = texts_of(**row);
  page.is_deleted = is_deleted(**row);
  page.created_ms = made_ms(request.id);
  page.changed_ms = newest_ms(**row);
  auto parts = read_parts(context, request.id);
  if (!parts) return std::move(parts).error();
  take_parts(page, std::move(*parts));
  page.display_name = name_of_person(**row);
  if (page.display_name.empty()) {
    page.display_name = !page.mails.empty() ? page.mails[0].text : !page.phones.empty() ? page.phones[0].text : "";
  }
  if (auto status = read_affiliations(context, page); !status) return status.error();
  auto photo = find_photo(context, request.id);
  if (!photo) return std::move(photo).error();
  page.photo = photo->id;
  page.photo_version = photo->version;
  return page;
}

Result<OrganisationPage> organisation_page(Context& context, const RecordRequest& request) {
  auto row = context.store.find_row(Table::organisation, request.id);
  if (!row) return std::move(row).error();
  if (!*row) return Error{ErrorCode::not_found, "organisation"};
  OrganisationPage page;
  page.id = request.id;
  page.fields = texts_of(**row);
  page.is_deleted = is_deleted(**row);
  page.created_ms = made_ms(request.id);
  page.changed_ms = newest_ms(**row);
  page.display_name = text_in(**row, organisation::name);
  if (page.display_name.empty()) page.display_name = text_in(**row, organisation::legal_name);
  auto parts = read_parts(context, request.id);
  if (!parts) return std::move(parts).error();
  take_parts(page, std::move(*parts));
  auto entry = context.search.find_entry(search::List::organisations, request.id);
  if (!entry) return std::move(entry).error();
  page.people_total = *entry ? (*entry)->people : 0;
  if (auto status = read_people(context, page); !status) return status.error();
  return page;
}

}  // namespace vinculo::api
