#include "i18n/locale.h"

#include <cstdlib>

#include "i18n/catalogue.h"

namespace vinculo::i18n {

std::string day_text(std::chrono::sys_days date, DayStyle style) {
  return platform::format_day(date.time_since_epoch().count(), style);
}

std::string days_text(std::chrono::sys_days first, std::chrono::sys_days last) {
  return platform::format_day_range(first.time_since_epoch().count(), last.time_since_epoch().count());
}

std::string yearless_text(std::chrono::month_day date) {
  return day_text(std::chrono::sys_days{std::chrono::year{2024} / date}, DayStyle::numeric_day_month);
}

DateOrder yearless_order() {
  return platform::locale_fact("day_month_order") == "dm" ? DateOrder::day_month_year : DateOrder::month_day_year;
}

std::string date_value_text(std::string_view value) {
  if (const auto date = read_iso_date(value)) return day_text(std::chrono::sys_days{*date});
  if (const auto date = read_yearless_date(value))
    return day_text(std::chrono::sys_days{std::chrono::year{2024} / *date}, DayStyle::day_month);
  return std::string(value);
}

std::chrono::sys_days today() {
  // The C library asks the browser for its time zone.
  const std::time_t now = static_cast<std::time_t>(platform::clock_ms() / 1000);
  std::tm local{};
  localtime_r(&now, &local);
  return std::chrono::sys_days{std::chrono::year{local.tm_year + 1900} /
                               std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)} /
                               std::chrono::day{static_cast<unsigned>(local.tm_mday)}};
}

int first_weekday() { return std::atoi(platform::locale_fact("first_weekday").c_str()); }

std::string time_text(int minutes) { return platform::format_time(minutes); }

std::optional<int> read_local_time(std::string_view text) {
  std::string known(text);
  const auto say = [&known](std::string_view fact, std::string_view word) {
    const std::string own = platform::locale_fact(fact);
    const auto at = own.empty() ? known.npos : known.find(own);
    if (at != known.npos) known.replace(at, own.size(), word);
    return at != known.npos;
  };
  if (!say("afternoon", "pm")) say("morning", "am");
  return read_time(known);
}

std::string number_text(double value, int max_decimals) { return platform::format_number(value, max_decimals); }

NumberMarks number_marks() {
  const std::string decimal = platform::locale_fact("decimal"), group = platform::locale_fact("group");
  // Grouping by spaces or apostrophes needs no mark: they are never a decimal mark.
  return {decimal == "," ? ',' : '.', group == "." ? '.' : group == "," ? ',' : ' '};
}

DateOrder date_order() { return date_order_of(platform::locale_fact("date_order")); }

std::string date_pattern() {
  switch (date_order()) {
    case DateOrder::month_day_year: return std::string(tr("mm/dd/yyyy"));
    case DateOrder::year_month_day: return std::string(tr("yyyy-mm-dd"));
    case DateOrder::day_month_year: break;
  }
  return std::string(tr("dd/mm/yyyy"));
}

int money_digits(std::string_view currency) {
  return std::atoi(platform::locale_fact("money_digits " + std::string(currency)).c_str());
}
std::string money_symbol(std::string_view currency) {
  return platform::locale_fact("money_symbol " + std::string(currency));
}

}  // namespace vinculo::i18n
