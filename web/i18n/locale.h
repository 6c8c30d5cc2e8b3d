// How people of the current language and region write days, numbers and money: the browser's Intl decides. Days are
// civil dates without a time zone. Main thread only.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "i18n/typed.h"
#include "platform/platform.h"

namespace vinculo::i18n {

using platform::DayStyle;

[[nodiscard]] std::string day_text(std::chrono::sys_days date, DayStyle style = DayStyle::medium);
// Both days and what lies between, in words: "2–8 March 2026".
[[nodiscard]] std::string days_text(std::chrono::sys_days first, std::chrono::sys_days last);
// Of every year, in figures: "03/12", "03.12.", and such a text read again, or one that people type in that order.
[[nodiscard]] std::string yearless_text(std::chrono::month_day date);
[[nodiscard]] DateOrder yearless_order();  // day_month_year or month_day_year
// What a field for dates holds, as people read it: "2026-12-03", "--1203" (every year) or any other text as it is.
[[nodiscard]] std::string date_value_text(std::string_view value);
// Of the device's own time zone.
[[nodiscard]] std::chrono::sys_days today();
[[nodiscard]] int first_weekday();  // 0 is Sunday
// Minutes since midnight: "09:30", "9:30 PM".
[[nodiscard]] std::string time_text(int minutes);
// What time_text() writes, and what people type: read_time() with the language's own words for before and after noon.
[[nodiscard]] std::optional<int> read_local_time(std::string_view text);
[[nodiscard]] std::string number_text(double value, int max_decimals = 0);
[[nodiscard]] NumberMarks number_marks();
[[nodiscard]] DateOrder date_order();
// "dd/mm/yyyy" in the language's order and letters, for empty fields.
[[nodiscard]] std::string date_pattern();
[[nodiscard]] int money_digits(std::string_view currency);
[[nodiscard]] std::string money_symbol(std::string_view currency);

}  // namespace vinculo::i18n
