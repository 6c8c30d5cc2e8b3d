#include "widgets/link_row.h"

#include <algorithm>
#include <string>

#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/palette.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr float padding = 12, icon_size = 20, detail_height = 20;

}  // namespace

void count_mark(Rect rect, int count) {
  const std::string text = count > 99 ? "99+" : std::to_string(count);
  const TextStyle style{.size = 11, .weight = Weight::semibold, .colour = Colour::on_primary, .align = Align::centre};
  const Rect box = rect.centred(std::max(18.f, text_width(text, style) + 10), 18);
  draw::fill(box, Colour::primary, 9);
  text_over(box, text, style);  // the link says it as its description
}

float link_row_height(const LinkRow& row) {
  return screen().control_height() + (row.detail.empty() ? 0.f : detail_height);
}

bool link_row(Id id, Rect rect, const LinkRow& row) {
  const Interaction mouse = interact(id, rect);
  if (mouse.hovered) draw::fill(rect, Colour::hover, theme::radius::control);
  Rect rest = rect.inset(padding, 0);
  if (row.icon) draw::icon(rest.take_left(icon_size, padding), row.icon, icon_size, row.tone);
  if (row.count > 0) count_mark(rest.take_right(32, 8), row.count);
  if (!row.keys.empty()) rest.take_right(key_caps(rest, row.keys), 8);
  const TextStyle style{.weight = Weight::medium};
  Rect words = rest;
  if (!row.detail.empty()) {
    words = rest.middle(2 * detail_height);
    const Rect below = words.take_bottom(detail_height);
    draw::text(below, row.detail, {.size = theme::size::caption, .colour = Colour::muted});
  }
  draw::text(words, row.text, style);

  std::string spoken(row.text);
  if (!row.detail.empty()) spoken.append(row.text.ends_with('.') ? " " : ", ").append(row.detail);
  NodeStyle for_page = node_style(style, rest.x - rect.x, padding);
  for_page.line_px = words.h;
  for_page.pad_top = words.y - rect.y;
  Attributes attributes;
  if (!row.address.empty()) attributes.set("href", row.address);
  if (row.count > 0) attributes.set("aria-description", std::to_string(row.count));
  describe({.role = row.address.empty() ? Role::button : Role::link,
            .id = id,
            .rect = rect,
            .name = spoken,
            .style = for_page,
            .attributes = attributes.text()});
  return mouse.activated && row.address.empty();
}

}  // namespace vinculo::widgets
