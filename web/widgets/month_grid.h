// A month as calendars show it: six weeks of seven days. Plain arithmetic of civil dates, tested natively
// (tests/web/schedule_layout_test.cpp).
#pragma once
#include <chrono>

namespace vinculo::widgets {

inline constexpr int days_in_week = 7, weeks_in_grid = 6;

// The same day of another month, or its last one where it has no such day.
[[nodiscard]] std::chrono::sys_days moved_by_months(std::chrono::sys_days day, int count);
// `first_weekday` 0 is Sunday.
[[nodiscard]] std::chrono::sys_days first_of_week(std::chrono::sys_days day, int first_weekday);
// The first of the six weeks that hold the day's month.
[[nodiscard]] std::chrono::sys_days first_of_grid(std::chrono::sys_days day, int first_weekday);

}  // namespace vinculo::widgets
