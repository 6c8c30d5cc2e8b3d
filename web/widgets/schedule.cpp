#include "widgets/schedule.h"

#include <array>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "widgets/button.h"
#include "widgets/schedule_parts.h"

namespace vinculo::widgets {

using namespace ui;
using namespace std::chrono;
using namespace schedule_parts;
using i18n::DayStyle;
using i18n::tr;

namespace {

constexpr int agenda_days = 60;

// Three days of a week have room on a phone.
int days_across() { return screen().is_phone() ? 3 : days_in_week; }

sys_days first_day_across(const ScheduleState& state) {
  return screen().is_phone() ? state.at : first_of_week(state.at, i18n::first_weekday());
}

std::string title_of(const ScheduleState& state) {
  if (state.view == ScheduleView::day)
    return i18n::day_text(state.at, screen().is_phone() ? DayStyle::medium : DayStyle::full);
  if (state.view != ScheduleView::week || screen().is_phone()) return i18n::day_text(state.at, DayStyle::month_year);
  const sys_days first = first_day_across(state);
  return i18n::days_text(first, first + days{days_in_week - 1});
}

void turn_page(ScheduleState& state, int by) {
  switch (state.view) {
    case ScheduleView::month:
    case ScheduleView::agenda: state.at = moved_by_months(state.at, by); break;
    case ScheduleView::week: state.at += days{by * days_across()}; break;
    case ScheduleView::day: state.at += days{by}; break;
  }
}

void draw_view_choice(Id id, Rect rect, ScheduleState& state) {
  const std::array labels{tr("Month"), tr("Week"), tr("Day"), tr("Agenda")};
  int view = static_cast<int>(state.view);
  if (segmented(ui::id(id, "view"), rect, tr("View"), labels, view)) state.view = static_cast<ScheduleView>(view);
}

void draw_bar(const Schedule& schedule, Rect& area) {
  const Id id = schedule.id;
  ScheduleState& state = schedule.state;
  const float control = screen().control_height();
  Rect bar = area.take_top(control, 12);
  const bool is_narrow = bar.w < 720;
  if (is_narrow)
    draw_view_choice(id, area.take_top(control, 12), state);
  else
    draw_view_choice(id, bar.take_right(360, 16), state);
  const std::string_view today = tr("Today");
  if (is_narrow) {
    if (icon_button(ui::id(id, "next"), bar.take_right(control), theme::icon::chevron_right, tr("Next"),
                    {.kind = ButtonKind::quiet}))
      turn_page(state, 1);
    if (icon_button(ui::id(id, "previous"), bar.take_right(control), theme::icon::chevron_left, tr("Previous"),
                    {.kind = ButtonKind::quiet}))
      turn_page(state, -1);
    if (button(ui::id(id, "today"), bar.take_right(button_width(today), 8), today)) state.at = schedule.today();
  } else {
    if (button(ui::id(id, "today"), bar.take_left(button_width(today), 8), today)) state.at = schedule.today();
    if (icon_button(ui::id(id, "previous"), bar.take_left(control), theme::icon::chevron_left, tr("Previous"),
                    {.kind = ButtonKind::quiet}))
      turn_page(state, -1);
    if (icon_button(ui::id(id, "next"), bar.take_left(control, 12), theme::icon::chevron_right, tr("Next"),
                    {.kind = ButtonKind::quiet}))
      turn_page(state, 1);
  }
  ui::heading(bar, 2, title_of(state), is_narrow ? 17.f : theme::size::section);
}

// Arrow keys among the days of a month or a week.
void answer_keys(const Schedule& schedule) {
  ScheduleState& state = schedule.state;
  const Id at = day_id(schedule, state.at);
  const int in_week = static_cast<int>((state.at - first_of_week(state.at, schedule.first_weekday)).count());
  const bool is_month = state.view == ScheduleView::month;
  const auto pressed = [at](Key key) { return key_pressed(at, key); };
  if (pressed(Key::enter)) schedule.open_day(state.at);
  sys_days to = state.at;
  if (pressed(Key::left)) to -= days{1};
  if (pressed(Key::right)) to += days{1};
  if (pressed(Key::up) && is_month) to -= days{days_in_week};
  if (pressed(Key::down) && is_month) to += days{days_in_week};
  if (pressed(Key::home)) to -= days{in_week};
  if (pressed(Key::end)) to += days{days_in_week - 1 - in_week};
  if (pressed(Key::page_up)) to = is_month ? moved_by_months(to, -1) : to - days{days_in_week};
  if (pressed(Key::page_down)) to = is_month ? moved_by_months(to, 1) : to + days{days_in_week};
  if (to == state.at) return;
  state.at = to;
  focus(day_id(schedule, to));
}

}  // namespace

DaySpan shown_days(const ScheduleState& state) {
  switch (state.view) {
    case ScheduleView::month: {
      const sys_days first = first_of_grid(state.at, i18n::first_weekday());
      return {first, first + days{weeks_in_grid * days_in_week - 1}};
    }
    case ScheduleView::week: {
      const sys_days first = first_day_across(state);
      return {first, first + days{days_across() - 1}};
    }
    case ScheduleView::day: return {state.at, state.at};
    case ScheduleView::agenda: break;
  }
  return {state.at, state.at + days{agenda_days - 1}};
}

ScheduleResult schedule(Id id, Rect rect, std::span<const ScheduleEvent> events, CivilMinute now,
                        ScheduleState& state) {
  ScheduleResult result;
  const Schedule schedule{id, events, now, state, result, i18n::first_weekday()};
  answer_keys(schedule);
  draw_bar(schedule, rect);
  const DaySpan span = shown_days(state);
  switch (state.view) {
    case ScheduleView::month: draw_month(schedule, rect); break;
    case ScheduleView::week: draw_days(schedule, rect, span.first, days_across()); break;
    case ScheduleView::day: draw_days(schedule, rect, span.first, 1); break;
    case ScheduleView::agenda: draw_agenda(schedule, rect, span); break;
  }
  return result;
}

// --- what the views share ---

namespace schedule_parts {

void Schedule::open_day(sys_days day) const {
  state.at = day;
  state.view = ScheduleView::day;
  focus(day_id(*this, day));
  wake_at(frame_time_ms());
}

Id day_id(const Schedule& schedule, sys_days day) {
  return ui::id(ui::id(schedule.id, "day"), static_cast<std::uint64_t>(day.time_since_epoch().count()));
}

Id event_id(const Schedule& schedule, std::size_t event, sys_days day) {
  return ui::id(ui::id(day_id(schedule, day), "event"), schedule.events[event].key);
}

std::string day_name(const Schedule& schedule, sys_days day) {
  const auto count = static_cast<std::int64_t>(events_of_day(schedule.events, day).size());
  std::string name = i18n::day_text(day, DayStyle::full);
  if (count == 0) return name;
  return name + ", " + i18n::fill(i18n::tr_n("{n} event", "{n} events", count), {{"n", std::to_string(count)}});
}

std::string time_text(CivilMinute time) {
  return i18n::time_text(static_cast<int>((time - floor<days>(time)) / minutes{1}));
}

std::string times_text(const ScheduleEvent& event) {
  if (event.all_day) return std::string(tr("All day"));
  if (event.end <= event.start) return time_text(event.start);
  return time_text(event.start) + " – " + time_text(event.end);
}

std::string event_name(const ScheduleEvent& event) {
  std::string name = times_text(event) + ", " + std::string(event.title);
  if (!event.place.empty()) name.append(", ").append(event.place);
  return name;
}

std::string day_number(sys_days day) { return std::to_string(static_cast<unsigned>(year_month_day{day}.day())); }

void draw_day_number(Rect box, const Schedule& schedule, sys_days day, bool is_muted, bool hovered) {
  const bool is_today = day == schedule.today();
  TextStyle style{.size = 13, .weight = Weight::medium, .align = Align::centre};
  if (is_muted) style.colour = Colour::muted, style.weight = Weight::regular;
  if (is_today) {
    draw::fill(box, Colour::primary, box.h / 2);
    style.colour = Colour::on_primary;
    style.weight = Weight::semibold;
  } else if (hovered) {
    draw::fill(box, Colour::pressed, box.h / 2);
  }
  text_over(box, day_number(day), style);
}

namespace {

constexpr TextStyle small{.size = theme::size::caption, .weight = Weight::medium};

void draw_bar_or_line(const EventButton& button, const ScheduleEvent& event, bool hovered) {
  Rect rect = button.rect;
  if (button.look == EventLook::line) {
    if (hovered) draw::fill(rect, Colour::hover, 4);
    rect = rect.inset(5, 0);
    const Rect dot = rect.take_left(8, 5);
    draw::fill_rgba(dot.middle(8), theme::palette_mark(event.colour, scheme()), 4);
    TextStyle time = small;
    time.weight = Weight::regular;
    time.colour = Colour::muted;
    const std::string text = time_text(event.start);
    if (rect.w > 90) text_over(rect.take_left(text_width(text, time) + 1, 5), text, time);
    text_over(rect, event.title, small);
    return;
  }
  const int corners = (button.begins_before ? 0 : 1 | 4) | (button.ends_after ? 0 : 2 | 8);
  draw::fill_corners_rgba(rect, theme::palette_soft(event.colour, scheme()), 5, corners);
  if (hovered || theme::has_more_contrast(scheme())) draw::border(rect, Colour::control, 5);
  if (!button.begins_before)
    draw::fill_corners_rgba({rect.x, rect.y, 3, rect.h}, theme::palette_mark(event.colour, scheme()), 3, 1 | 4);
  text_over_rgba(rect.inset(9, 0), event.title, small, theme::palette_on_soft(event.colour, scheme()));
}

void draw_block(const EventButton& button, const ScheduleEvent& event, bool hovered) {
  Rect rect = button.rect;
  const theme::Rgba text = theme::palette_on_soft(event.colour, scheme());
  draw::fill(rect.inset(-1), Colour::card, 7);  // a gap to the events below it
  draw::fill_rgba(rect, theme::palette_soft(event.colour, scheme()), 6);
  if (hovered || theme::has_more_contrast(scheme())) draw::border(rect, Colour::control, 6);
  draw::fill_corners_rgba(rect.take_left(3), theme::palette_mark(event.colour, scheme()), 3, 1 | 4);
  const draw::Clip inside(rect);
  rect = rect.inset(rect.w > 60 ? 6.f : 3.f, 0);
  TextStyle time = small;
  time.weight = Weight::regular;
  if (rect.h < 36) {
    const std::string line = std::string(event.title) + ", " + time_text(event.start);
    text_over_rgba(rect.middle(16), line, small, text);
    return;
  }
  rect.take_top(4);
  text_over_rgba(rect.take_top(16), event.title, small, text);
  text_over_rgba(rect.take_top(16), times_text(event), time, text);
  if (rect.h >= 18) text_over_rgba(rect.take_top(16), event.place, time, text);
}

}  // namespace

void event_button(const Schedule& schedule, const EventButton& button) {
  const ScheduleEvent& event = schedule.events[button.event];
  const Id id = event_id(schedule, button.event, button.day);
  const Interaction mouse = interact(id, button.rect);
  if (mouse.activated) schedule.result.opened = event.key;
  const bool is_hovered = mouse.hovered || mouse_is_over(button.rect);  // the day below it is hovered too
  Attributes attributes;
  if (button.in_grid) attributes.set("tabindex", "-1");
  // What is written on it is said in one sentence, and found where it stands.
  open({.role = Role::button,
        .id = id,
        .rect = button.rect,
        .name = event_name(event),
        .state = state::name_only | (button.in_grid ? state::overlay : 0u),
        .attributes = attributes.text()});
  if (button.look == EventLook::block)
    draw_block(button, event, is_hovered);
  else
    draw_bar_or_line(button, event, is_hovered);
  close();
}

}  // namespace schedule_parts
}  // namespace vinculo::widgets
