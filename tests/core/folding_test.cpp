#include <utf8proc.h>

#include <algorithm>
#include <catch_amalgamated.hpp>

#include "base/folding.h"

using namespace vinculo;

namespace {

bool is_surrogate(char32_t character) { return character >= 0xD800 && character <= 0xDFFF; }

CharacterClass expected_class(char32_t character) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(character));
  if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) return CharacterClass::mark;
  const bool is_letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
  const bool is_number = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
  const bool is_symbol = category == UTF8PROC_CATEGORY_SO || category == UTF8PROC_CATEGORY_CO;
  return is_letter || is_number || is_symbol ? CharacterClass::word : CharacterClass::gap;
}

std::vector<char32_t> expected_form(char32_t character) {
  std::vector<utf8proc_int32_t> parts(64);
  int boundary = 0;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(character), parts.data(),
                                             static_cast<utf8proc_ssize_t>(parts.size()), options, &boundary);
  REQUIRE(count >= 0);
  return {parts.begin(), parts.begin() + count};
}

}  // namespace

TEST_CASE("every character of Unicode folds as in utf8proc and is of the same class") {
  char32_t first_wrong = 0;
  for (char32_t character = 0; character < 0x110000 && first_wrong == 0; ++character) {
    if (is_surrogate(character)) continue;
    FoldBuffer buffer;
    const bool is_equal = std::ranges::equal(fold(character, buffer), expected_form(character));
    if (!is_equal || class_of(character) != expected_class(character)) first_wrong = character;
  }
  CHECK(static_cast<std::uint32_t>(first_wrong) == 0);
}

TEST_CASE("what is no character is its own form") {
  FoldBuffer buffer;
  for (const char32_t number : {char32_t{0xD800}, char32_t{0x110000}, char32_t{0xFFFF'FFFF}}) {
    const auto form = fold(number, buffer);
    REQUIRE(form.size() == 1);
    CHECK(form[0] == number);
  }
}
