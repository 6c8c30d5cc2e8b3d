#include "domain/schema.h"

#include <array>

namespace vinculo {
namespace {

// Limits in bytes. Together the longest row stays under sync::max_message_bytes.
constexpr std::uint32_t limit_kind = 100;
constexpr std::uint32_t limit_short = 500;
constexpr std::uint32_t limit_name = 2'000;
constexpr std::uint32_t limit_url = 8'000;
constexpr std::uint32_t limit_long = 300'000;  // a note, a property line
constexpr std::uint32_t limit_photo = 600'000;
constexpr std::uint32_t limit_id = 16;
constexpr std::uint32_t limit_integer = 8;

constexpr ColumnInfo text(Column number, std::string_view name, std::uint32_t limit_bytes) {
  return {number, name, ColumnType::text, limit_bytes};
}
constexpr ColumnInfo integer(Column number, std::string_view name) {
  return {number, name, ColumnType::integer, limit_integer};
}
constexpr ColumnInfo reference(Column number, std::string_view name) {
  return {number, name, ColumnType::reference, limit_id};
}
constexpr ColumnInfo bytes(Column number, std::string_view name, std::uint32_t limit_bytes) {
  return {number, name, ColumnType::bytes, limit_bytes};
}

constexpr ColumnInfo deleted_info = integer(column_deleted, "deleted");

constexpr std::array person_columns = {
    text(person::given_name, "given_name", limit_name),
    text(person::family_name, "family_name", limit_name),
    text(person::additional_names, "additional_names", limit_name),
    text(person::honorific_prefix, "honorific_prefix", limit_name),
    text(person::honorific_suffix, "honorific_suffix", limit_name),
    text(person::nickname, "nickname", limit_name),
    text(person::full_name, "full_name", limit_name),
    text(person::birthday, "birthday", limit_short),
    text(person::anniversary, "anniversary", limit_short),
    text(person::gender, "gender", limit_short),
    bytes(person::import_key, "import_key", limit_id),
};
constexpr std::array organisation_columns = {
    text(organisation::name, "name", limit_name),
    text(organisation::legal_name, "legal_name", limit_name),
    text(organisation::tax_number, "tax_number", limit_short),
    text(organisation::industry, "industry", limit_name),
    bytes(organisation::import_key, "import_key", limit_id),
};
constexpr std::array affiliation_columns = {
    reference(affiliation::person, "person"),      reference(affiliation::organisation, "organisation"),
    text(affiliation::title, "title", limit_name), text(affiliation::department, "department", limit_name),
    text(affiliation::role, "role", limit_name),   integer(affiliation::position, "position"),
};
constexpr std::array phone_columns = {
    reference(phone::owner, "owner"),
    text(phone::kind, "kind", limit_kind),
    text(phone::number, "number", limit_short),
    integer(phone::position, "position"),
    text(phone::custom_kind, "custom_kind", limit_short),
};
constexpr std::array mail_columns = {
    reference(mail::owner, "owner"),
    text(mail::kind, "kind", limit_kind),
    text(mail::address, "address", limit_name),
    integer(mail::position, "position"),
    text(mail::custom_kind, "custom_kind", limit_short),
};
constexpr std::array address_columns = {
    reference(address::owner, "owner"),
    text(address::kind, "kind", limit_kind),
    text(address::po_box, "po_box", limit_name),
    text(address::extended, "extended", limit_name),
    text(address::street, "street", limit_name),
    text(address::city, "city", limit_name),
    text(address::region, "region", limit_name),
    text(address::postal_code, "postal_code", limit_short),
    text(address::country, "country", limit_name),
    integer(address::position, "position"),
    text(address::custom_kind, "custom_kind", limit_short),
};
constexpr std::array link_columns = {
    reference(link::owner, "owner"),
    text(link::kind, "kind", limit_kind),
    text(link::url, "url", limit_url),
    integer(link::position, "position"),
    text(link::custom_kind, "custom_kind", limit_short),
};
constexpr std::array label_columns = {
    text(label::name, "name", limit_name),
    integer(label::colour, "colour"),
};
constexpr std::array labelling_columns = {
    reference(labelling::label, "label"),
    reference(labelling::subject, "subject"),
};
constexpr std::array note_columns = {
    reference(note::owner, "owner"),
    text(note::body, "body", limit_long),
    text(note::author, "author", limit_name),
    integer(note::created_ms, "created_ms"),
};
constexpr std::array property_columns = {
    reference(property::owner, "owner"),
    text(property::line, "line", limit_long),
    integer(property::position, "position"),
};
constexpr std::array photo_columns = {
    reference(photo::owner, "owner"),
    text(photo::media_type, "media_type", limit_short),
    bytes(photo::data, "data", limit_photo),
};
constexpr std::array conflict_columns = {
    integer(conflict::table, "table_number"),
    reference(conflict::row, "row_id"),
    integer(conflict::column, "column_number"),
    bytes(conflict::lost_value, "lost_value", limit_long + 16),  // a value with its tag and length
    integer(conflict::lost_clock, "lost_clock"),
    integer(conflict::lost_device, "lost_device"),
    reference(conflict::unit, "unit"),
    integer(conflict::resolution, "resolution"),
    integer(conflict::kept_clock, "kept_clock"),
    integer(conflict::kept_device, "kept_device"),
};

constexpr std::array tables = {
    TableInfo{Table::person, "person", std::nullopt, person_columns},
    TableInfo{Table::organisation, "organisation", std::nullopt, organisation_columns},
    TableInfo{Table::affiliation, "affiliation", affiliation::person, affiliation_columns},
    TableInfo{Table::phone, "phone", phone::owner, phone_columns},
    TableInfo{Table::mail, "mail", mail::owner, mail_columns},
    TableInfo{Table::address, "address", address::owner, address_columns},
    TableInfo{Table::link, "link", link::owner, link_columns},
    TableInfo{Table::label, "label", std::nullopt, label_columns},
    TableInfo{Table::labelling, "labelling", labelling::subject, labelling_columns},
    TableInfo{Table::note, "note", note::owner, note_columns},
    TableInfo{Table::property, "property", property::owner, property_columns},
    TableInfo{Table::photo, "photo", photo::owner, photo_columns},
    TableInfo{Table::conflict, "conflict", conflict::unit, conflict_columns},
};

// Found by index: table n is at n - 1, and column n of a table at n - 1.
consteval bool numbers_are_consecutive() {
  for (std::size_t t = 0; t < tables.size(); ++t) {
    if (static_cast<std::size_t>(tables[t].table) != t + 1) return false;
    if (tables[t].columns.size() >= column_end) return false;
    for (std::size_t c = 0; c < tables[t].columns.size(); ++c) {
      if (tables[t].columns[c].number != c + 1 || tables[t].columns[c].since > newest_schema) return false;
    }
  }
  return true;
}
static_assert(numbers_are_consecutive());

bool has_type(ColumnType type, const ValueView& value) {
  switch (type) {
    case ColumnType::text: return value.kind == ValueView::Kind::text && is_utf8(value.bytes);
    case ColumnType::integer: return value.kind == ValueView::Kind::integer;
    case ColumnType::reference: return value.kind == ValueView::Kind::bytes && value.bytes.size() == limit_id;
    case ColumnType::bytes: return value.kind == ValueView::Kind::bytes;
  }
  return false;
}

}  // namespace

std::span<const TableInfo> all_tables() { return tables; }

const TableInfo& table_info(Table table) { return tables[static_cast<std::size_t>(table) - 1]; }

const TableInfo* find_table(std::uint64_t number) {
  return number >= 1 && number <= tables.size() ? &tables[static_cast<std::size_t>(number) - 1] : nullptr;
}

const TableInfo* find_table(std::string_view name) {
  for (const TableInfo& table : tables) {
    if (table.name == name) return &table;
  }
  return nullptr;
}

const ColumnInfo* find_column(const TableInfo& table, std::uint64_t number) {
  return number >= 1 && number <= table.columns.size() ? &table.columns[static_cast<std::size_t>(number) - 1] : nullptr;
}

const ColumnInfo* find_column(const TableInfo& table, std::string_view name) {
  for (const ColumnInfo& column : table.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

const ColumnInfo& deleted_column() { return deleted_info; }

Status check_value(const ColumnInfo& column, const ValueView& value) {
  if (value.kind == ValueView::Kind::null && column.number != column_deleted) return {};
  if (value.bytes.size() > column.limit_bytes) return Error{ErrorCode::too_large, std::string(column.name)};
  const bool is_flag = column.number != column_deleted || value.integer == 0 || value.integer == 1;
  if (!has_type(column.type, value) || !is_flag) return Error{ErrorCode::invalid_argument, std::string(column.name)};
  return {};
}

}  // namespace vinculo
