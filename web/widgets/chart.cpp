// The frame of every chart: title, legend, the grid of the mirror, keys, what is pointed at.
#include "widgets/chart.h"

#include <algorithm>
#include <cmath>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/chart_parts.h"
#include "widgets/chart_scale.h"
#include "widgets/chart_table.h"
#include "widgets/tooltip.h"

namespace vinculo::widgets {

using namespace ui;
using namespace chart_parts;
using i18n::tr;

namespace {

constexpr TextStyle legend_style{.size = 13};
constexpr float legend_mark_width = 22;

struct Chart {
  Id id;
  ChartKind kind;
  const ChartData& data;
  ChartState& state;
  bool is_histogram = false;

  [[nodiscard]] int rows() const { return static_cast<int>(data.categories.size()); }
  [[nodiscard]] int columns() const { return static_cast<int>(data.series.size()); }
  [[nodiscard]] Id cell_id(int row, int column) const {
    return ui::id(ui::id(id, "cell"), static_cast<std::uint64_t>(row) * 1000 + static_cast<std::uint64_t>(column));
  }
  [[nodiscard]] std::string place_name(int row, int column) const {
    std::string name = data.categories[static_cast<std::size_t>(row)];
    if (columns() > 1) name.append(", ").append(data.series[static_cast<std::size_t>(column)].name);
    return name;
  }
};

// "Deals won. Highest: May, 42. Lowest: January, 8."
std::string summary(const Chart& chart) {
  std::string text(chart.data.title);
  ChartPoint least, most;
  double low = 0, high = 0;
  for (int row = 0; row < chart.rows(); ++row)
    for (int column = 0; column < chart.columns(); ++column) {
      const double value = value_at(chart.data, static_cast<std::size_t>(row), static_cast<std::size_t>(column));
      if (!std::isfinite(value)) continue;
      if (most.row < 0 || value > high) most = {row, column}, high = value;
      if (least.row < 0 || value < low) least = {row, column}, low = value;
    }
  if (most.row < 0) return text.append(". ").append(tr("Nothing to show yet."));
  return text.append(". ").append(i18n::fill(tr("Highest: {most_place}, {most}. Lowest: {least_place}, {least}."),
                                             {{"most_place", chart.place_name(most.row, most.column)},
                                              {"most", chart.data.format(high)},
                                              {"least_place", chart.place_name(least.row, least.column)},
                                              {"least", chart.data.format(low)}}));
}

// --- title and legend ---

void draw_header(const Chart& chart, Rect& area) {
  Rect head = area.take_top(chart.data.subtitle.empty() ? 32.f : 48.f, 12);
  // What a heat map shows is a table already, and its numbers stand in it.
  if (chart.kind != ChartKind::heat && chart.rows() > 0) {
    const float side = screen().touch || screen().is_phone() ? 44.f : 32.f;
    Rect corner = head.take_right(side, 8);
    corner = {corner.x, corner.y - (side - 32) / 2, side, side};
    const bool is_table = chart.state.as_table;
    if (icon_button(ui::id(chart.id, "table"), corner, is_table ? theme::icon::chart_column : theme::icon::table_2,
                    is_table ? tr("Show as chart") : tr("Show as table"), {.kind = ButtonKind::quiet}))
      chart.state.as_table = !is_table;
  }
  ui::heading(head.take_top(chart.data.subtitle.empty() ? 32.f : 24.f), chart.data.level, chart.data.title,
              theme::size::title);
  if (!chart.data.subtitle.empty()) ui::text(head.take_top(20), chart.data.subtitle, {.colour = Colour::muted});
}

// Takes the legend's lines off `area`; the places of the series' names.
std::vector<Word> place_legend(const Chart& chart, Rect& area) {
  std::vector<Word> names;
  if (chart.columns() < 2) {
    names.assign(static_cast<std::size_t>(chart.columns()), {{area.x, area.y, 1, 1}, legend_style, false});
    return names;
  }
  float x = area.x, y = area.y;
  for (const ChartSeries& series : chart.data.series) {
    const float width = std::min(area.w - legend_mark_width, text_width(series.name, legend_style) + 2);
    if (x > area.x && x + legend_mark_width + width > area.right()) x = area.x, y += 22;
    names.push_back({{x + legend_mark_width, y, width, 20}, legend_style});
    x += legend_mark_width + width + 16;
  }
  area.take_top(y + 20 - area.y, 8);
  return names;
}

void draw_legend(const Chart& chart, const std::vector<Word>& names) {
  if (chart.columns() < 2) return;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Rect& box = names[i].box;
    legend_mark({box.x - legend_mark_width, box.y, legend_mark_width - 6, box.h}, chart.kind, i);
    draw::text(box, chart.data.series[i].name, legend_style);
  }
}

// --- keys and mouse ---

// Arrows along the categories and the series as they lie on the screen.
void answer_keys(const Chart& chart, bool goes_right) {
  ChartPoint& at = chart.state.at;
  at.row = std::clamp(at.row, 0, std::max(0, chart.rows() - 1));
  at.column = std::clamp(at.column, 0, std::max(0, chart.columns() - 1));
  // The cell that had the focus when the key came: somebody who types fast is ahead of the picture.
  Id cell = chart.cell_id(at.row, at.column);
  const auto has_key = [](Id one) {
    for (const Key key : {Key::up, Key::down, Key::left, Key::right, Key::home, Key::end})
      if (key_pressed(one, key)) return true;
    return false;
  };
  for (int row = 0; row < chart.rows(); ++row)
    for (int column = 0; column < chart.columns(); ++column) {
      const Id one = chart.cell_id(row, column);
      if (has_focus(one)) at = {row, column};  // clicked with the mouse
      if (has_key(one)) cell = one;
    }
  const auto step = [cell](Key back, Key on) {
    return static_cast<int>(key_pressed(cell, on)) - static_cast<int>(key_pressed(cell, back));
  };
  const int along = goes_right ? step(Key::left, Key::right) : step(Key::up, Key::down);
  const int across = goes_right ? step(Key::up, Key::down) : step(Key::left, Key::right);
  ChartPoint to{std::clamp(at.row + along, 0, chart.rows() - 1),
                std::clamp(at.column + across, 0, chart.columns() - 1)};
  if (key_pressed(cell, Key::home)) to.row = 0;
  if (key_pressed(cell, Key::end)) to.row = chart.rows() - 1;
  if (to.row == at.row && to.column == at.column) return;
  at = to;
  focus(chart.cell_id(to.row, to.column));
}

// The row whose values are shown in full beside it: under the mouse, or else with the focus; -1: none.
int pointed_row(const Chart& chart, const Layout& layout) {
  int& pointed = chart.state.pointed_row;
  bool hovered = false;
  for (int row = 0; row < chart.rows(); ++row)
    if (mouse_is_over(layout.rows[static_cast<std::size_t>(row)])) pointed = row, hovered = true;
  pointed = std::min(pointed, chart.rows() - 1);
  const ChartPoint at = chart.state.at;
  if (pointed >= 0 && tooltip_is_due(chart.cell_id(pointed, at.column), hovered, false, 0)) return pointed;
  if (!hovered) pointed = -1;
  const Id here = chart.cell_id(at.row, at.column);
  return tooltip_is_due(here, false, has_focus(here), 0) ? at.row : -1;
}

void draw_tip(const Chart& chart, const Layout& layout, int row) {
  const auto index = static_cast<std::size_t>(row);
  constexpr TextStyle head{.size = 13, .weight = Weight::semibold}, name{.size = 13, .colour = Colour::muted},
      value{.size = 13, .weight = Weight::medium, .align = Align::end};
  const bool is_single = chart.columns() == 1 || chart.kind == ChartKind::heat;
  const auto first = static_cast<std::size_t>(is_single ? chart.state.at.column : 0);
  const std::size_t last = is_single ? first + 1 : chart.data.series.size();
  float width = text_width(chart.data.categories[index], head);
  std::string spoken = chart.data.categories[index] + ":";
  for (std::size_t c = first; c < last; ++c) {
    const std::string text = cell_text(chart.kind, chart.data, index, c);
    width = std::max(width, 22 + text_width(chart.data.series[c].name, name) + 20 + text_width(text, value));
    spoken.append(" ").append(chart.data.series[c].name).append(" ").append(text);
  }
  Rect anchor = layout.rows[index];
  if (!layout.goes_right) anchor = layout.marks[index * chart.data.series.size() + first];
  const float height = 20 + 24 + 22 * static_cast<float>(last - first);
  const TooltipBox box(chart.cell_id(row, chart.state.at.column), anchor, width + 26, height, spoken);
  Rect rest = box.inside();
  silent_text(rest.take_top(20, 2), chart.data.categories[index], head);
  for (std::size_t c = first; c < last; ++c) {
    Rect line = rest.take_top(22);
    legend_mark(line.take_left(16, 6), chart.kind, chart.kind == ChartKind::heat ? 0 : c);
    silent_text(line, chart.data.series[c].name, name);
    silent_text(line, cell_text(chart.kind, chart.data, index, c), value);
  }
}

// --- the grid of the mirror ---

void describe_headers(const Chart& chart, Rect rect, const std::vector<Word>& names) {
  open({.role = Role::row, .id = ui::id(chart.id, "header"), .rect = {rect.x, rect.y, rect.w, 20}, .first = 1});
  const Id column = ui::id(chart.id, "column");
  describe({.role = Role::column_header,
            .id = ui::id(column, "category"),
            .rect = {rect.x, rect.y, 1, 1},
            .name = chart.data.category_name,
            .first = 1});
  for (std::size_t i = 0; i < names.size(); ++i)
    describe({.role = Role::column_header,
              .id = ui::id(column, i),
              .rect = names[i].box,
              .name = chart.data.series[i].name,
              .style = node_style(names[i].style),
              .first = static_cast<std::uint32_t>(i + 2)});
  close();
}

// Written shorter than it is said ("40K"), it must not stand in the cell.
void draw_value(const ValueWord& written, std::string_view said) {
  if (said.find(written.text) != said.npos)
    silent_text_rgba(written.box, written.text, written.style, written.colour);
  else
    text_over_rgba(written.box, written.text, written.style, written.colour);
}

ChartPoint describe_rows(const Chart& chart, const Layout& layout) {
  ChartPoint activated;
  for (int row = 0; row < chart.rows(); ++row) {
    const auto index = static_cast<std::size_t>(row);
    const Id row_id = ui::id(ui::id(chart.id, "row"), index);
    open({.role = Role::row, .id = row_id, .rect = layout.rows[index], .first = static_cast<std::uint32_t>(row + 2)});
    describe({.role = Role::row_header,
              .id = ui::id(row_id, "name"),
              .rect = layout.row_labels[index].box,
              .name = chart.data.categories[index],
              .style = node_style(layout.row_labels[index].style),
              .first = 1});
    for (int column = 0; column < chart.columns(); ++column) {
      const bool is_here = chart.state.at.row == row && chart.state.at.column == column;
      const std::size_t mark = index * chart.data.series.size() + static_cast<std::size_t>(column);
      Rect target = layout.marks[mark];
      if (target.h < 4) target = target.centred(std::max(4.f, target.w), 4);
      const Id cell = chart.cell_id(row, column);
      if (interact(cell, target).activated) activated = {row, column};
      // Where the value is written it can be found and selected there; otherwise upon its mark.
      const bool is_written = mark < layout.values.size() && !layout.values[mark].text.empty();
      const std::string value = cell_text(chart.kind, chart.data, index, static_cast<std::size_t>(column));
      open({.role = Role::active_cell,
            .id = cell,
            .rect = target,
            .name = value,
            .style = node_style({.size = theme::size::caption, .align = Align::centre}),
            .state = state::arrow_keys | (is_here ? state::tab_stop : 0u) | (is_written ? state::name_only : 0u),
            .first = static_cast<std::uint32_t>(column + 2)});
      if (is_written) draw_value(layout.values[mark], value);
      close();
    }
    close();
  }
  return activated;
}

std::unique_ptr<Layout> place(const Chart& chart, Rect rect) {
  const Place where{rect, chart.kind, chart.data, chart.is_histogram};
  switch (chart.kind) {
    case ChartKind::rows: return place_rows(where);
    case ChartKind::funnel: return place_funnel(where);
    case ChartKind::heat: return place_heat(where);
    default: return place_on_axes(where);
  }
}

ChartPoint draw_marks(const Chart& chart, Rect area) {
  std::vector<Word> names;
  const Rect whole = area;
  if (chart.kind != ChartKind::heat) names = place_legend(chart, area);
  const std::unique_ptr<Layout> layout = place(chart, area);
  if (!layout->column_labels.empty()) names = layout->column_labels;
  answer_keys(chart, layout->goes_right);
  if (chart.kind != ChartKind::heat) draw_legend(chart, names);
  const int row = pointed_row(chart, *layout);
  if (chart.kind == ChartKind::heat && row >= 0)  // which of its cells the mouse is on
    for (int column = 0; column < chart.columns(); ++column)
      if (mouse_is_over(layout->marks[static_cast<std::size_t>(row * chart.columns() + column)]))
        chart.state.at.column = column;
  layout->draw(row);
  open({.role = Role::grid,
        .id = ui::id(chart.id, "grid"),
        .rect = whole,
        .name = chart.data.title,
        .first = static_cast<std::uint32_t>(chart.rows() + 1),
        .second = static_cast<std::uint32_t>(chart.columns() + 1)});
  describe_headers(chart, whole, names);
  const ChartPoint activated = describe_rows(chart, *layout);
  close();
  if (row >= 0) draw_tip(chart, *layout, row);
  return activated;
}

ChartPoint draw_chart(const Chart& chart, Rect rect) {
  const std::string name = summary(chart);
  open({.role = Role::figure, .id = chart.id, .rect = rect, .name = name});
  draw_header(chart, rect);
  ChartPoint activated;
  if (chart.rows() == 0 || chart.columns() == 0) {
    draw::icon(rect.centred(32, 32).moved(0, -18), theme::icon::chart_column, 32, Colour::placeholder);
    ui::text(rect.centred(rect.w, 20).moved(0, 18), tr("Nothing to show yet."),
             {.colour = Colour::muted, .align = Align::centre});
  } else if (chart.state.as_table && chart.kind != ChartKind::heat) {
    chart_table({.id = chart.id, .rect = rect, .kind = chart.kind, .data = chart.data});
  } else {
    activated = draw_marks(chart, rect);
  }
  close();
  return activated;
}

}  // namespace

ChartPoint chart(Id id, Rect rect, ChartKind kind, const ChartData& data, ChartState& state) {
  return draw_chart({id, kind, data, state}, rect);
}

ChartPoint histogram(Id id, Rect rect, const ChartData& data, std::span<const double> values,
                     std::string_view count_name, const ValueFormat& count_format, ChartState& state) {
  const Bins bins = count_in_bins(values, screen().is_phone() ? 8 : 14);
  std::vector<std::string> ranges;
  const ValueFormat& edge = data.axis_format ? data.axis_format : data.format;
  for (std::size_t i = 0; i < bins.counts.size(); ++i) {
    const double from = bins.start + bins.width * static_cast<double>(i);
    ranges.push_back(edge(from) + "–" + edge(from + bins.width));
  }
  const ChartSeries counts[] = {{count_name, bins.counts}};
  ChartData counted = data;
  counted.categories = ranges;
  counted.series = counts;
  counted.format = count_format;
  counted.axis_format = nullptr;
  return draw_chart({id, ChartKind::bars, counted, state, true}, rect);
}

}  // namespace vinculo::widgets
