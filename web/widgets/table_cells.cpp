// The cells of a table's row, and their editing in place.
#include <algorithm>
#include <string>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/field_parts.h"
#include "widgets/surface.h"
#include "widgets/table.h"
#include "widgets/table_parts.h"

namespace vinculo::widgets {

using namespace ui;
using namespace table_parts;

namespace {

// The cell that is being edited. There is one at a time.
struct Editing {
  Id cell = 0;
  std::string text;
  bool begins = false;
};
Editing editing;
Id cell_to_focus = 0;  // gets it when it is a cell again

}  // namespace

namespace table_parts {

float box_width() { return screen().touch || screen().is_phone() ? 52.f : 44.f; }

bool draw_box(Id id, Rect cell, std::string_view name, bool checked, bool some, bool visible, bool tab_stop) {
  const bool touch = screen().touch || screen().is_phone();
  const Rect target = cell.centred(touch ? 44.f : 32.f, std::min(cell.h, touch ? 44.f : 32.f));
  bool pressed = false;
  if (visible) {
    const Interaction mouse = interact(id, target);
    pressed = mouse.activated;
    const Rect box = target.centred(18, 18);
    if (checked || some) {
      draw::fill(box, Colour::primary, 5);
      draw::icon(box, some ? theme::icon::minus : theme::icon::check, 14, Colour::on_primary);
    } else {
      draw::fill(box, mouse.hovered ? Colour::hover : Colour::card, 5);
      draw::border(box, Colour::control, 5, 1.5f);
    }
  } else {
    pressed = take_click(id);
  }
  Attributes attributes;
  if (!tab_stop) attributes.set("tabindex", "-1");
  describe({.role = Role::checkbox,
            .id = id,
            .rect = target,
            .name = name,
            .state = state::name_only | (checked ? state::checked : 0u),
            .attributes = attributes.text()});
  return pressed;
}

}  // namespace table_parts

std::optional<Rect> TableRow::cell_rect(int column) const {
  const int position = places_->position(column);
  if (position < 0) return std::nullopt;
  const auto at = static_cast<std::size_t>(position);
  return Rect{left_ + places_->edges[at], row_.rect.y, places_->edges[at + 1] - places_->edges[at], row_.rect.h};
}

std::uint32_t TableRow::aria_column(int column) const {
  return static_cast<std::uint32_t>(places_->position(column) + 1 + (options_->chosen ? 1 : 0));
}

TextStyle TableRow::cell_style(int column) const {
  return {.colour = Colour::muted, .align = options_->columns[static_cast<std::size_t>(column)].align};
}

void TableRow::mark_open() {
  is_open_ = true;
  if (!row_.visible) return;
  draw::fill(row_.rect, Colour::selected);
  draw::fill({row_.rect.x, row_.rect.bottom() - 1, row_.rect.w, 1}, Colour::line);
}

bool TableRow::asked_for_menu() const { return menu_asked(row_.id, row_.rect).has_value(); }

bool TableRow::choose(bool& is_chosen, std::string_view name) {
  if (is_chosen && row_.visible && !is_open_) {
    draw::fill(row_.rect, Colour::primary_soft);
    draw::fill({row_.rect.x, row_.rect.bottom() - 1, row_.rect.w, 1}, Colour::line);
  }
  const Rect cell{left_, row_.rect.y, box_width(), row_.rect.h};
  open({.role = Role::cell, .id = ui::id(row_.id, "choose"), .rect = cell, .first = 1});
  const bool pressed = draw_box(ui::id(row_.id, "box"), cell, name, is_chosen, false, row_.visible, false);
  close();
  if (!pressed && !key_pressed(row_.id, Key::space)) return false;
  is_chosen = !is_chosen;
  wake_at(frame_time_ms());
  return true;
}

void TableRow::cell(int column, std::string_view text) {
  const auto box = cell_rect(column);
  if (!box) return;
  const TextStyle style = cell_style(column);
  if (row_.visible) draw::text(box->inset(side_padding, 0), text, style);
  describe({.role = Role::cell,
            .id = cell_id(column),
            .rect = *box,
            .name = text,
            .style = node_style(style, side_padding, side_padding),
            .first = aria_column(column)});
}

// Arrows between cells that can be edited, and back to the row.
void TableRow::go_on_from(Id cell, int position) {
  const auto cell_at = [this](Id row, int at) {
    return ui::id(row, static_cast<std::uint64_t>(places_->columns[static_cast<std::size_t>(at)]));
  };
  const int last = static_cast<int>(places_->columns.size()) - 1;
  if (key_pressed(cell, Key::right) && position < last) focus(cell_at(row_.id, position + 1));
  if (key_pressed(cell, Key::left)) focus(position > 0 ? cell_at(row_.id, position - 1) : row_.id);
  for (const auto& [key, by] : {std::pair{Key::up, -1}, {Key::down, 1}}) {
    const std::int64_t to = row_.index + by;
    if (!key_pressed(cell, key) || to < 0 || to >= options_->row_count) continue;
    show_row(rows_, to);
    focus(cell_at(ui::id(rows_, static_cast<std::uint64_t>(to)), position));
  }
}

std::optional<std::string> TableRow::edit_cell(int column, std::string_view text, std::string_view label) {
  const auto box = cell_rect(column);
  if (!box) return std::nullopt;
  const Id id = cell_id(column), field = ui::id(id, "field");
  const int position = places_->position(column);
  if (editing.cell == id && row_.visible) {
    open({.role = Role::cell, .id = id, .rect = *box, .first = aria_column(column)});
    if (editing.begins) focus(field);
    const FieldResult result = field_parts::edit(
        box->inset(4, (box->h - std::min(box->h - 4, screen().control_height())) / 2), label, editing.text,
        {.enter_key = "done", .hide_label = true}, {.role = Role::text_field, .id = field, .state = state::escape_key});
    close();
    const bool taken_back = key_pressed(field, Key::escape);
    const bool is_done = result.submitted || taken_back || (result.left && !editing.begins);
    editing.begins = editing.begins && !result.focused;
    if (!is_done) return std::nullopt;
    const std::string typed = editing.text;
    editing = {};
    wake_at(frame_time_ms());
    if (!result.left) cell_to_focus = id;
    if (taken_back || typed == text) return std::nullopt;
    return typed;
  }
  const TextStyle style = cell_style(column);
  bool begins = false;
  if (row_.visible) {
    const Interaction mouse = interact(id, *box);
    begins = mouse.activated;
    if (mouse.hovered) draw::border(box->inset(4), Colour::control, theme::radius::small);
    draw::text(box->inset(side_padding, 0), text, style);
  }
  go_on_from(id, position);
  if (key_pressed(row_.id, Key::right) && position == (options_->columns.size() > 1 ? 1 : 0)) focus(id);
  describe({.role = Role::active_cell,
            .id = id,
            .rect = *box,
            .name = text,
            .style = node_style(style, side_padding, side_padding),
            .state = state::arrow_keys,
            .first = aria_column(column)});
  if (cell_to_focus == id) focus(id), cell_to_focus = 0;
  if (begins) {
    editing = {.cell = id, .text = std::string(text), .begins = true};
    wake_at(frame_time_ms());
  }
  return std::nullopt;
}

void TableRow::name_cell(int column, std::string_view name, std::string_view address, std::string_view second_line,
                         std::string_view badge) {
  const auto place = cell_rect(column);
  if (!place) return;
  const Rect box = *place;
  const Id id = cell_id(column);
  open({.role = Role::cell, .id = id, .rect = box, .first = aria_column(column)});
  Rect rest = box.inset(options_->chosen ? 4.f : side_padding, 0);
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

bool TableRow::heading(std::string_view title, std::string_view summary, bool is_folded) {
  // The heading stays in view when the columns are moved sideways.
  const Rect view{options_->rect.x, row_.rect.y, options_->rect.w, row_.rect.h};
  Rect rest = view.inset(side_padding, 0);
  const Id id = ui::id(row_.id, "fold");
  const TextStyle style{.weight = Weight::semibold}, muted{.size = theme::size::caption, .colour = Colour::muted};
  std::string name(title);
  if (!summary.empty()) name.append(", ").append(summary);
  open({.role = Role::cell,
        .id = ui::id(row_.id, "heading"),
        .rect = view,
        .first = 1,
        .attributes = Attributes()
                          .set("aria-colspan", std::to_string(places_->columns.size() + (options_->chosen ? 1u : 0u)))
                          .text()});
  bool pressed = false;
  if (row_.visible) {
    draw::fill({row_.rect.x, row_.rect.y, row_.rect.w, row_.rect.h - 1},
               row_.hovered || row_.focused ? Colour::hover : Colour::raised);
    pressed = interact(id, view).activated;
    draw::icon(rest.take_left(20, 8), is_folded ? theme::icon::chevron_right : theme::icon::chevron_down, 16,
               Colour::muted);
    const Rect box = rest.take_left(std::min(rest.w, text_width(title, style) + 2), 12);
    draw::text(box, title, style);
    draw::text(rest, summary, muted);
  } else {
    pressed = take_click(id);
  }
  describe(
      {.role = Role::button,
       .id = id,
       .rect = view,
       .name = name,
       .style = node_style(style, side_padding + 28),
       .attributes = Attributes().set("aria-expanded", is_folded ? "false" : "true").set("tabindex", "-1").text()});
  close();
  const bool answered = pressed || activated_;
  activated_ = false;
  if (answered) wake_at(frame_time_ms());
  return answered;
}

void TableRow::loading() {
  some_load_ = true;
  if (row_.visible) skeleton_row(row_.rect, true);
  for (const int column : places_->columns)
    describe({.role = Role::cell,
              .id = cell_id(column),
              .rect = *cell_rect(column),
              .name = "…",
              .style = node_style({}, side_padding, side_padding),
              .state = state::busy,
              .first = aria_column(column)});
}

}  // namespace vinculo::widgets
