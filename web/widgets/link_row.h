// A line of a list that leads somewhere: icon, words, a second line below, a number at the end. A real link, so that it
// opens in a new tab as well; without an address a button. Main thread, inside a frame.
#pragma once
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct LinkRow {
  ui::Icon icon = 0;
  std::string_view text;
  std::string_view detail = {};         // below; spoken with the text
  std::string_view address = {};        // empty: a button
  std::string_view keys = {};           // of the shortcut that does the same
  int count = 0;                        // at the end when above 0
  ui::Colour tone = ui::Colour::muted;  // of the icon
};
[[nodiscard]] float link_row_height(const LinkRow& row);
// True when it was pressed and has no address.
bool link_row(ui::Id id, ui::Rect rect, const LinkRow& row);

// A number in a round, as on navigation and on rows that lead to what waits: "99+" from 100 on. Centred in `rect`.
void count_mark(ui::Rect rect, int count);

}  // namespace vinculo::widgets
