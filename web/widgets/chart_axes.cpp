// Bars, lines and areas over two axes.
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/element.h"
#include "widgets/chart_parts.h"
#include "widgets/chart_scale.h"

namespace vinculo::widgets::chart_parts {

using namespace ui;

namespace {

constexpr float labels_below = 26, above = 10, tick_distance = 48, widest_bar = 44, label_line = 18;

bool is_line(ChartKind kind) { return kind == ChartKind::lines || kind == ChartKind::areas; }
bool is_stack(ChartKind kind) { return kind == ChartKind::stacked_bars || kind == ChartKind::areas; }

class Axes final : public Layout {
 public:
  explicit Axes(const Place& place);
  void draw(int row) const override;

 private:
  void place_categories();
  void place_marks();
  void place_values();
  [[nodiscard]] std::vector<Piece> pieces(std::size_t row) const;
  [[nodiscard]] float y_of(double value) const {
    return plot_.bottom() - plot_.h * static_cast<float>(scale_.share(value));
  }
  [[nodiscard]] Rect bar(std::size_t row, std::size_t column, const Piece& piece) const;
  void draw_grid() const;
  void draw_category_labels() const;
  void draw_bars() const;
  void draw_lines(int row) const;
  void draw_line(std::size_t column, int row) const;

  Place place_;
  const ChartData& data_;
  Rect plot_;
  Scale scale_;
};

Axes::Axes(const Place& place) : place_(place), data_(place.data) {
  Rect rest = place.rect;
  rest.take_bottom(labels_below);
  rest.take_top(above);
  Extent extent;
  for (std::size_t row = 0; row < data_.categories.size(); ++row)
    for (const Piece& piece : pieces(row)) extent.add(piece.to);
  const ZeroLine zero = place.kind == ChartKind::lines ? ZeroLine::if_near : ZeroLine::always;
  scale_ = round_scale(extent, std::clamp(static_cast<int>(rest.h / tick_distance), 2, 6), zero);
  float gutter = 0;
  for (const double tick : scale_.ticks()) gutter = std::max(gutter, text_width(axis_text(data_, tick), label_style));
  rest.take_left(std::min(rest.w / 3, gutter + 12));
  plot_ = rest;
  place_categories();
  place_marks();
  if (!is_line(place.kind)) place_values();
}

std::vector<Piece> Axes::pieces(std::size_t row) const {
  std::vector<double> values;
  for (std::size_t column = 0; column < data_.series.size(); ++column) values.push_back(value_at(data_, row, column));
  if (is_stack(place_.kind)) return stack_values(values);
  std::vector<Piece> result;
  for (const double value : values) result.push_back({0, value});
  return result;
}

void Axes::place_categories() {
  const auto count = static_cast<int>(data_.categories.size());
  for (int i = 0; i < count; ++i) {
    const Rect band = plot_.column(i, count);
    rows.push_back({band.x, plot_.y - above, band.w, plot_.h + above + labels_below});
  }
  if (rows.empty()) return;
  TextStyle style = label_style;
  style.align = Align::centre;
  float widest = 0;
  for (const std::string& name : data_.categories) widest = std::max(widest, text_width(name, style));
  const float room = rows.front().w;
  // A few long names are cut, many short ones are left out.
  const std::size_t stride = room >= 56 ? 1 : label_stride(room, widest + 10);
  const float width = std::min(stride == 1 ? room - 4 : widest + 2, plot_.w);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Rect box = Rect{rows[i].x + room / 2, plot_.bottom() + 6, 0, label_line}.centred(width, label_line);
    box.x = std::clamp(box.x, place_.rect.x, std::max(place_.rect.x, place_.rect.right() - box.w));
    row_labels.push_back({box, style, i % stride == 0});
  }
}

void Axes::place_marks() {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::vector<Piece> here = pieces(row);
    for (std::size_t column = 0; column < here.size(); ++column) {
      if (!is_line(place_.kind)) {
        marks.push_back(bar(row, column, here[column]));
        continue;
      }
      const float width = std::clamp(rows[row].w, 4.f, 28.f), y = y_of(here[column].to);
      marks.push_back(Rect{rows[row].x + rows[row].w / 2, y, 0, 0}.centred(width, 24));
    }
  }
}

Rect Axes::bar(std::size_t row, std::size_t column, const Piece& piece) const {
  const Rect band{rows[row].x, plot_.y, rows[row].w, plot_.h};
  const std::size_t side_by_side = is_stack(place_.kind) ? 1 : data_.series.size();
  const auto count = static_cast<float>(side_by_side);
  const float share = place_.is_histogram ? 1.f : 0.7f;
  const float width = std::max(1.f, std::min(band.w * share, place_.is_histogram ? band.w : widest_bar * count));
  const Rect group = band.centred(width, band.h);
  const float gap = place_.is_histogram ? 1.f : group.w > 12 * count ? 2.f : 0.f;
  const Rect slot = side_by_side == 1 ? group.inset(place_.is_histogram ? gap / 2 : 0, 0)
                                      : group.column(static_cast<int>(column), static_cast<int>(side_by_side), gap);
  const float from = y_of(piece.from), to = y_of(piece.to);
  return {slot.x, std::min(from, to), slot.w, std::isfinite(piece.to) ? std::fabs(to - from) : 0};
}

void Axes::draw(int row) const {
  if (row >= 0 && !is_line(place_.kind)) {
    const Rect band = rows[static_cast<std::size_t>(row)];
    draw::fill({band.x, plot_.y - 4, band.w, plot_.h + 4}, Colour::hover, theme::radius::small);
  }
  draw_grid();
  if (is_line(place_.kind))
    draw_lines(row);
  else
    draw_bars();
  // Zero, over the bars that begin there.
  const float zero = y_of(0);
  if (scale_.low <= 0 && scale_.high >= 0) draw::fill({plot_.x, zero - 0.5f, plot_.w, 1}, Colour::control);
  draw_category_labels();
}

void Axes::draw_grid() const {
  TextStyle style = label_style;
  style.align = Align::end;
  for (const double tick : scale_.ticks()) {
    const float y = y_of(tick);
    draw::fill({plot_.x, y - 0.5f, plot_.w, 1}, Colour::line);
    // A scale for the eye: every value is said where it is.
    silent_text({place_.rect.x, y - label_line / 2, plot_.x - place_.rect.x - 10, label_line}, axis_text(data_, tick),
                style);
  }
}

void Axes::draw_category_labels() const {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (row_labels[i].is_drawn) draw::text(row_labels[i].box, data_.categories[i], row_labels[i].style);
}

void Axes::draw_bars() const {
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t column = i % data_.series.size();
    const Rect& box = marks[i];
    const double value = value_at(data_, i / data_.series.size(), column);
    if (!std::isfinite(value) || box.h <= 0) continue;
    const bool is_outer = !is_stack(place_.kind) || column + 1 == data_.series.size();
    const float radius = is_outer ? std::min({4.f, box.w / 3, box.h}) : 0;
    Rect drawn = box;
    if (is_stack(place_.kind) && box.h > 3) drawn.h -= 1, drawn.y += value < 0 ? 1.f : 0.f;
    fill_mark(drawn, column, radius, value < 0 ? 12 : 3);
  }
}

// The numbers above the bars of a single series, when all of them have room.
void Axes::place_values() {
  if (data_.series.size() != 1 || rows.size() > 16) return;
  TextStyle style = label_style;
  style.align = Align::centre;
  style.weight = Weight::medium;
  const theme::Rgba colour = theme::colour(style.colour, scheme());
  std::vector<ValueWord> words;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double value = value_at(data_, row, 0);
    const float y = value < 0 ? marks[row].bottom() + 1 : marks[row].y - label_line;
    words.push_back({{rows[row].x, y, rows[row].w, label_line}, style, colour});
    if (!std::isfinite(value)) continue;
    words.back().text = axis_text(data_, value);
    if (text_width(words.back().text, style) > rows[row].w - 4) return;
  }
  values = std::move(words);
}

void Axes::draw_lines(int row) const {
  if (row >= 0) {
    const Rect band = rows[static_cast<std::size_t>(row)];
    draw::fill({band.x + band.w / 2 - 0.5f, plot_.y, 1, plot_.h}, Colour::control);
  }
  // From the last to the first: an area covers what lies below it, and the first series is the lowest.
  for (std::size_t column = data_.series.size(); column-- > 0;) draw_line(column, row);
}

void Axes::draw_line(std::size_t column, int row) const {
  constexpr std::size_t most_points = 31;
  const theme::Rgba faint = series_colour(column) & ~0xFFu;
  std::vector<draw::Point> upper, lower;
  const auto finish = [&] {
    if (place_.kind == ChartKind::areas)
      draw::band(upper, lower,
                 {plot_.y, plot_.bottom(), faint | 0x66, faint | (data_.series.size() == 1 ? 0x08u : 0x66u)});
    series_line(upper, column);
    upper.clear(), lower.clear();
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Piece piece = pieces(i)[column];
    if (!std::isfinite(value_at(data_, i, column))) {
      finish();
      continue;
    }
    const float x = rows[i].x + rows[i].w / 2;
    upper.push_back({x, y_of(piece.to)});
    lower.push_back({x, y_of(piece.from)});
  }
  finish();
  const bool all_points = rows.size() <= most_points && rows.front().w >= 14;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_alone = rows.size() == 1;
    const bool is_pointed = static_cast<int>(i) == row;
    if ((!all_points && !is_pointed && !is_alone) || !std::isfinite(value_at(data_, i, column))) continue;
    point_mark(rows[i].x + rows[i].w / 2, y_of(pieces(i)[column].to), column, is_pointed ? 5.f : 3.5f);
  }
}

}  // namespace

std::unique_ptr<Layout> place_on_axes(const Place& place) { return std::make_unique<Axes>(place); }

}  // namespace vinculo::widgets::chart_parts
