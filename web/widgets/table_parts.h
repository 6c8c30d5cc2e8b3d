// What the files of the table share.
#pragma once
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets::table_parts {

inline constexpr float side_padding = 16;
// Of the column with the boxes.
[[nodiscard]] float box_width();
// A check box in the middle of a cell; `some`: a dash. Only one that is a tab stop is reached by Tab. True when
// pressed.
bool draw_box(ui::Id id, ui::Rect cell, std::string_view name, bool checked, bool some, bool visible, bool tab_stop);

}  // namespace vinculo::widgets::table_parts
