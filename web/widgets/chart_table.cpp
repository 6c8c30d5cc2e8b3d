#include "widgets/chart_table.h"

#include <algorithm>

#include "ui/element.h"
#include "widgets/chart_parts.h"

namespace vinculo::widgets::chart_parts {

using namespace ui;

namespace {

constexpr float padding = 10;
constexpr TextStyle header_style{.size = theme::size::caption, .weight = Weight::semibold, .colour = Colour::muted};

// Column 0 has the categories.
Rect cell_of(Rect row, std::size_t column, std::size_t columns) {
  const float first = std::max(row.w * 0.34f, row.w - static_cast<float>(columns) * 140);
  if (column == 0) return {row.x, row.y, first, row.h};
  const float each = (row.w - first) / static_cast<float>(columns);
  return {row.x + first + each * static_cast<float>(column - 1), row.y, each, row.h};
}

void draw_cell(Role role, Id id, Rect box, std::size_t column, std::string_view text, TextStyle style) {
  style.align = column == 0 ? Align::start : Align::end;
  draw::text(box.inset(padding, 0), text, style);
  describe({.role = role,
            .id = id,
            .rect = box,
            .name = text,
            .style = node_style(style, padding, padding),
            .first = static_cast<std::uint32_t>(column + 1)});
}

void draw_header(const TablePlace& place, Rect row) {
  const std::size_t columns = place.data.series.size();
  const Id id = ui::id(place.id, "header");
  draw::fill(row, Colour::raised, theme::radius::small);
  open({.role = Role::row, .id = id, .rect = row, .first = 1});
  const Id column = ui::id(place.id, "column");
  draw_cell(Role::column_header, ui::id(column, "category"), cell_of(row, 0, columns), 0, place.data.category_name,
            header_style);
  for (std::size_t c = 0; c < columns; ++c)
    draw_cell(Role::column_header, ui::id(column, c), cell_of(row, c + 1, columns), c + 1, place.data.series[c].name,
              header_style);
  close();
}

}  // namespace

void chart_table(const TablePlace& place) {
  const std::size_t columns = place.data.series.size(), rows = place.data.categories.size();
  constexpr float row_height = 36;
  ScrollPane pane(ui::id(place.id, "scroll"), place.rect, place.data.title);
  Rect rest = pane.content();
  rest.h = row_height * static_cast<float>(rows + 1);
  pane.set_content_height(rest.h);
  const Rect whole = rest;
  open({.role = Role::table,
        .id = ui::id(place.id, "values"),
        .rect = whole,
        .name = place.data.title,
        .first = static_cast<std::uint32_t>(rows + 1),
        .second = static_cast<std::uint32_t>(columns + 1)});
  draw_header(place, rest.take_top(row_height));
  for (std::size_t r = 0; r < rows; ++r) {
    const Rect row = rest.take_top(row_height);
    const Id id = ui::id(ui::id(place.id, "row"), r);
    draw::fill({row.x, row.bottom() - 1, row.w, 1}, Colour::line);
    open({.role = Role::row, .id = id, .rect = row, .first = static_cast<std::uint32_t>(r + 2)});
    draw_cell(Role::row_header, ui::id(id, "name"), cell_of(row, 0, columns), 0, place.data.categories[r], {});
    for (std::size_t c = 0; c < columns; ++c)
      draw_cell(Role::table_cell, ui::id(id, c), cell_of(row, c + 1, columns), c + 1,
                cell_text(place.kind, place.data, r, c), {.weight = Weight::medium});
    close();
  }
  close();
}

}  // namespace vinculo::widgets::chart_parts
