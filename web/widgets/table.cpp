#include "widgets/table.h"

#include <algorithm>
#include <string>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr float side_padding = 16;
constexpr TextStyle header_style{.size = theme::size::caption, .weight = Weight::semibold};

float header_height() { return screen().touch || screen().is_phone() ? 44.f : 36.f; }

}  // namespace

Table::Table(const TableOptions& options) : options_(options) {
  const std::size_t count = std::min<std::size_t>(options.columns.size(), max_table_columns);
  options_.columns = options.columns.first(count);
  float fixed = 0, shares = 0;
  for (const TableColumn& column : options_.columns) {
    fixed += column.fixed_width;
    if (column.fixed_width == 0) shares += column.share;
  }
  const float unit = shares > 0 ? std::max(0.f, options.rect.w - fixed) / shares : 0;
  edges_[0] = options.rect.x;
  for (std::size_t i = 0; i < count; ++i) {
    const TableColumn& column = options_.columns[i];
    edges_[i + 1] = edges_[i] + (column.fixed_width > 0 ? column.fixed_width : column.share * unit);
  }
  open({.role = Role::grid,
        .id = options.id,
        .rect = options.rect,
        .name = options.name,
        .first = static_cast<std::uint32_t>(options.row_count + 1),
        .second = static_cast<std::uint32_t>(count)});
  Rect body = options.rect;
  options_.rect = body.take_top(header_height());
  draw_header();
  const float row_height = options.row_height > 0 ? options.row_height : screen().row_height();
  rows_.emplace(ui::id(options.id, "rows"), ListKind::grid, body,
                VirtualList::Options{.row_count = options.row_count,
                                     .row_height = row_height,
                                     .first_aria_row = 2,
                                     .name = {},
                                     .selected = options.selected});
  row_.columns_ = &options_.columns;
  row_.edges_ = edges_;
}

Table::~Table() {
  rows_.reset();
  close();
}

void Table::draw_header() {
  const Rect rect = options_.rect;
  const float edge = screen().is_phone() ? 0.f : 1.f;  // of the card below
  draw::fill({rect.x + edge, rect.y, rect.w - 2 * edge, rect.h}, Colour::raised);
  draw::fill({rect.x, rect.bottom() - 1, rect.w, 1}, Colour::line);
  open({.role = Role::row, .id = ui::id(options_.id, "header"), .rect = rect, .first = 1});
  for (std::size_t i = 0; i < options_.columns.size(); ++i) {
    const TableColumn& column = options_.columns[i];
    const Rect box{edges_[i], rect.y, edges_[i + 1] - edges_[i], rect.h};
    const Id id = ui::id(ui::id(options_.id, "column"), i);
    const bool is_sorted = options_.sort.column == static_cast<int>(i);
    TextStyle style = header_style;
    style.colour = is_sorted ? Colour::text : Colour::muted;
    std::uint32_t bits = 0;
    if (column.sortable) {
      const Interaction mouse = interact(id, box);
      if (mouse.hovered) draw::fill({box.x, box.y, box.w, box.h - 1}, Colour::pressed), style.colour = Colour::text;
      if (mouse.activated) new_sort_ = TableSort{static_cast<int>(i), is_sorted && !options_.sort.descending};
      bits |= state::activatable;
    }
    if (is_sorted) bits |= options_.sort.descending ? state::sort_descending : state::sort_ascending;
    Rect inner = box.inset(side_padding, 0);
    if (column.align == Align::end) {
      if (is_sorted) inner.take_right(18);
      style.align = Align::end;
    }
    draw::text(inner, column.title, style);
    if (is_sorted) {
      const float x = column.align == Align::end
                          ? inner.right() + 4
                          : inner.x + std::min(inner.w - 14, text_width(column.title, style) + 4);
      draw::icon({x, box.y, 14, box.h}, options_.sort.descending ? theme::icon::arrow_down : theme::icon::arrow_up, 14,
                 Colour::primary);
    }
    describe({.role = Role::column_header,
              .id = id,
              .rect = box,
              .name = column.title,
              .style = node_style(style, side_padding, side_padding),
              .state = bits,
              .first = static_cast<std::uint32_t>(i + 1)});
  }
  close();
}

TableRow* Table::next_row() {
  if (!rows_->next(row_.row_)) return nullptr;
  const VirtualRow& row = row_.row_;
  row_.is_open_ = false;
  if (!row.visible) return &row_;
  const bool is_selected = row.index == options_.selected;
  if (is_selected)
    draw::fill(row.rect, Colour::selected);
  else if (row.pressed && row.hovered)
    draw::fill(row.rect, Colour::pressed);
  else if (row.hovered || row.focused)
    draw::fill(row.rect, Colour::hover);
  draw::fill({row.rect.x, row.rect.bottom() - 1, row.rect.w, 1}, Colour::line);
  return &row_;
}

void TableRow::mark_open() {
  is_open_ = true;
  if (!row_.visible) return;
  draw::fill(row_.rect, Colour::selected);
  draw::fill({row_.rect.x, row_.rect.bottom() - 1, row_.rect.w, 1}, Colour::line);
}

Rect TableRow::cell_rect(int column) const {
  return {edges_[column], row_.rect.y, edges_[column + 1] - edges_[column], row_.rect.h};
}

void TableRow::cell(int column, std::string_view text) {
  const Rect box = cell_rect(column);
  const TextStyle style{.colour = Colour::muted, .align = (*columns_)[static_cast<std::size_t>(column)].align};
  if (row_.visible) draw::text(box.inset(side_padding, 0), text, style);
  describe({.role = Role::cell,
            .id = ui::id(row_.id, static_cast<std::uint64_t>(column)),
            .rect = box,
            .name = text,
            .style = node_style(style, side_padding, side_padding),
            .first = static_cast<std::uint32_t>(column + 1)});
}

void TableRow::name_cell(int column, std::string_view name, std::string_view address, std::string_view second_line,
                         std::string_view badge) {
  const Rect box = cell_rect(column);
  const Id id = ui::id(row_.id, static_cast<std::uint64_t>(column));
  open({.role = Role::cell, .id = id, .rect = box, .first = static_cast<std::uint32_t>(column + 1)});
  Rect rest = box.inset(side_padding, 0);
  const bool two_lines = !second_line.empty();
  const Rect round = rest.take_left(box.h >= 56 ? 36.f : 28.f, 12);
  if (row_.visible) avatar(round, name);
  const TextStyle style{.weight = Weight::medium};
  const float width = std::min(rest.w - (badge.empty() ? 0 : 24), text_width(name, style) + 1);
  const float line = line_height(style.size);
  Rect name_box = two_lines ? Rect{rest.x, box.y + box.h / 2 - line, width, line} : Rect{rest.x, box.y, width, box.h};
  if (row_.visible) {
    draw::text(name_box, name, style);
    if (!address.empty() && mouse_is_over(name_box))
      draw::fill({name_box.x, name_box.y + name_box.h / 2 + 8, name_box.w - 1, 1}, Colour::text);
  }
  // Reached by mouse, Find and "open in new tab"; for keys the row itself answers.
  if (address.empty())
    describe(
        {.role = Role::text, .id = ui::id(id, "name"), .rect = name_box, .name = name, .style = node_style(style)});
  else
    describe({.role = Role::link,
              .id = ui::id(id, "name"),
              .rect = name_box,
              .name = name,
              .style = node_style(style),
              .state = is_open_ ? state::current : 0u,
              .attributes = Attributes().set("href", address).set("tabindex", "-1").text()});
  if (two_lines) {
    const Rect second{rest.x, box.y + box.h / 2, rest.w, 18};
    const TextStyle small{.size = theme::size::caption, .colour = Colour::muted};
    if (row_.visible) draw::text(second, second_line, small);
    describe({.role = Role::text,
              .id = ui::id(id, "second"),
              .rect = second,
              .name = second_line,
              .style = node_style(small)});
  }
  if (!badge.empty()) {
    const Rect mark{name_box.right() + 6, name_box.y, 16, name_box.h};
    if (row_.visible) draw::icon(mark, theme::icon::triangle_alert, 16, Colour::warning);
    describe({.role = Role::text, .id = ui::id(id, "badge"), .rect = mark, .name = badge, .state = state::name_only});
  }
  close();
}

void TableRow::loading() {
  if (row_.visible) skeleton_row(row_.rect, true);
  for (std::size_t i = 0; i < columns_->size(); ++i)
    describe({.role = Role::cell,
              .id = ui::id(row_.id, i),
              .rect = cell_rect(static_cast<int>(i)),
              .name = "…",
              .style = node_style({}, side_padding, side_padding),
              .state = state::busy,
              .first = static_cast<std::uint32_t>(i + 1)});
}

}  // namespace vinculo::widgets
