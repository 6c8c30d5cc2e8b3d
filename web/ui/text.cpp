#include "ui/text.h"

#include <cfloat>
#include <cmath>
#include <string>
#include <unordered_map>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/audit.h"
#include "ui/context.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "ui/fonts.h"
#include "ui/glyph_fallback.h"
#include "ui/page.h"

namespace vinculo::ui {

namespace {

constexpr std::size_t max_cached_paragraphs = 512;

bool incomplete = false;
std::string shaped;  // storage of the text being drawn

int css_weight(Weight weight) { return 400 + 100 * static_cast<int>(weight); }

// The engines round ascent and descent differently, so they are asked once for each size and weight.
page::LineMetrics metrics(float css_px, Weight weight) {
  static std::unordered_map<std::uint64_t, page::LineMetrics> known;
  const auto key = static_cast<std::uint64_t>(css_px * 1000) * 8 + static_cast<std::uint64_t>(weight);
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  return known[key] = page::line_metrics(css_px, css_weight(weight));
}

// The baseline of a line in a box from `top` to `bottom` (device pixels), as CSS places it: the leading above the text
// is floored to whole CSS pixels.
float baseline(float top, float bottom, float device_px, Weight weight) {
  const float scale = context().scale();
  const page::LineMetrics m = metrics(device_px / scale, weight);
  const float leading = std::floor(((bottom - top) / scale - (m.ascent + m.descent)) / 2) * scale;
  return round_half_up(top + leading + m.ascent * scale);
}

float width_of(ImFont* f, float device_px, std::string_view text) {
  return f->CalcTextSizeA(device_px, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

struct Run {
  ImFont* font;
  float size;  // device pixels
  float x, y;  // of the line box that Dear ImGui draws
  ImU32 colour;
};

void draw_whole(const Run& run, std::string_view text) {
  ImGui::GetWindowDrawList()->AddText(run.font, run.size, {round_half_up(run.x), run.y}, run.colour, text.data(),
                                      text.data() + text.size());
}

void draw_cut(const Run& run, std::string_view text, float width, float right) {
  ImGui::PushFont(run.font, run.size);
  ImGui::PushStyleColor(ImGuiCol_Text, run.colour);
  const ImVec2 size(width, run.size);
  ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), {round_half_up(run.x), run.y}, {right, run.y + run.size * 1.5f},
                            right, text.data(), text.data() + text.size(), &size);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

// One line between two edges, vertically as CSS does it in a box from `top` to `bottom`; all in device pixels.
void draw_line(float left, float right, float top, float bottom, std::string_view value, const TextStyle& style,
               ImU32 colour, bool ellipsis) {
  const bool unusual = needs_fallback(value);
  if (unusual && glyph_budget_is_spent()) {
    incomplete = true;
    return;
  }
  const std::string_view text = shape(value, shaped);
  ImFont* f = font(style.weight);
  const float size = device_font_size(style.size);
  const float width = width_of(f, size, text);
  const bool is_cut = ellipsis && width > right - left + 0.5f;
  float x = left;
  if (!is_cut && style.align == Align::centre) x = (left + right - width) / 2;
  if (!is_cut && style.align == Align::end) x = right - width;
  const float y = baseline(top, bottom, size, style.weight) - IM_ROUND(f->GetFontBaked(size)->Ascent);
  const Run run{f, size, x, y, colour};
  if ((colour & IM_COL32_A_MASK) != 0) audit_text(value, {x, top, is_cut ? right : x + width, bottom}, is_cut);
  if (is_cut)
    draw_cut(run, text, width, right);
  else
    draw_whole(run, text);
}

// --- breaking ---

struct Breaker {
  std::string_view text;
  float width;  // device pixels
  ImFont* font;
  float size;
  std::vector<Line>& lines;

  float measure(std::size_t start, std::size_t end) const {
    std::string storage;
    return width_of(font, size, shape(text.substr(start, end - start), storage));
  }

  void add(std::size_t start, std::size_t end, bool soft) const {
    lines.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end - start), soft});
  }

  // The longest start of a word that fits, at least one character.
  std::size_t cut_word(std::size_t start, std::size_t end) const {
    std::size_t fits = start;
    const char* data = text.data();
    while (fits < end) {
      unsigned c = 0;
      const auto next = fits + static_cast<std::size_t>(ImTextCharFromUtf8(&c, data + fits, data + end));
      if (fits > start && measure(start, next) > width) break;
      fits = next;
    }
    return fits;
  }

  // Fills lines with words from `start` to a hard end.
  void break_hard_line(std::size_t start, std::size_t end) const {
    std::size_t line = start, filled = start;  // [line, filled) is on the current line
    std::size_t at = start;
    while (at < end) {
      std::size_t word_end = at;
      while (word_end < end && text[word_end] != ' ') ++word_end;
      if (measure(line, word_end) <= width) {
        filled = word_end;
      } else {
        if (filled > line) {
          add(line, filled, true);
          line = at;
        }
        while (measure(line, word_end) > width) {
          const std::size_t cut = cut_word(line, word_end);
          if (cut >= word_end) break;
          add(line, cut, true);
          line = cut;
        }
        filled = word_end;
      }
      at = word_end;
      while (at < end && text[at] == ' ') ++at;
      if (at == end) filled = end;  // trailing spaces stay on the line
    }
    add(line, std::max(filled, line), false);
  }

  void run() const {
    std::size_t start = 0;
    while (true) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      break_hard_line(start, end);
      if (end == text.size()) break;
      start = end + 1;
    }
  }
};

// The lines as the page gets them: our breaks made explicit. A soft break keeps its space before the '\n' (or a
// zero-width space inside a word), by which copying tells it from a break that was written.
std::string page_lines(std::string_view text, const std::vector<Line>& lines, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) {
    const Line& line = lines[i];
    result += text.substr(line.start, line.size);
    if (i + 1 == lines.size() || (i + 1 == count && !line.soft)) break;
    if (line.soft)
      result += text[std::min<std::size_t>(line.start + line.size, text.size() - 1)] == ' ' ? " " : "\u200B";
    if (i + 1 < count) result += '\n';
  }
  return result;
}

std::size_t shown_lines(const std::vector<Line>& lines, int max_lines) {
  return max_lines > 0 ? std::min(lines.size(), static_cast<std::size_t>(max_lines)) : lines.size();
}

}  // namespace

void begin_text_frame() {
  incomplete = false;
  begin_glyph_frame();
}
bool text_is_incomplete() { return incomplete; }

std::uint32_t packed(theme::Rgba colour) {
  const auto alpha = static_cast<std::uint32_t>(static_cast<float>(colour & 0xFF) * context().alpha + 0.5f);
  return IM_COL32(colour >> 24, (colour >> 16) & 0xFF, (colour >> 8) & 0xFF, alpha);
}
std::uint32_t packed(Colour colour) { return packed(theme::colour(colour, context().environment.scheme)); }

float line_height(float size) {
  const float scale = context().scale();
  return round_half_up(size * (size >= 20 ? 1.25f : 1.5f) * scale) / scale;
}

float text_width(std::string_view value, const TextStyle& style) {
  std::string storage;
  return width_of(font(style.weight), device_font_size(style.size), shape(value, storage)) / context().scale();
}

float fitting_size(std::string_view value, TextStyle style, float width, float least) {
  for (const float size : {32.f, 24.f, 20.f, 16.f, 14.f, 12.f, 11.f, 10.f}) {
    if (size > style.size || size < least) continue;
    style.size = size;
    if (text_width(value, style) <= width) return size;
  }
  return least;
}

const std::vector<Line>& break_lines(std::string_view text, float width, const TextStyle& style) {
  static std::unordered_map<std::uint64_t, std::vector<Line>> cache;
  const float size = device_font_size(style.size);
  const float device_width = std::floor(width * context().scale() + 0.5f);
  const float key_parts[] = {device_width, size, static_cast<float>(style.weight)};
  const std::uint64_t key =
      hash_text(text) ^ (hash_text({reinterpret_cast<const char*>(key_parts), sizeof key_parts}) * 31 + text.size());
  if (const auto found = cache.find(key); found != cache.end()) return found->second;
  if (cache.size() > max_cached_paragraphs) cache.clear();
  std::vector<Line>& lines = cache[key];
  Breaker{text, std::max(device_width, size), font(style.weight), size, lines}.run();
  return lines;
}

float paragraph_height(std::string_view value, float width, const TextStyle& style, int max_lines) {
  if (value.empty()) return 0;
  return line_height(style.size) * static_cast<float>(shown_lines(break_lines(value, width, style), max_lines));
}

namespace draw {

void text_rgba(Rect box, std::string_view value, const TextStyle& style, theme::Rgba colour) {
  if (value.empty()) return;
  const DeviceRect d = device_rect(box);
  draw_line(d.x0, d.x1, d.y0, d.y1, value, style, packed(colour), true);
}

void text(Rect box, std::string_view value, const TextStyle& style, bool ellipsis) {
  if (value.empty()) return;
  const DeviceRect d = device_rect(box);
  draw_line(d.x0, d.x1, d.y0, d.y1, value, style, packed(style.colour), ellipsis);
}

float paragraph(Rect box, std::string_view value, const TextStyle& style, int max_lines) {
  if (value.empty()) return 0;
  const auto& lines = break_lines(value, box.w, style);
  const std::size_t count = shown_lines(lines, max_lines);
  const DeviceRect d = device_rect(box);
  const float step = line_height(style.size) * context().scale();
  const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin(),
               clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
  for (std::size_t i = 0; i < count; ++i) {
    const float top = d.y0 + step * static_cast<float>(i);
    if (top + step < clip_min.y || top > clip_max.y) continue;
    const bool is_cut = i + 1 == count && count < lines.size();
    std::string line(value.substr(lines[i].start, lines[i].size));
    if (is_cut) line += lines[i].soft ? value.substr(lines[i + 1].start - 1, lines[i + 1].size + 1) : "…";
    draw_line(d.x0, d.x1, top, top + step, line, style, packed(style.colour), is_cut);
  }
  return line_height(style.size) * static_cast<float>(count);
}

}  // namespace draw

void text(Rect box, std::string_view value, const TextStyle& style) {
  if (value.empty()) return;
  draw::text(box, value, style);
  describe({.role = Role::text, .rect = box, .name = value, .style = node_style(style)});
}

namespace {

void describe_silent(Rect box, std::string_view value, const TextStyle& style) {
  describe({.role = Role::text,
            .rect = box,
            .name = value,
            .style = node_style(style),
            .attributes = Attributes().set("aria-hidden", "true").text()});
}

}  // namespace

void silent_text(Rect box, std::string_view value, const TextStyle& style) {
  if (value.empty()) return;
  draw::text(box, value, style);
  describe_silent(box, value, style);
}

void silent_text_rgba(Rect box, std::string_view value, const TextStyle& style, theme::Rgba colour) {
  if (value.empty()) return;
  draw::text_rgba(box, value, style, colour);
  describe_silent(box, value, style);
}

void text_over(Rect box, std::string_view value, const TextStyle& style) {
  text_over_rgba(box, value, style, theme::colour(style.colour, scheme()));
}

void text_over_rgba(Rect box, std::string_view value, const TextStyle& style, theme::Rgba colour) {
  if (value.empty()) return;
  draw::text_rgba(box, value, style, colour);
  describe_over({.role = Role::text, .rect = box, .name = value, .style = node_style(style)});
}

float paragraph(Rect box, std::string_view value, const TextStyle& style, int max_lines) {
  if (value.empty()) return 0;
  const auto& lines = break_lines(value, box.w, style);
  const std::size_t count = shown_lines(lines, max_lines);
  const float height = draw::paragraph(box, value, style, max_lines);
  NodeStyle for_page = node_style(style);
  for_page.line_px = line_height(style.size);
  const std::string whole = page_lines(value, lines, count);
  describe({.role = Role::text,
            .rect = {box.x, box.y, box.w, height},
            .name = whole,
            .style = for_page,
            .state = state::wraps});
  return height;
}

std::string wrapped(std::string_view value, float width, const TextStyle& style) {
  const auto& lines = break_lines(value, width, style);
  return page_lines(value, lines, lines.size());
}

void heading(Rect box, int level, std::string_view value, float size) {
  static constexpr float sizes[] = {24, 20, 16, 14, 14, 14};
  const float wanted = size > 0 ? size : sizes[std::clamp(level, 1, 6) - 1];
  TextStyle style{.size = wanted, .weight = Weight::semibold};
  style.size = fitting_size(value, style, box.w, std::min(wanted, theme::size::title));
  draw::text(box, value, style);
  describe({.role = Role::heading,
            .rect = box,
            .name = value,
            .style = node_style(style),
            .level = static_cast<std::uint8_t>(level)});
}

}  // namespace vinculo::ui
