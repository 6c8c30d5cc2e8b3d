// The fonts: Inter in three weights and the icons, handed over by the page as bytes of the very files that its style
// sheet uses. What Inter lacks is drawn by the browser (glyph_fallback.h). For the files of web/ui and the platform.
#pragma once
#include <cstddef>

#include "ui/ui.h"

struct ImFont;

namespace vinculo::ui {

inline constexpr int font_count = 4;  // regular, medium, semibold, icons
// Keeps the memory, which must stay. `slot` 0 to 3 in this order, all four before the first frame.
void add_font(int slot, unsigned char* bytes, std::size_t size);
[[nodiscard]] ImFont* font(Weight weight);
[[nodiscard]] ImFont* icon_font();
// CSS size to whole device pixels: Dear ImGui rounds sizes to integers, so we do it first and tell the page the same.
[[nodiscard]] float device_font_size(float css_px);

}  // namespace vinculo::ui
