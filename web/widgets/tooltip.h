// What is said about a thing while it is pointed at or has the focus (WCAG 2.2, 1.4.13): comes after half a second,
// stays while the mouse is on the thing or on the tooltip, goes with Escape. One at a time; costs no frames while it
// waits or stays. Not for fingers: whatever a tooltip says must be said elsewhere too. Main thread, inside a frame.
#pragma once
#include <optional>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

// The name of an icon button, or a text that was cut: call it right after describing `anchor`, every frame.
void tooltip(ui::Id anchor, ui::Rect rect, std::string_view text, bool hovered);
// It did its work: nothing is said until mouse and focus have left it.
void silence_tooltip(ui::Id anchor);
// A line of text with an ellipsis where it is too long, and then with a tooltip that has all of it.
void cut_text(ui::Id id, ui::Rect box, std::string_view value, const ui::TextStyle& style = {});

// For tooltips with a drawing of their own:
//   if (tooltip_is_due(id, hovered, has_focus(id), 0)) { const TooltipBox box(id, rect, 160, 80, "May: 42"); draw in
//   box.inside(); }
// `delay_ms` until it comes; right after another one it comes at once.
[[nodiscard]] bool tooltip_is_due(ui::Id anchor, bool hovered, bool focused, double delay_ms);
class TooltipBox {
 public:
  enum class Look : std::uint8_t { dark, card };
  // Beside `rect`, inside the screen. `name` is what it says in words; what is drawn inside is found, but not said.
  TooltipBox(ui::Id anchor, ui::Rect rect, float width, float height, std::string_view name, Look look = Look::card);
  ~TooltipBox();
  TooltipBox(const TooltipBox&) = delete;
  TooltipBox& operator=(const TooltipBox&) = delete;
  [[nodiscard]] ui::Rect inside() const { return inside_; }

 private:
  ui::Rect inside_;
  std::optional<ui::Layer> layer_;
};

}  // namespace vinculo::widgets
