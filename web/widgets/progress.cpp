#include "widgets/progress.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::tr;

namespace {

constexpr float bar_height = 8, name_line = 20, text_line = 18, gap = 4;
constexpr double step_ms = 40, way_ms = 2000, turn_ms = 900;
constexpr TextStyle name_style{.weight = Weight::medium};
constexpr TextStyle text_style{.size = theme::size::caption, .colour = Colour::muted};

bool has_button(const ProgressOptions& options) { return options.can_cancel || options.is_cancelling; }

float bar_row(const ProgressOptions& options) { return has_button(options) ? screen().control_height() : 16.f; }

// Where something that goes round in `period_ms` stands, 0 to 1; asks for the next step as long as it is seen.
float phase(Rect rect, double period_ms, float at_rest) {
  if (reduced_motion()) return at_rest;
  if (is_in_view(rect)) wake_at(frame_time_ms() + step_ms);
  return static_cast<float>(std::fmod(frame_time_ms(), period_ms) / period_ms);
}

void draw_bar(Rect bar, double share) {
  draw::fill(bar, Colour::pressed, bar.h / 2);
  if (share < 0) {
    const float width = bar.w * 0.3f, way = phase(bar, way_ms, 0.25f);
    const float x = (bar.w - width) * (way < 0.5f ? way * 2 : 2 - way * 2);
    draw::fill({bar.x + x, bar.y, width, bar.h}, Colour::primary, bar.h / 2);
    return;
  }
  const float width = std::max(share > 0 ? bar.h : 0.f, bar.w * static_cast<float>(share));
  if (width > 0) draw::fill({bar.x, bar.y, width, bar.h}, share < 1 ? Colour::primary : Colour::success, bar.h / 2);
}

// What people see of it, in words, is said by the bar itself.
void describe_bar(Id id, Rect rect, const ProgressOptions& options, double share) {
  Attributes attributes;
  if (share >= 0)
    attributes.set("aria-valuenow", std::to_string(static_cast<int>(share * 100)))
        .set("aria-valuemin", "0")
        .set("aria-valuemax", "100");
  if (!options.text.empty()) attributes.set("aria-valuetext", options.text);
  describe({.role = Role::progress, .id = id, .rect = rect, .name = options.name, .attributes = attributes.text()});
}

}  // namespace

float progress_height(const ProgressOptions& options) {
  return (options.hide_name ? 0 : name_line + gap) + bar_row(options) + (options.text.empty() ? 0 : gap + text_line);
}

bool progress(Id id, Rect rect, const ProgressOptions& options) {
  const double share = options.share < 0 ? -1 : std::min(options.share, 1.0);
  if (!options.hide_name) silent_text(rect.take_top(name_line, gap), options.name, name_style);
  Rect row = rect.take_top(bar_row(options), gap);
  const std::string_view cancel = tr("Cancel");
  // With room for the circle that turns in it while the work comes to its end.
  const Rect place = has_button(options) ? row.take_right(button_width(cancel, theme::icon::x), 16) : Rect{};
  draw_bar(row.middle(bar_height), share);
  describe_bar(id, row, options, share);
  const bool cancelled =
      has_button(options) && button(ui::id(id, "cancel"), place, cancel, {.busy = options.is_cancelling});
  silent_text(rect.take_top(text_line), options.text, text_style);
  return cancelled;
}

void spinner(Rect rect, Colour colour) {
  const float radius = std::min(rect.w, rect.h) / 2 - 1.5f;
  const float turn = phase(rect, turn_ms, 0);
  draw::arc(rect.x + rect.w / 2, rect.y + rect.h / 2, radius, 2, turn, turn + 0.72f, colour);
}

}  // namespace vinculo::widgets
