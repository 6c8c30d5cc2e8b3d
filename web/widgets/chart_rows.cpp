// Charts whose categories go from top to bottom: bars with long names, funnels, heat maps.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/element.h"
#include "widgets/chart_parts.h"
#include "widgets/chart_scale.h"

namespace vinculo::widgets::chart_parts {

using namespace ui;

namespace {

constexpr float highest_row = 52;
constexpr TextStyle name_style{.colour = Colour::text};
constexpr TextStyle value_style{.weight = Weight::semibold};

float widest_name(const ChartData& data, const TextStyle& style) {
  float widest = 0;
  for (const std::string& name : data.categories) widest = std::max(widest, text_width(name, style));
  return widest;
}

// --- bars from left to right, and funnels ---

class Rows final : public Layout {
 public:
  Rows(const Place& place, bool is_funnel);
  void draw(int row) const override;

 private:
  void draw_funnel_piece(std::size_t row) const;

  const ChartData& data_;
  bool is_funnel_;
};

Rows::Rows(const Place& place, bool is_funnel) : data_(place.data), is_funnel_(is_funnel) {
  goes_right = false;
  Extent extent;
  for (std::size_t i = 0; i < data_.categories.size(); ++i) extent.add(value_at(data_, i, 0));
  Rect area = place.rect;
  const auto count = static_cast<float>(std::max<std::size_t>(1, data_.categories.size()));
  const float height = std::min(highest_row, area.h / count);
  float value_width = 0;
  for (std::size_t i = 0; i < data_.categories.size(); ++i)
    value_width = std::max(value_width, text_width(cell_text(place.kind, data_, i, 0), value_style));
  const float name_width = std::min(widest_name(data_, name_style) + 2, area.w * 0.34f);
  const double most = std::max({extent.most, -extent.least, 1e-300});
  for (std::size_t i = 0; i < data_.categories.size(); ++i) {
    const Rect row = area.take_top(height);
    Rect rest = row.inset(8, 0);
    rows.push_back(row);
    row_labels.push_back({rest.take_left(name_width, 12), name_style});
    TextStyle style = value_style;
    style.align = is_funnel ? Align::end : Align::start;
    values.push_back({is_funnel ? rest.take_right(value_width + 2, 12) : Rect{}, style,
                      theme::colour(style.colour, scheme()), cell_text(place.kind, data_, i, 0)});
    if (!is_funnel) rest.w = std::max(8.f, rest.w - value_width - 10);
    const double value = value_at(data_, i, 0);
    const double share = std::isfinite(value) ? std::fabs(value) / most : 0;
    const float width = std::max(2.f, rest.w * static_cast<float>(std::min(1.0, share)));
    Rect mark = rest.middle(std::min(is_funnel ? height * 0.62f : 22.f, height - 4));
    mark.x += is_funnel ? (mark.w - width) / 2 : 0;
    mark.w = width;
    if (!is_funnel) values.back().box = {mark.right() + 8, row.y, value_width + 2, row.h};
    marks.push_back(mark);
  }
}

void Rows::draw_funnel_piece(std::size_t row) const {
  fill_mark(marks[row], 0, 5);
  if (row + 1 >= marks.size()) return;
  const Rect& from = marks[row];
  const Rect& to = marks[row + 1];
  const std::array between{draw::Point{from.x + 4, from.bottom()}, draw::Point{from.right() - 4, from.bottom()},
                           draw::Point{to.right() - 4, to.y}, draw::Point{to.x + 4, to.y}};
  if (from.w > 10 && to.w > 10) draw::polygon(between, (series_colour(0) & ~0xFFu) | 0x38);
}

void Rows::draw(int row) const {
  if (row >= 0) draw::fill(rows[static_cast<std::size_t>(row)], Colour::hover, theme::radius::small);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    draw::text(row_labels[i].box, data_.categories[i], name_style);
    if (is_funnel_)
      draw_funnel_piece(i);
    else if (std::isfinite(value_at(data_, i, 0)))
      fill_mark(marks[i], value_at(data_, i, 0) < 0 ? 7 : 0, 4);
  }
}

// --- heat ---

constexpr int heat_steps = 6;

theme::Rgba heat_colour(int step) {
  const theme::Rgba full = series_colour(0), none = theme::colour(Colour::raised, scheme());
  const float share = 0.08f + 0.92f * static_cast<float>(step) / (heat_steps - 1);
  theme::Rgba mixed = 0xFF;
  for (const int shift : {8, 16, 24}) {
    const float a = static_cast<float>(none >> shift & 0xFF), b = static_cast<float>(full >> shift & 0xFF);
    mixed |= static_cast<theme::Rgba>(a + (b - a) * share + 0.5f) << shift;
  }
  return mixed;
}

// Whichever of the two can be read on it.
theme::Rgba text_on(theme::Rgba surface) {
  const theme::Rgba dark = 0x0F172AFF, light = 0xFFFFFFFF;
  return theme::contrast(dark, surface) > theme::contrast(light, surface) ? dark : light;
}

class Heat final : public Layout {
 public:
  explicit Heat(const Place& place);
  void draw(int row) const override;

 private:
  void place_column_labels(Rect top);
  void place_value(Rect box, double value);

  const ChartData& data_;
  Extent extent_;
};

Heat::Heat(const Place& place) : data_(place.data) {
  goes_right = false;
  const std::size_t columns = data_.series.size();
  Rect area = place.rect;
  Rect top = area.take_top(20);
  const float name_width = std::min(widest_name(data_, label_style) + 2, area.w * 0.3f);
  top.take_left(name_width, 8);
  place_column_labels(top);
  const float height =
      std::min(44.f, (area.h + 2) / static_cast<float>(std::max<std::size_t>(1, data_.categories.size())));
  for (std::size_t r = 0; r < data_.categories.size(); ++r) {
    Rect row = area.take_top(height);
    rows.push_back(row);
    row.h -= 2;
    row_labels.push_back({row.take_left(name_width, 8), label_style});
    for (std::size_t c = 0; c < columns; ++c) {
      marks.push_back(row.column(static_cast<int>(c), static_cast<int>(columns), 2));
      extent_.add(value_at(data_, r, c));
    }
  }
  for (std::size_t i = 0; i < marks.size(); ++i) place_value(marks[i], value_at(data_, i / columns, i % columns));
}

void Heat::place_column_labels(Rect top) {
  const auto columns = static_cast<int>(data_.series.size());
  TextStyle style = label_style;
  style.align = Align::centre;
  float widest = 0;
  for (const ChartSeries& series : data_.series) widest = std::max(widest, text_width(series.name, style));
  for (int c = 0; c < columns; ++c) {
    const Rect column = top.column(c, columns, 2);
    const std::size_t stride = label_stride(column.w + 2, widest + 6);
    column_labels.push_back(
        {column.centred(std::max(widest + 2, column.w), 18), style, static_cast<std::size_t>(c) % stride == 0});
  }
}

// The number stands upon its mark where it has room.
void Heat::place_value(Rect box, double value) {
  const TextStyle style{.size = 11, .weight = Weight::medium, .align = Align::centre};
  values.push_back({box, style});
  const int step = heat_step(value, extent_, heat_steps);
  if (step < 0) return;
  const std::string text = axis_text(data_, value);
  if (box.h < 16 || text_width(text, style) > box.w - 2) return;
  values.back().colour = text_on(heat_colour(step));
  values.back().text = text;
}

void Heat::draw(int row) const {
  for (std::size_t c = 0; c < column_labels.size(); ++c)
    if (column_labels[c].is_drawn) draw::text(column_labels[c].box, data_.series[c].name, column_labels[c].style);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    TextStyle name = label_style;
    if (static_cast<int>(r) == row) name.colour = Colour::text, name.weight = Weight::semibold;
    draw::text(row_labels[r].box, data_.categories[r], name);
    for (std::size_t c = 0; c < data_.series.size(); ++c) {
      const Rect& box = marks[r * data_.series.size() + c];
      const double value = value_at(data_, r, c);
      const int step = heat_step(value, extent_, heat_steps);
      const float radius = std::min(4.f, box.w / 4);
      if (step < 0) {
        draw::border(box, Colour::line, radius);
        continue;
      }
      draw::fill_rgba(box, heat_colour(step), radius);
      if (theme::has_more_contrast(scheme())) draw::border(box, Colour::line, radius);
    }
  }
}

}  // namespace

std::unique_ptr<Layout> place_rows(const Place& place) { return std::make_unique<Rows>(place, false); }
std::unique_ptr<Layout> place_funnel(const Place& place) { return std::make_unique<Rows>(place, true); }
std::unique_ptr<Layout> place_heat(const Place& place) { return std::make_unique<Heat>(place); }

}  // namespace vinculo::widgets::chart_parts
