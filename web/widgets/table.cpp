#include "widgets/table.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/surface.h"
#include "widgets/table_parts.h"

namespace vinculo::widgets {

using namespace ui;
using namespace table_parts;
using i18n::tr;

namespace {

constexpr TextStyle header_style{.size = theme::size::caption, .weight = Weight::semibold};
constexpr float handle_width = 9;

constexpr float least_drag = 6;  // pixels, or it is a click

// The title that is held: there is one mouse.
struct CarriedTitle {
  Id id = 0;
  float from_x = 0;
  bool is_moving = false;
  double seen_ms = 0;  // a table that went away meanwhile has dropped it
};
CarriedTitle carried;
Id just_dropped = 0;  // the click of the same release is no click
double dropped_at_ms = 0;
constexpr double click_after_drop_ms = 1000;

Rect handle_of(Rect title) { return {title.right() - handle_width, title.y, handle_width, title.h}; }

float header_height() { return screen().touch || screen().is_phone() ? 44.f : 36.f; }

TableEdges edges_of(const TableOptions& options) {
  std::vector<ColumnWish> wishes;
  for (const TableColumn& column : options.columns)
    wishes.push_back({.share = column.share, .fixed_width = column.fixed_width, .least_width = column.least_width});
  const TableLayout layout = options.layout ? *options.layout : TableLayout(wishes.size());
  return place_columns(wishes, layout, options.chosen ? box_width() : 0, options.rect.w);
}

}  // namespace

Table::Table(const TableOptions& options) : options_(options), places_(edges_of(options)) {
  const Id rows = ui::id(options.id, "rows");
  const bool is_wide = places_.width() > options.rect.w + 0.5f;
  left_ = options.rect.x - (is_wide ? static_cast<float>(scroll_left(rows)) : 0);
  const auto extra = static_cast<std::int64_t>(options.totals.empty() ? 1 : 2);
  open({.role = Role::grid,
        .id = options.id,
        .rect = options.rect,
        .name = options.name,
        .first = static_cast<std::uint32_t>(options.row_count + extra),
        .second = static_cast<std::uint32_t>(places_.columns.size() + (options.chosen ? 1 : 0))});
  Rect body = options.rect;
  draw_header(body.take_top(header_height()));
  const float row_height = options.row_height > 0 ? options.row_height : screen().row_height();
  if (!options.totals.empty()) totals_ = body.take_bottom(row_height);
  rows_.emplace(rows, ListKind::grid, body,
                VirtualList::Options{.row_count = options.row_count,
                                     .row_height = row_height,
                                     .first_aria_row = 2,
                                     .name = {},
                                     .selected = options.selected,
                                     .content_width = is_wide ? places_.width() : 0,
                                     .row_state = (options.chosen ? state::space_key : 0u) |
                                                  (options.has_row_menu ? state::context_menu : 0u)});
  row_.options_ = &options_;
  row_.places_ = &places_;
  row_.rows_ = rows;
  row_.left_ = left_;
}

Table::~Table() {
  rows_.reset();
  if (!options_.totals.empty()) draw_totals(totals_);  // read after the rows
  close();
  if (row_.some_load_) loading_status(ui::id(options_.id, "loading"), options_.rect);
}

TableRow* Table::next_row() {
  if (!rows_->next(row_.row_)) return nullptr;
  const VirtualRow& row = row_.row_;
  row_.is_open_ = false;
  row_.activated_ = row.activated;
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

// --- the header ---

void Table::draw_header(Rect rect) {
  const float edge = screen().is_phone() ? 0.f : 1.f;  // of the card below
  draw::fill({rect.x + edge, rect.y, rect.w - 2 * edge, rect.h}, Colour::raised);
  draw::fill({rect.x, rect.bottom() - 1, rect.w, 1}, Colour::line);
  open({.role = Role::row,
        .id = ui::id(options_.id, "header"),
        .rect = rect,
        .first = 1,
        .attributes = "data-clip\x1F\x1E"});
  const draw::Clip clip(rect);
  if (options_.chosen) draw_header_box(rect);
  for (int i = 0; i < static_cast<int>(places_.columns.size()); ++i) {
    const auto at = static_cast<std::size_t>(i);
    draw_title(i, {left_ + places_.edges[at], rect.y, places_.edges[at + 1] - places_.edges[at], rect.h});
  }
  close();
}

void Table::draw_header_box(Rect rect) {
  const Rect cell{left_, rect.y, box_width(), rect.h};
  open({.role = Role::column_header, .id = ui::id(options_.id, "choose"), .rect = cell, .first = 1});
  const bool all = *options_.chosen == Chosen::all, some = *options_.chosen == Chosen::some;
  chose_all_ = draw_box(ui::id(options_.id, "choose-all"), cell, tr("Choose all"), all, some, true, true);
  close();
}

void Table::draw_title(int position, Rect box) {
  const int index = places_.columns[static_cast<std::size_t>(position)];
  const TableColumn& column = options_.columns[static_cast<std::size_t>(index)];
  const Id id = ui::id(ui::id(options_.id, "column"), static_cast<std::uint64_t>(index));
  const bool is_sorted = options_.sort.column == index;
  TextStyle style = header_style;
  style.colour = is_sorted ? Colour::text : Colour::muted;
  const bool is_movable = options_.layout && options_.arranged_by_dragging && !screen().touch;
  // The edge first: where two lie over each other the mouse is the first one's.
  const Interaction edge = is_movable ? interact(edge_id(index), handle_of(box)) : Interaction{};
  std::uint32_t bits = 0;
  if (column.sortable || is_movable) {
    const Interaction mouse = interact(id, box);
    const bool is_carried = is_movable && carry_title(id, position, box, mouse.held);
    if ((mouse.hovered && column.sortable) || is_carried)
      draw::fill({box.x, box.y, box.w, box.h - 1}, Colour::pressed), style.colour = Colour::text;
    const bool is_drop = just_dropped == id && frame_time_ms() - dropped_at_ms < click_after_drop_ms;
    if (mouse.activated && column.sortable && !is_drop)
      new_sort_ = TableSort{index, is_sorted && !options_.sort.descending};
    if (column.sortable) bits |= state::activatable;
  }
  if (is_sorted) bits |= options_.sort.descending ? state::sort_descending : state::sort_ascending;
  Rect inner = box.inset(side_padding, 0);
  if (column.align == Align::end) {
    if (is_sorted) inner.take_right(18);
    style.align = Align::end;
  }
  draw::text(inner, column.title, style);
  if (is_sorted) {
    const float x = column.align == Align::end ? inner.right() + 4
                                               : inner.x + std::min(inner.w - 14, text_width(column.title, style) + 4);
    draw::icon({x, box.y, 14, box.h}, options_.sort.descending ? theme::icon::arrow_down : theme::icon::arrow_up, 14,
               Colour::primary);
  }
  open({.role = Role::column_header,
        .id = id,
        .rect = box,
        .name = column.title,
        .style = node_style(style, side_padding, side_padding),
        .state = bits,
        .first = static_cast<std::uint32_t>(position + 1 + (options_.chosen ? 1 : 0)),
        .attributes = is_movable ? "data-drag\x1F\x1E" : ""});
  if (is_movable) draw_handle(position, box, edge);
  close();
}

// A title that is dragged: a line shows before which column it would stand, where it is let go it stands. True while it
// is on its way.
bool Table::carry_title(Id id, int position, Rect box, bool is_held) {
  const float x = mouse().x;
  if (is_held && carried.id != id) carried = {id, x, false, frame_time_ms()}, just_dropped = 0;
  if (carried.id != id) return false;
  if (frame_time_ms() - carried.seen_ms > click_after_drop_ms && carried.is_moving) carried = {};
  if (carried.id != id) return false;
  carried.seen_ms = frame_time_ms();
  carried.is_moving |= std::abs(x - carried.from_x) > least_drag;
  if (!carried.is_moving || !mouse().is_there) {
    if (!is_held) carried = {};
    return false;
  }
  // The column that the mouse is over, and whether beyond its middle.
  const auto edge = [&](int i) { return left_ + places_.edges[static_cast<std::size_t>(i)]; };
  const int count = static_cast<int>(places_.columns.size());
  int before = 0;  // the place before which it would stand
  while (before < count && x > (edge(before) + edge(before + 1)) / 2) ++before;
  if (is_held) {
    const float line = std::clamp(edge(before), options_.rect.x + 1, options_.rect.right() - 1);
    draw::fill({line - 1, box.y + 4, 2, box.h - 8}, Colour::primary, 1);
    wake_at(frame_time_ms());
    return true;
  }
  carried = {};
  just_dropped = id;
  dropped_at_ms = frame_time_ms();
  const int to = before > position ? before - 1 : before;
  const auto places = options_.layout->places();
  const auto place_of = [&](int shown) {
    return std::ranges::find(places, places_.columns[static_cast<std::size_t>(shown)], &TableLayout::Place::column) -
           places.begin();
  };
  options_.layout->move(places_.columns[static_cast<std::size_t>(position)],
                        static_cast<int>(place_of(to) - place_of(position)));
  wake_at(frame_time_ms());
  return false;
}

// The edge that is dragged; keys and fingers have the list of columns.
void Table::draw_handle(int position, Rect box, const Interaction& mouse) {
  const int column = places_.columns[static_cast<std::size_t>(position)];
  const Rect handle = handle_of(box);
  if (mouse.held) {
    // The others keep the width they have, so that nothing moves but what is dragged.
    for (std::size_t i = 0; i < places_.columns.size(); ++i)
      options_.layout->set_width(places_.columns[i], places_.edges[i + 1] - places_.edges[i]);
    options_.layout->set_width(column, ui::mouse().x - box.x);
    wake_at(frame_time_ms());
  }
  const Colour colour = mouse.held || mouse.hovered ? Colour::primary : Colour::line;
  draw::fill({handle.right() - 2, box.y + 8, 2, box.h - 16}, colour, 1);
  describe({.role = Role::handle, .id = edge_id(column), .rect = handle});
}

// --- the totals ---

void Table::draw_totals(Rect rect) {
  draw::fill(rect, Colour::raised);
  draw::fill({rect.x, rect.y, rect.w, 1}, Colour::line);
  open({.role = Role::row,
        .id = ui::id(options_.id, "totals"),
        .rect = rect,
        .first = static_cast<std::uint32_t>(options_.row_count + 2),
        .attributes = "data-clip\x1F\x1E"});
  const draw::Clip clip(rect);
  for (std::size_t i = 0; i < places_.columns.size(); ++i) {
    const auto column = static_cast<std::size_t>(places_.columns[i]);
    const std::string_view value = column < options_.totals.size() ? options_.totals[column] : std::string_view();
    const Rect box{left_ + places_.edges[i], rect.y, places_.edges[i + 1] - places_.edges[i], rect.h};
    const TextStyle style{.weight = Weight::semibold, .align = options_.columns[column].align};
    draw::text(box.inset(side_padding, 0), value, style);
    describe({.role = Role::cell,
              .id = ui::id(ui::id(options_.id, "total"), column),
              .rect = box,
              .name = value,
              .style = node_style(style, side_padding, side_padding),
              .first = static_cast<std::uint32_t>(i + 1 + (options_.chosen ? 1 : 0))});
  }
  close();
}

}  // namespace vinculo::widgets
