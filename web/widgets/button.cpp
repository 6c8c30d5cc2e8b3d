#include "widgets/button.h"

#include <algorithm>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/progress.h"
#include "widgets/surface.h"
#include "widgets/tooltip.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr float icon_size = theme::size::icon_small, icon_gap = 8, side_padding = 16;
constexpr TextStyle label_style{.size = theme::size::body, .weight = Weight::medium};

struct Look {
  Colour fill = Colour::none, text = Colour::text, border = Colour::none;
};

Look look_of(ButtonKind kind, const Interaction& mouse, bool enabled) {
  const auto by_state = [&](Colour rest, Colour hovered, Colour held) {
    return mouse.held && mouse.hovered ? held : mouse.hovered ? hovered : rest;
  };
  if (!enabled)
    return {kind == ButtonKind::quiet ? Colour::none : Colour::disabled, Colour::on_disabled,
            kind == ButtonKind::secondary ? Colour::line : Colour::none};
  switch (kind) {
    case ButtonKind::primary:
      return {by_state(Colour::primary, Colour::primary_hover, Colour::primary_pressed), Colour::on_primary};
    case ButtonKind::danger:
      return {by_state(Colour::danger_fill, Colour::danger_hover, Colour::danger_pressed), Colour::on_danger};
    case ButtonKind::secondary:
      return {by_state(Colour::card, Colour::hover, Colour::pressed), Colour::text, Colour::control};
    case ButtonKind::quiet: return {by_state(Colour::none, Colour::hover, Colour::pressed), Colour::text};
  }
  return {};
}

void draw_surface(Rect rect, const Look& look, bool raised) {
  if (raised) draw::shadow(rect, theme::radius::control, draw::Elevation::control);
  draw::fill(rect, look.fill, theme::radius::control);
  if (look.border != Colour::none) draw::border(rect, look.border, theme::radius::control);
}

void draw_symbol(Rect rect, Icon icon, bool busy, Colour colour) {
  if (busy)
    spinner(rect, colour);
  else
    draw::icon(rect, icon, rect.w, colour);
}

struct State {
  Interaction mouse;
  Look look;
  std::uint32_t bits = 0;
};

// What all buttons have in common: hover, surface, state.
State begin_button(Id id, Rect rect, const ButtonOptions& options) {
  State result;
  const bool enabled = !options.disabled && !options.busy;
  result.mouse = interact(id, rect, enabled);
  result.look = look_of(options.kind, result.mouse, !options.disabled);
  if (options.selected) result.look = {Colour::selected, Colour::on_selected, Colour::none};
  draw_surface(rect, result.look, options.kind == ButtonKind::secondary && enabled);
  if (options.disabled) result.bits |= state::disabled;
  if (options.busy) result.bits |= state::busy | state::disabled;
  if (options.selected) result.bits |= state::pressable | state::checked;
  if (options.kind == ButtonKind::primary) result.bits |= state::submits;
  return result;
}

// Draws icon and label centred together. Returns the page's style for the label.
NodeStyle draw_label(Rect rect, std::string_view label, const ButtonOptions& options, const Look& look) {
  TextStyle style = label_style;
  style.colour = look.text;
  const bool has_symbol = options.icon != 0 || options.busy;
  const float wanted = text_width(label, style) + (has_symbol ? icon_size + icon_gap : 0);
  const float inner = std::min(wanted, std::max(0.f, rect.w - 16));
  float x = rect.x + (rect.w - inner) / 2;
  if (!has_symbol) {
    style.align = wanted > rect.w - 16 ? Align::start : Align::centre;
    draw::text(style.align == Align::start ? Rect{rect.x + 8, rect.y, rect.w - 16, rect.h} : rect, label, style);
    return node_style(style, style.align == Align::start ? 8 : 0);
  }
  draw_symbol(Rect{x, rect.y, icon_size, rect.h}.middle(icon_size), options.icon, options.busy, look.text);
  x += icon_size + icon_gap;
  draw::text({x, rect.y, rect.right() - 8 - x + 1, rect.h}, label, style);
  return node_style(style, x - rect.x);
}

std::string described(std::string_view description) {
  return description.empty() ? std::string() : std::string(Attributes().set("aria-description", description).text());
}

void say_more(Id id, Rect rect, std::string_view text, const State& state) {
  if (state.mouse.activated) silence_tooltip(id);
  tooltip(id, rect, text, state.mouse.hovered);
}

bool is_safe_address(std::string_view address) {
  const bool is_ours = address.starts_with('/') && !address.starts_with("//");
  return is_ours || address.starts_with("https://") || address.starts_with("http://") ||
         address.starts_with("mailto:") || address.starts_with("tel:");
}

Attributes leading_to(std::string_view address) {
  Attributes attributes;
  attributes.set("href", address);
  if (address.starts_with("http")) attributes.set("target", "_blank").set("rel", "noopener noreferrer");
  return attributes;
}

}  // namespace

bool button(Id id, Rect rect, std::string_view label, const ButtonOptions& options) {
  const State state = begin_button(id, rect, options);
  const NodeStyle style = draw_label(rect, label, options, state.look);
  describe({.role = Role::button,
            .id = id,
            .rect = rect,
            .name = label,
            .style = style,
            .state = state.bits,
            .attributes = described(options.description)});
  say_more(id, rect, options.description, state);
  return state.mouse.activated;
}

bool icon_button(Id id, Rect rect, Icon icon, std::string_view name, const ButtonOptions& options) {
  const State state = begin_button(id, rect, options);
  const float size = std::min(theme::size::icon, rect.h - 8);
  draw_symbol(rect.centred(size, size), icon, options.busy, state.look.text);
  describe({.role = Role::button,
            .id = id,
            .rect = rect,
            .name = name,
            .state = state.bits | state::name_only,
            .attributes = described(options.description)});
  say_more(id, rect, name, state);
  return state.mouse.activated;
}

float button_width(std::string_view label, Icon icon) {
  return std::max(72.f, text_width(label, label_style) + 2 * side_padding + (icon ? icon_size + icon_gap : 0));
}

Rect take_button(Rect& bar, std::string_view label, Icon icon) {
  return bar.take_right(std::min(button_width(label, icon), bar.w), 8);
}

bool link(Id id, Rect rect, std::string_view label, std::string_view address, const TextStyle& style) {
  if (!is_safe_address(address)) {
    TextStyle plain = style;
    plain.colour = Colour::text;
    ui::text(rect, label, plain);
    return false;
  }
  const float width = std::min(rect.w, text_width(label, style) + 1);
  Rect box = rect;
  if (style.align == Align::centre) box.x += (rect.w - width) / 2;
  if (style.align == Align::end) box.x += rect.w - width;
  box.w = width;
  const Interaction mouse = interact(id, box);
  TextStyle start = style;
  start.align = Align::start;
  draw::text(box, label, start);
  if (mouse.hovered || mouse_is_over(box))
    draw::fill({box.x, box.y + box.h / 2 + style.size * 0.55f, box.w, 1}, style.colour);
  describe({.role = Role::link,
            .id = id,
            .rect = box,
            .name = label,
            .style = node_style(start),
            .attributes = leading_to(address).text()});
  return mouse.activated;
}

bool icon_link(Id id, Rect rect, Icon icon, std::string_view name, std::string_view address) {
  if (!is_safe_address(address)) return false;
  State state;
  state.mouse = interact(id, rect);
  state.look = look_of(ButtonKind::quiet, state.mouse, true);
  draw_surface(rect, state.look, false);
  const float size = std::min(theme::size::icon, rect.h - 8);
  draw::icon(rect.centred(size, size), icon, size, Colour::primary);
  describe({.role = Role::link,
            .id = id,
            .rect = rect,
            .name = name,
            .state = state::name_only,
            .attributes = leading_to(address).text()});
  say_more(id, rect, name, state);
  return state.mouse.activated;
}

bool checkbox(Id id, Rect rect, std::string_view label, bool& checked, bool disabled) {
  const Interaction mouse = interact(id, rect, !disabled);
  if (mouse.activated) checked = !checked;
  const Rect box = Rect{rect.x, rect.y, 20, rect.h}.middle(20);
  if (disabled)
    draw::fill(box, Colour::disabled, theme::radius::small);
  else if (checked)
    draw::fill(box, mouse.hovered ? Colour::primary_hover : Colour::primary, theme::radius::small);
  else
    draw::fill(box, mouse.hovered ? Colour::hover : Colour::card, theme::radius::small);
  if (!checked || disabled) draw::border(box, disabled ? Colour::line : Colour::control, theme::radius::small);
  if (checked) draw::icon(box, theme::icon::check, 16, disabled ? Colour::on_disabled : Colour::on_primary);
  constexpr float text_at = 32;
  const TextStyle style{.colour = disabled ? Colour::on_disabled : Colour::text};
  draw::text({rect.x + text_at, rect.y, rect.w - text_at, rect.h}, label, style);
  describe({.role = Role::checkbox,
            .id = id,
            .rect = rect,
            .name = label,
            .style = node_style(style, text_at),
            .state = (checked ? state::checked : 0u) | (disabled ? state::disabled : 0u)});
  return mouse.activated;
}

bool toggle(Id id, Rect rect, std::string_view label, bool& on, bool disabled) {
  const Interaction mouse = interact(id, rect, !disabled);
  if (mouse.activated) on = !on;
  const Rect track = Rect{rect.x, rect.y, 40, rect.h}.middle(24);
  const Colour fill = disabled ? Colour::disabled
                      : on     ? (mouse.hovered ? Colour::primary_hover : Colour::primary)
                               : Colour::control;
  draw::fill(track, fill, 12);
  const float x = track.x + 12 + (on ? 16.f : 0.f);
  draw::circle(x, track.y + 12, 9, disabled ? Colour::on_disabled : on ? Colour::on_primary : Colour::card);
  constexpr float text_at = 52;
  const TextStyle style{.colour = disabled ? Colour::on_disabled : Colour::text};
  draw::text({rect.x + text_at, rect.y, rect.w - text_at, rect.h}, label, style);
  describe({.role = Role::toggle,
            .id = id,
            .rect = rect,
            .name = label,
            .style = node_style(style, text_at),
            .state = (on ? state::checked : 0u) | (disabled ? state::disabled : 0u)});
  return mouse.activated;
}

void file_button(Id id, Rect rect, std::string_view label, std::string_view accept, bool several,
                 const ButtonOptions& options) {
  const State state = begin_button(id, rect, options);
  const NodeStyle style = draw_label(rect, label, options, state.look);
  Attributes attributes;
  if (!accept.empty()) attributes.set("data-accept", accept);
  describe({.role = Role::file_button,
            .id = id,
            .rect = rect,
            .name = label,
            .style = style,
            .state = state.bits | (several ? state::several : 0u),
            .attributes = attributes.text()});
}

void photo_button(Id id, Rect rect, std::string_view name, std::string_view purpose, std::string_view person,
                  const Photo& photo) {
  constexpr float badge = 24, symbol = 14;
  State state;
  state.mouse = interact(id, rect);
  avatar(rect, person, photo);
  const Rect at{rect.right() - badge + 2, rect.bottom() - badge + 2, badge, badge};
  draw::fill(at, state.mouse.hovered ? Colour::hover : Colour::card, badge / 2);
  draw::border(at, Colour::control, badge / 2);
  draw::icon(at.centred(symbol, symbol), theme::icon::camera, symbol, Colour::text);
  Attributes attributes;
  attributes.set("data-accept", "image/*");
  attributes.set("data-picture", purpose);
  describe({.role = Role::file_button,
            .id = id,
            .rect = rect,
            .name = name,
            .state = state::name_only,
            .attributes = attributes.text()});
  say_more(id, rect, name, state);
}

}  // namespace vinculo::widgets
