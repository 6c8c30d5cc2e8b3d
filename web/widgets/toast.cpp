#include <algorithm>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/overlay.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr double shown_ms = 6000;
constexpr TextStyle text_style{.weight = Weight::medium, .colour = Colour::on_inverse};

}  // namespace

void Toasts::show(std::string text, std::string action, int key) {
  // The newest matters; what it replaces had its time.
  waiting_.clear();
  waiting_.push_back({std::move(text), std::move(action), key, 0});
  wake_at(frame_time_ms());
}

void Toasts::clear() { waiting_.clear(); }

std::optional<int> Toasts::draw(std::string_view dismiss_name, float bottom_inset) {
  const Id id = ui::id("toast");
  const Id action = ui::id(id, "action"), dismiss = ui::id(id, "dismiss");
  const Rect area = screen().area;
  const bool has_toast = !waiting_.empty();
  std::string text = has_toast ? waiting_.front().text : std::string();
  const std::string action_label = has_toast ? waiting_.front().action : std::string();

  const float action_width = action_label.empty() ? 0 : text_width(action_label, text_style) + 24;
  const float max_text = std::min(480.f, area.w - 32) - 16 - action_width - 58;
  const float width = std::min(text_width(text, text_style) + 2, max_text);
  const float text_height = has_toast ? paragraph_height(text, max_text, text_style, 3) : 0;
  const float height = std::max(48.f, text_height + 24);
  const float control = screen().touch ? 44.f : 34.f;
  const float whole_width = 16 + width + 8 + action_width + control + 6;
  const Rect rect{area.x + (area.w - whole_width) / 2, area.bottom() - bottom_inset - 16 - height, whole_width, height};

  std::optional<int> result;
  if (!has_toast) {
    // The element that is spoken exists before its text does, or screen readers miss it.
    describe({.role = Role::status, .id = id, .rect = {area.x, area.bottom() - 1, 1, 1}});
    return result;
  }
  Toast& toast = waiting_.front();
  if (toast.until_ms == 0) toast.until_ms = frame_time_ms() + shown_ms;
  const Layer layer(id, rect, appear(id));
  draw::shadow(rect, 12, draw::Elevation::popup);
  draw::fill(rect, Colour::inverse, 12);
  open({.role = Role::status, .id = id, .rect = rect});
  ui::paragraph({rect.x + 16, rect.y + (rect.h - text_height) / 2, width, text_height}, text, text_style, 3);
  Rect right = rect.inset(6, 0);
  const Rect cross = right.take_right(control, 0);
  const auto quiet_button = [&](Id button, Rect box, std::string_view name, bool icon_only) {
    const Interaction mouse = interact(button, box);
    if (mouse.hovered) draw::border(box, Colour::inverse_accent, 8);
    TextStyle style = text_style;
    style.colour = Colour::inverse_accent;
    style.align = Align::centre;
    if (icon_only)
      draw::icon(box, theme::icon::x, 16, Colour::on_inverse);
    else
      draw::text(box, name, style);
    describe({.role = Role::button,
              .id = button,
              .rect = box,
              .name = name,
              .style = node_style(style),
              .state = icon_only ? state::name_only : 0u});
    return mouse.activated;
  };
  bool is_over = frame_time_ms() >= toast.until_ms && !mouse_is_over(rect) && !has_focus(action) && !has_focus(dismiss);
  if (!action_label.empty() &&
      quiet_button(action, right.take_right(action_width, 0).middle(control), action_label, false)) {
    result = toast.key;
    is_over = true;
  }
  if (quiet_button(dismiss, cross.middle(control), dismiss_name, true)) is_over = true;
  close();
  if (is_over) {
    waiting_.pop_front();
    wake_at(frame_time_ms());
  } else {
    wake_at(std::max(toast.until_ms, frame_time_ms() + 250));
  }
  return result;
}

}  // namespace vinculo::widgets
