#include "widgets/schedule_layout.h"

#include <algorithm>
#include <numeric>

namespace vinculo::widgets {

using namespace std::chrono;

namespace {

sys_days day_of(CivilMinute time) { return floor<days>(time); }
CivilMinute end_of(const ScheduleEvent& event) { return std::max(event.start, event.end); }

// Indices by: whole days first, earlier start, longer, order of the caller.
std::vector<std::size_t> in_order(std::span<const ScheduleEvent> events) {
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const bool whole_a = takes_whole_days(events[a]), whole_b = takes_whole_days(events[b]);
    if (whole_a != whole_b) return whole_a;
    if (events[a].start != events[b].start) return events[a].start < events[b].start;
    if (end_of(events[a]) != end_of(events[b])) return end_of(events[a]) > end_of(events[b]);
    return a < b;
  });
  return order;
}

}  // namespace

DaySpan days_of(const ScheduleEvent& event) {
  const sys_days first = day_of(event.start);
  return {first, std::max(first, day_of(end_of(event) - minutes{1}))};
}

bool takes_whole_days(const ScheduleEvent& event) {
  return event.all_day || end_of(event) - event.start >= minutes{minutes_in_day};
}

std::vector<std::size_t> events_of_day(std::span<const ScheduleEvent> events, sys_days day) {
  std::vector<std::size_t> order = in_order(events);
  std::erase_if(order, [&](std::size_t i) { return !days_of(events[i]).has(day); });
  return order;
}

std::vector<DayPiece> place_in_day(std::span<const ScheduleEvent> events, sys_days day, int least_minutes) {
  std::vector<DayPiece> pieces;
  for (const std::size_t i : events_of_day(events, day)) {
    if (takes_whole_days(events[i])) continue;
    const auto since = [&](CivilMinute time) { return static_cast<int>((time - CivilMinute{day}).count()); };
    DayPiece piece{.event = i,
                   .from = std::clamp(since(events[i].start), 0, minutes_in_day),
                   .to = std::clamp(since(end_of(events[i])), 0, minutes_in_day)};
    piece.from = std::min(piece.from, minutes_in_day - least_minutes);
    piece.to = std::max(piece.to, piece.from + least_minutes);
    pieces.push_back(piece);
  }
  // A group ends where nothing of it goes on; its pieces take the first column that is free.
  std::size_t group = 0;
  std::vector<int> free_from;  // by column, when it becomes free
  const auto close_group = [&](std::size_t end) {
    for (std::size_t i = group; i < end; ++i) pieces[i].columns = static_cast<int>(free_from.size());
    group = end;
    free_from.clear();
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!free_from.empty() && pieces[i].from >= *std::max_element(free_from.begin(), free_from.end())) close_group(i);
    const auto column =
        std::find_if(free_from.begin(), free_from.end(), [&](int end) { return end <= pieces[i].from; });
    pieces[i].column = static_cast<int>(column - free_from.begin());
    if (column == free_from.end())
      free_from.push_back(pieces[i].to);
    else
      *column = pieces[i].to;
  }
  close_group(pieces.size());
  return pieces;
}

std::vector<LanePiece> place_in_lanes(std::span<const ScheduleEvent> events, sys_days first, int count,
                                      LaneContent content) {
  std::vector<LanePiece> pieces;
  std::vector<std::vector<bool>> taken;  // lane, day
  for (const std::size_t i : in_order(events)) {
    if (content == LaneContent::whole_days && !takes_whole_days(events[i])) continue;
    const DaySpan span = days_of(events[i]);
    const sys_days last = first + days{count - 1};
    if (span.last < first || span.first > last) continue;
    LanePiece piece{.event = i,
                    .first = static_cast<int>((std::max(span.first, first) - first).count()),
                    .last = static_cast<int>((std::min(span.last, last) - first).count()),
                    .begins_before = span.first<first, .ends_after = span.last> last};
    const auto is_free = [&](const std::vector<bool>& lane) {
      return std::none_of(lane.begin() + piece.first, lane.begin() + piece.last + 1, [](bool one) { return one; });
    };
    const auto lane = std::find_if(taken.begin(), taken.end(), is_free);
    piece.lane = static_cast<int>(lane - taken.begin());
    if (lane == taken.end()) taken.emplace_back(static_cast<std::size_t>(count));
    std::vector<bool>& days_taken = taken[static_cast<std::size_t>(piece.lane)];
    std::fill(days_taken.begin() + piece.first, days_taken.begin() + piece.last + 1, true);
    pieces.push_back(piece);
  }
  return pieces;
}

}  // namespace vinculo::widgets
