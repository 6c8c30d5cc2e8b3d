#include "widgets/value_field.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/calendar_popup.h"
#include "widgets/field_parts.h"
#include "widgets/tooltip.h"

namespace vinculo::widgets {

using namespace ui;
using namespace field_parts;
using i18n::tr;
using std::chrono::sys_days;
using std::chrono::year_month_day;

namespace {

// What is typed into the field that has the focus: its value has another form.
struct Editing {
  Id field = 0;
  std::string text;
};
Editing editing;

// `shown`: the value as people write it. `edit_text` draws the field for a text; `read` makes the canonical text of
// what they type, or nothing.
template <typename Edit, typename Read>
FieldResult edit_value(Id id, std::string& value, const std::string& shown, const Edit& edit_text, const Read& read) {
  if (has_focus(id) && editing.field != id) editing = {id, shown};
  std::string text = editing.field == id ? editing.text : shown;
  const FieldResult result = edit_text(text);
  if (result.changed) {
    editing = {id, text};
    value = read(text).value_or(text);
  }
  if (!result.focused && editing.field == id) {
    editing = {};
    wake_at(frame_time_ms());  // written out in the next frame
  }
  return result;
}

// --- dates ---

bool is_canonical_date(std::string_view value, DateRules rules) {
  return i18n::read_iso_date(value) || (rules.year_optional && i18n::read_yearless_date(value));
}

std::string shown_date(const std::string& value, DateRules rules) {
  if (const auto date = i18n::read_iso_date(value)) return i18n::day_text(sys_days{*date}, i18n::DayStyle::numeric);
  const auto yearless = rules.year_optional ? i18n::read_yearless_date(value) : std::nullopt;
  return yearless ? i18n::yearless_text(*yearless) : value;
}

bool has_two_numbers(std::string_view text) {
  int runs = 0;
  bool in_run = false;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    runs += is_digit && !in_run;
    in_run = is_digit;
  }
  return runs == 2;
}

std::optional<std::string> read_typed_date(std::string_view text, DateRules rules) {
  const bool has_no_year = rules.year_optional && has_two_numbers(text);
  // 29 February is a birthday in every year.
  const year_month_day today = has_no_year
                                   ? year_month_day{std::chrono::year{2024}, std::chrono::January, std::chrono::day{1}}
                                   : year_month_day{i18n::today()};
  const auto date = i18n::read_date(text, has_no_year ? i18n::yearless_order() : i18n::date_order(), today);
  if (!date) return std::nullopt;
  const std::string iso = i18n::iso_date(*date);
  if (has_no_year) return "--" + iso.substr(5, 2) + iso.substr(8);
  return iso;
}

// --- times, numbers, money ---

std::optional<int> canonical_time(std::string_view value) {
  if (value.size() != 5 || value[2] != ':') return std::nullopt;
  return i18n::read_time(value);
}

std::string canonical_of(int minutes) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", minutes / 60, minutes % 60);
  return text.data();
}

std::optional<double> canonical_number(std::string_view value) {
  const std::string text(value);
  if (text.empty() || text.find_first_not_of("-0123456789.") != text.npos) return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (*end) return std::nullopt;
  return number;
}

std::optional<std::string> read_typed_number(std::string_view text) {
  const auto number = i18n::read_number(text, i18n::number_marks());
  if (!number) return std::nullopt;
  std::array<char, 64> written{};
  std::snprintf(written.data(), written.size(), "%.15g", *number);
  if (!canonical_number(written.data())) return std::nullopt;  // too large to be written out
  return written.data();
}

std::optional<std::int64_t> canonical_money(std::string_view value) {
  const std::string text(value);
  if (text.empty() || text.size() > 19 || text.find_first_not_of("0123456789", text[0] == '-') != text.npos)
    return std::nullopt;
  return std::atoll(text.c_str());
}

constexpr int most_decimals = 6;
constexpr int first_time = 9 * 60, time_step = 30;  // minutes
constexpr std::size_t times_shown = 8;

std::string shown_money(const std::string& value, int digits) {
  const auto amount = canonical_money(value);
  if (!amount) return value;
  // By its figures, not as a floating point number, which would lose coins of large amounts.
  std::string figures = std::to_string(*amount < 0 ? -*amount : *amount);
  const auto decimals = static_cast<std::size_t>(digits);
  if (figures.size() <= decimals) figures.insert(0, decimals + 1 - figures.size(), '0');
  const std::string behind = figures.substr(figures.size() - decimals);
  figures.resize(figures.size() - decimals);
  const i18n::NumberMarks marks = i18n::number_marks();
  for (std::size_t at = figures.size(); at > 3;) figures.insert(at -= 3, 1, marks.group);
  return (*amount < 0 ? "-" : "") + figures + (decimals ? marks.decimal + behind : std::string());
}

struct DateTimeParts {
  Id date, time;
};
DateTimeParts parts_of(Id id) { return {ui::id(id, "date"), ui::id(id, "time")}; }

// --- date and time without label and help, for fields of one and of both ---

FieldResult edit_date(Id id, Rect box, std::string_view label, std::string_view spoken, std::string& value,
                      const FieldOptions& options, DateRules rules) {
  FieldOptions own = options;
  const std::string pattern = i18n::date_pattern();
  if (own.placeholder.empty()) own.placeholder = pattern;
  FieldResult result = edit_value(
      id, value, shown_date(value, rules),
      [&](std::string& text) { return edit(box, spoken, text, own, {.id = id, .pad_right = box.h}); },
      [rules](std::string_view text) { return read_typed_date(text, rules); });

  static Id open_calendar = 0;
  const Rect corner{box.right() - box.h, box.y, box.h, box.h};
  const Id opener = ui::id(id, "calendar");
  const std::string name = i18n::fill(tr("Choose a date: {field}"), {{"field", label}});
  const Interaction mouse = interact(opener, corner, !options.disabled && !options.read_only);
  if (mouse.hovered) draw::fill(corner.inset(4), Colour::hover, theme::radius::small);
  draw::icon(corner, theme::icon::calendar, 16, Colour::muted);
  describe({.role = Role::button,
            .id = opener,
            .rect = corner,
            .name = name,
            .state = state::name_only | (options.disabled ? state::disabled : 0u),
            .attributes = Attributes().set("aria-haspopup", "dialog").text()});
  tooltip(opener, corner, name, mouse.hovered);
  if (mouse.activated) open_calendar = opener;
  if (open_calendar != opener) return result;
  const auto date = i18n::read_iso_date(value);
  const CalendarResult picked =
      calendar_popup(ui::id(opener, "popup"), box, name, date ? std::optional(sys_days{*date}) : std::nullopt);
  if (picked.chosen) value = i18n::iso_date(year_month_day{*picked.chosen});
  if (picked.cleared) value.clear();
  result.changed = result.changed || picked.chosen || picked.cleared;
  if (picked.closed) open_calendar = 0, wake_at(frame_time_ms());
  return result;
}

// From what is written on, or from the start of a working day.
std::vector<std::string> times_to_choose(const std::string& text) {
  const int first = i18n::read_local_time(text).value_or(first_time) / time_step * time_step;
  std::vector<std::string> times;
  for (int minutes = first; minutes < 24 * 60 && times.size() < times_shown; minutes += time_step)
    times.push_back(i18n::time_text(minutes));
  return times;
}

FieldResult edit_time(Id id, Rect box, std::string_view spoken, std::string& value, FieldOptions options) {
  const auto time = canonical_time(value);
  const std::string example = i18n::time_text(first_time);
  if (options.placeholder.empty()) options.placeholder = example;
  return edit_value(
      id, value, time ? i18n::time_text(*time) : value,
      [&](std::string& text) {
        const std::vector<std::string> times = times_to_choose(text);
        const std::vector<Suggestion> choices(times.begin(), times.end());
        ComboResult result = edit_combo(id, box, spoken, text, choices, options);
        if (result.chosen >= 0) {
          text = times[static_cast<std::size_t>(result.chosen)];
          result.field.changed = true;
        }
        return result.field;
      },
      [](std::string_view text) -> std::optional<std::string> {
        const auto minutes = i18n::read_local_time(text);
        if (!minutes) return std::nullopt;
        return canonical_of(*minutes);
      });
}

}  // namespace

FieldResult date_field(Id id, Rect rect, std::string_view label, std::string& value, const FieldOptions& options,
                       DateRules rules) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  const FieldResult result = edit_date(id, box, label, label, value, options, rules);
  draw_help(box, id, options);
  return result;
}

FieldResult time_field(Id id, Rect rect, std::string_view label, std::string& value, const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  const FieldResult result = edit_time(id, box, label, value, options);
  draw_help(box, id, options);
  return result;
}

FieldResult date_time_field(Id id, Rect rect, std::string_view label, DateTimeText& value,
                            const FieldOptions& options) {
  const DateTimeParts parts = parts_of(id);
  const Scope group(Landmark::group, id, rect, label);
  draw_label(rect, parts.date, label, options);
  const Rect whole = rect.take_top(screen().control_height());
  Rect rest = whole;
  const Rect date_box = rest.take_left(whole.w * 0.58f, 8), time_box = rest;
  // What is wrong stands below both, and marks the one that is meant.
  FieldOptions of_date = options, of_time = options;
  const bool time_is_meant = !options.error.empty() && date_problem(parts.date, value.date).empty() &&
                             !time_problem(parts.time, value.time).empty();
  (time_is_meant ? of_date : of_time).error = {};
  of_time.hint = {};
  of_time.placeholder = {};
  const auto named = [&](std::string_view pattern) { return i18n::fill(pattern, {{"field", label}}); };
  FieldResult result = edit_date(parts.date, date_box, label, named(tr("{field}: date")), value.date, of_date, {});
  const FieldResult time = edit_time(parts.time, time_box, named(tr("{field}: time")), value.time, of_time);
  draw_help(whole, time_is_meant ? parts.time : parts.date, options);
  result.changed |= time.changed;
  result.submitted |= time.submitted;
  result.focused |= time.focused;
  result.left = (result.left || time.left) && !result.focused;
  return result;
}

FieldResult number_field(Id id, Rect rect, std::string_view label, std::string& value, const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  FieldOptions own = options;
  own.type = FieldType::number;
  const auto number = canonical_number(value);
  const FieldResult result = edit_value(
      id, value, number ? i18n::number_text(*number, most_decimals) : value,
      [&](std::string& text) { return edit(box, label, text, own, {.id = id}); }, read_typed_number);
  draw_help(box, id, options);
  return result;
}

FieldResult money_field(Id id, Rect rect, std::string_view label, std::string& value, std::string_view currency,
                        const FieldOptions& options) {
  draw_label(rect, id, label, options);
  const Rect box = rect.take_top(screen().control_height());
  FieldOptions own = options;
  own.type = FieldType::number;
  const int digits = i18n::money_digits(currency);
  const std::string symbol = i18n::money_symbol(currency);
  const TextStyle style{.size = text_style().size, .colour = Colour::muted};
  const float symbol_width = text_width(symbol, style);
  const FieldResult result = edit_value(
      id, value, shown_money(value, digits),
      [&](std::string& text) { return edit(box, label, text, own, {.id = id, .pad_left = 12 + symbol_width + 8}); },
      [digits](std::string_view text) -> std::optional<std::string> {
        const auto amount = i18n::read_money(text, i18n::number_marks(), digits);
        if (!amount) return std::nullopt;
        return std::to_string(*amount);
      });
  draw::text({box.x + 12, box.y, symbol_width + 2, box.h}, symbol, style);
  draw_help(box, id, options);
  return result;
}

std::string date_problem(Id id, std::string_view value, DateRules rules) {
  if (value.empty() || has_focus(id) || rules.keeps_text || is_canonical_date(value, rules)) return {};
  return i18n::fill(tr("This is not a date: write it as {pattern}."), {{"pattern", i18n::date_pattern()}});
}
std::string time_problem(Id id, std::string_view value) {
  if (value.empty() || has_focus(id) || canonical_time(value)) return {};
  return i18n::fill(tr("This is not a time of day: write it as {example}."),
                    {{"example", i18n::time_text(9 * 60 + 30)}});
}
std::string date_time_problem(Id id, const DateTimeText& value) {
  const DateTimeParts parts = parts_of(id);
  const std::string date = date_problem(parts.date, value.date);
  return date.empty() ? time_problem(parts.time, value.time) : date;
}
std::string number_problem(Id id, std::string_view value) {
  if (value.empty() || has_focus(id) || canonical_number(value)) return {};
  return i18n::fill(tr("This is not a number: write it as {example}."), {{"example", i18n::number_text(1234.5, 1)}});
}
std::string money_problem(Id id, std::string_view value, std::string_view currency) {
  if (value.empty() || has_focus(id) || canonical_money(value)) return {};
  return i18n::fill(
      tr("This is not an amount of money: write it as {example}."),
      {{"example", shown_money(i18n::money_digits(currency) == 0 ? "1234" : "123450", i18n::money_digits(currency))}});
}

}  // namespace vinculo::widgets
