// The one rule of merging, applied by the server to pushed rows (a device takes what the server decided, store.h):
// register by register the greater stamp wins; a change whose author had not seen what it meets is a conflict, and the
// value that lost is kept as a row of Table::conflict whose id follows from (table, row, column, losing stamp), so that
// merging the same thing twice makes the same row. Pure functions, no storage.
#pragma once
#include <optional>
#include <vector>

#include "change/row_patch.h"

namespace vinculo {

struct MergeResult {
  RowPatch row;                     // every register after the merge (no bases)
  std::vector<Column> changed;      // columns whose register is not what was found
  std::vector<RowPatch> conflicts;  // rows of Table::conflict to store (no bases)
};

// found: the stored row, empty when there is none. incoming: pushed registers with bases. author: the device that
// pushes; what it wrote itself is never concurrent with it.
// - base == stamp marks a copy of something confirmed before (Store::requeue): it only wins or loses, without conflict.
// - base == the stamp found means the author saw it and meant to replace it: it wins even when its clock was behind,
//   and is then stamped just after what it replaces. `row` holds the stamp to store.
// - Equal values never conflict; nor does `deleted` (the trash keeps everything), nor what can_conflict() excludes.
[[nodiscard]] MergeResult merge_row(const std::optional<RowPatch>& found, const RowPatch& incoming,
                                    std::uint32_t author);

// False for Table::conflict itself, labellings, photos, positions (order) and import keys.
[[nodiscard]] bool can_conflict(std::uint64_t table, Column column);

// The conflict row for a value that lost against `kept`. unit: the record on whose page it is shown. Its registers
// carry the stamp of the value that lost, so that any later answer of a person (its resolution) is newer.
[[nodiscard]] RowPatch make_conflict(std::uint64_t table, const Uuid& row, const Register& lost, const Stamp& kept,
                                     const Uuid& unit);

// The unit that a row belongs to: its owner's value where the table has one and the row carries it, else its own id.
[[nodiscard]] Uuid unit_of(const RowPatch& row);

}  // namespace vinculo
