// What web/ui needs of the browser while drawing. Implemented in web/platform/page_calls.cpp over the page's modules.
#pragma once
#include <string_view>

namespace vinculo::ui::page {

[[nodiscard]] double now_ms();

struct GlyphPicture {
  unsigned char* pixels = nullptr;  // RGBA, to be freed with free(); may be null
  int width = 0, height = 0;
  float left = 0, top = 0;  // of the picture from the pen on the baseline, right and up
  float advance = 0;
  bool coloured = false;
};
// `device_px` is the em.
[[nodiscard]] GlyphPicture draw_glyph(std::string_view text, float device_px, int css_weight);

struct LineMetrics {
  float ascent = 0, descent = 0;  // CSS pixels, rounded as this engine rounds them
};
[[nodiscard]] LineMetrics line_metrics(float css_px, int css_weight);

// Decodes a picture at width x height device pixels, cropped to fill, in the background; photo_ready() of photo.h tells
// when it is there, under the same number.
void load_photo(unsigned number, std::string_view url, int width, int height);

}  // namespace vinculo::ui::page
