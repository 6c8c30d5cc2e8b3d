#include "ui/draw.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/context.h"
#include "ui/fonts.h"
#include "ui/text.h"

namespace vinculo::ui::draw {

namespace {

ImDrawList* list() { return ImGui::GetWindowDrawList(); }
float scaled(float css_px) { return css_px * context().scale(); }

constexpr float pi = 3.14159265f;

}  // namespace

void fill_rgba(Rect rect, theme::Rgba colour, float radius) {
  if ((colour & 0xFF) == 0) return;
  const DeviceRect d = device_rect(rect);
  list()->AddRectFilled({d.x0, d.y0}, {d.x1, d.y1}, packed(colour), scaled(radius));
}

void fill(Rect rect, Colour colour, float radius) {
  fill_rgba(rect, theme::colour(colour, context().environment.scheme), radius);
}

void fill_corners(Rect rect, Colour colour, float radius, int corners) {
  fill_corners_rgba(rect, theme::colour(colour, context().environment.scheme), radius, corners);
}

void fill_corners_rgba(Rect rect, theme::Rgba colour, float radius, int corners) {
  const DeviceRect d = device_rect(rect);
  ImDrawFlags flags = 0;
  if (corners & 1) flags |= ImDrawFlags_RoundCornersTopLeft;
  if (corners & 2) flags |= ImDrawFlags_RoundCornersTopRight;
  if (corners & 4) flags |= ImDrawFlags_RoundCornersBottomLeft;
  if (corners & 8) flags |= ImDrawFlags_RoundCornersBottomRight;
  list()->AddRectFilled({d.x0, d.y0}, {d.x1, d.y1}, packed(colour), scaled(radius),
                        flags ? flags : ImDrawFlags_RoundCornersNone);
}

void border(Rect rect, Colour colour, float radius, float thickness) {
  const DeviceRect d = device_rect(rect);
  const float width = std::max(1.f, round_half_up(scaled(thickness)));
  // Dear ImGui draws a line around the path's middle, half a pixel inside: move it in by the rest.
  const float in = (width - 1) / 2;
  list()->AddRect({d.x0 + in, d.y0 + in}, {d.x1 - in, d.y1 - in}, packed(colour), std::max(0.f, scaled(radius) - in), 0,
                  width);
}

void circle(float x, float y, float radius, Colour colour) {
  list()->AddCircleFilled({scaled(x), scaled(y)}, scaled(radius), packed(colour));
}

void arc(float x, float y, float radius, float thickness, float from_turn, float to_turn, Colour colour) {
  list()->PathArcTo({scaled(x), scaled(y)}, scaled(radius), (from_turn - 0.25f) * 2 * pi, (to_turn - 0.25f) * 2 * pi);
  list()->PathStroke(packed(colour), 0, scaled(thickness));
}

void lines(std::span<const Point> points, float thickness, theme::Rgba colour) {
  for (const Point& point : points) list()->PathLineTo({scaled(point.x), scaled(point.y)});
  list()->PathStroke(packed(colour), 0, scaled(thickness));
}

namespace {

ImU32 faded(const Fade& fade, float y) {
  const float share = std::clamp((y - fade.top) / std::max(1.f, fade.bottom - fade.top), 0.f, 1.f);
  return ImGui::GetColorU32(ImLerp(ImGui::ColorConvertU32ToFloat4(packed(fade.from)),
                                   ImGui::ColorConvertU32ToFloat4(packed(fade.to)), share));
}

}  // namespace

void band(std::span<const Point> upper, std::span<const Point> lower, const Fade& fade) {
  const std::size_t count = std::min(upper.size(), lower.size());
  if (count < 2) return;
  // Without soft edges, which would show as seams between the pieces: a line covers the upper one.
  const auto pieces = static_cast<int>(count - 1);
  ImDrawList& to = *list();
  to.PrimReserve(pieces * 6, static_cast<int>(count) * 2);
  const auto start = static_cast<ImDrawIdx>(to._VtxCurrentIdx);
  const ImVec2 white = to._Data->TexUvWhitePixel;
  for (std::size_t i = 0; i < count; ++i) {
    to.PrimWriteVtx({scaled(upper[i].x), scaled(upper[i].y)}, white, faded(fade, upper[i].y));
    to.PrimWriteVtx({scaled(lower[i].x), scaled(lower[i].y)}, white, faded(fade, lower[i].y));
  }
  for (int i = 0; i < pieces; ++i)
    for (const int corner : {0, 2, 1, 1, 2, 3}) to.PrimWriteIdx(static_cast<ImDrawIdx>(start + 2 * i + corner));
}

void polygon(std::span<const Point> convex, theme::Rgba colour) {
  for (const Point& point : convex) list()->PathLineTo({scaled(point.x), scaled(point.y)});
  list()->PathFillConvex(packed(colour));
}

void stripes(Rect rect, theme::Rgba colour, float every, float thickness, bool rising) {
  const Clip inside(rect);
  const float lean = rising ? rect.h : -rect.h;
  // From one origin, so that neighbours' stripes run on and nothing swims while a bar grows.
  for (float x = std::floor((rect.x - rect.h) / every) * every; x < rect.right() + rect.h; x += every)
    list()->AddLine({scaled(x), scaled(rect.bottom())}, {scaled(x + lean), scaled(rect.y)}, packed(colour),
                    scaled(thickness));
}

void icon_rgba(Rect rect, Icon glyph, float size, theme::Rgba colour) {
  if (!glyph) return;
  char text[5];
  ImTextCharToUtf8(text, glyph);
  const float device_size = device_font_size(size);
  const DeviceRect d = device_rect(rect);
  list()->AddText(icon_font(), device_size,
                  {round_half_up((d.x0 + d.x1 - device_size) / 2), round_half_up((d.y0 + d.y1 - device_size) / 2)},
                  packed(colour), text);
}

void icon(Rect rect, Icon glyph, float size, Colour colour) {
  icon_rgba(rect, glyph, size, theme::colour(colour, context().environment.scheme));
}

Clip::Clip(Rect rect) {
  const DeviceRect d = device_rect(rect);
  ImGui::PushClipRect({d.x0, d.y0}, {d.x1, d.y1}, true);
}
Clip::~Clip() { ImGui::PopClipRect(); }

}  // namespace vinculo::ui::draw
