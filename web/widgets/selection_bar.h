// What stands where a list's tools are while rows are chosen: how many, what can be done with them, and the way out. At
// a desk it comes with the first row that is chosen by its box. On a phone rows have no boxes until somebody presses
// one long (TableOptions::has_row_menu) or chooses "Select" in the list's menu; then a tap chooses. It ends with its
// cross, with Escape, and with Back where that closes what lies uppermost. Main thread, inside a frame.
//   if (is_choosing_) {
//     const SelectionResult result = selection_bar(ui::id("selection"), bar, count, actions);
//     if (result.ended) chosen_.clear(), is_choosing_ = false;
//     if (result.ended && result.had_focus) focus(id_of_what_comes_in_its_place);
//   }
#pragma once
#include <cstdint>
#include <span>

#include "widgets/overlay.h"

namespace vinculo::widgets {

struct SelectionResult {
  bool ended = false;
  bool had_focus = false;  // one of its buttons
  int action = -1;         // what is to be done with the rows
};
// `actions` have an icon each; they wait until something is chosen. `takes_focus` when it comes: after a menu, whose
// button it stands over.
SelectionResult selection_bar(ui::Id id, ui::Rect rect, std::int64_t count, std::span<const MenuItem> actions,
                              bool takes_focus = false);

}  // namespace vinculo::widgets
