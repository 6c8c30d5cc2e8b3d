#include "widgets/month_grid.h"

#include <algorithm>

namespace vinculo::widgets {

using namespace std::chrono;

sys_days moved_by_months(sys_days day, int count) {
  const year_month_day date{day};
  const year_month month = year_month{date.year(), date.month()} + months{count};
  const sys_days last{year_month_day_last{month.year(), month_day_last{month.month()}}};
  const sys_days same = sys_days{month / std::chrono::day{1}} + days{static_cast<unsigned>(date.day()) - 1};
  return std::min(same, last);
}

sys_days first_of_week(sys_days day, int first_weekday) {
  const int back = (static_cast<int>(weekday{day}.c_encoding()) - first_weekday + days_in_week) % days_in_week;
  return day - days{back};
}

sys_days first_of_grid(sys_days day, int first_weekday) {
  const year_month_day date{day};
  return first_of_week(sys_days{date.year() / date.month() / 1}, first_weekday);
}

}  // namespace vinculo::widgets
