#include <algorithm>

#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/overlay.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

// Below the anchor or above it, wherever there is room; over it when there is none.
Rect place(Rect anchor, float width, float height) {
  constexpr float gap = 4;
  const Rect area = screen().area.inset(Popover::margin);
  width = std::min(width, area.w);
  height = std::min(height, area.h);
  const float x = std::clamp(anchor.x, area.x, area.right() - width);
  float y = anchor.bottom() + gap;
  if (y + height > area.bottom()) y = anchor.y - gap - height;
  return {x, std::clamp(y, area.y, area.bottom() - height), width, height};
}

}  // namespace

Popover::Popover(Id id, Rect anchor, std::string_view name, const Options& options) {
  const Rect rect = place(anchor, options.width, options.height);
  layer_.emplace(id, rect, appear(id));
  draw::shadow(rect, theme::radius::control, draw::Elevation::popup);
  draw::fill(rect, Colour::card, theme::radius::control);
  draw::border(rect, Colour::line, theme::radius::control);
  dismissed_ = was_dismissed(id);
  open({.role = Role::dialog, .id = id, .rect = rect, .name = name, .state = state::dismissible | closed_by_back()});
  body_ = rect.inset(padding);
  if (options.first_focus && appears_now(id)) focus(options.first_focus);
}

Popover::~Popover() {
  close();
  layer_.reset();
}

}  // namespace vinculo::widgets
