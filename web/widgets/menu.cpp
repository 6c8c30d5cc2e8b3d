#include <algorithm>
#include <optional>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/overlay.h"
#include "widgets/tooltip.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr float padding = 4, group_gap = 9;

float content_height(std::span<const MenuItem> items) {
  float height = 2 * padding;
  for (const MenuItem& item : items) height += screen().control_height() + 4 + (item.starts_group ? group_gap : 0);
  return height;
}

// Below the anchor, its right or left edge kept, above it when there is no room; within the window.
Rect place(Rect anchor, std::span<const MenuItem> items) {
  float width = 180;
  for (const MenuItem& item : items)
    width = std::max(width, text_width(item.label) + (item.icon || item.checked ? 32.f : 0.f) + 40);
  const Rect area = screen().area;
  width = std::min(width, area.w - 16);
  float x =
      anchor.right() - width >= area.x + 8 && anchor.x + width > area.right() - 8 ? anchor.right() - width : anchor.x;
  x = std::clamp(x, area.x + 8, std::max(area.x + 8, area.right() - 8 - width));
  float y = anchor.bottom() + 4;
  const float height = std::min(content_height(items), area.h - 16);
  if (y + height > area.bottom() - 8) y = anchor.y - 4 - height;
  y = std::clamp(y, area.y + 8, std::max(area.y + 8, area.bottom() - 8 - height));
  return {x, y, width, height};
}

void draw_row(Rect row, const MenuItem& item, bool hovered, bool with_icons) {
  if (hovered) draw::fill(row, item.danger ? Colour::danger_soft : Colour::hover, theme::radius::small);
  const Colour colour = item.disabled ? Colour::on_disabled : item.danger ? Colour::danger : Colour::text;
  if (with_icons) draw::icon({row.x + 12, row.y, 18, row.h}, item.checked ? theme::icon::check : item.icon, 18, colour);
  const float at = with_icons ? 42.f : 12.f;
  draw::text({row.x + at, row.y, row.w - at - 8, row.h}, item.label, {.colour = colour});
}

}  // namespace

int menu(Id id, Id owner, Rect anchor, std::string_view name, std::span<const MenuItem> items, bool& open_now) {
  if (!open_now) return -1;
  const Rect rect = place(anchor, items);
  const Layer layer(id, rect, appear(id));
  draw::shadow(rect, theme::radius::control, draw::Elevation::popup);
  draw::fill(rect, Colour::card, theme::radius::control);
  draw::border(rect, Colour::line, theme::radius::control);
  open({.role = Role::menu,
        .id = id,
        .rect = rect,
        .name = name,
        .state = state::dismissible | closed_by_back(),
        .first = owner});
  const bool with_icons =
      std::any_of(items.begin(), items.end(), [](const MenuItem& item) { return item.icon || item.checked; });
  if (appears_now(id)) {
    const auto chosen_item = std::ranges::find_if(items, &MenuItem::checked);
    focus(ui::id(id, chosen_item == items.end() ? 0u : static_cast<std::uint64_t>(chosen_item - items.begin())));
  }
  int chosen = -1;
  const bool is_choice = std::ranges::any_of(items, &MenuItem::checked);  // of one among them
  std::optional<ScrollPane> pane;
  Rect rest = rect.inset(padding);
  if (rect.h < content_height(items)) rest = pane.emplace(ui::id(id, "pane"), rest).content();
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const MenuItem& item = items[static_cast<std::size_t>(i)];
    if (item.starts_group) {
      const Rect gap = rest.take_top(group_gap);
      draw::fill({gap.x + 4, gap.y + 4, gap.w - 8, 1}, Colour::line);
    }
    const Rect row = rest.take_top(screen().control_height() + 4);
    const Id item_id = ui::id(id, static_cast<std::uint64_t>(i));
    const Interaction mouse = interact(item_id, row, !item.disabled);
    draw_row(row, item, mouse.hovered || has_focus(item_id), with_icons);
    if (mouse.activated) chosen = i;
    describe({.role = Role::menu_item,
              .id = item_id,
              .rect = row,
              .name = item.label,
              .style = node_style({}, with_icons ? 42.f : 12.f),
              .state = (i == 0 ? state::tab_stop : 0u) | (item.disabled ? state::disabled : 0u) |
                       (item.checked ? state::checked : 0u) | (is_choice && !item.acts ? state::pressable : 0u)});
  }
  if (pane) pane->set_content_height(content_height(items) - 2 * padding);
  pane.reset();
  close();
  if (chosen >= 0 || was_dismissed(id)) {
    open_now = false;
    // Somebody who clicked elsewhere is there already.
    const bool was_inside = focused() == 0 || std::any_of(items.begin(), items.end(), [&](const MenuItem& item) {
                              return has_focus(ui::id(id, static_cast<std::uint64_t>(&item - items.data())));
                            });
    if (was_inside) focus(owner);
    wake_at(frame_time_ms());
  }
  return chosen;
}

bool ContextMenu::asked(Id element, Rect rect) {
  const std::optional<Rect> place = menu_asked(element, rect);
  if (!place) return false;
  owner_ = element;
  at_ = *place;
  ++times_opened_;
  is_open_ = true;
  return true;
}

int ContextMenu::draw(Id id, std::string_view name, std::span<const MenuItem> items) {
  return menu(ui::id(id, times_opened_), owner_, at_, name, items, is_open_);
}

float menu_button_width(std::string_view label, Icon icon) {
  return text_width(label, {.weight = Weight::medium}) + 2 * 12 + 22 + (icon ? 24 : 0);
}

int menu_button(Id id, Rect rect, std::string_view label, std::span<const MenuItem> items, bool& open_now,
                const MenuButtonOptions& options) {
  const Interaction mouse = interact(id, rect);
  if (mouse.activated) open_now = !open_now;
  const bool lit = mouse.hovered || open_now;
  if (options.quiet) {
    if (lit) draw::fill(rect, Colour::hover, theme::radius::control);
  } else {
    draw::shadow(rect, theme::radius::control, draw::Elevation::control);
    draw::fill(rect, lit ? Colour::hover : Colour::card, theme::radius::control);
    draw::border(rect, Colour::control, theme::radius::control);
  }
  TextStyle style{.weight = Weight::medium};
  std::uint32_t bits = state::popup_menu | (open_now ? state::expanded : 0u);
  NodeStyle for_page = node_style(style);
  if (options.icon_only) {
    draw::icon(rect, options.icon ? options.icon : theme::icon::ellipsis, 20, Colour::text);
    bits |= state::name_only;
  } else {
    Rect inner = rect.inset(12, 0);
    draw::icon(inner.take_right(16, 6), theme::icon::chevron_down, 16, Colour::muted);
    if (options.icon) draw::icon(inner.take_left(16, 8), options.icon, 16, Colour::text);
    draw::text(inner, label, style);
    for_page = node_style(style, inner.x - rect.x);
  }
  describe({.role = Role::button, .id = id, .rect = rect, .name = label, .style = for_page, .state = bits});
  if (mouse.activated) silence_tooltip(id);
  if (options.icon_only && !open_now) tooltip(id, rect, label, mouse.hovered);
  return menu(ui::id(id, "menu"), id, rect, label, items, open_now);
}

}  // namespace vinculo::widgets
