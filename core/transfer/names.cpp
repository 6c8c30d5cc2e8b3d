#include "transfer/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

// Folded, without the full stop.
constexpr std::array titles{"mr",   "mrs",  "ms",   "miss", "mx",   "dr",  "dra",  "prof", "profa", "sr",  "sra",
                            "srta", "don",  "dona", "eng",  "enga", "ing", "lic",  "adv",  "arq",   "rev", "sir",
                            "herr", "frau", "hon",  "pe",   "fr",   "dom", "exmo", "exma", "d"};
constexpr std::array suffixes{"jr",  "sr",  "ii",  "iii", "iv",  "phd", "md",
                              "esq", "dds", "cpa", "mba", "msc", "bsc", "rn"};

using Words = std::vector<std::string>;

Words split_words(std::string_view text) {
  Words words;
  while (!(text = trimmed(text)).empty()) {
    words.emplace_back(text.substr(0, find_space(text)));
    text.remove_prefix(words.back().size());
  }
  return words;
}

std::string joined(const Words& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += (i > begin ? " " : "") + words[i];
  return out;
}

template <class List>
bool is_one_of(const List& list, std::string_view word) {
  std::string key = folded(word);
  std::erase_if(key, [](char c) { return c == '.' || c == ','; });
  return std::ranges::find(list, key) != list.end();
}

bool is_initial(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  return !word.empty() && utf8_step(word, 0).length == word.size();
}

// "Silva, José" or "Silva, Dr. José": what stands behind the comma comes first. "John Doe, Jr." is no such name.
bool put_family_name_first(Contact& contact, std::string_view name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string_view::npos || name.find(',', comma + 1) != std::string_view::npos) return false;
  const std::string_view family = trimmed(name.substr(0, comma)), given = trimmed(name.substr(comma + 1));
  if (family.empty() || given.empty() || is_one_of(suffixes, given)) return false;
  Words words = split_words(given);
  std::size_t begin = 0;
  if (words.size() > 1 && is_one_of(titles, words.front())) contact.honorific_prefix = words[begin++];
  contact.given_name = joined(words, begin, words.size());
  contact.family_name = family;
  return true;
}

}  // namespace

void set_name(Contact& contact, std::string_view whole_name) {
  const std::string_view name = trimmed(whole_name);
  if (name.empty()) return;
  if (put_family_name_first(contact, name)) {
    set_full_name(contact, name);
    return;
  }
  const Words words = split_words(name);
  std::size_t begin = 0, end = words.size();
  while (end - begin > 1 && is_one_of(titles, words[begin])) ++begin;
  while (end - begin > 2 && is_one_of(suffixes, words[end - 1])) --end;
  contact.honorific_prefix = joined(words, 0, begin);
  contact.honorific_suffix = joined(words, end, words.size());
  contact.given_name = words[begin];
  std::size_t family = begin + 1;
  while (end - family > 1 && is_initial(words[family])) ++family;
  contact.additional_names = joined(words, begin + 1, family);
  contact.family_name = joined(words, family, end);
  if (!contact.honorific_suffix.empty() && contact.family_name.ends_with(',')) contact.family_name.pop_back();
  set_full_name(contact, name);
}

std::string name_to_show(const Contact& contact) {
  if (!contact.full_name.empty()) return contact.full_name;
  if (std::string name = composed_name(contact); !name.empty()) return name;
  if (!contact.jobs.empty() && !contact.jobs.front().organisation.empty()) return contact.jobs.front().organisation;
  if (!contact.nickname.empty()) return contact.nickname;
  if (!contact.mails.empty()) return contact.mails.front().address;
  if (!contact.phones.empty()) return contact.phones.front().number;
  return {};
}

void set_full_name(Contact& contact, std::string_view whole_name) {
  contact.full_name.clear();
  if (name_to_show(contact) != whole_name) contact.full_name = whole_name;
}

}  // namespace vinculo::transfer
