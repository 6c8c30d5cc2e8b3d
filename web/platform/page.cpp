// What web/ui asks of the browser while drawing.
#include "ui/page.h"

#include <emscripten/emscripten.h>

#include "platform/page_calls.h"

namespace vinculo::ui::page {

double now_ms() { return emscripten_get_now(); }

GlyphPicture draw_glyph(std::string_view text, float device_px, int css_weight) {
  float out[6] = {};  // width, height, left, top, advance, coloured
  GlyphPicture picture;
  picture.pixels = vinculo_page_glyph(text.data(), text.size(), device_px, css_weight, out);
  picture.width = static_cast<int>(out[0]);
  picture.height = static_cast<int>(out[1]);
  picture.left = out[2];
  picture.top = out[3];
  picture.advance = out[4];
  picture.coloured = out[5] != 0;
  return picture;
}

LineMetrics line_metrics(float css_px, int css_weight) {
  float out[2] = {};
  vinculo_page_metrics(css_px, css_weight, out);
  return {out[0], out[1]};
}

void load_photo(unsigned number, std::string_view url, int width, int height) {
  vinculo_page_photo(number, url.data(), url.size(), width, height);
}

}  // namespace vinculo::ui::page
