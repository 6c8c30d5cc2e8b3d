// One of several: radio groups, segmented bars, tabs. Arrow keys are the page's part (it moves the focus and clicks).
#include <algorithm>

#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

// The choice that Tab reaches and how it is marked.
std::uint32_t choice_bits(int index, int chosen) {
  std::uint32_t bits = index == chosen ? state::checked | state::selected : 0;
  if (index == std::max(0, chosen)) bits |= state::tab_stop;
  return bits;
}

}  // namespace

bool radio_group(Id id, Rect rect, std::string_view name, std::span<const std::string_view> labels, int& chosen) {
  bool changed = false;
  open({.role = Role::radio_group, .id = id, .rect = rect, .name = name});
  Rect rest = rect;
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    const Id item = ui::id(id, static_cast<std::uint64_t>(i));
    const Rect row = rest.take_top(screen().control_height());
    const Interaction mouse = interact(item, row);
    if (mouse.activated && chosen != i) chosen = i, changed = true;
    const float x = row.x + 10, y = row.y + row.h / 2;
    const bool on = chosen == i;
    draw::circle(x, y, 10, on ? Colour::primary : Colour::control);
    draw::circle(x, y, on ? 9 : 9, on ? Colour::primary : mouse.hovered ? Colour::hover : Colour::card);
    if (on) draw::circle(x, y, 4, Colour::on_primary);
    constexpr float text_at = 32;
    draw::text({row.x + text_at, row.y, row.w - text_at, row.h}, labels[i]);
    describe({.role = Role::radio,
              .id = item,
              .rect = row,
              .name = labels[i],
              .style = node_style({}, text_at),
              .state = choice_bits(i, chosen)});
  }
  close();
  return changed;
}

float radio_group_height(std::size_t labels) { return screen().control_height() * static_cast<float>(labels); }

bool segmented(Id id, Rect rect, std::string_view name, std::span<const std::string_view> labels, int& chosen) {
  bool changed = false;
  const int count = static_cast<int>(labels.size());
  open({.role = Role::radio_group, .id = id, .rect = rect, .name = name});
  draw::fill(rect, Colour::pressed, theme::radius::control);
  for (int i = 0; i < count; ++i) {
    const Id item = ui::id(id, static_cast<std::uint64_t>(i));
    const Rect box = rect.inset(3).column(i, count, 2);
    const Rect target = rect.column(i, count);
    const Interaction mouse = interact(item, target);
    if (mouse.activated && chosen != i) chosen = i, changed = true;
    const bool on = chosen == i;
    if (on) {
      draw::shadow(box, 8, draw::Elevation::control);
      draw::fill(box, Colour::card, 8);
    } else if (mouse.hovered) {
      draw::fill(box, Colour::hover, 8);
    }
    const TextStyle style{
        .weight = Weight::medium, .colour = on ? Colour::text : Colour::muted, .align = Align::centre};
    draw::text(box, labels[i], style);
    describe({.role = Role::radio,
              .id = item,
              .rect = target,
              .name = labels[i],
              .style = node_style(style),
              .state = choice_bits(i, chosen)});
  }
  close();
  return changed;
}

bool tabs(Id id, Rect rect, std::string_view name, std::span<const std::string_view> labels, int& chosen) {
  bool changed = false;
  open({.role = Role::tab_list, .id = id, .rect = rect, .name = name});
  draw::fill({rect.x, rect.bottom() - 1, rect.w, 1}, Colour::line);
  float x = rect.x;
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    const Id item = ui::id(id, static_cast<std::uint64_t>(i));
    TextStyle style{.weight = Weight::medium, .colour = Colour::muted, .align = Align::centre};
    const Rect box{x, rect.y, text_width(labels[i], style) + 32, rect.h};
    const Interaction mouse = interact(item, box);
    if (mouse.activated && chosen != i) chosen = i, changed = true;
    if (mouse.hovered) draw::fill(box.inset(4, 4), Colour::hover, 8);
    if (chosen == i) {
      style.colour = Colour::primary;
      draw::fill({box.x + 8, rect.bottom() - 2, box.w - 16, 2}, Colour::primary, 1);
    }
    draw::text(box, labels[i], style);
    describe({.role = Role::tab,
              .id = item,
              .rect = box,
              .name = labels[i],
              .style = node_style(style),
              .state = choice_bits(i, chosen)});
    x += box.w;
  }
  close();
  return changed;
}

}  // namespace vinculo::widgets
