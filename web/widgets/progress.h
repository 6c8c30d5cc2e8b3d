// Work that takes a while: what is done, a bar, a sentence of how far it is, and Cancel beside the bar. What moves (a
// bar whose share nobody knows, a turning circle) stands still where people asked for no motion, and costs no frames
// where it cannot be seen.
#pragma once
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct ProgressOptions {
  std::string_view name;       // "Import": above the bar, and what screen readers call it
  double share = -1;           // 0 to 1, 1: it is done; below 0: nobody knows
  std::string_view text = {};  // how far: "12,300 of 100,000"
  bool can_cancel = false;     // as long as it runs
  bool is_cancelling = false;  // it was asked to stop and has not stopped yet
  bool hide_name = false;      // spoken, not drawn: a heading above says it
};
[[nodiscard]] float progress_height(const ProgressOptions& options);
// True when Cancel was pressed.
bool progress(ui::Id id, ui::Rect rect, const ProgressOptions& options);

// A turning circle.
void spinner(ui::Rect rect, ui::Colour colour = ui::Colour::primary);

}  // namespace vinculo::widgets
