#include "widgets/timeline.h"

#include <algorithm>
#include <string>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "ui/virtual_list.h"
#include "widgets/button.h"

namespace vinculo::widgets {

using namespace ui;
using namespace std::chrono;
using i18n::DayStyle;
using i18n::tr;

namespace {

constexpr float row_height = 88, day_column = 104, round_size = 32, day_bar = 36;
constexpr TextStyle strong{.weight = Weight::semibold}, plain{.colour = Colour::muted},
    small{.size = theme::size::caption, .colour = Colour::muted, .align = Align::end};

std::string short_day(sys_days day) {
  if (day == i18n::today()) return std::string(tr("Today"));
  return i18n::day_text(day, DayStyle::day_month);
}

struct Row {
  const TimelineEntry& entry;
  const VirtualRow& place;
  bool begins_day = false, is_last = false;
  int heading_level = 2;
};

// The line that joins the entries, and the entry's sign on it.
void draw_sign(Rect column, const Row& row) {
  const float x = column.x + column.w / 2, top = column.y + 10;
  const Rect round{column.x, top, round_size, round_size};
  draw::fill({x - 0.5f, column.y, 1, 10}, Colour::line);
  if (!row.is_last) draw::fill({x - 0.5f, round.bottom(), 1, column.bottom() - round.bottom()}, Colour::line);
  draw::fill_rgba(round, theme::palette_soft(row.entry.colour, scheme()), round_size / 2);
  if (theme::has_more_contrast(scheme())) draw::border(round, Colour::line, round_size / 2);
  draw::icon_rgba(round, row.entry.icon, 16, theme::palette_on_soft(row.entry.colour, scheme()));
}

void draw_day(Rect box, const Row& row) {
  if (!row.begins_day) return;
  const std::string text = short_day(row.entry.day);
  const TextStyle style{.size = 13, .weight = Weight::semibold};
  const Rect line{box.x, box.y + 16, box.w, 20};
  draw::text(line, text, style);
  describe({.role = Role::heading,
            .id = ui::id(row.place.id, "day"),
            .rect = line,
            .name = text,
            .style = node_style(style),
            .level = static_cast<std::uint8_t>(row.heading_level)});
}

void draw_entry(const Row& row) {
  Rect rest = row.place.rect.inset(12, 0);
  if (row.place.hovered || row.place.focused)
    draw::fill(row.place.rect.inset(0, 2), Colour::hover, theme::radius::control);
  if (!screen().is_phone()) draw_day(rest.take_left(day_column, 8), row);
  draw_sign(rest.take_left(round_size, 12), row);
  rest.take_top(14);
  Rect head = rest.take_top(22);
  const std::string when = i18n::time_text(row.entry.minutes);
  ui::text(head.take_right(text_width(when, small) + 2, 8), when, small);
  const float who = std::min(head.w, text_width(row.entry.who, strong) + 1);
  ui::text(head.take_left(who, 5), row.entry.who, strong);
  if (head.w > 8) ui::text(head, row.entry.what, plain);
  ui::paragraph(rest, row.entry.text, {}, 2);
}

void draw_older(const VirtualRow& row) {
  const TextStyle style{.weight = Weight::medium, .colour = Colour::primary, .align = Align::centre};
  const Rect box = row.rect.middle(44);
  if (row.hovered || row.focused) draw::fill(box, Colour::hover, theme::radius::control);
  ui::text(box, tr("Load older entries"), style);
}

}  // namespace

Id timeline_row(Id id, std::int64_t entry) { return ui::id(ui::id(id, "list"), static_cast<std::uint64_t>(entry)); }

TimelineResult timeline(Id id, Rect rect, std::span<const TimelineEntry> entries, const TimelineOptions& options) {
  TimelineResult result;
  const auto count = static_cast<std::int64_t>(entries.size());
  const Rect bar = screen().is_phone() ? rect.take_top(day_bar) : Rect{};
  std::int64_t first_in_view = -1;
  {
    VirtualList list(ui::id(id, "list"), ListKind::list, rect,
                     {.row_count = count + (options.has_older ? 1 : 0),
                      .row_height = row_height,
                      .name = options.name,
                      .selected = options.opened,
                      .row_state = options.menu ? state::context_menu : 0u});
    VirtualRow row;
    while (list.next(row)) {
      if (row.index >= count) {
        if (row.activated) result.wants_older = true;
        draw_older(row);
        continue;
      }
      const TimelineEntry& entry = entries[static_cast<std::size_t>(row.index)];
      if (first_in_view < 0 && row.visible && row.rect.bottom() > rect.y + 1) first_in_view = row.index;
      if (row.activated) result.opened = row.index;
      if (options.menu && options.menu->asked(row.id, row.rect)) result.menu_for = row.index;
      if (row.visible && row.index == options.opened)
        draw::fill(row.rect.inset(0, 2), Colour::selected, theme::radius::control);
      const bool begins_day = row.index == 0 || entries[static_cast<std::size_t>(row.index) - 1].day != entry.day;
      draw_entry({entry, row, begins_day, row.index + 1 == count && !options.has_older, options.heading_level});
    }
  }
  if (bar.h > 0 && first_in_view >= 0) {
    draw::fill({bar.x, bar.bottom() - 1, bar.w, 1}, Colour::line);
    ui::heading(bar.inset(12, 0), options.heading_level,
                i18n::day_text(entries[static_cast<std::size_t>(first_in_view)].day, DayStyle::full),
                theme::size::body);
  }
  return result;
}

}  // namespace vinculo::widgets
