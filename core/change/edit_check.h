// Checks the edits of an operation before anything is written, and brings them together by row. Internal to change/.
#pragma once
#include <vector>

#include "base/error.h"
#include "change/row_fields.h"
#include "change/store.h"

namespace vinculo {

// Each row at most once: what a later edit sets of the same row wins. Views into the edits.
struct CheckedEdit {
  const Edit* first = nullptr;
  std::vector<const Edit*> more;  // of the same row, in order

  void fill(RowFields& wanted) const;
};

// invalid_argument: an unknown table or column, a wrong type, no id. too_large.
[[nodiscard]] Result<std::vector<CheckedEdit>> check_edits(const std::vector<Edit>& edits);

}  // namespace vinculo
