#include "widgets/tooltip.h"

#include <algorithm>

#include "ui/draw.h"
#include "ui/element.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr double usual_delay_ms = 500, warm_ms = 300;
constexpr float padding_x = 10, padding_y = 6, gap = 6, widest = 320;
constexpr TextStyle text_style{.size = 13, .weight = Weight::medium, .colour = Colour::on_inverse};

// The one tooltip of the page.
struct Current {
  Id anchor = 0;  // what it waits for or is shown for
  bool by_mouse = false;
  bool is_shown = false;
  double since_ms = 0;
  double closed_ms = -1e9;
  double asked_ms = 0;  // the last frame in which its anchor was drawn
  Rect box;             // as shown
  Id silenced = 0;      // dismissed or activated: nothing until mouse and focus left it
};
Current current;
double frame_ms = 0, last_frame_ms = 0;

void note_frame() {
  if (frame_ms == frame_time_ms()) return;
  last_frame_ms = frame_ms;
  frame_ms = frame_time_ms();
}

Id box_id(Id anchor) { return ui::id(anchor, "tooltip"); }

void close_current() {
  if (current.is_shown) current.closed_ms = frame_ms;
  current.anchor = 0;
  current.is_shown = false;
}

// What the mouse is on goes before what has the focus, as long as it is drawn.
bool is_taken_by_mouse(Id anchor, bool by_mouse) {
  return current.anchor != 0 && current.anchor != anchor && current.by_mouse && !by_mouse &&
         current.asked_ms >= last_frame_ms;
}

bool is_on_box(Id anchor) {
  return current.anchor == anchor && current.is_shown && current.by_mouse &&
         mouse_is_over({current.box.x - gap, current.box.y - gap, current.box.w + 2 * gap, current.box.h + 2 * gap});
}

}  // namespace

bool tooltip_is_due(Id anchor, bool hovered, bool focused, double delay_ms) {
  note_frame();
  const bool by_mouse = hovered || is_on_box(anchor);
  const bool is_wanted = by_mouse || focused;
  if (!is_wanted) {
    if (current.silenced == anchor) current.silenced = 0;
    if (current.anchor == anchor) close_current();
    return false;
  }
  if (was_dismissed(box_id(anchor))) silence_tooltip(anchor);
  if (current.silenced == anchor || is_taken_by_mouse(anchor, by_mouse)) return false;
  if (current.anchor != anchor) {
    const bool is_warm = current.is_shown || frame_ms - current.closed_ms < warm_ms;
    close_current();
    current.anchor = anchor;
    current.since_ms = is_warm ? frame_ms - delay_ms : frame_ms;
  }
  current.by_mouse = by_mouse;
  current.asked_ms = frame_ms;
  const double due_ms = current.since_ms + delay_ms;
  if (frame_ms < due_ms) wake_at(due_ms);
  current.is_shown = frame_ms >= due_ms;
  return current.is_shown;
}

TooltipBox::TooltipBox(Id anchor, Rect rect, float width, float height, std::string_view name, Look look) {
  const Rect area = screen().area;
  width = std::min(width, area.w - 16);
  Rect box{rect.x + (rect.w - width) / 2, rect.y - gap - height, width, height};
  if (box.y < area.y + 4) box.y = rect.bottom() + gap;
  box.x = std::clamp(box.x, area.x + 8, std::max(area.x + 8, area.right() - 8 - width));
  box.y = std::clamp(box.y, area.y + 4, std::max(area.y + 4, area.bottom() - 4 - height));
  current.box = box;
  const Id id = box_id(anchor);
  layer_.emplace(id, box, appear(id), Layer::Mouse::passed_on);
  const bool is_dark = look == Look::dark;
  const float radius = is_dark ? theme::radius::small : theme::radius::control;
  draw::shadow(box, radius, draw::Elevation::popup);
  draw::fill(box, is_dark ? Colour::inverse : Colour::card, radius);
  if (!is_dark) draw::border(box, Colour::line, radius);
  inside_ = box.inset(is_dark ? padding_x : 12.f, is_dark ? padding_y : 10.f);
  NodeStyle style = node_style(text_style, padding_x, padding_x);
  style.pad_top = padding_y;
  style.line_px = line_height(text_style.size);
  open({.role = Role::tooltip,
        .id = id,
        .rect = box,
        .name = name,
        .style = style,
        .state = state::dismissible | (is_dark ? state::wraps : state::name_only),
        .first = anchor});
}

TooltipBox::~TooltipBox() { close(); }

void silence_tooltip(Id anchor) {
  current.silenced = anchor;
  if (current.anchor == anchor) close_current();
}

void tooltip(Id anchor, Rect rect, std::string_view text, bool hovered) {
  if (text.empty() || !tooltip_is_due(anchor, hovered, has_visible_focus(anchor), usual_delay_ms)) return;
  const float width =
      std::min(text_width(text, text_style) + 1, std::min(widest, screen().area.w - 16 - 2 * padding_x));
  const float height = paragraph_height(text, width, text_style);
  const TooltipBox box(anchor, rect, width + 2 * padding_x, height + 2 * padding_y, text, TooltipBox::Look::dark);
  draw::paragraph(box.inside(), text, text_style);
}

void cut_text(Id id, Rect box, std::string_view value, const TextStyle& style) {
  if (value.empty()) return;
  draw::text(box, value, style);
  describe({.role = Role::text, .id = id, .rect = box, .name = value, .style = node_style(style)});
  if (text_width(value, style) > box.w + 0.5f) tooltip(id, box, value, mouse_is_over(box));
}

}  // namespace vinculo::widgets
