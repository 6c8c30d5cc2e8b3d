#include "widgets/calendar_popup.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/month_grid.h"
#include "widgets/overlay.h"

namespace vinculo::widgets {

using namespace ui;
using namespace std::chrono;
using i18n::DayStyle;
using i18n::tr;

namespace {

constexpr int first_year = 1900, years_ahead = 20;

// Only one can be open.
struct Shown {
  Id id = 0;
  sys_days active;  // the day that has or gets the focus; its month is the one shown
};
Shown shown;

Id day_id(Id popup, sys_days day) {
  return ui::id(ui::id(popup, "day"), static_cast<std::uint64_t>(day.time_since_epoch().count()));
}

void answer_keys(Id popup) {
  const Id focused_day = day_id(popup, shown.active);
  const auto in_week = static_cast<int>((shown.active - first_of_week(shown.active, i18n::first_weekday())).count());
  sys_days to = shown.active;
  const auto pressed = [focused_day](Key key) { return key_pressed(focused_day, key); };
  if (pressed(Key::left)) to -= days{1};
  if (pressed(Key::right)) to += days{1};
  if (pressed(Key::up)) to -= days{days_in_week};
  if (pressed(Key::down)) to += days{days_in_week};
  if (pressed(Key::home)) to -= days{in_week};
  if (pressed(Key::end)) to += days{days_in_week - 1 - in_week};
  if (pressed(Key::page_up)) to = moved_by_months(to, -1);
  if (pressed(Key::page_down)) to = moved_by_months(to, 1);
  if (to == shown.active) return;
  shown.active = to;
  focus(day_id(popup, to));
}

// Previous, month, year, next: the two in the middle are quicker for somebody's birthday.
void draw_month_and_year(Id id, Rect bar) {
  const float control = screen().control_height();
  if (icon_button(ui::id(id, "previous"), bar.take_left(control, 4), theme::icon::chevron_left, tr("Previous month"),
                  {.kind = ButtonKind::quiet}))
    shown.active = moved_by_months(shown.active, -1);
  if (icon_button(ui::id(id, "next"), bar.take_right(control, 4), theme::icon::chevron_right, tr("Next month"),
                  {.kind = ButtonKind::quiet}))
    shown.active = moved_by_months(shown.active, 1);

  const year_month_day date{shown.active};
  std::vector<std::string> texts;
  for (unsigned month = 1; month <= 12; ++month)
    texts.push_back(i18n::day_text(sys_days{year{2024} / std::chrono::month{month} / 1}, DayStyle::month));
  const std::vector<std::string_view> month_names(texts.begin(), texts.end());
  const int old_month = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  int month = old_month;
  select(ui::id(id, "month"), bar.take_left(bar.w * 0.58f, 4), tr("Month"), month_names, month, {.hide_label = true});

  const int this_year = static_cast<int>(date.year());
  const int now = static_cast<int>(year_month_day{i18n::today()}.year());
  const int from = std::min(first_year, this_year), to = std::max(now + years_ahead, this_year);
  std::vector<std::string> numbers;
  for (int one = to; one >= from; --one) numbers.push_back(std::to_string(one));
  const std::vector<std::string_view> years_shown(numbers.begin(), numbers.end());
  int at = to - this_year;
  select(ui::id(id, "year"), bar, tr("Year"), years_shown, at, {.hide_label = true});
  shown.active = moved_by_months(shown.active, (month - old_month) + 12 * (to - at - this_year));
}

void draw_weekdays(Id id, Rect row, sys_days first) {
  open({.role = Role::row, .id = ui::id(id, "weekdays"), .rect = row, .first = 1});
  for (int i = 0; i < days_in_week; ++i) {
    const Rect box = row.column(i, days_in_week);
    const TextStyle style{
        .size = theme::size::caption, .weight = Weight::medium, .colour = Colour::muted, .align = Align::centre};
    const std::string letters = i18n::day_text(first + days{i}, DayStyle::weekday_narrow);
    draw::text(box, letters, style);
    describe({.role = Role::column_header,
              .id = ui::id(ui::id(id, "weekday"), static_cast<std::uint64_t>(i)),
              .rect = box,
              .name = letters,
              .style = node_style(style),
              .first = static_cast<std::uint32_t>(i + 1),
              .attributes = Attributes().set("aria-label", i18n::day_text(first + days{i}, DayStyle::weekday)).text()});
  }
  close();
}

struct DayLook {
  bool is_selected = false, is_today = false, is_of_month = true;
};

bool draw_day(Id id, Rect box, int column, sys_days day, const DayLook& look) {
  const Interaction mouse = interact(id, box);
  const Rect round = box.centred(std::min(box.w, box.h), std::min(box.w, box.h)).inset(2);
  TextStyle style{.align = Align::centre};
  if (!look.is_of_month) style.colour = Colour::muted;
  if (look.is_selected) {
    draw::fill(round, Colour::primary, round.h / 2);
    style.colour = Colour::on_primary;
    style.weight = Weight::semibold;
  } else if (mouse.hovered) {
    draw::fill(round, Colour::hover, round.h / 2);
  }
  if (look.is_today && !look.is_selected) {
    draw::border(round, Colour::primary, round.h / 2, 1.5f);
    style.weight = Weight::semibold;
  }
  const std::string number = std::to_string(static_cast<unsigned>(year_month_day{day}.day()));
  Attributes attributes;
  if (look.is_today) attributes.set("aria-current", "date");
  open({.role = Role::active_cell,
        .id = id,
        .rect = box,
        .name = i18n::day_text(day, DayStyle::full),
        .style = node_style(style),
        .state = state::name_only | state::arrow_keys | (look.is_selected ? state::selected : 0u) |
                 (day == shown.active ? state::tab_stop : 0u),
        .first = static_cast<std::uint32_t>(column + 1),
        .attributes = attributes.text()});
  text_over(box, number, style);
  close();
  return mouse.activated;
}

std::optional<sys_days> draw_days(Id id, Rect grid, std::optional<sys_days> selected, float row_height) {
  std::optional<sys_days> chosen;
  const sys_days first = first_of_grid(shown.active, i18n::first_weekday()), today = i18n::today();
  open({.role = Role::grid,
        .id = ui::id(id, "days"),
        .rect = grid,
        .name = i18n::day_text(shown.active, DayStyle::month_year),
        .first = weeks_in_grid + 1,
        .second = days_in_week});
  draw_weekdays(id, grid.take_top(24), first);
  for (int week = 0; week < weeks_in_grid; ++week) {
    const Rect row = grid.take_top(row_height);
    open({.role = Role::row,
          .id = ui::id(ui::id(id, "week"), static_cast<std::uint64_t>(week)),
          .rect = row,
          .first = static_cast<std::uint32_t>(week + 2)});
    for (int i = 0; i < days_in_week; ++i) {
      const sys_days day = first + days{week * days_in_week + i};
      const DayLook look{.is_selected = selected == day,
                         .is_today = day == today,
                         .is_of_month = year_month_day{day}.month() == year_month_day{shown.active}.month()};
      if (draw_day(day_id(id, day), row.column(i, days_in_week), i, day, look)) chosen = day;
    }
    close();
  }
  close();
  return chosen;
}

}  // namespace

CalendarResult calendar_popup(Id id, Rect anchor, std::string_view name, std::optional<sys_days> selected) {
  if (shown.id != id || appears_now(id)) shown = {id, selected.value_or(i18n::today())};
  answer_keys(id);
  const float control = screen().control_height(), row_height = control;
  const float height = 2 * Popover::padding + control + 8 + 24 + weeks_in_grid * row_height + 8 + control;
  const Popover popover(
      id, anchor, name,
      {.width = days_in_week * 44.f + 2 * Popover::padding, .height = height, .first_focus = day_id(id, shown.active)});
  Rect body = popover.body();
  // Seven targets of 44 pixels need the padding of a window of 320.
  if (body.w < days_in_week * 44.f) body = body.inset(-(days_in_week * 44.f - body.w) / 2, 0);
  draw_month_and_year(id, body.take_top(control, 8));
  CalendarResult result;
  result.chosen = draw_days(id, body.take_top(24 + weeks_in_grid * row_height, 8), selected, row_height);
  Rect footer = body.take_top(control);
  const std::string_view today = tr("Today"), clear = tr("Clear");
  if (button(ui::id(id, "today"), footer.take_left(button_width(today), 8), today, {.kind = ButtonKind::quiet}))
    result.chosen = i18n::today();
  if (button(ui::id(id, "clear"), footer.take_right(button_width(clear), 8), clear, {.kind = ButtonKind::quiet}))
    result.cleared = true;
  result.closed = result.chosen || result.cleared || popover.dismissed();
  if (result.closed) shown = {};
  return result;
}

}  // namespace vinculo::widgets
