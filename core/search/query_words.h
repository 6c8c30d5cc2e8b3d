// What somebody typed into Search, as data: words to find, the last of them perhaps unfinished, and phone numbers.
// Any text is a query; nothing in it is an operator. Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "search/phone_words.h"

namespace vinculo::search {

inline constexpr std::size_t max_query_bytes = 512;  // what is typed beyond is not looked at
inline constexpr std::size_t max_query_words = 12;

struct QueryWords {
  std::vector<std::string> finished;       // each found as a whole word
  std::string unfinished;                  // found as the beginning of a word; empty only without any word
  std::vector<PhoneQuery> phones;          // pieces written like phone numbers; their digits are words as well
  std::vector<std::string> beside_phones;  // the words that are not digits of `phones`

  [[nodiscard]] bool is_empty() const { return unfinished.empty(); }
};

[[nodiscard]] QueryWords parse_query(std::string_view typed);

// `word` as a term of an FTS5 expression: quoted, so never syntax. Words come from words_of().
[[nodiscard]] std::string quoted_term(std::string_view word);
// All words, each whole: "ana" AND "silva". Empty for no words.
[[nodiscard]] std::string all_of(const std::vector<std::string>& words);

}  // namespace vinculo::search
