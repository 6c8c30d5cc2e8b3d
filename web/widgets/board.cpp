#include "widgets/board.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "ui/virtual_list.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::fill;
using i18n::tr;

namespace {

constexpr float column_width = 272, column_gap = 12, card_height = 92, card_gap = 8, header_height = 56;
constexpr float drag_from_px = 5;                     // less is a click
constexpr float edge_px = 48, edge_px_per_ms = 0.9f;  // near the edge the board moves along
constexpr double longest_step_ms = 50;                // after a pause it does not jump
constexpr float padding = 8;

// The card that is being carried, by mouse or keyboard. There is one pair of hands.
struct Carry {
  Id board = 0;
  BoardPlace from, to;
  bool by_key = false;
  float held_x = 0, held_y = 0;  // where in the card the mouse holds it
  double last_frame_ms = 0;
};
std::optional<Carry> carry;

// A press that may become a drag.
struct Press {
  Id card = 0;
  float x = 0, y = 0;
};
Press press;
bool just_dropped = false;  // the click of the same release is no click
Id open_menu = 0;
int revealed_column = -1;  // is brought into view by the next frame

bool is_carried(Id board) { return carry && carry->board == board; }

Id list_id(Id board, int column) { return ui::id(ui::id(board, "cards"), static_cast<std::uint64_t>(column)); }

// What a column shows: its own cards, without or with the one that is carried.
struct Shown {
  const BoardCard* card = nullptr;
  BoardPlace place;  // where the caller has it
  bool is_carried = false;
};

int size_of(const BoardColumn& column) { return static_cast<int>(column.cards.size()); }

int shown_count(Id board, std::span<const BoardColumn> columns, int column) {
  const int count = size_of(columns[static_cast<std::size_t>(column)]);
  if (!is_carried(board)) return count;
  return count - (carry->from.column == column) + (carry->to.column == column);
}

Shown shown_at(Id board, std::span<const BoardColumn> columns, int column, int index) {
  BoardPlace place{column, index};
  if (is_carried(board)) {
    if (carry->to.column == column && carry->to.index == index) {
      const BoardColumn& home = columns[static_cast<std::size_t>(carry->from.column)];
      return {&home.cards[static_cast<std::size_t>(carry->from.index)], carry->from, true};
    }
    if (carry->to.column == column && index > carry->to.index) --place.index;
    if (carry->from.column == column && place.index >= carry->from.index) ++place.index;
  }
  return {&columns[static_cast<std::size_t>(column)].cards[static_cast<std::size_t>(place.index)], place, false};
}

void focus_card(Id board, BoardPlace place) {
  show_row(list_id(board, place.column), place.index, true);
  revealed_column = place.column;
}

void say_place(Id board, std::span<const BoardColumn> columns) {
  announce(
      fill(tr("{column}, {n} of {total}"), {{"column", columns[static_cast<std::size_t>(carry->to.column)].title},
                                            {"n", std::to_string(carry->to.index + 1)},
                                            {"total", std::to_string(shown_count(board, columns, carry->to.column))}}));
}

std::optional<BoardMove> put_down() {
  const Carry done = *carry;
  carry.reset();
  if (done.from.column == done.to.column && done.from.index == done.to.index) return std::nullopt;
  return BoardMove{done.from.column, done.from.index, done.to.column, done.to.index};
}

// --- keyboard ---

struct Keys {
  int dx = 0, dy = 0;
  bool space = false, enter = false, escape = false;
};

Keys keys_at(Id row) {
  return {key_pressed(row, Key::right) - key_pressed(row, Key::left),
          key_pressed(row, Key::down) - key_pressed(row, Key::up), key_pressed(row, Key::space),
          key_pressed(row, Key::enter), key_pressed(row, Key::escape)};
}

void carry_by_key(Id id, std::span<const BoardColumn> columns, const Keys& keys, BoardResult& result) {
  const BoardPlace before = carry->to;
  carry->to.column = std::clamp(carry->to.column + keys.dx, 0, static_cast<int>(columns.size()) - 1);
  const int most = shown_count(id, columns, carry->to.column) - 1;
  carry->to.index = std::clamp(carry->to.index + keys.dy, 0, most);
  if (keys.escape) {
    announce(tr("Put back."));
    focus_card(id, carry->from);
    carry.reset();
  } else if (keys.space || keys.enter) {
    announce(tr("Put down."));
    focus_card(id, carry->to);
    result.move = put_down();
  } else if (carry->to.column != before.column || carry->to.index != before.index) {
    focus_card(id, carry->to);
    say_place(id, columns);
  }
}

void answer_keys(Id id, std::span<const BoardColumn> columns, BoardResult& result) {
  if (focused() == 0) return;
  for (int column = 0; column < static_cast<int>(columns.size()); ++column) {
    const int count = shown_count(id, columns, column);
    for (int index = 0; index < count; ++index) {
      const Id row = ui::id(list_id(id, column), static_cast<std::uint64_t>(index));
      if (!has_focus(row)) continue;
      const Keys keys = keys_at(row);
      if (is_carried(id) && carry->by_key) return carry_by_key(id, columns, keys, result);
      if (keys.space) {
        carry = Carry{.board = id, .from = {column, index}, .to = {column, index}, .by_key = true};
        announce(tr("Picked up. Arrow keys carry it, Space puts it down, Escape puts it back."));
        return;
      }
      int to = column + keys.dx;
      while (to >= 0 && to < static_cast<int>(columns.size()) && columns[static_cast<std::size_t>(to)].cards.empty())
        to += keys.dx;
      if (keys.dx == 0 || to < 0 || to >= static_cast<int>(columns.size())) return;
      focus_card(id, {to, std::min(index, size_of(columns[static_cast<std::size_t>(to)]) - 1)});
      return;
    }
  }
  if (is_carried(id) && carry->by_key) carry.reset();  // the focus went elsewhere
}

// --- mouse ---

void begin_drag(Id id, Id row, const VirtualRow& virtual_row, BoardPlace place) {
  const Mouse at = mouse();
  if (virtual_row.pressed && press.card != row) press = {row, at.x, at.y};
  if (press.card != row || !at.is_down || carry || screen().touch) return;
  if (std::abs(at.x - press.x) + std::abs(at.y - press.y) < drag_from_px) return;
  carry = Carry{.board = id,
                .from = place,
                .to = place,
                .held_x = press.x - virtual_row.rect.x,
                .held_y = press.y - virtual_row.rect.y};
}

float step_at_edge(float at, float low, float high) {
  const double since_ms = std::clamp(frame_time_ms() - carry->last_frame_ms, 1.0, longest_step_ms);
  const float step = edge_px_per_ms * static_cast<float>(since_ms);
  return at < low + edge_px ? -step : at > high - edge_px ? step : 0;
}

// A card that is held near the end of a column's view moves its list on, until it ends.
void scroll_at_edge(Id list, float at, Rect view, float whole_height) {
  const float step = step_at_edge(at, view.y, view.bottom());
  const double top = scroll_top(list), last = static_cast<double>(std::max(0.f, whole_height - view.h));
  if (step == 0 || (step < 0 ? top <= 0 : top >= last)) return;
  scroll_to(list, std::clamp(top + static_cast<double>(step), 0.0, last));
  wake_at(frame_time_ms());
}

// The columns' places decide where the card would go.
void drag(Id id, Rect view, std::span<const Rect> places, std::span<const BoardColumn> columns, BoardResult& result) {
  const Mouse at = mouse();
  if (!at.is_down) {
    result.move = put_down();
    just_dropped = true;
    press = {};
    return;
  }
  for (std::size_t column = 0; column < places.size(); ++column) {
    const Rect place = places[column];
    if (at.x < place.x - column_gap / 2 || at.x >= place.right() + column_gap / 2) continue;
    carry->to.column = static_cast<int>(column);
    const Id list = list_id(id, carry->to.column);
    const Rect cards{place.x, place.y + header_height, place.w, place.h - header_height};
    const double into = at.y - cards.y + scroll_top(list);
    const int count = shown_count(id, columns, carry->to.column);
    carry->to.index = std::clamp(static_cast<int>(into / (card_height + card_gap)), 0, std::max(0, count - 1));
    scroll_at_edge(list, at.y, cards, static_cast<float>(count) * (card_height + card_gap));
  }
  const float step = step_at_edge(at.x, view.x, view.right());
  carry->last_frame_ms = frame_time_ms();
  if (step == 0) return;
  scroll_sideways(id, scroll_left(id) + static_cast<double>(step));
  wake_at(frame_time_ms());
}

// --- looks ---

void draw_surface(Rect rect, bool is_lifted, bool hovered) {
  draw::shadow(rect, theme::radius::control, is_lifted ? draw::Elevation::popup : draw::Elevation::control);
  draw::fill(rect, Colour::card, theme::radius::control);
  draw::border(rect,
               is_lifted ? Colour::primary
               : hovered ? Colour::control
                         : Colour::line,
               theme::radius::control, is_lifted ? 2.f : 1.f);
}

std::string spoken(const BoardCard& card) {
  std::string name(card.title);
  for (const std::string_view part : {card.detail, card.note, card.owner})
    if (!part.empty()) name.append(", ").append(part);
  return name;
}

// `corner`: what the menu takes of the upper lines.
void draw_texts(Rect inside, float corner, Id row, const BoardCard& card, bool visible) {
  const auto line = [&](std::string_view key, Rect box, std::string_view value, const TextStyle& style) {
    if (value.empty()) return;
    if (visible) draw::text(box, value, style);
    describe({.role = Role::text, .id = ui::id(row, key), .rect = box, .name = value, .style = node_style(style)});
  };
  Rect bottom = inside.take_bottom(24);
  inside.w -= corner;
  line("title", inside.take_top(20), card.title, {.weight = Weight::medium});
  line("detail", inside.take_top(18), card.detail, {.size = theme::size::caption, .colour = Colour::muted});
  if (!card.owner.empty()) {
    const Rect round = bottom.take_right(24, 8);
    if (visible) avatar(round, card.owner);
  }
  line("note", bottom, card.note, {.size = theme::size::caption, .weight = Weight::semibold, .colour = Colour::muted});
}

// "To Won", "Up", "Down": moves without a mouse, and on touch screens.
std::optional<BoardMove> card_menu(Id row, Rect corner, const BoardCard& card, BoardPlace place,
                                   std::span<const BoardColumn> columns) {
  std::vector<std::string> labels;
  std::vector<BoardMove> moves;
  const int count = size_of(columns[static_cast<std::size_t>(place.column)]);
  for (int column = 0; column < static_cast<int>(columns.size()); ++column) {
    if (column == place.column) continue;
    labels.push_back(fill(tr("To {column}"), {{"column", columns[static_cast<std::size_t>(column)].title}}));
    moves.push_back({place.column, place.index, column, 0});
  }
  const std::size_t first_within = labels.size();
  if (place.index > 0) {
    labels.emplace_back(tr("Up"));
    moves.push_back({place.column, place.index, place.column, place.index - 1});
  }
  if (place.index + 1 < count) {
    labels.emplace_back(tr("Down"));
    moves.push_back({place.column, place.index, place.column, place.index + 1});
  }
  std::vector<MenuItem> items;
  for (std::size_t i = 0; i < labels.size(); ++i)
    items.push_back({.label = labels[i],
                     .icon = i < first_within ? theme::icon::arrow_right : theme::icon::arrow_up_down,
                     .starts_group = i == first_within && i > 0});
  const Id id = ui::id(row, "menu");
  bool is_open = open_menu == id;
  const int chosen = menu_button(id, corner, fill(tr("Move {card}"), {{"card", card.title}}), items, is_open,
                                 {.icon = theme::icon::ellipsis, .icon_only = true, .quiet = true});
  if (is_open)
    open_menu = id;
  else if (open_menu == id)
    open_menu = 0;
  if (chosen < 0) return std::nullopt;
  return moves[static_cast<std::size_t>(chosen)];
}

void draw_column_header(Id id, Rect header, const BoardColumn& column) {
  Rect rest = header.inset(12, 8);
  if (column.colour >= 0) {
    const Rect mark = rest.take_left(10, 8).take_top(20).centred(10, 10);
    draw::fill_rgba(mark, theme::palette(column.colour), 5);
  }
  const std::string count = std::to_string(column.cards.size());
  Rect top = rest.take_top(20);
  badge(top.take_right(badge_width(count), 4), count, Colour::muted);
  ui::heading(top, 2, column.title, theme::size::body);
  const TextStyle style{.size = theme::size::caption, .colour = Colour::muted};
  if (column.summary.empty()) return;
  draw::text(rest, column.summary, style);
  describe({.role = Role::text,
            .id = ui::id(id, "summary"),
            .rect = rest,
            .name = column.summary,
            .style = node_style(style)});
}

void draw_row(Id id, VirtualList& rows, const VirtualRow& row, const Shown& shown, std::span<const BoardColumn> columns,
              BoardResult& result) {
  const BoardCard& card = *shown.card;
  Rect box = row.rect;
  box.h = card_height;
  rows.name_row(spoken(card));
  const bool is_lifted = shown.is_carried && carry->by_key;
  if (row.visible) {
    if (shown.is_carried && !carry->by_key) {  // the card itself is at the mouse
      draw::fill(box, Colour::primary_soft, theme::radius::control);
      draw::border(box, Colour::primary, theme::radius::control);
    } else {
      draw_surface(box, is_lifted, row.hovered);
    }
  }
  const float control = screen().touch || screen().is_phone() ? 44.f : 32.f;
  const Rect corner{box.right() - control - 2, box.y + 2, control, control};
  if (shown.is_carried && !carry->by_key) return;
  draw_texts(box.inset(12, 10), control - 8, row.id, card, row.visible);
  if (!row.visible) return;
  begin_drag(id, row.id, row, shown.place);
  if (is_carried(id)) return;
  if (const auto move = card_menu(row.id, corner, card, shown.place, columns)) result.move = move;
  if (row.activated && !just_dropped) result.opened = shown.place;
}

void draw_column(Id id, Rect rect, int index, std::span<const BoardColumn> columns, BoardResult& result) {
  const BoardColumn& column = columns[static_cast<std::size_t>(index)];
  const Id own = ui::id(ui::id(id, "column"), static_cast<std::uint64_t>(index));
  const Scope scope(Landmark::group, own, rect, column.title);
  draw::fill(rect, Colour::raised, theme::radius::card);
  if (is_carried(id) && carry->to.column == index) draw::border(rect, Colour::primary, theme::radius::card);
  draw_column_header(own, rect.take_top(header_height), column);
  const int count = shown_count(id, columns, index);
  const Rect cards{rect.x + padding, rect.y, rect.w - 2 * padding, rect.h - padding};
  if (count == 0) text(Rect{cards}.take_top(48), tr("Nothing here"), {.colour = Colour::muted, .align = Align::centre});
  const bool carries = is_carried(id) && carry->by_key;
  VirtualList rows(list_id(id, index), ListKind::list, cards,
                   {.row_count = count,
                    .row_height = card_height + card_gap,
                    .name = column.title,
                    .row_state = state::space_key | (carries ? state::enter_key | state::escape_key : 0u),
                    .row_attributes = "data-drag\x1F\x1E"});
  VirtualRow row;
  while (rows.next(row))
    draw_row(id, rows, row, shown_at(id, columns, index, static_cast<int>(row.index)), columns, result);
}

// The card at the mouse.
void draw_carried(Id id, std::span<const BoardColumn> columns, float width) {
  const Mouse at = mouse();
  const BoardCard& card =
      columns[static_cast<std::size_t>(carry->from.column)].cards[static_cast<std::size_t>(carry->from.index)];
  const Rect rect{at.x - carry->held_x, at.y - carry->held_y, width, card_height};
  const Layer layer(ui::id(id, "carried"), rect);
  draw_surface(rect, true, false);
  Rect inside = rect.inset(12, 10);
  draw::text(inside.take_top(20), card.title, {.weight = Weight::medium});
  draw::text(inside.take_top(18), card.detail, {.size = theme::size::caption, .colour = Colour::muted});
}

}  // namespace

BoardResult board(Id id, Rect rect, std::string_view name, std::span<const BoardColumn> columns) {
  BoardResult result;
  // Somebody else changed the board under the hands that carry.
  if (is_carried(id) && (carry->from.column >= static_cast<int>(columns.size()) ||
                         carry->from.index >= size_of(columns[static_cast<std::size_t>(carry->from.column)])))
    carry.reset();
  if (!mouse().is_down) press = {};
  answer_keys(id, columns, result);

  const auto count = static_cast<float>(columns.size());
  // A phone shows the edge of the next column.
  const float width = screen().is_phone() ? std::min(column_width, rect.w - 48)
                                          : std::max(column_width, (rect.w - (count - 1) * column_gap) / count);
  const float whole = count * width + (count - 1) * column_gap;
  ScrollPane pane(id, rect, name, whole);
  const Rect content = pane.content();
  std::vector<Rect> places;
  for (std::size_t i = 0; i < columns.size(); ++i)
    places.push_back({content.x + static_cast<float>(i) * (width + column_gap), rect.y, width,
                      rect.h - (whole > rect.w ? scrollbar_size() + 4 : 0)});
  if (is_carried(id) && !carry->by_key) drag(id, rect, places, columns, result);
  if (revealed_column >= 0 && revealed_column < static_cast<int>(places.size()) && whole > rect.w) {
    const Rect place = places[static_cast<std::size_t>(revealed_column)];
    if (place.x < rect.x) scroll_sideways(id, static_cast<double>(place.x - content.x));
    if (place.right() > rect.right()) scroll_sideways(id, static_cast<double>(place.right() - content.x - rect.w));
    wake_at(frame_time_ms());
  }
  revealed_column = -1;
  for (std::size_t i = 0; i < columns.size(); ++i) draw_column(id, places[i], static_cast<int>(i), columns, result);
  if (is_carried(id) && !carry->by_key) draw_carried(id, columns, width - 2 * padding);
  if (!is_carried(id)) just_dropped = just_dropped && mouse().is_down;
  pane.set_content_height(0);
  return result;
}

}  // namespace vinculo::widgets
