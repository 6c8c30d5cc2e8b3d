// Events lie on the days they are on, beside each other where they overlap, and in the same lane on all their days.
#include <catch2/catch_test_macros.hpp>

#include "widgets/schedule_layout.h"

using namespace vinculo::widgets;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr sys_days monday{2026y / March / 2};

ScheduleEvent timed(int from_hour, int to_hour, sys_days day = monday) {
  return {.title = "", .start = CivilMinute{day} + hours{from_hour}, .end = CivilMinute{day} + hours{to_hour}};
}
ScheduleEvent whole(int from_day, int to_day) {
  return {.title = "",
          .start = CivilMinute{monday + days{from_day}},
          .end = CivilMinute{monday + days{to_day + 1}},
          .all_day = true};
}

}  // namespace

TEST_CASE("a month's grid begins on the first day of the week that people begin it with") {
  CHECK(first_of_grid(sys_days{2026y / March / 15}, 0) == sys_days{2026y / March / 1});
  CHECK(first_of_grid(sys_days{2026y / March / 15}, 1) == sys_days{2026y / February / 23});
  CHECK(first_of_week(sys_days{2026y / March / 1}, 1) == sys_days{2026y / February / 23});
}

TEST_CASE("a month later than the 31st is the last day of a shorter month") {
  CHECK(moved_by_months(sys_days{2026y / January / 31}, 1) == sys_days{2026y / February / 28});
  CHECK(moved_by_months(sys_days{2026y / January / 31}, -2) == sys_days{2025y / November / 30});
}

TEST_CASE("an event that ends at midnight is not on the next day, one over midnight is on both") {
  CHECK(days_of(timed(22, 24)).last == monday);
  CHECK(days_of(timed(22, 25)).last == monday + days{1});
  CHECK(days_of(timed(9, 9)).last == monday);
  CHECK(days_of(timed(9, 8)).last == monday);  // ends before it begins: a mistake of somebody's file
  CHECK(days_of(whole(0, 2)).last == monday + days{2});
}

TEST_CASE("events of a day come whole days first, then by their start") {
  const ScheduleEvent events[] = {timed(14, 15), timed(9, 10), whole(-1, 0), timed(9, 11),
                                  timed(9, 10, monday + days{1})};
  CHECK(events_of_day(events, monday) == std::vector<std::size_t>{2, 3, 1, 0});
}

TEST_CASE("overlapping events share the width, others have all of it") {
  const ScheduleEvent events[] = {timed(9, 11), timed(10, 12), timed(11, 12), timed(14, 15)};
  const auto pieces = place_in_day(events, monday, 30);
  REQUIRE(pieces.size() == 4);
  CHECK(pieces[0].column == 0);
  CHECK(pieces[1].column == 1);
  CHECK(pieces[2].column == 0);  // below the first
  CHECK(pieces[2].columns == 2);
  CHECK(pieces[3].columns == 1);
}

TEST_CASE("an event over midnight has a piece on each day, and a short one keeps room to be read") {
  const ScheduleEvent events[] = {timed(22, 26), timed(8, 8)};
  const auto first = place_in_day(events, monday, 30), second = place_in_day(events, monday + days{1}, 30);
  REQUIRE(first.size() == 2);
  CHECK(first[0].to - first[0].from == 30);
  CHECK(first[1].from == 22 * 60);
  CHECK(first[1].to == minutes_in_day);
  REQUIRE(second.size() == 1);
  CHECK(second[0].from == 0);
  CHECK(second[0].to == 120);
  const ScheduleEvent late[] = {timed(0, 0, monday + days{1})};
  CHECK(place_in_day(late, monday, 30).empty());
}

TEST_CASE("an event keeps its lane over its days, and the next one takes what is free") {
  const ScheduleEvent events[] = {whole(-2, 1), whole(1, 3), whole(2, 9), timed(9, 10)};
  const auto lanes = place_in_lanes(events, monday, 7, LaneContent::everything);
  REQUIRE(lanes.size() == 4);
  CHECK(lanes[0].begins_before);
  CHECK(lanes[0].first == 0);
  CHECK(lanes[1].lane == 1);
  CHECK(lanes[2].lane == 0);
  CHECK(lanes[2].ends_after);
  CHECK(lanes[2].last == 6);
  CHECK(lanes[3].lane == 1);
  CHECK(place_in_lanes(events, monday, 7, LaneContent::whole_days).size() == 3);
}
