// What people type for dates, numbers and money, read as their language writes them. Pure text, no browser: tested
// natively. Nothing is guessed where two readings are equally good; the caller keeps what was typed.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vinculo::i18n {

// The marks of numbers: "1.234,5" in Portuguese, "1,234.5" in English.
struct NumberMarks {
  char decimal = '.';
  char group = ',';
};

// The order of day, month and year in a date of figures.
enum class DateOrder : std::uint8_t { day_month_year, month_day_year, year_month_day };
[[nodiscard]] DateOrder date_order_of(std::string_view letters);  // "dmy", "mdy", "ymd"

// "1.234,50", "-3", "R$ 5", "1 000", "(12)" for a negative amount. A single mark with three digits behind it is the
// language's grouping mark or its decimal mark, whichever it is there. Nothing when it is no number.
[[nodiscard]] std::optional<double> read_number(std::string_view text, NumberMarks marks);
// In units of the currency's smallest coin, exactly; nothing too when it has more decimals than the currency or does
// not fit. `digits`: decimals of the currency (ISO 4217), 2 for reais, 0 for Chilean pesos.
[[nodiscard]] std::optional<std::int64_t> read_money(std::string_view text, NumberMarks marks, int digits);

// "3/12/2026", "03-12-26", "3.12.", "20261203", "2026-12-03". Years of two digits are the ones from 80 years before to
// 19 years after `today`; a missing year is today's. Only days that exist.
[[nodiscard]] std::optional<std::chrono::year_month_day> read_date(std::string_view text, DateOrder order,
                                                                   std::chrono::year_month_day today);
// "9:30", "0930", "9h30", "9 pm", "21": minutes since midnight.
[[nodiscard]] std::optional<int> read_time(std::string_view text);

// ISO 8601: "2026-12-03". Reading takes only that form, and only days that exist.
[[nodiscard]] std::string iso_date(std::chrono::year_month_day date);
[[nodiscard]] std::optional<std::chrono::year_month_day> read_iso_date(std::string_view text);
// A day of every year: "--1203" or "--12-03" (RFC 6350 section 4.3.1).
[[nodiscard]] std::optional<std::chrono::month_day> read_yearless_date(std::string_view text);

}  // namespace vinculo::i18n
