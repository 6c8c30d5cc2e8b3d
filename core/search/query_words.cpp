#include "search/query_words.h"

#include <algorithm>

#include "search/fold.h"

namespace vinculo::search {
namespace {

// The text without what lies beyond the limit, cut between characters.
std::string_view shortened(std::string_view typed) {
  if (typed.size() <= max_query_bytes) return typed;
  std::size_t end = max_query_bytes;
  while (end > 0 && (static_cast<unsigned char>(typed[end]) & 0xC0) == 0x80) --end;
  return typed.substr(0, end);
}

bool may_continue_word(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

void append_words(std::vector<std::string>& to, std::string_view text) {
  for (std::string& word : words_of(text)) {
    if (to.size() < max_query_words) to.push_back(std::move(word));
  }
}

}  // namespace

QueryWords parse_query(std::string_view typed) {
  typed = shortened(typed);
  QueryWords query;
  std::vector<std::string> words;
  std::size_t plain_start = 0;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    if (at > 0 && may_continue_word(typed[at - 1])) continue;
    const std::size_t length = phone_length(typed.substr(at));
    if (length == 0) continue;
    append_words(words, typed.substr(plain_start, at - plain_start));
    append_words(query.beside_phones, typed.substr(plain_start, at - plain_start));
    append_words(words, typed.substr(at, length));
    query.phones.push_back(phone_query(typed.substr(at, length)));
    plain_start = at + length;
    at = plain_start - 1;
  }
  append_words(words, typed.substr(plain_start));
  append_words(query.beside_phones, typed.substr(plain_start));
  if (words.empty()) return query;
  query.unfinished = std::move(words.back());
  words.pop_back();
  for (std::string& word : words) {
    if (std::ranges::find(query.finished, word) == query.finished.end()) query.finished.push_back(std::move(word));
  }
  return query;
}

std::string quoted_term(std::string_view word) { return '"' + std::string(word) + '"'; }

std::string all_of(const std::vector<std::string>& words) {
  std::string expression;
  for (const std::string& word : words) {
    if (!expression.empty()) expression += " AND ";
    expression += quoted_term(word);
  }
  return expression;
}

}  // namespace vinculo::search
