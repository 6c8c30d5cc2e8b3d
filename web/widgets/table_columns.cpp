// The list of a table's columns: for keys, fingers and screen readers what dragging the header is for a mouse.
#include <array>
#include <string>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/overlay.h"
#include "widgets/table.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::fill;
using i18n::tr;

namespace {

constexpr std::array<float, 4> widths{0, 120, 200, 320};  // automatic, narrow, medium, wide
constexpr int dragged = static_cast<int>(widths.size());  // any other

Id open_list = 0;

int width_choice(float width) {
  for (std::size_t i = 0; i < widths.size(); ++i)
    if (widths[i] == width) return static_cast<int>(i);
  return dragged;
}

bool draw_width(Id id, Rect box, std::string_view title, const TableLayout::Place& place, TableLayout& layout) {
  const std::array<std::string_view, 5> names{tr("Automatic"), tr("Narrow"), tr("Medium"), tr("Wide"),
                                              tr("As dragged")};
  int width = width_choice(place.width);
  const std::span<const std::string_view> choices(names.data(), width == dragged ? 5 : 4);
  if (!select(id, box, fill(tr("Width of {column}"), {{"column", title}}), choices, width, {.hide_label = true}) ||
      width >= dragged)
    return false;
  layout.set_width(place.column, widths[static_cast<std::size_t>(width)]);
  return true;
}

bool draw_column(Id id, Rect row, std::string_view title, const TableLayout::Place& place, bool has_width,
                 TableLayout& layout) {
  const float control = screen().control_height();
  bool changed = false;
  if (icon_button(ui::id(id, "later"), row.take_right(control, 4), theme::icon::arrow_down,
                  fill(tr("Move {column} to the right"), {{"column", title}}), {.kind = ButtonKind::quiet}))
    layout.move(place.column, 1), changed = true;
  if (icon_button(ui::id(id, "earlier"), row.take_right(control, 8), theme::icon::arrow_up,
                  fill(tr("Move {column} to the left"), {{"column", title}}), {.kind = ButtonKind::quiet}))
    layout.move(place.column, -1), changed = true;
  if (has_width)
    changed |= draw_width(ui::id(id, "width"), row.take_right(screen().touch ? 148 : 128, 8), title, place, layout);
  bool is_shown = place.is_shown;
  const bool is_last = is_shown && layout.shown_count() == 1;
  if (checkbox(ui::id(id, "shown"), row, title, is_shown, is_last)) layout.show(place.column, is_shown), changed = true;
  return changed;
}

}  // namespace

bool column_list(Id id, Rect anchor, const ColumnList& list, TableLayout& layout, bool& open) {
  if (!open) return false;
  const float row = screen().control_height() + 4;
  const float height = row * static_cast<float>(list.columns.size() + 1) + 2 * Popover::padding + 8;
  const Popover popover(id, anchor, list.name, {.width = list.has_widths ? 420.f : 320.f, .height = height});
  ScrollPane pane(ui::id(id, "pane"), popover.body(), list.name);
  Stack stack(pane.content(), 4);
  bool changed = false;
  const TableLayout before = layout;  // moving changes the places
  for (const TableLayout::Place& place : before.places())
    changed |= draw_column(ui::id(ui::id(id, "one"), static_cast<std::uint64_t>(place.column)), stack.take(row - 4),
                           list.columns[static_cast<std::size_t>(place.column)].title, place, list.has_widths, layout);
  const std::string_view reset = tr("As at first");
  Rect last = stack.take(row - 4);
  if (button(ui::id(id, "reset"), last.take_left(button_width(reset, theme::icon::rotate_ccw)), reset,
             {.kind = ButtonKind::quiet, .icon = theme::icon::rotate_ccw}))
    layout = list.at_first, changed = true;
  pane.set_content_height(stack.used());
  if (popover.dismissed()) open = false;
  if (changed || popover.dismissed()) wake_at(frame_time_ms());
  return changed;
}

bool columns_button(Id id, Rect& bar, std::span<const TableColumn> columns, TableLayout& layout) {
  const std::string_view name = tr("Columns");
  const Rect rect = take_button(bar, name, theme::icon::columns_2);
  if (button(id, rect, name, {.icon = theme::icon::columns_2})) open_list = id;
  bool open = open_list == id;
  const bool was_open = open;
  const bool changed =
      column_list(ui::id(id, "list"), rect, {.name = name, .columns = columns, .at_first = TableLayout(columns.size())},
                  layout, open);
  if (was_open && !open) open_list = 0;
  return changed;
}

}  // namespace vinculo::widgets
