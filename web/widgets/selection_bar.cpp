#include "widgets/selection_bar.h"

#include <string>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::fill;
using i18n::tr;

namespace {

// Smaller where it has no room, then without the word: a number that is cut is another number.
void draw_count(Id id, Rect rect, std::int64_t count) {
  const std::string number = i18n::number_text(static_cast<double>(count));
  std::string text = fill(tr("Selected: {n}"), {{"n", number}});
  TextStyle style{.size = theme::size::caption};
  if (text_width(text, style) > rect.w) text = number;
  style.size = fitting_size(text, TextStyle(), rect.w, theme::size::caption);
  draw::text(rect, text, style);
  describe({.role = Role::status, .id = id, .rect = rect, .name = text, .style = node_style(style)});
}

}  // namespace

SelectionResult selection_bar(Id id, Rect rect, std::int64_t count, std::span<const MenuItem> actions,
                              bool takes_focus) {
  SelectionResult result;
  const float control = screen().control_height();
  static_cast<void>(appear(id));  // notes that it came
  open({.role = Role::group,
        .id = id,
        .rect = rect,
        .name = tr("Selection"),
        .state = closed_by_back(),
        .attributes = "data-escape\x1F\x1E"});
  Rect rest = rect;
  const Id cross = ui::id(id, "end");
  result.ended = icon_button(cross, rest.take_left(control).middle(control), theme::icon::x, tr("End selection"),
                             {.kind = ButtonKind::quiet}) ||
                 was_dismissed(id);
  result.had_focus = has_focus(cross);
  for (std::size_t i = actions.size(); i-- > 0;) {
    const MenuItem& action = actions[i];
    const Id button = ui::id(id, i);
    if (icon_button(button, rest.take_right(control).middle(control), action.icon, action.label,
                    {.kind = ButtonKind::quiet, .disabled = count == 0 || action.disabled}))
      result.action = static_cast<int>(i);
    result.had_focus |= has_focus(button);
  }
  draw_count(ui::id(id, "count"), rest, count);
  close();
  if (takes_focus && appears_now(id)) focus(cross);
  return result;
}

}  // namespace vinculo::widgets
