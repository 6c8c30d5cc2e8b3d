#include "ui/glyph_fallback.h"

#include <cstdlib>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/context.h"
#include "ui/page.h"

namespace vinculo::ui {

namespace {

// Stand-ins begin where Devanagari does: it is always shaped, so its code points are never drawn themselves, and low
// numbers keep Dear ImGui's tables small (they are indexed by code point).
constexpr unsigned first_stand_in = 0x0900, last_stand_in = 0x1CFF;
constexpr double frame_budget_ms = 12;

struct Runs {
  std::vector<std::string> text;
  std::unordered_map<std::string, unsigned> number;
};
Runs runs;
double spent_ms = 0;
int drawn = 0;

bool in(unsigned c, unsigned first, unsigned last) { return c >= first && c <= last; }

// Scripts whose characters stand side by side, each on its own: Latin, Greek, Cyrillic, punctuation, symbols.
bool is_simple(unsigned c) {
  return c < 0x300 || in(c, 0x370, 0x52F) || in(c, 0x1E00, 0x1EFF) || in(c, 0x2010, 0x2027) || in(c, 0x2030, 0x205F) ||
         in(c, 0x2070, 0x20BF) || in(c, 0x2100, 0x22FF) || in(c, 0x25A0, 0x25FF) || c == 0xFFFD;
}
bool is_square(unsigned c) {  // Chinese, Japanese, Korean
  return in(c, 0x2E80, 0xA4CF) || in(c, 0xAC00, 0xD7AF) || in(c, 0xF900, 0xFAFF) || in(c, 0xFF00, 0xFFEF);
}
bool joins_run(unsigned c) { return c == ' ' || c == 0x200D || in(c, 0xFE00, 0xFE0F); }

std::string text_of(unsigned code_point) {
  if (code_point >= first_stand_in && code_point < first_stand_in + runs.text.size())
    return runs.text[code_point - first_stand_in];
  char buffer[5];
  ImTextCharToUtf8(buffer, code_point);
  return buffer;
}

bool is_never_drawn(unsigned c) {  // the characters Dear ImGui itself looks for, and controls
  return c < 0x20 || c == 0x7F || c == 0x85 || c == '?' || c == 0x2026 || c == 0xFFFD;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* glyph, float* advance) {
  if (is_never_drawn(code_point)) return false;
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const double start = page::now_ms();
  const page::GlyphPicture picture =
      page::draw_glyph(text_of(code_point), baked->Size * density, static_cast<int>(source->FontNo));
  spent_ms += page::now_ms() - start;
  ++drawn;
  if (advance) {
    *advance = picture.advance / density;
    std::free(picture.pixels);
    return true;
  }
  glyph->Codepoint = code_point;
  glyph->AdvanceX = picture.advance / density;
  const ImFontAtlasRectId place = picture.pixels && picture.width > 0 && picture.height > 0
                                      ? ImFontAtlasPackAddRect(atlas, picture.width, picture.height)
                                      : ImFontAtlasRectId_Invalid;
  if (place != ImFontAtlasRectId_Invalid) {
    ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, place);
    const float baseline = IM_ROUND(baked->Ascent);
    glyph->X0 = picture.left / density;
    glyph->Y0 = baseline - picture.top / density;
    glyph->X1 = glyph->X0 + static_cast<float>(picture.width) / density;
    glyph->Y1 = glyph->Y0 + static_cast<float>(picture.height) / density;
    glyph->Visible = true;
    glyph->Colored = picture.coloured;
    glyph->PackId = place;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, picture.pixels, ImTextureFormat_RGBA32,
                                       picture.width * 4);
  }
  std::free(picture.pixels);
  return true;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

const ImFontLoader* browser_loader() {
  static ImFontLoader loader;
  loader.Name = "browser";
  loader.FontBakedLoadGlyph = load_glyph;
  loader.FontSrcContainsGlyph = contains_glyph;
  return &loader;
}

unsigned stand_in(const std::string& run) {
  const auto [entry, is_new] = runs.number.try_emplace(run, static_cast<unsigned>(runs.text.size()));
  if (is_new) runs.text.push_back(run);
  return first_stand_in + entry->second;
}

void append_run(std::string& out, std::string& run) {
  if (run.empty()) return;
  std::size_t trailing = 0;
  while (run.size() > trailing && run[run.size() - 1 - trailing] == ' ') ++trailing;
  run.resize(run.size() - trailing);
  char buffer[5];
  ImTextCharToUtf8(buffer, stand_in(run));
  out.append(buffer).append(trailing, ' ');
  run.clear();
}

}  // namespace

void add_glyph_fallback(int css_weight) {
  ImFontConfig config;
  config.MergeMode = true;
  config.FontLoader = browser_loader();
  config.FontNo = static_cast<ImU32>(css_weight);  // read back in load_glyph
  config.SizePixels = 16;
  std::strcpy(config.Name, "browser");
  ImGui::GetIO().Fonts->AddFont(&config);
}

bool needs_fallback(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0xCC) return true;  // U+0300 and above
  return false;
}

std::string_view shape(std::string_view text, std::string& storage) {
  if (!needs_fallback(text)) return text;
  storage.clear();
  std::string run;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    unsigned c = 0;
    const int size = ImTextCharFromUtf8(&c, at, end);
    const bool is_shaped = !is_simple(c) && !is_square(c);
    if (is_shaped || (!run.empty() && joins_run(c))) {
      run.append(at, static_cast<std::size_t>(size));
    } else {
      append_run(storage, run);
      storage.append(at, static_cast<std::size_t>(size));
    }
    at += size;
  }
  append_run(storage, run);
  return storage;
}

void begin_glyph_frame() {
  spent_ms = 0;
  context().figures.fallback_glyphs = drawn;
  drawn = 0;
  if (first_stand_in + runs.text.size() < last_stand_in - 256) return;
  // All stand-ins are used up: start over, with the baked glyphs that show the old runs thrown away.
  runs = {};
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  for (ImFont* font : atlas->Fonts) ImFontAtlasFontDiscardBakes(atlas, font, 0);
}

bool glyph_budget_is_spent() { return spent_ms > frame_budget_ms; }
int glyphs_drawn() { return drawn; }

}  // namespace vinculo::ui
