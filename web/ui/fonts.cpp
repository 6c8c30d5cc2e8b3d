#include "ui/fonts.h"

#include <cmath>
#include <cstdio>
#include <cstring>

#include "imgui.h"
#include "ui/context.h"
#include "ui/glyph_fallback.h"

namespace vinculo::ui {

namespace {

ImFont* fonts[font_count];

// Dear ImGui's size of a font is ascent minus descent of its hhea table, CSS's is the em. In our copy of the file the
// two are made equal, so that a size means the same to both. Where the baseline lies is asked of the page (text.cpp);
// icons stand on it with their whole square.
void make_line_one_em(unsigned char* file, bool is_icons) {
  const auto u16 = [&](unsigned at) { return static_cast<unsigned>(file[at] << 8 | file[at + 1]); };
  const auto u32 = [&](unsigned at) { return u16(at) << 16 | u16(at + 2); };
  const auto put = [&](unsigned at, unsigned value) {
    file[at] = static_cast<unsigned char>(value >> 8);
    file[at + 1] = static_cast<unsigned char>(value);
  };
  unsigned head = 0, line = 0;
  for (unsigned table = 0; table < u16(4); ++table) {
    const unsigned entry = 12 + table * 16;
    if (std::memcmp(file + entry, "head", 4) == 0) head = u32(entry + 8);
    if (std::memcmp(file + entry, "hhea", 4) == 0) line = u32(entry + 8);
  }
  if (!head || !line) return;
  const unsigned em = u16(head + 18), ascent = is_icons ? em : em * 4 / 5;
  put(line + 4, ascent);
  put(line + 6, ascent - em);
}

}  // namespace

void add_font(int slot, unsigned char* bytes, std::size_t size) {
  make_line_one_em(bytes, slot == 3);
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  std::snprintf(config.Name, sizeof config.Name, "font %d", slot);
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  fonts[slot] = atlas->AddFontFromMemoryTTF(bytes, static_cast<int>(size), 16, &config);
  if (slot < 3) add_glyph_fallback(400 + 100 * slot);
}

ImFont* font(Weight weight) { return fonts[static_cast<int>(weight)]; }
ImFont* icon_font() { return fonts[3]; }
float device_font_size(float css_px) { return std::floor(css_px * context().scale() + 0.5f); }

}  // namespace vinculo::ui
