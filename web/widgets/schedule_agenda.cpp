// What happens on the days to come, one below the other.
#include <algorithm>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "widgets/schedule_parts.h"

namespace vinculo::widgets::schedule_parts {

using namespace ui;
using namespace std::chrono;
using i18n::DayStyle;
using i18n::tr;

namespace {

constexpr float day_column = 132, row_height = 56, row_gap = 4, day_gap = 16, heading_height = 32;

void draw_row(const Schedule& schedule, Rect rect, std::size_t index, sys_days day) {
  const ScheduleEvent& event = schedule.events[index];
  const Id id = event_id(schedule, index, day);
  const Scope item(Landmark::list_item, ui::id(id, "item"), rect);
  const Interaction mouse = interact(id, rect);
  if (mouse.activated) schedule.result.opened = event.key;
  draw::fill(rect, mouse.hovered ? Colour::hover : Colour::raised, theme::radius::control);
  if (theme::has_more_contrast(scheme())) draw::border(rect, Colour::line, theme::radius::control);
  Rect rest = rect.inset(12, 8);
  draw::fill_rgba(rest.take_left(4, 12), theme::palette_mark(event.colour, scheme()), 2);
  const TextStyle title{.weight = Weight::medium}, detail{.size = 13, .colour = Colour::muted};
  open({.role = Role::button, .id = id, .rect = rect, .name = event_name(event), .state = state::name_only});
  text_over(rest.take_top(20), event.title, title);
  const std::string line = times_text(event) + (event.place.empty() ? "" : " · " + std::string(event.place));
  text_over(rest.take_top(20), line, detail);
  close();
}

// The day's name beside its events, above them on phones; returns the height.
float draw_day(const Schedule& schedule, Rect area, sys_days day, const std::vector<std::size_t>& events) {
  const bool is_phone = screen().is_phone();
  const Rect whole = area;
  const bool is_today = day == schedule.today();
  Rect name = is_phone ? area.take_top(heading_height) : area.take_left(day_column, 8);
  name.h = heading_height;
  const std::string text =
      i18n::day_text(day, DayStyle::weekday_short) + " " + i18n::day_text(day, DayStyle::day_month);
  const TextStyle style{.weight = Weight::semibold, .colour = is_today ? Colour::primary : Colour::text};
  draw::text(name, text, style);
  describe({.role = Role::heading,
            .id = ui::id(day_id(schedule, day), "heading"),
            .rect = name,
            .name = text,
            .style = node_style(style),
            .level = 3});
  const float height = static_cast<float>(events.size()) * (row_height + row_gap);
  const Scope list(Landmark::list, ui::id(day_id(schedule, day), "list"), {area.x, area.y, area.w, height},
                   i18n::day_text(day, DayStyle::full));
  for (const std::size_t index : events) draw_row(schedule, area.take_top(row_height, row_gap), index, day);
  return area.y - whole.y;
}

}  // namespace

void draw_agenda(const Schedule& schedule, Rect rect, const DaySpan& span) {
  ScrollPane pane(ui::id(schedule.id, "agenda"), rect, tr("Agenda"));
  Rect area = pane.content();
  const float top = area.y;
  for (sys_days day = span.first; day <= span.last; day += days{1}) {
    const std::vector<std::size_t> events = events_of_day(schedule.events, day);
    if (events.empty()) continue;
    const float height = heading_height + static_cast<float>(events.size()) * (row_height + row_gap);
    if (pane.shows({area.x, area.y, area.w, height}) || day == span.first)
      area.take_top(draw_day(schedule, area, day, events), day_gap);
    else
      area.take_top(screen().is_phone() ? height : height - heading_height, day_gap);
  }
  pane.set_content_height(area.y - top);
  if (area.y > top) return;
  ui::text({rect.x, rect.y + 16, rect.w, 24}, tr("Nothing is planned."),
           {.colour = Colour::muted, .align = screen().is_phone() ? Align::centre : Align::start});
}

}  // namespace vinculo::widgets::schedule_parts
