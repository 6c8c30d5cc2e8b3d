// What the calendar's views share. For web/widgets/schedule*.
#pragma once
#include <string>

#include "ui/element.h"
#include "widgets/schedule.h"

namespace vinculo::widgets::schedule_parts {

struct Schedule {
  ui::Id id;
  std::span<const ScheduleEvent> events;
  CivilMinute now;
  ScheduleState& state;
  ScheduleResult& result;
  int first_weekday;

  [[nodiscard]] std::chrono::sys_days today() const { return std::chrono::floor<std::chrono::days>(now); }
  void open_day(std::chrono::sys_days day) const;
};

void draw_month(const Schedule& schedule, ui::Rect rect);
void draw_days(const Schedule& schedule, ui::Rect rect, std::chrono::sys_days first, int count);
// The days of `span` that have events, one below the other.
void draw_agenda(const Schedule& schedule, ui::Rect rect, const DaySpan& span);

[[nodiscard]] ui::Id day_id(const Schedule& schedule, std::chrono::sys_days day);
[[nodiscard]] ui::Id event_id(const Schedule& schedule, std::size_t event, std::chrono::sys_days day);
// "Tuesday, 3 March 2026, 2 events".
[[nodiscard]] std::string day_name(const Schedule& schedule, std::chrono::sys_days day);
[[nodiscard]] std::string time_text(CivilMinute time);
// "10:00 – 11:30", or "All day".
[[nodiscard]] std::string times_text(const ScheduleEvent& event);
// "10:00 – 11:30, Call with Ana, Office".
[[nodiscard]] std::string event_name(const ScheduleEvent& event);
// The number of a day in a round; today's is filled.
[[nodiscard]] std::string day_number(std::chrono::sys_days day);
void draw_day_number(ui::Rect box, const Schedule& schedule, std::chrono::sys_days day, bool is_muted, bool hovered);

enum class EventLook : std::uint8_t { bar, line, block };
struct EventButton {
  ui::Rect rect;
  std::size_t event = 0;
  std::chrono::sys_days day;  // of the piece, for its identity
  EventLook look = EventLook::bar;
  bool begins_before = false, ends_after = false;
  bool in_grid = false;  // reached by opening its day, not by Tab; lies over the days beside its own
};
// Draws and describes; a click is noted in the schedule's result.
void event_button(const Schedule& schedule, const EventButton& button);

}  // namespace vinculo::widgets::schedule_parts
