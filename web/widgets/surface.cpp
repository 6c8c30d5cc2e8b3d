#include "widgets/surface.h"

#include <algorithm>
#include <string>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/tooltip.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::tr;

namespace {

bool spans_screen(Rect rect) { return rect.x <= 0.5f && rect.w >= screen().whole.w - 1; }

}  // namespace

void page_background() { draw::fill(screen().whole, Colour::page); }

Rect card(Rect rect, float padding) {
  const float radius = spans_screen(rect) ? 0 : theme::radius::card;
  draw::shadow(rect, radius, draw::Elevation::card);
  draw::fill(rect, Colour::card, radius);
  draw::border(rect, Colour::line, radius);
  return rect.inset(padding);
}

void divider(Rect rect) { draw::fill({rect.x, rect.y, rect.w, 1}, Colour::line); }

Rect section_heading(Rect rect, std::string_view title, int level) {
  const TextStyle style{.size = theme::size::title, .weight = Weight::semibold};
  const float width = std::min(rect.w, text_width(title, style) + 2);
  ui::heading({rect.x, rect.y, width, rect.h}, level, title, style.size);
  rect.take_left(width, 12);
  return rect;
}

float key_value_height() { return screen().is_phone() ? 52.f : 36.f; }

void key_value(Id id, Rect rect, std::string_view key, std::string_view value, std::string_view address) {
  constexpr float key_width = 160;
  const TextStyle key_style{.size = screen().is_phone() ? theme::size::caption : theme::size::body,
                            .colour = Colour::muted};
  open({.role = Role::group, .id = ui::id(id, "pair"), .rect = rect, .name = key});
  Rect key_box, value_box;
  if (screen().is_phone()) {
    Rect rest = rect.inset(0, 6);
    key_box = rest.take_top(18);
    value_box = rest;
  } else {
    value_box = rect;
    key_box = value_box.take_left(std::min(key_width, rect.w * 0.4f), 12);
  }
  ui::text(key_box, key, key_style);
  if (address.empty())
    ui::text(value_box, value);
  else
    link(id, value_box, value, address);
  close();
}

float key_paragraph(Id id, Rect area, std::string_view key, std::string_view value) {
  const bool is_phone = screen().is_phone();
  const TextStyle key_style{.size = is_phone ? theme::size::caption : theme::size::body, .colour = Colour::muted};
  constexpr float key_width = 160, gap = 12, space = 7;
  area.take_top(space);
  Rect key_box = area, value_box = area;
  if (!is_phone) key_box = value_box.take_left(std::min(key_width, area.w * 0.4f), gap);
  const float key_height = paragraph_height(key, key_box.w, key_style);
  if (is_phone) value_box.y += key_height;
  const float value_height = paragraph_height(value, value_box.w);
  const float height = is_phone ? key_height + value_height : std::max(key_height, value_height);
  open({.role = Role::group, .id = ui::id(id, "pair"), .rect = {area.x, area.y, area.w, height}, .name = key});
  ui::paragraph(key_box, key, key_style);
  ui::paragraph(value_box, value);
  close();
  return height + 2 * space;
}

// --- chips and badges ---

namespace {

constexpr TextStyle chip_style{.size = 13, .weight = Weight::medium};
constexpr float chip_padding = 10;
float chip_cross() { return screen().touch ? 44.f : 24.f; }

struct ChipLook {
  theme::Rgba fill, text;
};

ChipLook chip_look(const ChipOptions& options, bool hovered) {
  const theme::Scheme scheme = ui::scheme();
  if (options.colour >= 0 && !options.selected)
    return {theme::palette_soft(options.colour, scheme), theme::palette_on_soft(options.colour, scheme)};
  if (options.selected) return {theme::colour(Colour::selected, scheme), theme::colour(Colour::on_selected, scheme)};
  return {theme::colour(hovered ? Colour::pressed : Colour::hover, scheme), theme::colour(Colour::text, scheme)};
}

}  // namespace

float chip_width(std::string_view text, const ChipOptions& options) {
  return text_width(text, chip_style) + 2 * chip_padding + (options.remove_name.empty() ? 0 : chip_cross() - 4);
}

ChipResult chip(Id id, Rect rect, std::string_view text, const ChipOptions& options) {
  const Interaction mouse = options.activatable ? interact(id, rect) : Interaction{};
  const ChipLook look = chip_look(options, mouse.hovered);
  draw::fill_rgba(rect, look.fill, rect.h / 2);
  if (options.selected) draw::border(rect, Colour::primary, rect.h / 2);
  const bool removable = !options.remove_name.empty();
  const Rect label{rect.x + chip_padding, rect.y, rect.w - 2 * chip_padding - (removable ? chip_cross() - 4 : 0) + 1,
                   rect.h};
  draw::text_rgba(label, text, chip_style, look.text);
  const NodeStyle style = node_style(chip_style, options.activatable ? chip_padding : 0);
  if (options.activatable)
    describe({.role = Role::button,
              .id = id,
              .rect = rect,
              .name = text,
              .style = style,
              .state = state::pressable | (options.selected ? state::checked : 0u)});
  else
    describe({.role = Role::text, .id = id, .rect = label, .name = text, .style = style});
  if (!removable) return mouse.activated ? ChipResult::activated : ChipResult::none;
  const Rect cross{rect.right() - chip_cross() - (screen().touch ? 0.f : 2.f), rect.y, chip_cross(), rect.h};
  const Id remove = ui::id(id, "remove");
  const Interaction on_cross = interact(remove, cross);
  if (on_cross.hovered || mouse_is_over(cross)) draw::fill_rgba(cross.centred(20, 20), (look.text & ~0xFFu) | 0x30, 10);
  draw::icon_rgba(cross, theme::icon::x, 14, look.text);
  describe({.role = Role::button, .id = remove, .rect = cross, .name = options.remove_name, .state = state::name_only});
  tooltip(remove, cross, options.remove_name, on_cross.hovered);
  if (on_cross.activated) return ChipResult::removed;
  return mouse.activated ? ChipResult::activated : ChipResult::none;
}

namespace {
constexpr TextStyle badge_style{.size = theme::size::caption, .weight = Weight::semibold};
}

float badge_width(std::string_view text) { return std::max(20.f, text_width(text, badge_style) + 14); }

void badge(Rect rect, std::string_view text, Colour colour) {
  struct Pair {
    Colour fill, text;
  };
  Pair pair{Colour::pressed, Colour::text};
  if (colour == Colour::danger) pair = {Colour::danger_soft, Colour::danger};
  if (colour == Colour::warning) pair = {Colour::warning_soft, Colour::warning};
  if (colour == Colour::success) pair = {Colour::success_soft, Colour::success};
  if (colour == Colour::primary) pair = {Colour::selected, Colour::on_selected};
  draw::fill(rect, pair.fill, rect.h / 2);
  TextStyle style = badge_style;
  style.colour = pair.text;
  style.align = Align::centre;
  ui::text(rect, text, style);
}

// --- states of a whole area ---

bool empty_state(Id id, Rect rect, const EmptyState& state) {
  const float width = std::min(420.f, rect.w - 2 * screen().margin());
  const TextStyle text_style{.size = theme::size::body, .colour = Colour::muted, .align = Align::centre};
  const float text_height = paragraph_height(state.text, width, text_style);
  const float height = 72 + 16 + 28 + 8 + text_height + (state.action.empty() ? 0 : 24 + screen().control_height());
  Rect box = rect.centred(width, std::min(height, rect.h));
  const Rect round = Rect{box.take_top(72, 16)}.centred(72, 72);
  draw::circle(round.x + 36, round.y + 36, 36, Colour::primary_soft);
  draw::icon(round, state.icon, 32, Colour::primary);
  const TextStyle title{.size = 18, .weight = Weight::semibold, .align = Align::centre};
  const Rect title_box = box.take_top(28, 8);
  draw::text(title_box, state.title, title);
  describe({.role = Role::heading,
            .rect = title_box,
            .name = state.title,
            .style = node_style(title),
            .level = state.level});
  ui::paragraph(box.take_top(text_height, 24), state.text, text_style);
  if (state.action.empty()) return false;
  const float button = button_width(state.action, state.action_icon);
  return widgets::button(id, box.take_top(screen().control_height()).centred(button, screen().control_height()),
                         state.action, {.kind = ButtonKind::primary, .icon = state.action_icon});
}

void skeleton_row(Rect row, bool with_avatar) {
  Rect rest = row.inset(16, 0);
  if (with_avatar) {
    const Rect round = rest.take_left(28, 12).middle(28);
    draw::circle(round.x + 14, round.y + 14, 14, Colour::skeleton);
  }
  draw::fill(rest.take_left(rest.w * 0.28f, 48).middle(12), Colour::skeleton, theme::radius::small);
  draw::fill(rest.take_left(rest.w * 0.35f, 48).middle(12), Colour::skeleton, theme::radius::small);
}

void loading_status(Id id, Rect area) {
  constexpr double patience_ms = 500;
  const double due_ms = shown_since_ms(id) + patience_ms;
  const bool is_due = frame_time_ms() >= due_ms;
  if (!is_due) wake_at(due_ms);
  // The element that is spoken exists before its text does, or screen readers miss it.
  describe({.role = Role::status,
            .id = id,
            .rect = {area.x, area.y, 1, 1},
            .name = is_due ? tr("Loading…") : std::string_view()});
}

void skeleton_rows(Id id, Rect area, float row_height, int rows, int avatars) {
  loading_status(id, area);
  for (int i = 0; i < rows; ++i) skeleton_row(area.take_top(row_height), i < avatars);
}

void icon(Rect rect, Icon glyph, Colour colour, float size) { draw::icon(rect, glyph, size, colour); }

}  // namespace vinculo::widgets
