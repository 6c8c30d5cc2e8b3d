// The registers of one row in place, by column, and the packed form of their stamps that is stored beside the row.
// Values are views: whose bytes they are is said where a RowFields is filled. Internal to change/.
//
// Packed stamps (persisted, the column `stamps`): groups of registers that share a stamp, until the end: 8 bytes clock,
// varint device, varint set of columns (bit n: column n). A row written at once has one group of 10 or 11 bytes. A row
// without any group exists for nobody: its creation was refused (rows are never removed, so a rowid is never reused).
#pragma once
#include <array>
#include <bit>
#include <cstdint>

#include "base/bytes.h"
#include "base/stamp.h"
#include "domain/schema.h"
#include "domain/value.h"

namespace vinculo {

using ColumnSet = std::uint32_t;  // bit n: column n
static_assert(column_end <= 32);

[[nodiscard]] constexpr ColumnSet set_of(Column column) { return ColumnSet{1} << column; }

// Calls visit(Column) for each column of the set, ascending.
template <class Visit>
void for_each_column(ColumnSet columns, Visit visit) {
  for (; columns != 0; columns &= columns - 1) visit(static_cast<Column>(std::countr_zero(columns)));
}

struct RowFields {
  ColumnSet written = 0;  // registers that have been written; the others have no value and no stamp
  std::array<ValueView, column_end> values;
  std::array<Stamp, column_end> stamps;

  [[nodiscard]] bool has(Column column) const { return (written & set_of(column)) != 0; }
  [[nodiscard]] Stamp stamp_of(Column column) const { return has(column) ? stamps[column] : Stamp{}; }
  void set(Column column, const ValueView& value, const Stamp& stamp) {
    written |= set_of(column);
    values[column] = value;
    stamps[column] = stamp;
  }
  void unset(Column column) {
    written &= ~set_of(column);
    values[column] = {};
  }
};

void pack_stamps(const RowFields& fields, Bytes& packed);  // replaces what is in `packed`
// Fills `written` and `stamps`; false when the bytes are damaged.
[[nodiscard]] bool unpack_stamps(ByteView packed, RowFields& fields);

// The id in a reference, nil when there is none.
[[nodiscard]] Uuid uuid_of(const ValueView& value);
// As unit_of(RowPatch): the owner where the table has one, else the row's own id.
[[nodiscard]] Uuid unit_of(const TableInfo& table, const Uuid& id, const RowFields& fields);

}  // namespace vinculo
