// What is stored and synchronised: tables and their columns, as data. Storage makes the SQL from it, sync and the
// service check against it, so a column is added in one place. Every row has an id (UUIDv7, or derived for links) and
// every column is a register. Numbers are persisted and on the wire: do not renumber, do not reuse.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/error.h"
#include "domain/value.h"

namespace vinculo {

enum class Table : std::uint8_t {
  person = 1,
  organisation = 2,
  affiliation = 3,  // a person in an organisation, with title and department
  phone = 4,
  mail = 5,
  address = 6,
  link = 7,
  label = 8,
  labelling = 9,  // a label on a record; id derived from both
  note = 10,
  property = 11,  // a vCard property that has no column, kept as it came
  photo = 12,
  conflict = 13,  // a value that lost against a concurrent edit, until someone looks; id derived
};

using Column = std::uint8_t;  // meaningful together with its table

// Every table has this register: 1 when the row is in the trash. An edit never changes it.
inline constexpr Column column_deleted = 0;
// Column numbers stay under this: sets of columns are kept as 32 bits.
inline constexpr Column column_end = 32;

namespace person {
inline constexpr Column given_name = 1, family_name = 2, additional_names = 3, honorific_prefix = 4,
                        honorific_suffix = 5, nickname = 6, full_name = 7 /* as written, when not given + family */,
                        birthday = 8 /* ISO 8601 date, or vCard partial date */, anniversary = 9, gender = 10,
                        import_key = 11 /* 16 bytes: identity in the file it came from */;
}
namespace organisation {
inline constexpr Column name = 1, legal_name = 2, tax_number = 3, industry = 4, import_key = 5;
}
namespace affiliation {
inline constexpr Column person = 1, organisation = 2, title = 3, department = 4, role = 5, position = 6;
}
namespace phone {
inline constexpr Column owner = 1, kind = 2, number = 3, position = 4, custom_kind = 5;
}
namespace mail {
inline constexpr Column owner = 1, kind = 2, address = 3, position = 4, custom_kind = 5;
}
namespace address {
inline constexpr Column owner = 1, kind = 2, po_box = 3, extended = 4, street = 5, city = 6, region = 7,
                        postal_code = 8, country = 9, position = 10, custom_kind = 11;
}
namespace link {
inline constexpr Column owner = 1, kind = 2, url = 3, position = 4, custom_kind = 5;
}
namespace label {
inline constexpr Column name = 1, colour = 2 /* 0xRRGGBB */;
}
namespace labelling {
inline constexpr Column label = 1, subject = 2;
}
namespace note {
inline constexpr Column owner = 1, body = 2, author = 3 /* name at the time */, created_ms = 4;
}
namespace property {
inline constexpr Column owner = 1, line = 2 /* unfolded vCard content line */, position = 3;
}
namespace photo {
inline constexpr Column owner = 1, media_type = 2, data = 3;
}
namespace conflict {
inline constexpr Column table = 1, row = 2, column = 3, lost_value = 4 /* write_value() bytes */,
                        lost_clock = 5 /* integer */, lost_device = 6, unit = 7 /* person or organisation shown on */,
                        resolution = 8 /* 0 open, 1 kept, 2 taken, 3 dismissed */, kept_clock = 9, kept_device = 10;
}

enum class ColumnType : std::uint8_t { text, integer, reference /* 16 bytes */, bytes };

struct ColumnInfo {
  Column number;
  std::string_view name;  // SQL and JSON name
  ColumnType type;
  std::uint32_t limit_bytes;  // longest text or bytes accepted
  int since = 1;              // schema version that brought it; migrations add what is newer than the file
};

struct TableInfo {
  Table table;
  std::string_view name;                // SQL and JSON name
  std::optional<Column> owner;          // the column that holds the unit this row belongs to
  std::span<const ColumnInfo> columns;  // in order of number, without `deleted`
  int since = 1;
};

inline constexpr int newest_schema = 1;  // the greatest `since`; SQLite's user_version of a workspace

[[nodiscard]] std::span<const TableInfo> all_tables();
[[nodiscard]] const TableInfo& table_info(Table table);           // must be a known table
[[nodiscard]] const TableInfo* find_table(std::uint64_t number);  // null when not known
[[nodiscard]] const TableInfo* find_table(std::string_view name);
[[nodiscard]] const ColumnInfo* find_column(const TableInfo& table, std::uint64_t number);
[[nodiscard]] const ColumnInfo* find_column(const TableInfo& table, std::string_view name);
// `deleted` as a column like the others: an integer, 0 or 1.
[[nodiscard]] const ColumnInfo& deleted_column();

// Whether a register may hold the value (null: all but `deleted`): invalid_argument for a wrong type, text that is not
// UTF-8, a reference that is not 16 bytes, a `deleted` that is not 0 or 1; too_large over the limit.
[[nodiscard]] Status check_value(const ColumnInfo& column, const ValueView& value);

}  // namespace vinculo
