#include "search/phone_words.h"

#include <algorithm>

namespace vinculo::search {
namespace {

constexpr std::size_t max_digits = 20;  // E.164 allows 15; extensions are written behind

struct Digits {
  std::string all;
  bool is_international = false;  // written with + or 00
};

Digits digits_of(std::string_view number) {
  Digits digits;
  for (const char character : number) {
    if (character == '+' && digits.all.empty()) digits.is_international = true;
    if (character >= '0' && character <= '9' && digits.all.size() < max_digits) digits.all += character;
  }
  if (!digits.is_international && digits.all.starts_with("00")) {
    digits.is_international = true;
    digits.all.erase(0, 2);
  }
  return digits;
}

std::size_t country_code_length(std::string_view digits) {
  if (digits.size() < 2) return 0;
  if (digits[0] == '1' || digits[0] == '7') return 1;
  static constexpr std::string_view two_digits[] = {"20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41",
                                                    "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54",
                                                    "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
                                                    "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"};
  const bool is_two = std::ranges::find(two_digits, digits.substr(0, 2)) != std::end(two_digits);
  return is_two ? 2 : 3;
}

// The digits without country code or trunk zero; the digits themselves when they have neither.
std::string national(const Digits& digits) {
  constexpr std::size_t longest_national = 11;
  std::string_view rest = digits.all;
  if (digits.is_international || (rest.size() > longest_national && rest[0] != '0')) {
    rest.remove_prefix(std::min(country_code_length(rest), rest.size()));
  }
  while (rest.starts_with('0')) rest.remove_prefix(1);
  return std::string(rest);
}

void add_new(std::vector<std::string>& words, std::string word) {
  if (!word.empty() && std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
}

std::string first(std::string_view digits, std::size_t count) { return std::string(digits.substr(0, count)); }
std::string last(std::string_view digits, std::size_t count) {
  return std::string(digits.size() > count ? digits.substr(digits.size() - count) : digits);
}

bool is_digit(char character) { return character >= '0' && character <= '9'; }

}  // namespace

std::string national_digits(std::string_view number) { return national(digits_of(number)); }

std::vector<std::string> phone_words(std::string_view number) {
  const Digits digits = digits_of(number);
  std::vector<std::string> words;
  add_new(words, first(digits.all, 4));
  add_new(words, first(national(digits), 4));
  add_new(words, last(digits.all, 4));
  return words;
}

PhoneQuery phone_query(std::string_view number) {
  const Digits digits = digits_of(number);
  PhoneQuery query;
  add_new(query.beginnings, digits.all);
  add_new(query.beginnings, national(digits));
  query.endings = query.beginnings;
  // Typed with its area, stored without: eight digits are enough to be the same number.
  if (digits.all.size() >= 10) add_new(query.endings, last(digits.all, 8));
  return query;
}

std::size_t phone_length(std::string_view text) {
  constexpr std::size_t least_digits = 5;
  std::size_t length = 0, digits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char character = text[at];
    if (is_digit(character)) {
      ++digits;
      length = at + 1;
    } else if (std::string_view("+()-./ ").find(character) == std::string_view::npos) {
      if (digits > 0 && length == at) return 0;  // digits that run into a word: "4you", "12A"
      break;
    }
  }
  return digits >= least_digits ? length : 0;
}

}  // namespace vinculo::search
