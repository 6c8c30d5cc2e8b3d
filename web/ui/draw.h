// Drawing without describing: shapes, shadows, icons, decorative text. For widgets, whose elements are described with
// ui/element.h. Edges are rounded to device pixels. Main thread, inside a frame.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::ui::draw {

void fill(Rect rect, Colour colour, float radius = 0);
void fill_rgba(Rect rect, theme::Rgba colour, float radius = 0);
// Only some corners round: 1 top left, 2 top right, 4 bottom left, 8 bottom right.
void fill_corners(Rect rect, Colour colour, float radius, int corners);
void fill_corners_rgba(Rect rect, theme::Rgba colour, float radius, int corners);
// Inside the rectangle's edge.
void border(Rect rect, Colour colour, float radius = 0, float thickness = 1);
enum class Elevation : std::uint8_t { control, card, popup, dialog };
void shadow(Rect rect, float radius, Elevation elevation);
struct Point {
  float x = 0, y = 0;
};
// Lines from point to point with round corners; not rounded to device pixels.
void lines(std::span<const Point> points, float thickness, theme::Rgba colour);
// What lies between two lines with the same x, fading from one colour at `top` to the other at `bottom`.
struct Fade {
  float top = 0, bottom = 1;
  theme::Rgba from, to;
};
void band(std::span<const Point> upper, std::span<const Point> lower, const Fade& fade);
void polygon(std::span<const Point> convex, theme::Rgba colour);
// Slanted stripes 45 degrees up (`rising`) or down, `every` pixels.
void stripes(Rect rect, theme::Rgba colour, float every, float thickness, bool rising);
void icon(Rect rect, Icon icon, float size, Colour colour);  // in the middle
void icon_rgba(Rect rect, Icon icon, float size, theme::Rgba colour);
void circle(float x, float y, float radius, Colour colour);
// Part of a ring, in turns clockwise from the top.
void arc(float x, float y, float radius, float thickness, float from_turn, float to_turn, Colour colour);
// As text() and paragraph() of ui.h, without a node.
void text(Rect box, std::string_view value, const TextStyle& style = {}, bool ellipsis = true);
void text_rgba(Rect box, std::string_view value, const TextStyle& style, theme::Rgba colour);
float paragraph(Rect box, std::string_view value, const TextStyle& style = {}, int max_lines = 0);
// Of somebody, cropped to a square with round corners or a circle. False while it is fetched or decoded, and when there
// is none: draw something else then.
bool photo(Rect rect, const Photo& photo, float radius);

class Clip {
 public:
  explicit Clip(Rect rect);
  ~Clip();
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;
};

}  // namespace vinculo::ui::draw
