// The one rule of merging, used by the server for pushed rows and by the client for pulled ones: register by register
// the greater stamp wins; a change whose author had not seen what it meets is a conflict, and the value that lost is
// kept as a row of Table::conflict whose id follows from (table, row, column, losing stamp), so every device that
// notices makes the same row. Pure functions, no storage.
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
// pushes; what it wrote itself is never concurrent with it. Equal values never conflict; neither do deletions of
// both sides, columns of Table::conflict, labelling, photo, positions (order) and import keys.
[[nodiscard]] MergeResult merge_row(const std::optional<RowPatch>& found, const RowPatch& incoming,
                                    std::uint32_t author);

// The conflict row for a value that lost against `kept`. unit: the record on whose page it is shown.
[[nodiscard]] RowPatch make_conflict(std::uint64_t table, const Uuid& row, const Register& lost, const Stamp& kept,
                                     const Uuid& unit);

// The unit that a row belongs to: its owner's value where the table has one and the row carries it, else its own id.
[[nodiscard]] Uuid unit_of(const RowPatch& row);

}  // namespace vinculo
