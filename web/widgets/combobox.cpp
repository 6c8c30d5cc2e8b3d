#include <algorithm>
#include <vector>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/field_parts.h"

namespace vinculo::widgets {

using namespace ui;
using namespace field_parts;

namespace {

constexpr int max_shown = 8;

// Only the focused field can have its list open, so there is one of these.
struct OpenList {
  Id field = 0;
  int active = -1;
  bool is_dismissed = true;  // Esc, or nothing typed yet
};
OpenList list;

void answer_keys(Id id, int count, int& chosen) {
  if (key_pressed(id, Key::escape)) list.is_dismissed = true;
  if (list.is_dismissed && key_pressed(id, Key::down)) {
    list.is_dismissed = false;
    list.active = 0;
    return;
  }
  if (key_pressed(id, Key::down)) list.active = count ? (list.active + 1) % count : -1;
  if (key_pressed(id, Key::up)) list.active = count ? (list.active <= 0 ? count : list.active) - 1 : -1;
  if (key_pressed(id, Key::enter) && list.active >= 0 && list.active < count) chosen = list.active;
}

void draw_suggestion(Rect row, const Suggestion& suggestion, bool lit) {
  if (lit) draw::fill(row, Colour::hover, theme::radius::small);
  Rect rest = row.inset(12, 0);
  if (suggestion.icon) draw::icon(rest.take_left(20, 12), suggestion.icon, 18, Colour::muted);
  if (!suggestion.detail.empty()) {
    const TextStyle style{.size = theme::size::caption, .colour = Colour::muted, .align = Align::end};
    draw::text(rest.take_right(std::min(rest.w / 2, text_width(suggestion.detail, style) + 4), 8), suggestion.detail,
               style);
  }
  draw::text(rest, suggestion.text);
}

int draw_list(Id id, Rect box, std::string_view label, std::span<const Suggestion> suggestions, int count) {
  const float row_height = screen().control_height() + 4;
  Rect rect{box.x, box.bottom() + 4, box.w, row_height * static_cast<float>(count) + 8};
  if (rect.bottom() > screen().area.bottom() && box.y - 4 - rect.h > screen().area.y) rect.y = box.y - 4 - rect.h;
  int chosen = -1;
  const Id popup = ui::id(id, "list");
  const Layer layer(popup, rect, appear(popup));
  draw::shadow(rect, theme::radius::control, draw::Elevation::popup);
  draw::fill(rect, Colour::card, theme::radius::control);
  draw::border(rect, Colour::line, theme::radius::control);
  open({.role = Role::listbox, .id = popup, .rect = rect, .name = label});
  Rect rest = rect.inset(4);
  for (int i = 0; i < count; ++i) {
    const Suggestion& suggestion = suggestions[static_cast<std::size_t>(i)];
    const Rect row = rest.take_top(row_height);
    const Id item = ui::id(popup, static_cast<std::uint64_t>(i));
    const Interaction mouse = interact(item, row);
    draw_suggestion(row, suggestion, mouse.hovered || i == list.active);
    if (mouse.activated) chosen = i;
    std::string name(suggestion.text);
    if (!suggestion.detail.empty()) name.append(", ").append(suggestion.detail);
    describe({.role = Role::suggestion,
              .id = item,
              .rect = row,
              .name = name,
              .style = node_style({}, suggestion.icon ? 44 : 12),
              .state = i == list.active ? state::selected : 0u});
  }
  close();
  return chosen;
}

}  // namespace

ComboResult field_parts::edit_combo(Id id, Rect box, std::string_view label, std::string& value,
                                    std::span<const Suggestion> suggestions, const FieldOptions& options) {
  ComboResult result;
  if (has_focus(id) && list.field != id) list = {.field = id};
  if (!has_focus(id) && list.field == id) list = {};
  const int count = static_cast<int>(std::min<std::size_t>(suggestions.size(), max_shown));
  if (list.field == id) answer_keys(id, count, result.chosen);
  if (list.field == id && take_click(id)) list.is_dismissed = false;
  if (typed_text(id)) list.is_dismissed = false, list.active = -1;
  const bool is_open = list.field == id && !list.is_dismissed && count > 0;

  Attributes attributes;
  attributes.set("aria-autocomplete", "list");
  const Id popup = ui::id(id, "list");
  if (is_open) attributes.refer("aria-controls", popup);
  if (is_open && list.active >= 0)
    attributes.refer("aria-activedescendant", ui::id(popup, static_cast<std::uint64_t>(list.active)));
  std::uint32_t bits = state::popup_list | state::arrow_keys;
  if (is_open) bits |= state::expanded | state::escape_key;
  if (is_open && list.active >= 0) bits |= state::enter_key;
  result.field =
      edit(box, label, value, options,
           {.role = Role::combobox, .id = id, .pad_right = 36, .state = bits, .attributes = attributes.text()});
  draw::icon({box.right() - 32, box.y, 20, box.h}, theme::icon::chevron_down, 16, Colour::muted);
  if (is_open)
    if (const int clicked = draw_list(id, box, label, suggestions, count); clicked >= 0) result.chosen = clicked;
  if (result.chosen >= 0) list.is_dismissed = true, list.active = -1;
  return result;
}

ComboResult combobox(Id id, Rect rect, std::string_view label, std::string& value,
                     std::span<const Suggestion> suggestions, const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  const ComboResult result = edit_combo(id, box, label, value, suggestions, options);
  draw_help(box, id, options);
  return result;
}

PickerResult record_picker(Id id, Rect rect, std::string_view label, std::string& value,
                           std::span<const Suggestion> records, const FieldOptions& options) {
  const bool is_there =
      std::any_of(records.begin(), records.end(), [&value](const Suggestion& record) { return record.text == value; });
  const bool can_create = !value.empty() && !is_there && !options.disabled && !options.read_only;
  std::vector<Suggestion> all(
      records.begin(), records.begin() + static_cast<std::ptrdiff_t>(
                                             std::min<std::size_t>(records.size(), max_shown - (can_create ? 1 : 0))));
  const std::string create = i18n::fill(i18n::tr("Create \u201C{name}\u201D"), {{"name", value}});
  if (can_create) all.push_back({.text = create, .icon = theme::icon::plus});
  PickerResult result{.combo = combobox(id, rect, label, value, all, options)};
  if (can_create && result.combo.chosen == static_cast<int>(all.size()) - 1) {
    result.combo.chosen = -1;
    result.creates = true;
  }
  return result;
}

}  // namespace vinculo::widgets
