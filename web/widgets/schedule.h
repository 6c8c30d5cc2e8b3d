// The calendar: a month, a week, a day, or an agenda of the days to come, with a bar to go between them. Keys (as in
// the WAI-ARIA grid pattern): arrows move the day, Home and End within the week, Page Up and Down the month (the week
// in the week), Enter opens the day. On a phone the month shows dots, and below it what is on the chosen day. Fills
// `rect`, which is a card or a whole screen. Main thread, inside a frame; the caller owns events and state.
#pragma once
#include <optional>

#include "ui/ui.h"
#include "widgets/schedule_layout.h"

namespace vinculo::widgets {

enum class ScheduleView : std::uint8_t { month, week, day, agenda };
struct ScheduleState {
  std::chrono::sys_days at;  // the chosen day; what is shown is around it
  ScheduleView view = ScheduleView::month;
  std::optional<ScheduleView> scrolled;  // whose hours were moved to the working day already
};
// The days whose events are shown, to be asked for.
[[nodiscard]] DaySpan shown_days(const ScheduleState& state);

struct ScheduleResult {
  std::optional<std::uint64_t> opened;  // the key of the event that was activated
};
// `now` marks today, and the time of day in the week and the day.
ScheduleResult schedule(ui::Id id, ui::Rect rect, std::span<const ScheduleEvent> events, CivilMinute now,
                        ScheduleState& state);

}  // namespace vinculo::widgets
