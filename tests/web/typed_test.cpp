// What people type for dates, numbers and money is read as their language writes it.
#include "i18n/typed.h"

#include <catch2/catch_test_macros.hpp>

using namespace vinculo::i18n;
using namespace std::chrono;

namespace {
constexpr NumberMarks brazilian{',', '.'}, english{'.', ','};
constexpr year_month_day today{year{2026}, November, day{22}};

std::string date(std::string_view text, DateOrder order = DateOrder::day_month_year) {
  const auto found = read_date(text, order, today);
  return found ? iso_date(*found) : "none";
}
}  // namespace

TEST_CASE("a number is read with the marks of the language") {
  CHECK(read_number("1.234,5", brazilian) == 1234.5);
  CHECK(read_number("1,234.5", english) == 1234.5);
  CHECK(read_number("1234", brazilian) == 1234);
  CHECK(read_number("-0,25", brazilian) == -0.25);
  CHECK(read_number("1 000 000", brazilian) == 1'000'000);
  CHECK(read_number("1\xC2\xA0"
                    "000",
                    english) == 1000);
}

TEST_CASE("a number with the other language's marks is understood where only one reading makes sense") {
  CHECK(read_number("1,234.5", brazilian) == 1234.5);
  CHECK(read_number("1.5", brazilian) == 1.5);
  CHECK(read_number("1.500", brazilian) == 1500);
  CHECK(read_number("1,500", brazilian) == 1.5);
  CHECK(read_number("1.500", english) == 1.5);
  CHECK(read_number("1,500", english) == 1500);
  CHECK(read_number("1.234.567", english) == 1'234'567);
}

TEST_CASE("what is no number is none") {
  for (const std::string_view text : {"", "-", "abc", "1a2", "1.2,3,4", "R$", "12/3"}) {
    INFO(text);
    CHECK_FALSE(read_number(text, brazilian));
  }
}

TEST_CASE("money is exact and takes no more decimals than its currency has") {
  CHECK(read_money("R$ 1.234,50", brazilian, 2) == 123'450);
  CHECK(read_money("1.234,5", brazilian, 2) == 123'450);
  CHECK(read_money("0,1", brazilian, 2) == 10);
  CHECK(read_money("(12,00)", brazilian, 2) == -1200);
  CHECK(read_money("1.990", brazilian, 0) == 1990);
  CHECK(read_money("1990,00", brazilian, 0) == 1990);
  CHECK(read_money("12 €", brazilian, 2) == 1200);
  CHECK_FALSE(read_money("0,125", brazilian, 2));
  CHECK_FALSE(read_money("12345678901234567890", brazilian, 2));
  CHECK(read_money("90071992547409,93", brazilian, 2) == 9'007'199'254'740'993);  // a double would lose the last coin
}

TEST_CASE("a date is read in the language's order") {
  CHECK(date("3/12/2026") == "2026-12-03");
  CHECK(date("3/12/2026", DateOrder::month_day_year) == "2026-03-12");
  CHECK(date("2026-12-03", DateOrder::month_day_year) == "2026-12-03");
  CHECK(date("2026/12/3") == "2026-12-03");
  CHECK(date("03.12.26") == "2026-12-03");
  CHECK(date("03122026") == "2026-12-03");
  CHECK(date("3/12") == "2026-12-03");
  CHECK(date(" 3 - 12 - 2026 ") == "2026-12-03");
}

TEST_CASE("a year of two digits is near today") {
  CHECK(date("1/1/85") == "1985-01-01");
  CHECK(date("1/1/45") == "2045-01-01");
  CHECK(date("1/1/46") == "1946-01-01");
}

TEST_CASE("days that do not exist and other texts are no dates") {
  for (const std::string_view text :
       {"31/02/2026", "29/2/2025", "0/1/2026", "13", "", "tomorrow", "1/2/3/4", "1/13/2026", "--0412"}) {
    INFO(text);
    CHECK(date(text) == "none");
  }
  CHECK(date("29/2/2024") == "2024-02-29");
}

TEST_CASE("a day of every year is read in both its forms") {
  CHECK(read_yearless_date("--0412") == April / 12);
  CHECK(read_yearless_date("--04-12") == April / 12);
  CHECK(read_yearless_date("--0229") == February / 29);
  for (const std::string_view text : {"", "--", "--1345", "0412", "--04123", "---12"})
    CHECK_FALSE(read_yearless_date(text));
}

TEST_CASE("a time is read in all usual forms") {
  CHECK(read_time("9:30") == 570);
  CHECK(read_time("0930") == 570);
  CHECK(read_time("9h30") == 570);
  CHECK(read_time("21") == 1260);
  CHECK(read_time("9 pm") == 1260);
  CHECK(read_time("12am") == 0);
  CHECK(read_time("12:15 PM") == 735);
  for (const std::string_view text : {"", "24:00", "9:60", "13 pm", "9:3", "12345", "x"}) {
    INFO(text);
    CHECK_FALSE(read_time(text));
  }
}
