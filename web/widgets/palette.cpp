#include "widgets/palette.h"

#include <algorithm>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/field_parts.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr float width = 600, height = 452, gap = 8, cap_height = 22, cap_gap = 4;
constexpr TextStyle cap_style{
    .size = theme::size::caption, .weight = Weight::medium, .colour = Colour::muted, .align = Align::centre};

float row_height() { return screen().control_height() + 4; }

Id item_id(Id list, int index) { return ui::id(list, static_cast<std::uint64_t>(index)); }

void draw_item(Rect row, const PaletteItem& item, bool is_lit) {
  if (is_lit) draw::fill(row, Colour::hover, theme::radius::small);
  Rect rest = row.inset(12, 0);
  if (item.is_person)
    avatar(rest.take_left(20, 12).centred(24, 24), item.text, item.photo);
  else if (item.icon)
    draw::icon(rest.take_left(20, 12), item.icon, 18, Colour::muted);
  if (!item.keys.empty() && !screen().is_phone()) rest.take_right(key_caps(rest, item.keys), 12);
  if (!item.detail.empty()) {
    const TextStyle style{.size = theme::size::caption, .colour = Colour::muted, .align = Align::end};
    draw::text(rest.take_right(std::min(rest.w / 2, text_width(item.detail, style) + 4), 8), item.detail, style);
  }
  draw::text(rest, item.text);
}

int draw_items(Id list, Rect area, std::string_view name, std::span<const PaletteItem> items, int active) {
  int chosen = -1;
  open({.role = Role::listbox, .id = list, .rect = area, .name = name});
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const PaletteItem& item = items[static_cast<std::size_t>(i)];
    const Rect row = area.take_top(row_height());
    const Id id = item_id(list, i);
    const Interaction mouse = interact(id, row);
    draw_item(row, item, mouse.hovered || i == active);
    if (mouse.activated) chosen = i;
    std::string spoken(item.text);
    if (!item.detail.empty()) spoken.append(", ").append(item.detail);
    describe({.role = Role::suggestion,
              .id = id,
              .rect = row,
              .name = spoken,
              .style = node_style({}, 44),
              .state = i == active ? state::selected : 0u});
  }
  close();
  return chosen;
}

void answer_keys(Id field, int count, int& active, int& chosen) {
  if (count == 0) return;
  if (key_pressed(field, Key::down)) active = (active + 1) % count;
  if (key_pressed(field, Key::up)) active = (active + count - 1) % count;
  if (key_pressed(field, Key::enter)) chosen = active;
}

}  // namespace

std::size_t palette_rows() {
  const float area = screen().area.h;
  const float body = screen().is_phone() ? area - 2 * 12 - 56 : std::min(height, area - 48) - 2 * 24;
  const float room = body - screen().control_height() - gap;
  return static_cast<std::size_t>(std::max(1.f, room / row_height()));
}

PaletteResult palette(Id id, std::string& query, std::span<const PaletteItem> all, int& active,
                      const PaletteOptions& options) {
  PaletteResult result;
  const std::span<const PaletteItem> items = all.first(std::min(all.size(), palette_rows()));
  const int count = static_cast<int>(items.size());
  const Id field = ui::id(id, "field"), list = ui::id(id, "list");
  Dialog dialog(id, options.name,
                {.width = width,
                 .height = height,
                 .with_footer = false,
                 .first_focus = field,
                 .close_name = options.close_name,
                 .title_is_shown = false});
  Rect body = dialog.body();
  result.dismissed = dialog.dismissed();
  active = std::clamp(active, 0, std::max(0, count - 1));
  answer_keys(field, count, active, result.chosen);
  result.by_key = result.chosen >= 0;

  Attributes attributes;
  attributes.set("aria-autocomplete", "list");
  std::uint32_t bits = state::popup_list | state::arrow_keys;
  if (count > 0) {
    attributes.refer("aria-controls", list);
    attributes.refer("aria-activedescendant", item_id(list, active));
    bits |= state::expanded | state::enter_key;
  }
  const Rect box = body.take_top(screen().control_height(), gap);
  const FieldResult typed = field_parts::edit(
      box, options.name, query, {.placeholder = options.placeholder, .enter_key = "go", .hide_label = true},
      {.role = Role::combobox, .id = field, .pad_left = 40, .state = bits, .attributes = attributes.text()});
  draw::icon({box.x + 12, box.y, 20, box.h}, theme::icon::search, 18, Colour::muted);
  if (typed.changed) {
    result.changed = true;
    active = 0;
  }
  if (count == 0)
    status_text(ui::id(id, "nothing"), body.take_top(row_height()).inset(12, 0), options.nothing);
  else if (const int clicked = draw_items(list, body, options.name, items, active); clicked >= 0)
    result.chosen = clicked;
  return result;
}

float key_cap_width(std::string_view key) { return std::max(cap_height, text_width(key, cap_style) + 12); }

void key_cap(Rect rect, std::string_view key) {
  draw::fill(rect, Colour::raised, theme::radius::small);
  draw::border(rect, Colour::line, theme::radius::small);
  draw::text(rect, key, cap_style);
}

float key_caps(Rect rect, std::string_view keys) {
  const float right = rect.right();
  while (!keys.empty()) {
    const std::size_t plus = keys.rfind('+', keys.size() - 2);
    const std::string_view key = plus == keys.npos ? keys : keys.substr(plus + 1);
    keys = plus == keys.npos ? std::string_view() : keys.substr(0, plus);
    key_cap(rect.take_right(key_cap_width(key), cap_gap).middle(cap_height), key);
  }
  return right - rect.right();
}

}  // namespace vinculo::widgets
