// One day or several side by side: their names, what takes whole days, and the hours below, which scroll.
#include <algorithm>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "ui/draw.h"
#include "widgets/schedule_parts.h"

namespace vinculo::widgets::schedule_parts {

using namespace ui;
using namespace std::chrono;
using i18n::DayStyle;
using i18n::tr;

namespace {

constexpr float hour_height = 52, names_height = 56, lane_height = 24, lane_gap = 2, scrollbar = 12;
constexpr int work_begins_hour = 7, most_lanes = 4;

// What an event's button is high at least.
int least_minutes() { return screen().touch || screen().is_phone() ? 54 : 25; }

struct Days {
  const Schedule& schedule;
  sys_days first;
  int count;
  float gutter;  // for the hours

  [[nodiscard]] Rect column(Rect area, int day) const {
    area.take_left(gutter);
    return area.column(day, count);
  }
};

void draw_names(const Days& days_shown, Rect row) {
  const Schedule& schedule = days_shown.schedule;
  open({.role = Role::grid,
        .id = ui::id(schedule.id, "names"),
        .rect = row,
        .name = tr("Days"),
        .first = 1,
        .second = static_cast<std::uint32_t>(days_shown.count)});
  open({.role = Role::row, .id = ui::id(schedule.id, "name row"), .rect = row, .first = 1});
  for (int i = 0; i < days_shown.count; ++i) {
    const sys_days day = days_shown.first + days{i};
    const Id id = day_id(schedule, day);
    const Rect box = days_shown.column(row, i);
    const Interaction mouse = interact(id, box);
    if (mouse.activated) days_shown.count == 1 ? void(schedule.state.at = day) : schedule.open_day(day);
    Attributes attributes;
    if (day == schedule.today()) attributes.set("aria-current", "date");
    open({.role = Role::active_cell,
          .id = id,
          .rect = box,
          .name = day_name(schedule, day),
          .state = state::name_only | state::arrow_keys | state::enter_key |
                   (day == schedule.state.at ? state::tab_stop | state::selected : 0u),
          .first = static_cast<std::uint32_t>(i + 1),
          .attributes = attributes.text()});
    TextStyle style{.size = theme::size::caption, .weight = Weight::medium, .colour = Colour::muted};
    style.align = Align::centre;
    text_over({box.x, box.y + 2, box.w, 18}, i18n::day_text(day, DayStyle::weekday_short), style);
    draw_day_number(Rect{box.x, box.y + 22, box.w, 30}.centred(30, 30), schedule, day, false, mouse.hovered);
    close();
  }
  close();
  close();
}

// Takes its height off `area`.
void draw_whole_days(const Days& days_shown, Rect& area) {
  const Schedule& schedule = days_shown.schedule;
  const auto pieces = place_in_lanes(schedule.events, days_shown.first, days_shown.count, LaneContent::whole_days);
  if (pieces.empty()) return;
  int lanes = 0;
  for (const LanePiece& piece : pieces) lanes = std::max(lanes, std::min(most_lanes, piece.lane + 1));
  const float lane = screen().touch || screen().is_phone() ? 44.f : lane_height;
  const Rect strip = area.take_top(static_cast<float>(lanes) * (lane + lane_gap), 6);
  const Scope list(Landmark::list, ui::id(schedule.id, "whole days"), strip, tr("All day"));
  for (const LanePiece& piece : pieces) {
    if (piece.lane >= most_lanes) continue;
    const Rect from = days_shown.column(strip, piece.first), to = days_shown.column(strip, piece.last);
    const Rect rect{from.x + 1, strip.y + static_cast<float>(piece.lane) * (lane + lane_gap), to.right() - from.x - 3,
                    lane};
    const sys_days day = days_shown.first + days{piece.first};
    const Scope item(Landmark::list_item, ui::id(event_id(schedule, piece.event, day), "item"), rect);
    event_button(schedule, {.rect = rect,
                            .event = piece.event,
                            .day = day,
                            .begins_before = piece.begins_before,
                            .ends_after = piece.ends_after});
  }
}

void draw_hour_lines(const Days& days_shown, Rect area) {
  const TextStyle style{.size = theme::size::caption, .colour = Colour::muted, .align = Align::end};
  for (int hour = 0; hour < 24; ++hour) {
    const float y = area.y + hour_height * static_cast<float>(hour);
    if (hour > 0) {
      draw::fill({area.x + days_shown.gutter - 6, y, area.w, 1}, Colour::line);
      // A scale for the eye: every event says its times.
      silent_text({area.x, y - 9, days_shown.gutter - 12, 18}, i18n::time_text(hour * 60), style);
    }
  }
  for (int i = 0; i < days_shown.count; ++i) {
    const Rect column = days_shown.column(area, i);
    draw::fill({column.x - 1, area.y, 1, 24 * hour_height}, Colour::line);
  }
}

void draw_now(const Days& days_shown, Rect area) {
  const Schedule& schedule = days_shown.schedule;
  const auto day = (schedule.today() - days_shown.first).count();
  if (day < 0 || day >= days_shown.count) return;
  const Rect column = days_shown.column(area, static_cast<int>(day));
  const auto minute = static_cast<float>((schedule.now - floor<days>(schedule.now)) / minutes{1});
  const float y = area.y + hour_height * minute / 60;
  draw::fill({column.x, y - 1, column.w, 2}, Colour::danger);
  draw::fill({column.x - 5, y - 5, 10, 10}, Colour::danger, 5);
}

void draw_events(const Days& days_shown, Rect area, int i) {
  const Schedule& schedule = days_shown.schedule;
  const sys_days day = days_shown.first + days{i};
  const auto pieces = place_in_day(schedule.events, day, least_minutes());
  if (pieces.empty()) return;
  Rect column = days_shown.column(area, i);
  column.h = 24 * hour_height;
  const Scope list(Landmark::list, ui::id(day_id(schedule, day), "list"), column, i18n::day_text(day, DayStyle::full));
  for (const DayPiece& piece : pieces) {
    const Rect slot = Rect{column.x + 1, column.y, column.w - 8, 0}.column(piece.column, piece.columns, 2);
    const float top = column.y + hour_height * static_cast<float>(piece.from) / 60 + 1;
    const Rect rect{slot.x, top, slot.w, hour_height * static_cast<float>(piece.to - piece.from) / 60 - 2};
    const Scope item(Landmark::list_item, ui::id(event_id(schedule, piece.event, day), "item"), rect);
    event_button(schedule, {.rect = rect, .event = piece.event, .day = day, .look = EventLook::block});
  }
}

}  // namespace

void draw_days(const Schedule& schedule, Rect rect, sys_days first, int count) {
  const TextStyle hours{.size = theme::size::caption};
  const Days days_shown{schedule, first, count, text_width(i18n::time_text(20 * 60), hours) + 18};
  // The hours have a scrollbar, what stands above them leaves its place free.
  Rect above = rect;
  above.w -= screen().touch ? 0.f : scrollbar;
  draw_names(days_shown, above.take_top(names_height, 4));
  draw_whole_days(days_shown, above);
  draw::fill({rect.x, above.y, rect.w, 1}, Colour::line);
  rect.take_top(above.y - rect.y + 1);

  const Id pane_id = ui::id(schedule.id, "hours");
  ScheduleState& state = schedule.state;
  if (state.scrolled != state.view) {
    scroll_to(pane_id, work_begins_hour * hour_height - 8);
    state.scrolled = state.view;
  }
  ScrollPane pane(pane_id, rect, tr("Hours"));
  Rect content = pane.content();
  content.take_top(8);
  pane.set_content_height(24 * hour_height + 16);
  draw_hour_lines(days_shown, content);
  for (int i = 0; i < count; ++i) draw_events(days_shown, content, i);
  draw_now(days_shown, content);
}

}  // namespace vinculo::widgets::schedule_parts
