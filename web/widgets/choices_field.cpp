#include <algorithm>
#include <string>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/field_parts.h"
#include "widgets/overlay.h"

namespace vinculo::widgets {

using namespace ui;
using namespace field_parts;

namespace {

Id open_list = 0;
constexpr float most_rows = 7.5f;  // the half one says that there are more

// "Client, Press"
std::string joined(std::span<const std::string_view> choices, std::span<const bool> chosen) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (chosen[i]) text.append(text.empty() ? "" : ", ").append(choices[i]);
  return text;
}

bool draw_list(Id id, Rect box, std::string_view label, std::span<const std::string_view> choices,
               std::span<bool> chosen) {
  const float row = screen().control_height();
  const float rows = std::min(most_rows, static_cast<float>(choices.size()));
  const Popover popover(ui::id(id, "list"), box, label, {.width = box.w, .height = rows * row + 2 * Popover::padding});
  ScrollPane pane(ui::id(id, "pane"), popover.body());
  Stack stack(pane.content());
  bool changed = false;
  for (std::size_t i = 0; i < choices.size(); ++i)
    changed |= checkbox(ui::id(id, i), stack.take(row), choices[i], chosen[i]);
  pane.set_content_height(stack.used());
  if (popover.dismissed()) open_list = 0;
  if (changed || popover.dismissed()) wake_at(frame_time_ms());
  return changed;
}

}  // namespace

bool choices_field(Id id, Rect rect, std::string_view label, std::span<const std::string_view> choices,
                   std::span<bool> chosen, const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  const Interaction mouse = interact(id, box, !options.disabled);
  draw_box(box, options, open_list == id, mouse.hovered);
  const std::string text = joined(choices, chosen);
  TextStyle style = text_style();
  style.colour = text.empty() ? Colour::placeholder : options.disabled ? Colour::on_disabled : Colour::text;
  const std::string_view shown = text.empty() ? options.placeholder : std::string_view(text);
  draw::text({box.x + 12, box.y, box.w - 44, box.h}, shown, style);
  draw::icon({box.right() - 32, box.y, 20, box.h}, theme::icon::chevron_down, 16, Colour::muted);
  const bool is_open = open_list == id;
  Attributes attributes;
  attributes.set("aria-haspopup", "dialog").set("aria-label", label);
  if (is_open) attributes.refer("aria-controls", ui::id(id, "list"));
  if (const Id help = help_id(id, options)) attributes.refer("aria-describedby", help);
  // Its text is its value, as in a field; its name is the label.
  describe({.role = Role::choices,
            .id = id,
            .rect = box,
            .name = shown,
            .style = node_style(style, 12, 32),
            .state = state_bits(options) | (is_open ? state::expanded : 0u),
            .attributes = attributes.text()});
  draw_help(box, id, options);
  if (mouse.activated) open_list = id;
  return open_list == id && draw_list(id, box, label, choices, chosen);
}

}  // namespace vinculo::widgets
