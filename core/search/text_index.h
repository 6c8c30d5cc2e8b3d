// Finds records by words, beginnings of words and phone numbers. Works on words that are folded already and on row ids
// of the list tables; it knows neither records nor what a person is. Used inside the caller's transaction. One thread.
//
// A search never gathers or ranks all matches: each step streams row ids, newest first, and stops at the limit. Steps:
// records whose name has exactly these words; whose name has words that begin so; whose phone it is; whose other texts
// (mail, organisation, title, address, notes, labels) match.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/error.h"
#include "search/query_words.h"
#include "search/search_tables.h"

namespace vinculo::search {

struct IndexedText {
  std::vector<std::string> name_words;
  std::vector<std::string> other_words;
  std::string phone_digits;  // national digits of every phone, joined by spaces
};

struct FoundKeys {
  std::vector<std::int64_t> keys;  // best first, each once
  bool is_complete = true;         // false: the limit was reached, there may be more
};

class TextIndex {
 public:
  explicit TextIndex(storage::Database& database) : database_(database) {}

  // old_phone_digits: what was written for this key before; empty for a new one.
  enum class Row : std::uint8_t { is_new, exists };
  Status write(List list, std::int64_t key, const IndexedText& text, Row row, std::string_view old_phone_digits);
  Status remove(List list, std::int64_t key, std::string_view old_phone_digits);

  // A filter, when given, says which records count; a search with one looks at no more than most_filtered matches.
  using Filter = std::function<bool(std::int64_t key)>;
  static constexpr std::size_t most_filtered = 100'000;
  [[nodiscard]] Result<FoundKeys> search(List list, const QueryWords& query, std::size_t limit,
                                         const Filter& filter = {});

  // Merges some of what many small transactions left behind. True: there is more to merge.
  [[nodiscard]] Result<bool> merge_step(std::int64_t pages);
  // After a rollback: what is known to be stored may not be.
  void forget() { known_words_.clear(); }

 private:
  class Search;
  Status note_words(const std::vector<std::string>& words);
  Status write_phones(List list, std::int64_t key, std::string_view digits);
  Status remove_phones(List list, std::int64_t key, std::string_view digits);

  storage::Database& database_;
  std::unordered_set<std::string> known_words_;  // some of those that search_word has
};

}  // namespace vinculo::search
