// What Inter does not have (Chinese, Hebrew, Devanagari, emoji…) is drawn by the browser's own 2D text into the font
// atlas on demand, with the fonts of the person's system. Scripts that need shaping or run from the right are drawn as
// whole runs: a run gets a stand-in code point of its own. For the files of web/ui.
#pragma once
#include <string>
#include <string_view>

namespace vinculo::ui {

// Adds the fallback to the font that was added last.
void add_glyph_fallback(int css_weight);
// Text as the fonts can draw it: runs that need shaping replaced by their stand-ins. The result is `text` itself or
// lives in `storage`.
[[nodiscard]] std::string_view shape(std::string_view text, std::string& storage);
// Some character is beyond Inter's scripts.
[[nodiscard]] bool needs_fallback(std::string_view text);

// Drawing many new glyphs takes time: a frame has a budget, what is over it comes in the next frame.
void begin_glyph_frame();
[[nodiscard]] bool glyph_budget_is_spent();
[[nodiscard]] int glyphs_drawn();  // in this frame

}  // namespace vinculo::ui
