#include "widgets/navigation.h"

#include <algorithm>
#include <string>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/link_row.h"
#include "widgets/palette.h"
#include "widgets/surface.h"
#include "widgets/tooltip.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr float side_bar_width = 232, rail_width = 100, bar_height = 60;
constexpr float item_gap = 4, low_item = 52, least_item = 36;  // a rail's items lose their labels below low_item

enum class Form { side_bar, rail, bar };

Form form() {
  switch (screen().breakpoint) {
    case Breakpoint::phone: return Form::bar;
    case Breakpoint::medium: return Form::rail;
    case Breakpoint::wide: return Form::side_bar;
  }
  return Form::side_bar;
}

// A link over the whole item: label beside the icon, or below it, or only spoken where that has no room.
void draw_item(Rect box, const NavigationItem& item, Form shape, float caption_size) {
  const Id id = ui::id("navigation", ui::id(item.address));
  const Interaction mouse = interact(id, box);
  const Colour colour = item.current ? Colour::on_selected : mouse.hovered ? Colour::text : Colour::muted;
  const bool is_low = shape != Form::side_bar && box.h < low_item;
  TextStyle style{.weight = item.current ? Weight::semibold : Weight::medium, .colour = colour};
  NodeStyle for_page;
  if (shape == Form::side_bar) {
    if (item.current || mouse.hovered)
      draw::fill(box, item.current ? Colour::selected : Colour::hover, theme::radius::control);
    draw::icon({box.x + 12, box.y, 20, box.h}, item.icon, 20, colour);
    Rect words{box.x + 44, box.y, box.w - 52, box.h};
    if (!item.keys.empty()) words.take_right(key_caps(words, item.keys));
    draw::text(words, item.label, style);
    if (item.count > 0) count_mark(box.inset(8, 0).take_right(32), item.count);
    for_page = node_style(style, 44, 12);
  } else {
    const Rect pill = is_low ? box.centred(56, 32) : Rect{box.x + box.w / 2 - 28, box.y + 6, 56, 28};
    if (item.current || mouse.hovered) draw::fill(pill, item.current ? Colour::selected : Colour::hover, 14);
    draw::icon(pill, item.icon, 20, colour);
    style.size = caption_size;
    style.align = Align::centre;
    const Rect label{box.x, pill.bottom() + 2, box.w, 20};
    if (!is_low) draw::text(label, item.label, style);
    if (item.count > 0) count_mark({pill.right() - 20, pill.y - 6, 24, 18}, item.count);
    for_page = node_style(style);
    for_page.line_px = 20;
    for_page.pad_top = label.y - box.y;
  }
  Attributes attributes;
  attributes.set("href", item.address);
  if (item.count > 0) attributes.set("aria-description", std::to_string(item.count));
  describe({.role = Role::link,
            .id = id,
            .rect = box,
            .name = item.label,
            .style = for_page,
            .state = (item.current ? state::current : 0u) | (is_low ? state::name_only : 0u),
            .attributes = attributes.text()});
  if (is_low) tooltip(id, box, item.label, mouse.hovered);
}

// One for all, so that the longest has room.
float caption_size(std::span<const NavigationItem> items, float width) {
  constexpr float least = 10;
  float size = theme::size::caption;
  for (const NavigationItem& item : items)
    size = std::min(size, fitting_size(item.label, {.size = size, .weight = Weight::semibold}, width - 2, least));
  return size;
}

void draw_product(Rect box, std::string_view product) {
  const Rect mark = box.take_left(32, 10).middle(32);
  draw::fill(mark, Colour::primary, 9);
  // The two rings of shell/icons/mark.svg.
  const float y = mark.y + mark.h / 2;
  draw::arc(mark.x + mark.w * 0.37f, y, 5.5f, 2.4f, 0, 1, Colour::on_primary);
  draw::arc(mark.x + mark.w * 0.63f, y, 5.5f, 2.4f, 0, 1, Colour::on_primary);
  if (!product.empty()) silent_text(box, product, {.size = 17, .weight = Weight::semibold});
}

}  // namespace

float bottom_bar_height() {
  if (form() != Form::bar) return 0;
  return bar_height + std::max(0.f, screen().whole.bottom() - screen().area.bottom());
}

Rect navigation(Rect& area, std::span<const NavigationItem> items, const NavigationOptions& options) {
  const Form shape = form();
  const Id id = ui::id("navigation");
  if (shape == Form::bar) {
    const Rect bar = area.take_bottom(bar_height);
    // The bar's colour goes on below it, where phones have their own gestures.
    draw::fill({0, bar.y, screen().whole.w, screen().whole.bottom() - bar.y}, Colour::card);
    draw::fill({0, bar.y, screen().whole.w, 1}, Colour::line);
    const Scope scope(Landmark::navigation, id, bar, options.name);
    const auto place = [&](std::size_t i) { return bar.column(static_cast<int>(i), static_cast<int>(items.size())); };
    const float size = caption_size(items, place(0).w);
    for (std::size_t i = 0; i < items.size(); ++i) draw_item(place(i), items[i], shape, size);
    return {};
  }
  Rect side = area.take_left(shape == Form::side_bar ? side_bar_width : rail_width);
  draw::fill(side, Colour::card);
  draw::fill({side.right() - 1, side.y, 1, side.h}, Colour::line);
  const Scope scope(Landmark::navigation, id, side, options.name);
  Rect inner = side.inset(shape == Form::side_bar ? 16.f : 4.f, 20);
  if (shape == Form::side_bar) {
    draw_product(inner.take_top(36, 20), options.product);
    for (const NavigationItem& item : items) draw_item(inner.take_top(40, item_gap), item, shape, 0);
    return inner;
  }
  // On a phone that lies on its side the way to every screen comes before the mark and the corner.
  const float count = static_cast<float>(items.size());
  const float room = inner.h - options.corner_height - 52;
  if (room >= count * (least_item + item_gap)) draw_product(Rect{inner.take_top(36, 16)}.centred(32, 36), {});
  const float per_item = std::min(inner.h, std::max(room, 0.f)) / count - item_gap;
  const float item_height =
      per_item >= low_item ? std::min(per_item, 60.f) : std::clamp(inner.h / count - item_gap, least_item, 44.f);
  const float size = caption_size(items, inner.w);
  for (const NavigationItem& item : items) draw_item(inner.take_top(item_height, item_gap), item, shape, size);
  return inner.h < options.corner_height ? Rect{} : inner;
}

void profile_link(Rect rect, std::string_view name, std::string_view spoken, std::string_view address,
                  const Photo& photo) {
  const Id id = ui::id("profile");
  const Interaction mouse = interact(id, rect);
  if (mouse.hovered) draw::fill(rect, Colour::hover, theme::radius::control);
  const bool has_words = rect.w > rail_width;
  Rect rest = rect.inset(has_words ? 8.f : 0.f, 0);
  avatar(has_words ? rest.take_left(32, 12).middle(32) : rest.centred(32, 32), name, photo);
  const TextStyle style{.weight = Weight::medium};
  if (has_words) draw::text(rest, name, style);
  describe({.role = Role::link,
            .id = id,
            .rect = rect,
            .name = spoken,
            .style = node_style(style, rest.x - rect.x),
            .state = has_words ? 0u : state::name_only,
            .attributes = Attributes().set("href", address).text()});
  if (!has_words) tooltip(id, rect, spoken, mouse.hovered);
}

Rect page_header(Rect& area, const PageHeader& header) {
  const float height = header.subtitle.empty() ? 40.f : 56.f;
  const bool is_phone = screen().is_phone();
  if (is_phone) area.take_top(12);  // pages go from edge to edge there, their headers do not
  Rect bar = area.take_top(height, is_phone ? 8.f : 16.f).inset(is_phone ? 16.f : 0.f, 0);
  if (!header.back_address.empty()) {
    const Rect back = bar.take_left(screen().control_height(), 8).middle(screen().control_height());
    const Id id = ui::id("page-back");
    const Interaction mouse = interact(id, back);
    if (mouse.hovered) draw::fill(back, Colour::hover, theme::radius::control);
    draw::icon(back, theme::icon::arrow_left, 20, Colour::text);
    describe({.role = Role::link,
              .id = id,
              .rect = back,
              .name = header.back_name,
              .state = state::name_only,
              .attributes = Attributes().set("href", header.back_address).text()});
    tooltip(id, back, header.back_name, mouse.hovered);
  }
  const TextStyle title{.size = theme::size::page, .weight = Weight::semibold};
  const float wanted = text_width(header.title, title) + 2;
  constexpr float gap = 16;
  const float room = bar.w - gap - static_cast<float>(header.buttons) * (screen().control_height() + 8);
  Rect text = bar.take_left(std::min(room, std::max(wanted, text_width(header.subtitle) + 2)), gap);
  ui::heading(text.take_top(header.subtitle.empty() ? height : 32.f), 1, header.title, title.size);
  if (!header.subtitle.empty()) {
    const Rect line = text.take_top(22);
    const TextStyle style{.colour = Colour::muted};
    draw::text(line, header.subtitle, style);
    describe({.role = Role::status,
              .id = ui::id("page-subtitle"),
              .rect = line,
              .name = header.subtitle,
              .style = node_style(style)});
  }
  return bar.middle(screen().control_height());
}

}  // namespace vinculo::widgets
