// How series look: a colour, and with it a pattern of bars, a shape of points and a rhythm of lines.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "widgets/chart_parts.h"

namespace vinculo::widgets::chart_parts {

using namespace ui;

namespace {

// Palette colours beside each other that people with any kind of colour vision can tell apart.
constexpr std::array order{0, 2, 5, 4, 3, 9, 1, 6};

theme::Rgba with_alpha(theme::Rgba colour, unsigned alpha) { return (colour & ~0xFFu) | alpha; }

}  // namespace

double value_at(const ChartData& data, std::size_t row, std::size_t column) {
  const auto& values = data.series[column].values;
  return row < values.size() ? values[row] : std::numeric_limits<double>::quiet_NaN();
}

std::string axis_text(const ChartData& data, double value) {
  return data.axis_format ? data.axis_format(value) : data.format(value);
}

std::string cell_text(ChartKind kind, const ChartData& data, std::size_t row, std::size_t column) {
  const double value = value_at(data, row, column);
  if (!std::isfinite(value)) return "–";
  std::string text = data.format(value);
  const double before = kind == ChartKind::funnel && row > 0 ? value_at(data, row - 1, column) : 0;
  if (before > 0 && data.percent) text += " · " + data.percent(value / before);
  return text;
}

theme::Rgba series_colour(std::size_t series) { return theme::palette_mark(order[series % order.size()], scheme()); }

void fill_mark(Rect rect, std::size_t series, float radius, int corners) {
  draw::fill_corners_rgba(rect, series_colour(series), radius, corners);
  if (series == 0 || rect.h < 1) return;
  const theme::Rgba surface = theme::colour(Colour::card, scheme());
  const theme::Rgba stripe = with_alpha(surface, theme::has_more_contrast(scheme()) ? 0xFF : 0x66);
  const float every = series % 3 == 0 ? 5.f : 8.f;
  draw::stripes(rect, stripe, every, series % 3 == 0 ? 1.f : 1.5f, series % 2 == 1);
}

void point_mark(float x, float y, std::size_t series, float radius) {
  const theme::Rgba surface = theme::colour(Colour::card, scheme());
  const auto shape = [&](float r, theme::Rgba colour) {
    const std::array square{draw::Point{x - r, y - r}, draw::Point{x + r, y - r}, draw::Point{x + r, y + r},
                            draw::Point{x - r, y + r}};
    const float d = r * 1.3f;
    const std::array diamond{draw::Point{x, y - d}, draw::Point{x + d, y}, draw::Point{x, y + d},
                             draw::Point{x - d, y}};
    const std::array triangle{draw::Point{x, y - d}, draw::Point{x + d, y + r}, draw::Point{x - d, y + r}};
    switch (series % 4) {
      case 0: draw::fill_rgba({x - r, y - r, 2 * r, 2 * r}, colour, r); break;
      case 1: draw::polygon(square, colour); break;
      case 2: draw::polygon(diamond, colour); break;
      default: draw::polygon(triangle, colour); break;
    }
  };
  shape(radius + 2, surface);
  shape(radius, series_colour(series));
}

void series_line(std::span<const draw::Point> points, std::size_t series) {
  constexpr float thickness = 2.25f;
  constexpr std::array<std::array<float, 2>, 4> rhythms{{{0, 0}, {8, 5}, {2, 5}, {14, 5}}};  // drawn, left out
  const auto [dash, gap] = rhythms[series % rhythms.size()];
  if (dash == 0) {
    draw::lines(points, thickness, series_colour(series));
    return;
  }
  float along = 0;  // of the whole line
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const draw::Point a = points[i], b = points[i + 1];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    for (float at = 0; at < length;) {
      const float phase = std::fmod(along + at, dash + gap);
      const float step = std::max(0.1f, std::min(length - at, phase < dash ? dash - phase : dash + gap - phase));
      const auto point = [&](float t) {
        return draw::Point{a.x + (b.x - a.x) * t / length, a.y + (b.y - a.y) * t / length};
      };
      const std::array piece{point(at), point(at + step)};
      if (phase < dash) draw::lines(piece, thickness, series_colour(series));
      at += step;
    }
    along += length;
  }
}

void legend_mark(Rect box, ChartKind kind, std::size_t series) {
  const float x = box.x + box.w / 2, y = box.y + box.h / 2;
  if (kind != ChartKind::lines && kind != ChartKind::areas) {
    fill_mark(box.centred(12, 12), series, 3);
    return;
  }
  const std::array line{draw::Point{box.x, y}, draw::Point{box.right(), y}};
  series_line(line, series);
  point_mark(x, y, series, 3.5f);
}

}  // namespace vinculo::widgets::chart_parts
