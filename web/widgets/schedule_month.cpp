// A month as six weeks: with its events where there is room for their titles, otherwise with dots and one day's agenda.
#include <algorithm>
#include <array>

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

constexpr float header_height = 28, lane_height = 20, lane_gap = 2, number_size = 24, phone_row = 48;
constexpr int most_dots = 4;
constexpr TextStyle weekday_style{
    .size = theme::size::caption, .weight = Weight::medium, .colour = Colour::muted, .align = Align::centre};

struct Week {
  Rect row;
  sys_days first;
  std::vector<LanePiece> pieces = {};
  int lanes = 0;  // that are shown
  bool has_titles = true;

  [[nodiscard]] int hidden_on(int day) const {
    return static_cast<int>(std::count_if(pieces.begin(), pieces.end(), [&](const LanePiece& piece) {
      return piece.first <= day && day <= piece.last && piece.lane >= lanes;
    }));
  }
};

Rect day_box(const Week& week, int day) { return week.row.column(day, days_in_week); }

void draw_weekdays(const Schedule& schedule, Rect row, sys_days first) {
  open({.role = Role::row, .id = ui::id(schedule.id, "weekdays"), .rect = row, .first = 1});
  for (int i = 0; i < days_in_week; ++i) {
    const Rect box = row.column(i, days_in_week);
    const std::string text =
        i18n::day_text(first + days{i}, screen().is_phone() ? DayStyle::weekday_narrow : DayStyle::weekday_short);
    draw::text(box, text, weekday_style);
    describe({.role = Role::column_header,
              .id = ui::id(ui::id(schedule.id, "weekday"), static_cast<std::uint64_t>(i)),
              .rect = box,
              .name = text,
              .style = node_style(weekday_style),
              .first = static_cast<std::uint32_t>(i + 1),
              .attributes = Attributes().set("aria-label", i18n::day_text(first + days{i}, DayStyle::weekday)).text()});
  }
  close();
}

// Which lanes have room. When not all do, the last line is for "3 more".
int lanes_shown(const Week& week) {
  int most = 0;
  for (const LanePiece& piece : week.pieces) most = std::max(most, piece.lane + 1);
  const float room = week.row.h - number_size - 7;
  const int fit = std::max(0, static_cast<int>((room + lane_gap) / (lane_height + lane_gap)));
  return most <= fit ? most : std::max(0, fit - 1);
}

void draw_dots(const Schedule& schedule, Rect box, sys_days day) {
  const std::vector<std::size_t> events = events_of_day(schedule.events, day);
  const int count = std::min(most_dots, static_cast<int>(events.size()));
  float x = box.x + (box.w - static_cast<float>(count) * 7 + 2) / 2;
  for (int i = 0; i < count; ++i, x += 7)
    draw::fill_rgba({x, box.y, 5, 5},
                    theme::palette_mark(schedule.events[events[static_cast<std::size_t>(i)]].colour, scheme()), 2.5f);
}

bool is_of_other_month(const Schedule& schedule, sys_days day) {
  return year_month_day{day}.month() != year_month_day{schedule.state.at}.month();
}

Rect number_box(const Week& week, int i) {
  const Rect box = day_box(week, i);
  if (week.has_titles) return {box.x + 3, box.y + 3, number_size, number_size};
  return Rect{box.x, box.y + 2, box.w, 32}.centred(32, 32);
}

// All surfaces come before what is on the days: an event over several days lies on them.
void draw_day_surface(const Schedule& schedule, const Week& week, int i) {
  const Rect box = day_box(week, i);
  const sys_days day = week.first + days{i};
  const bool is_chosen = day == schedule.state.at;
  if (week.has_titles) {
    if (is_of_other_month(schedule, day)) draw::fill(box, Colour::raised);
    if (is_chosen) draw::fill(box, Colour::primary_soft);
    draw::fill({box.x, box.y, box.w, 1}, Colour::line);
    if (i > 0) draw::fill({box.x, box.y, 1, box.h}, Colour::line);
    return;
  }
  const Rect round = number_box(week, i);
  if (is_chosen && day != schedule.today()) draw::border(round, Colour::primary, 16, 1.5f);
  draw_dots(schedule, {box.x, round.bottom() + 3, box.w, 5}, day);
}

void draw_number(const Schedule& schedule, const Week& week, int i, bool hovered) {
  const sys_days day = week.first + days{i};
  draw_day_number(number_box(week, i), schedule, day, is_of_other_month(schedule, day), hovered);
}

void draw_more(const Schedule& schedule, const Week& week, int i) {
  const int hidden = week.hidden_on(i);
  if (hidden == 0) return;
  const sys_days day = week.first + days{i};
  const Rect box = day_box(week, i);
  const float top = box.y + number_size + 5 + static_cast<float>(week.lanes) * (lane_height + lane_gap);
  const Rect rect{box.x + 3, top, box.w - 6, lane_height};
  const Id id = ui::id(day_id(schedule, day), "more");
  const std::string text = i18n::fill(i18n::tr_n("{n} more", "{n} more", hidden), {{"n", std::to_string(hidden)}});
  const TextStyle style{.size = theme::size::caption, .weight = Weight::medium, .colour = Colour::muted};
  if (interact(id, rect).activated) schedule.open_day(day);
  if (mouse_is_over(rect)) draw::fill(rect, Colour::hover, 4);
  open({.role = Role::button,
        .id = id,
        .rect = rect,
        .name = text,
        .style = node_style(style, 6),
        .state = state::name_only,  // its words are not the day's
        .attributes = Attributes().set("tabindex", "-1").text()});
  text_over(rect.inset(6, 0), text, style);
  close();
}

void draw_events_of_day(const Schedule& schedule, const Week& week, int i) {
  for (const LanePiece& piece : week.pieces) {
    if (piece.first != i || piece.lane >= week.lanes) continue;
    const Rect first = day_box(week, piece.first), last = day_box(week, piece.last);
    const float left = first.x + (piece.begins_before ? 0.f : 3.f),
                right = last.right() - (piece.ends_after ? 0.f : 3.f);
    const float top = first.y + number_size + 5 + static_cast<float>(piece.lane) * (lane_height + lane_gap);
    const bool is_bar = takes_whole_days(schedule.events[piece.event]) || piece.first != piece.last ||
                        piece.begins_before || piece.ends_after;
    event_button(schedule, {.rect = {left, top, right - left, lane_height},
                            .event = piece.event,
                            .day = week.first + days{i},
                            .look = is_bar ? EventLook::bar : EventLook::line,
                            .begins_before = piece.begins_before,
                            .ends_after = piece.ends_after,
                            .in_grid = true});
  }
  draw_more(schedule, week, i);
}

void draw_week(const Schedule& schedule, const Week& week, int number) {
  open({.role = Role::row,
        .id = ui::id(ui::id(schedule.id, "week"), static_cast<std::uint64_t>(number)),
        .rect = week.row,
        .first = static_cast<std::uint32_t>(number + 2)});
  std::array<bool, days_in_week> hovered{};
  for (int i = 0; i < days_in_week; ++i) {
    const sys_days day = week.first + days{i};
    const Interaction mouse = interact(day_id(schedule, day), day_box(week, i));
    hovered[static_cast<std::size_t>(i)] = mouse.hovered;
    if (!mouse.activated) continue;
    if (day == schedule.state.at && week.has_titles) schedule.open_day(day);
    schedule.state.at = day;
  }
  for (int i = 0; i < days_in_week; ++i) draw_day_surface(schedule, week, i);
  for (int i = 0; i < days_in_week; ++i) {
    const sys_days day = week.first + days{i};
    const bool is_chosen = day == schedule.state.at;
    Attributes attributes;
    if (day == schedule.today()) attributes.set("aria-current", "date");
    open({.role = Role::active_cell,
          .id = day_id(schedule, day),
          .rect = day_box(week, i),
          .name = day_name(schedule, day),
          .state = state::name_only | state::arrow_keys | state::enter_key |
                   (is_chosen ? state::tab_stop | state::selected : 0u),
          .first = static_cast<std::uint32_t>(i + 1),
          .attributes = attributes.text()});
    draw_number(schedule, week, i, hovered[static_cast<std::size_t>(i)]);
    if (week.has_titles) draw_events_of_day(schedule, week, i);
    close();
  }
  close();
}

}  // namespace

void draw_month(const Schedule& schedule, Rect rect) {
  const bool has_titles = !screen().is_phone();
  const sys_days first = first_of_grid(schedule.state.at, schedule.first_weekday);
  const float row_height = has_titles ? (rect.h - header_height) / weeks_in_grid : phone_row;
  Rect grid = rect.take_top(header_height + row_height * weeks_in_grid, 12);
  open({.role = Role::grid,
        .id = ui::id(schedule.id, "month"),
        .rect = grid,
        .name = i18n::day_text(schedule.state.at, DayStyle::month_year),
        .first = weeks_in_grid + 1,
        .second = days_in_week});
  draw_weekdays(schedule, grid.take_top(header_height), first);
  for (int i = 0; i < weeks_in_grid; ++i) {
    Week week{.row = grid.take_top(row_height), .first = first + days{i * days_in_week}, .has_titles = has_titles};
    week.pieces = place_in_lanes(schedule.events, week.first, days_in_week, LaneContent::everything);
    week.lanes = lanes_shown(week);
    draw_week(schedule, week, i);
  }
  close();
  if (!has_titles) draw_agenda(schedule, rect, {schedule.state.at, schedule.state.at});
}

}  // namespace vinculo::widgets::schedule_parts
