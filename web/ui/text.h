// Placing text so that the drawn glyphs and the page's transparent text are the same to the pixel. Internal to web/ui.
#pragma once
#include <string_view>
#include <vector>

#include "ui/ui.h"

namespace vinculo::ui {

void begin_text_frame();
// Some text was left out because its glyphs are not drawn yet: another frame is needed.
[[nodiscard]] bool text_is_incomplete();
// Where lines begin and end in a text broken to a width.
struct Line {
  std::uint32_t start = 0, size = 0;
  bool soft = false;  // ended by the width, not by '\n'
};
[[nodiscard]] const std::vector<Line>& break_lines(std::string_view text, float width, const TextStyle& style);
// A colour of the theme with the current layer's fade, as Dear ImGui packs it.
[[nodiscard]] std::uint32_t packed(Colour colour);
[[nodiscard]] std::uint32_t packed(theme::Rgba colour);

}  // namespace vinculo::ui
