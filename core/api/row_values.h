// Values of a row by column, for handlers that read whole rows. Internal to core/api.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "change/row_patch.h"
#include "domain/schema.h"

namespace vinculo::api {

[[nodiscard]] inline const Value& value_in(const RowPatch& row, Column column) {
  static const Value nothing;
  const auto found = std::ranges::lower_bound(row.registers, column, {}, &Register::column);
  return found != row.registers.end() && found->column == column ? found->value : nothing;
}
[[nodiscard]] inline std::string text_in(const RowPatch& row, Column column) {
  return std::string(text_of(value_in(row, column)));
}
[[nodiscard]] inline std::int64_t integer_in(const RowPatch& row, Column column) {
  return integer_of(value_in(row, column));
}
[[nodiscard]] inline Uuid uuid_in(const RowPatch& row, Column column) { return uuid_of(value_in(row, column)); }
[[nodiscard]] inline bool is_deleted(const RowPatch& row) { return integer_in(row, column_deleted) != 0; }

[[nodiscard]] inline std::int64_t newest_ms(const RowPatch& row) {
  std::uint64_t newest = 0;
  for (const Register& entry : row.registers) newest = std::max(newest, entry.stamp.clock.unix_ms());
  return static_cast<std::int64_t>(newest);
}

// The milliseconds in a UUIDv7 (RFC 9562 section 5.7).
[[nodiscard]] inline std::int64_t made_ms(const Uuid& id) {
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
  return ms;
}

// The text columns that are not empty, by name.
[[nodiscard]] inline std::map<std::string, std::string> texts_of(const RowPatch& row) {
  std::map<std::string, std::string> texts;
  const TableInfo* table = find_table(row.table);
  for (const Register& entry : row.registers) {
    const ColumnInfo* column = table && entry.column != column_deleted ? find_column(*table, entry.column) : nullptr;
    const std::string_view text = text_of(entry.value);
    if (column && !text.empty()) texts.emplace(column->name, text);
  }
  return texts;
}

}  // namespace vinculo::api
