// Where events lie in a month, a week and a day: days of the grid, lanes of what takes whole days, columns of what
// overlaps. Civil times without a time zone. Plain values without drawing, tested natively
// (tests/web/schedule_layout_test.cpp).
#pragma once
#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "widgets/month_grid.h"

namespace vinculo::widgets {

using CivilMinute = std::chrono::sys_time<std::chrono::minutes>;  // as a clock on the wall shows it

struct ScheduleEvent {
  std::uint64_t key = 0;  // the caller's
  std::string_view title, place = {};
  CivilMinute start, end;  // `end` is not part of it any more; all day: midnight to midnight
  bool all_day = false;
  int colour = 0;  // theme::palette
};

inline constexpr int minutes_in_day = 24 * 60;

// The days on which an event is. One that ends at midnight is not on the next day, one without length is on its own.
struct DaySpan {
  std::chrono::sys_days first, last;
  [[nodiscard]] bool has(std::chrono::sys_days day) const { return first <= day && day <= last; }
};
[[nodiscard]] DaySpan days_of(const ScheduleEvent& event);
// All day, or from one midnight to the next at least.
[[nodiscard]] bool takes_whole_days(const ScheduleEvent& event);
// Indices of the events of a day: whole days first, then by start, long ones first.
[[nodiscard]] std::vector<std::size_t> events_of_day(std::span<const ScheduleEvent> events, std::chrono::sys_days day);

// A part of an event among the columns of a day. Overlapping ones share the width.
struct DayPiece {
  std::size_t event = 0;
  int from = 0, to = 0;  // minutes since midnight
  int column = 0, columns = 1;
};
// Without those that take whole days. Pieces shorter than `least_minutes` keep the place of that many.
[[nodiscard]] std::vector<DayPiece> place_in_day(std::span<const ScheduleEvent> events, std::chrono::sys_days day,
                                                 int least_minutes);

// A part of an event in the lanes of some days side by side.
struct LanePiece {
  std::size_t event = 0;
  int first = 0, last = 0;  // days after the first one
  int lane = 0;
  bool begins_before = false, ends_after = false;
};
enum class LaneContent : std::uint8_t { everything, whole_days };
[[nodiscard]] std::vector<LanePiece> place_in_lanes(std::span<const ScheduleEvent> events, std::chrono::sys_days first,
                                                    int days, LaneContent content);

}  // namespace vinculo::widgets
