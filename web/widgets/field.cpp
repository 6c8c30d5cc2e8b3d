#include "widgets/field.h"

#include <algorithm>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/field_parts.h"
#include "widgets/tooltip.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr std::size_t default_max_length = 4096, default_max_area_length = 100'000;
constexpr TextStyle label_style{.size = theme::size::body, .weight = Weight::medium};
constexpr float label_height = 20, label_gap = 4, help_gap = 4;

std::string_view html_type(FieldType type) {
  switch (type) {
    case FieldType::text: return "text";
    case FieldType::email: return "email";
    case FieldType::telephone: return "tel";
    case FieldType::url: return "url";
    case FieldType::number: return "text";  // with a numeric keyboard; HTML's number fields swallow what people type
    case FieldType::password: return "password";
  }
  return "text";
}

// What an unfocused password shows.
std::string dots(std::string_view value) {
  std::string result;
  for (const char c : value)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) result += "•";
  return result;
}

TextStyle help_style(const FieldOptions& options) {
  return {.size = theme::size::caption, .colour = options.error.empty() ? Colour::muted : Colour::danger};
}

std::string attributes_of(Role role, const FieldOptions& options, Id help) {
  Attributes attributes;
  if (role == Role::text_field || role == Role::combobox) attributes.set("type", html_type(options.type));
  if (options.type == FieldType::number) attributes.set("inputmode", "decimal");
  if (options.type == FieldType::url) attributes.set("autocapitalize", "none");
  attributes.set("autocomplete", options.autocomplete.empty() ? "off" : options.autocomplete);
  if (!options.enter_key.empty()) attributes.set("enterkeyhint", options.enter_key);
  const std::size_t limit = options.max_length        ? options.max_length
                            : role == Role::text_area ? default_max_area_length
                                                      : default_max_length;
  attributes.set("maxlength", std::to_string(limit));
  if (options.type == FieldType::email || options.type == FieldType::password || options.type == FieldType::url)
    attributes.set("spellcheck", "false");
  if (help) attributes.refer("aria-describedby", help);
  return std::string(attributes.text());
}

}  // namespace

namespace field_parts {

TextStyle text_style() {
  // Below 16 px phones zoom into a field that gets the focus.
  return {.size = screen().touch || screen().is_phone() ? theme::size::field : theme::size::body};
}

Rect draw_label(Rect& rect, Id field, std::string_view label, const FieldOptions& options) {
  if (!options.hide_label && !label.empty()) {
    const Rect box = rect.take_top(label_height, label_gap);
    std::string text(label);
    if (options.required) text += " *";
    draw::text(box, text, label_style);
    describe({.role = Role::label,
              .id = ui::id(field, "label"),
              .rect = box,
              .name = text,
              .style = node_style(label_style),
              .first = field});
  }
  return rect;
}

void draw_box(Rect box, const FieldOptions& options, bool focused, bool hovered) {
  draw::fill(box, options.disabled ? Colour::disabled : Colour::card, theme::radius::control);
  Colour edge = hovered ? Colour::muted : Colour::control;
  if (options.disabled || options.read_only) edge = Colour::line;
  if (focused) edge = Colour::primary;
  if (!options.error.empty()) edge = Colour::danger;
  draw::border(box, edge, theme::radius::control, focused || !options.error.empty() ? 2.f : 1.f);
  if (focused && !options.error.empty())
    draw::border({box.x - 3, box.y - 3, box.w + 6, box.h + 6}, Colour::primary, theme::radius::control + 3, 2.f);
}

Id help_id(Id field, const FieldOptions& options) {
  return options.error.empty() && options.hint.empty() ? 0 : ui::id(field, "help");
}

void draw_help(Rect box, Id field, const FieldOptions& options) {
  const std::string_view text = options.error.empty() ? options.hint : options.error;
  if (text.empty()) return;
  const TextStyle style = help_style(options);
  const float top = box.bottom() + help_gap;
  const float indent = options.error.empty() ? 0.f : 20.f;
  if (indent > 0) draw::icon({box.x, top, 16, line_height(style.size)}, theme::icon::circle_alert, 14, Colour::danger);
  const Rect area{box.x + indent, top, box.w - indent, 0};
  open({.role = options.error.empty() ? Role::group : Role::alert,
        .id = help_id(field, options),
        .rect = {area.x, area.y, area.w, paragraph_height(text, area.w, style)}});
  ui::paragraph(area, text, style);
  close();
}

std::uint32_t state_bits(const FieldOptions& options) {
  return (options.required ? state::required : 0u) | (options.disabled ? state::disabled : 0u) |
         (options.read_only ? state::read_only : 0u) | (options.error.empty() ? 0u : state::invalid);
}

FieldResult read(Id id, std::string& value, const FieldOptions& options) {
  FieldResult result;
  if (const std::string* typed = typed_text(id); typed && !options.disabled && !options.read_only) {
    result.changed = *typed != value;
    // What the owner says of an empty or wrong text was said before.
    if (result.changed && (value.empty() || typed->empty() || !options.error.empty())) wake_at(frame_time_ms());
    value = *typed;
  }
  result.submitted = was_submitted(id);
  result.left = lost_focus(id);
  result.focused = has_focus(id);
  return result;
}

FieldResult edit(Rect box, std::string_view label, std::string& value, const FieldOptions& options, const Part& part) {
  const Interaction mouse = interact(part.id, box, !options.disabled);
  FieldResult result = read(part.id, value, options);
  if (result.changed && part.role != Role::text_field) wake_at(frame_time_ms());  // for what is found by it
  draw_box(box, options, result.focused, mouse.hovered);
  TextStyle style = text_style();
  const bool shows_itself = result.focused && !is_covered(box);
  if (!shows_itself) {
    const Rect inner{box.x + part.pad_left, box.y, box.w - part.pad_left - part.pad_right, box.h};
    const bool is_password = options.type == FieldType::password;
    style.colour = value.empty() ? Colour::placeholder : options.disabled ? Colour::on_disabled : Colour::text;
    if (value.empty())
      draw::text(inner, options.placeholder, style);
    else if (is_password)
      draw::text(inner, dots(value), style);
    else
      draw::text(inner, value, style);
  }
  std::string attributes = attributes_of(part.role, options, help_id(part.id, options));
  if (!options.placeholder.empty())
    attributes += std::string(Attributes().set("placeholder", options.placeholder).text());
  attributes += part.attributes;
  describe({.role = part.role,
            .id = part.id,
            .rect = box,
            .name = label,
            .style = node_style(style, part.pad_left, part.pad_right),
            .state = state_bits(options) | part.state | (shows_itself ? state::live : 0u),
            .value = value,
            .attributes = attributes});
  return result;
}

}  // namespace field_parts

using namespace field_parts;

FieldResult text_field(Id id, Rect rect, std::string_view label, std::string& value, const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  const FieldResult result = edit(box, label, value, options, {.role = Role::text_field, .id = id});
  draw_help(box, id, options);
  return result;
}

FieldResult search_field(Id id, Rect rect, std::string_view name, std::string& value, std::string_view placeholder,
                         std::string_view clear_name) {
  constexpr float before = 36, after = 12;
  const bool can_clear = !value.empty() && !clear_name.empty();
  if (text_width(placeholder, text_style()) > rect.w - before - after) placeholder = name;
  FieldResult result =
      edit(rect, name, value, {.placeholder = placeholder, .enter_key = "search", .hide_label = true},
           {.role = Role::search_field, .id = id, .pad_left = before, .pad_right = can_clear ? rect.h : after});
  draw::icon({rect.x + 12, rect.y, 16, rect.h}, theme::icon::search, 16, Colour::muted);
  if (!can_clear) return result;
  const Rect cross = Rect{rect.right() - rect.h, rect.y, rect.h, rect.h};
  const Id clear = ui::id(id, "clear");
  const Interaction mouse = interact(clear, cross);
  if (mouse.hovered) draw::fill(cross.inset(6), Colour::hover, theme::radius::small);
  draw::icon(cross, theme::icon::x, 16, Colour::muted);
  describe({.role = Role::button, .id = clear, .rect = cross, .name = clear_name, .state = state::name_only});
  tooltip(clear, cross, clear_name, mouse.hovered);
  if (mouse.activated) {
    value.clear();
    result.changed = true;
    focus(id);
  }
  return result;
}

FieldResult text_area(Id id, Rect rect, std::string_view label, std::string& value, const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Id help = help_id(id, options);
  const std::string_view help_text = options.error.empty() ? options.hint : options.error;
  const float help_height = help ? help_gap + paragraph_height(help_text, rect.w, help_style(options)) : 0;
  const Rect box = rect.take_top(std::max(screen().control_height(), rect.h - help_height));
  const Interaction mouse = interact(id, box, !options.disabled);
  const FieldResult result = read(id, value, options);
  draw_box(box, options, result.focused, mouse.hovered);
  // Scrolling and wrapping are the browser's, so it shows the text itself unless something lies over it.
  const bool covered = is_covered(box);
  TextStyle style = text_style();
  const bool shows_itself = !covered && (result.focused || !value.empty());
  if (!shows_itself) {
    style.colour = value.empty() ? Colour::placeholder : Colour::text;
    const draw::Clip clip(box.inset(2));
    draw::paragraph(box.inset(12, 8), value.empty() ? options.placeholder : std::string_view(value), style);
  }
  NodeStyle for_page = node_style(style, 12, 12);
  for_page.line_px = line_height(style.size);
  for_page.pad_top = 8;
  std::string attributes = attributes_of(Role::text_area, options, help);
  if (!options.placeholder.empty())
    attributes += std::string(Attributes().set("placeholder", options.placeholder).text());
  describe({.role = Role::text_area,
            .id = id,
            .rect = box,
            .name = label,
            .style = for_page,
            .state = state_bits(options) | (shows_itself ? state::live : 0u),
            .value = value,
            .attributes = attributes});
  draw_help(box, id, options);
  return result;
}

float field_height(const FieldOptions& options, int lines, float width) {
  float height = options.hide_label ? 0 : label_height + label_gap;
  const float line = line_height(text_style().size);
  height += lines <= 1 ? screen().control_height() : line * static_cast<float>(lines) + 16;
  const std::string_view help = options.error.empty() ? options.hint : options.error;
  if (help.empty()) return height;
  const TextStyle style = help_style(options);
  const float indent = options.error.empty() ? 0.f : 20.f;
  return height + help_gap + (width > 0 ? paragraph_height(help, width - indent, style) : line_height(style.size));
}

bool select(Id id, Rect rect, std::string_view label, std::span<const std::string_view> choices, int& chosen,
            const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  const Interaction mouse = interact(id, box, !options.disabled);
  bool changed = false;
  if (const std::string* picked = typed_text(id); picked && !picked->empty() && !options.disabled) {
    const int index = std::atoi(picked->c_str());
    if (index >= 0 && index < static_cast<int>(choices.size()) && index != chosen) chosen = index, changed = true;
  }
  draw_box(box, options, has_focus(id), mouse.hovered);
  TextStyle style = text_style();
  const bool is_set = chosen >= 0 && chosen < static_cast<int>(choices.size());
  style.colour = !is_set ? Colour::placeholder : options.disabled ? Colour::on_disabled : Colour::text;
  draw::text({box.x + 12, box.y, box.w - 44, box.h},
             is_set ? choices[static_cast<std::size_t>(chosen)] : options.placeholder, style);
  draw::icon({box.right() - 32, box.y, 20, box.h}, theme::icon::chevron_down, 16, Colour::muted);
  Attributes attributes;
  if (const Id help = help_id(id, options)) attributes.refer("aria-describedby", help);
  if (!options.autocomplete.empty()) attributes.set("autocomplete", options.autocomplete);
  open({.role = Role::select,
        .id = id,
        .rect = box,
        .name = label,
        .style = node_style(style, 12, 32),
        .state = state_bits(options),
        .value = std::to_string(chosen),
        .attributes = attributes.text()});
  for (std::size_t i = 0; i < choices.size(); ++i)
    describe({.role = Role::option, .id = ui::id(id, i), .rect = box, .name = choices[i], .style = node_style(style)});
  close();
  draw_help(box, id, options);
  return changed;
}

}  // namespace vinculo::widgets
