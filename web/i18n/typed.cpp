#include "i18n/typed.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace vinculo::i18n {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number as its digits, with how many of them stand behind the decimal mark.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  int scale = 0;
};

// Removes what may stand around the digits: spaces of all widths, a currency's symbol or letters at either end.
std::string bare(std::string_view text, bool& is_negative) {
  std::string result;
  for (const char c : text) {
    if (c == '-' || c == '(') is_negative = true;
    if (is_digit(c) || c == '.' || c == ',' || c == '\'') result += c;
  }
  return result;
}

// Letters and signs may stand before or behind the number, not within it.
bool is_one_number(std::string_view text) {
  const auto is_part = [](char c) { return is_digit(c) || c == '.' || c == ',' || c == '\''; };
  const auto first = std::find_if(text.begin(), text.end(), is_digit);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_digit);
  if (first == text.end()) return false;
  for (auto at = first; at != last.base(); ++at) {
    const auto byte = static_cast<unsigned char>(*at);
    // Spaces, also the narrow and the unbreakable ones (U+00A0, U+202F), which are bytes above 127.
    if (!is_part(*at) && *at != ' ' && byte < 0x80) return false;
  }
  return true;
}

std::optional<Decimal> read_decimal(std::string_view text, NumberMarks marks) {
  if (!is_one_number(text)) return std::nullopt;
  Decimal result;
  const std::string number = bare(text, result.is_negative);
  const auto last_mark = number.find_last_of(".,");
  char decimal = 0;
  if (last_mark != number.npos) {
    const char mark = number[last_mark];
    const char other = mark == '.' ? ',' : '.';
    const bool has_other = number.find(other) != number.npos;
    const bool is_repeated = std::count(number.begin(), number.end(), mark) > 1;
    const bool three_behind = number.size() - last_mark - 1 == 3;
    if (has_other ? !is_repeated : !is_repeated && (mark == marks.decimal || !three_behind)) decimal = mark;
    if (has_other && is_repeated) return std::nullopt;  // "1.2,3,4"
  }
  bool is_behind = false;
  for (const char c : number) {
    if (c == decimal) is_behind = true;
    if (!is_digit(c)) continue;
    result.digits += c;
    if (is_behind) ++result.scale;
  }
  return result;
}

std::vector<std::string> runs_of_digits(std::string_view text) {
  std::vector<std::string> runs;
  bool in_run = false;
  for (const char c : text) {
    if (is_digit(c)) {
      if (!in_run) runs.emplace_back();
      runs.back() += c;
    }
    in_run = is_digit(c);
  }
  return runs;
}

std::optional<year_month_day> checked(int y, int m, int d) {
  if (y < 1 || y > 9999 || m < 1 || d < 1) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

int full_year(const std::string& digits, int this_year) {
  const int number = std::atoi(digits.c_str());
  if (digits.size() > 2) return number;
  const int century = this_year / 100 * 100;
  if (century + number > this_year + 19) return century - 100 + number;
  if (century + number < this_year - 80) return century + 100 + number;
  return century + number;
}

}  // namespace

DateOrder date_order_of(std::string_view letters) {
  if (letters == "mdy") return DateOrder::month_day_year;
  if (letters == "ymd") return DateOrder::year_month_day;
  return DateOrder::day_month_year;
}

std::optional<double> read_number(std::string_view text, NumberMarks marks) {
  const auto decimal = read_decimal(text, marks);
  if (!decimal) return std::nullopt;
  double value = 0, unit = 1;
  for (const char c : decimal->digits) value = value * 10 + (c - '0');
  for (int i = 0; i < decimal->scale; ++i) unit *= 10;
  return (decimal->is_negative ? -value : value) / unit;
}

std::optional<std::int64_t> read_money(std::string_view text, NumberMarks marks, int digits) {
  auto decimal = read_decimal(text, marks);
  if (!decimal) return std::nullopt;
  while (decimal->scale > digits && decimal->digits.ends_with('0')) decimal->digits.pop_back(), --decimal->scale;
  if (decimal->scale > digits) return std::nullopt;
  decimal->digits.append(static_cast<std::size_t>(digits - decimal->scale), '0');
  decimal->digits.erase(0, std::min(decimal->digits.find_first_not_of('0'), decimal->digits.size()));
  constexpr std::size_t most_digits = 18;
  if (decimal->digits.size() > most_digits) return std::nullopt;
  const std::int64_t amount = std::atoll(decimal->digits.c_str());
  return decimal->is_negative ? -amount : amount;
}

std::optional<year_month_day> read_date(std::string_view text, DateOrder order, year_month_day today) {
  if (const auto iso = read_iso_date(text)) return iso;
  if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0 || c > 0x7F; }))
    return std::nullopt;
  std::vector<std::string> runs = runs_of_digits(text);
  if (runs.size() == 1 && runs[0].size() == 8)
    runs = order == DateOrder::year_month_day
               ? std::vector{runs[0].substr(0, 4), runs[0].substr(4, 2), runs[0].substr(6)}
               : std::vector{runs[0].substr(0, 2), runs[0].substr(2, 2), runs[0].substr(4)};
  if (runs.size() < 2 || runs.size() > 3) return std::nullopt;
  if (std::any_of(runs.begin(), runs.end(), [](const std::string& run) { return run.size() > 4; })) return std::nullopt;
  const auto number = [&runs](std::size_t i) { return std::atoi(runs[i].c_str()); };
  const int this_year = static_cast<int>(today.year());
  if (runs.size() == 2) {
    const bool month_first = order != DateOrder::day_month_year;
    return checked(this_year, number(month_first ? 0 : 1), number(month_first ? 1 : 0));
  }
  if (runs[0].size() == 4 || order == DateOrder::year_month_day)
    return checked(full_year(runs[0], this_year), number(1), number(2));
  const bool month_first = order == DateOrder::month_day_year;
  return checked(full_year(runs[2], this_year), number(month_first ? 0 : 1), number(month_first ? 1 : 0));
}

std::optional<int> read_time(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool is_morning = lower.find('a') != lower.npos, is_afternoon = lower.find('p') != lower.npos;
  std::vector<std::string> runs = runs_of_digits(text);
  if (runs.size() == 1 && (runs[0].size() == 3 || runs[0].size() == 4))
    runs = {runs[0].substr(0, runs[0].size() - 2), runs[0].substr(runs[0].size() - 2)};
  if (runs.empty() || runs.size() > 2 || runs[0].size() > 2) return std::nullopt;
  if (runs.size() == 2 && runs[1].size() != 2) return std::nullopt;
  int hours = std::atoi(runs[0].c_str());
  const int minutes = runs.size() == 2 ? std::atoi(runs[1].c_str()) : 0;
  if (is_morning || is_afternoon) {
    if (hours < 1 || hours > 12) return std::nullopt;
    hours = hours % 12 + (is_afternoon ? 12 : 0);
  }
  if (hours > 23 || minutes > 59) return std::nullopt;
  return hours * 60 + minutes;
}

std::string iso_date(year_month_day date) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::optional<year_month_day> read_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (!is_digit(text[i])) return std::nullopt;
  const auto number = [&text](std::size_t from, std::size_t size) {
    return std::atoi(std::string(text.substr(from, size)).c_str());
  };
  return checked(number(0, 4), number(5, 2), number(8, 2));
}

std::optional<std::chrono::month_day> read_yearless_date(std::string_view text) {
  if (!text.starts_with("--")) return std::nullopt;
  std::string digits(text.substr(2));
  if (digits.size() == 5 && digits[2] == '-') digits.erase(2, 1);
  if (digits.size() != 4) return std::nullopt;
  const auto date = read_iso_date("2024-" + digits.substr(0, 2) + "-" + digits.substr(2));  // a leap year has all days
  if (!date) return std::nullopt;
  return date->month() / date->day();
}

}  // namespace vinculo::i18n
