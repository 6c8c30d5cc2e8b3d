// Phone numbers in the index and in a query. A number is found by all of its digits (with or without + and country
// code), by its national form, by its last eight or last four digits, however it is punctuated. Country codes are
// those of ITU-T E.164 by their length only; numbers are not validated. Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::search {

// The digits without country code (when it is written with + or 00, or the number is too long to be national) and
// without trunk zeros; empty without digits. At most 20 digits.
[[nodiscard]] std::string national_digits(std::string_view number);

// Short words under which the text index finds a stored number: its first four digits with and without country code,
// its last four. Longer pieces are looked up among the digits themselves.
[[nodiscard]] std::vector<std::string> phone_words(std::string_view number);

struct PhoneQuery {
  std::vector<std::string> beginnings;  // the national digits of a match begin with one of these ...
  std::vector<std::string> endings;     // ... or end with one of these
};
// What to look for when `number` was typed. It may be the beginning of a number.
[[nodiscard]] PhoneQuery phone_query(std::string_view number);

// Length of the piece at the start of `text` that is written like a phone number: digits with + ( ) - . / and spaces
// between them, at least five digits in it; 0 when it is none.
[[nodiscard]] std::size_t phone_length(std::string_view text);

}  // namespace vinculo::search
