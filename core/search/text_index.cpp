#include "search/text_index.h"

#include <algorithm>
#include <functional>

#include "storage/database.h"

namespace vinculo::search {
namespace {

constexpr std::size_t max_known_words = 50'000;
constexpr std::size_t prefix_index_characters = 4;  // of the FTS tables (search_tables.cpp)
constexpr std::int64_t max_expansions = 200;        // more words than this begin so: FTS gathers them itself
constexpr std::size_t max_phone_candidates = 200;
constexpr std::string_view last_text = "\xF4\x8F\xBF\xBF";  // U+10FFFF, behind every text

// The SQL of a list's tables, made once: %T is the list's name.
std::string for_list(std::string_view before, List list, std::string_view after) {
  return std::string(before) + std::string(name_of(list)) + std::string(after);
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

bool has_letter(std::string_view word) {
  return std::ranges::any_of(word, [](char character) { return character < '0' || character > '9'; });
}

std::string joined(const std::vector<std::string>& words, std::string text = {}) {
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

std::string reversed(std::string_view digits) { return {digits.rbegin(), digits.rend()}; }

// Rows of PHONE_text for one number: its digits, and behind "<" its digits from the last to the first.
template <class Action>
Status for_each_digits(std::string_view digits, Action action) {
  while (!digits.empty()) {
    const std::size_t end = std::min(digits.find(' '), digits.size());
    const std::string number(digits.substr(0, end));
    digits.remove_prefix(std::min(end + 1, digits.size()));
    if (auto status = action(number); !status) return status;
    if (auto status = action("<" + reversed(number)); !status) return status;
  }
  return {};
}

}  // namespace

Status TextIndex::write(List list, std::int64_t key, const IndexedText& text, Row row,
                        std::string_view old_phone_digits) {
  const std::string verb = row == Row::is_new ? "INSERT INTO " : "INSERT OR REPLACE INTO ";
  const std::string names = joined(text.name_words);
  const std::string all = joined(text.other_words, names);
  auto name_insert = database_.prepare(for_list(verb, list, "_name_text (rowid, words) VALUES (?1, ?2)"));
  if (!name_insert) return std::move(name_insert).error();
  if (auto status = name_insert->bind_all(key, std::string_view(names)).run(); !status) return status;
  auto insert = database_.prepare(for_list(verb, list, "_text (rowid, words) VALUES (?1, ?2)"));
  if (!insert) return std::move(insert).error();
  if (auto status = insert->bind_all(key, std::string_view(all)).run(); !status) return status;
  if (auto status = note_words(text.name_words); !status) return status;
  if (auto status = note_words(text.other_words); !status) return status;
  if (old_phone_digits == text.phone_digits) return {};
  if (auto status = remove_phones(list, key, old_phone_digits); !status) return status;
  return write_phones(list, key, text.phone_digits);
}

Status TextIndex::remove(List list, std::int64_t key, std::string_view old_phone_digits) {
  for (const std::string_view table : {"_name_text WHERE rowid = ?1", "_text WHERE rowid = ?1"}) {
    auto statement = database_.prepare(for_list("DELETE FROM ", list, table));
    if (!statement) return std::move(statement).error();
    if (auto status = statement->bind(1, key).run(); !status) return status;
  }
  return remove_phones(list, key, old_phone_digits);
}

Status TextIndex::note_words(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (character_count(word) <= prefix_index_characters || !has_letter(word)) continue;
    if (known_words_.size() >= max_known_words) known_words_.clear();
    if (!known_words_.insert(word).second) continue;
    auto insert = database_.prepare("INSERT OR IGNORE INTO search_word (word) VALUES (?1)");
    if (!insert) return std::move(insert).error();
    if (auto status = insert->bind(1, std::string_view(word)).run(); !status) return status;
  }
  return {};
}

Status TextIndex::write_phones(List list, std::int64_t key, std::string_view digits) {
  return for_each_digits(digits, [&](const std::string& row) -> Status {
    auto insert =
        database_.prepare(for_list("INSERT OR IGNORE INTO ", list, "_phone_text (digits, key) VALUES (?1, ?2)"));
    if (!insert) return std::move(insert).error();
    return insert->bind_all(std::string_view(row), key).run();
  });
}

Status TextIndex::remove_phones(List list, std::int64_t key, std::string_view digits) {
  return for_each_digits(digits, [&](const std::string& row) -> Status {
    auto remove = database_.prepare(for_list("DELETE FROM ", list, "_phone_text WHERE digits = ?1 AND key = ?2"));
    if (!remove) return std::move(remove).error();
    return remove->bind_all(std::string_view(row), key).run();
  });
}

// One search: what was found so far, and the steps that add to it.
class TextIndex::Search {
 public:
  Search(storage::Database& database, List list, std::size_t limit, const Filter& filter)
      : database_(database), list_(list), limit_(limit), filter_(filter) {}

  [[nodiscard]] bool is_full() const { return found_.keys.size() >= limit_ || filtered_ > most_filtered; }
  FoundKeys take() && {
    found_.is_complete = !is_full();
    return std::move(found_);
  }

  // Records of `table` that match, newest first, those that are not there yet.
  Status add_matches(std::string_view table, const std::string& expression) {
    if (is_full() || expression.empty()) return {};
    const std::string text(table);
    auto statement = database_.prepare(
        for_list("SELECT rowid FROM ", list_,
                 text + " WHERE " + std::string(name_of(list_)) + text + " MATCH ?1 ORDER BY rowid DESC"));
    if (!statement) return std::move(statement).error();
    statement->bind(1, std::string_view(expression));
    while (!is_full()) {
      auto row = statement->step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      add(statement->integer(0));
    }
    return {};
  }

  Status add_phones(const PhoneQuery& phone, const std::string& also) {
    for (const std::string& digits : phone.beginnings) {
      if (auto status = add_phone_range(digits, also); !status) return status;
    }
    for (const std::string& digits : phone.endings) {
      if (auto status = add_phone_range("<" + reversed(digits), also); !status) return status;
    }
    return {};
  }

  // The expression of words of which the last may be unfinished; empty when no word begins so.
  Result<std::string> expression_of(const std::vector<std::string>& finished, const std::string& unfinished) {
    auto last = unfinished_term(unfinished);
    if (!last || last->empty()) return last;
    const std::string whole = all_of(finished);
    return whole.empty() ? std::move(*last) : whole + " AND " + *last;
  }

 private:
  void add(std::int64_t key) {
    if (filter_ && !filter_(key)) {
      ++filtered_;
      return;
    }
    if (seen_.insert(key).second) found_.keys.push_back(key);
  }

  // Up to four letters have an index of their own. Longer beginnings are replaced by the words that begin so, which
  // stream; only when there are too many, FTS5 gathers all their matches first.
  Result<std::string> unfinished_term(const std::string& beginning) {
    const std::string as_prefix = quoted_term(beginning) + "*";
    if (character_count(beginning) <= prefix_index_characters || !has_letter(beginning)) return as_prefix;
    auto statement = database_.prepare("SELECT word FROM search_word WHERE word >= ?1 AND word < ?2 LIMIT ?3");
    if (!statement) return std::move(statement).error();
    const std::string end = beginning + std::string(last_text);
    statement->bind_all(std::string_view(beginning), std::string_view(end), max_expansions + 1);
    std::string expression;
    for (std::int64_t count = 0;; ++count) {
      auto row = statement->step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      if (count == max_expansions) return as_prefix;
      if (count > 0) expression += " OR ";
      expression += quoted_term(statement->text(0));
    }
    return expression.empty() ? expression : "(" + expression + ")";
  }

  Status add_phone_range(const std::string& beginning, const std::string& also) {
    if (is_full()) return {};
    auto statement = database_.prepare(for_list("SELECT key FROM ", list_,
                                                "_phone_text WHERE digits >= ?1 AND digits < ?2"
                                                " LIMIT ?3"));
    if (!statement) return std::move(statement).error();
    const std::string end = beginning + ":";  // the character after 9
    statement->bind_all(std::string_view(beginning), std::string_view(end),
                        static_cast<std::int64_t>(also.empty() ? limit_ : max_phone_candidates));
    while (!is_full()) {
      auto row = statement->step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      const std::int64_t key = statement->integer(0);
      auto fits = matches(key, also);
      if (!fits) return std::move(fits).error();
      if (*fits) add(key);
    }
    return {};
  }

  Result<bool> matches(std::int64_t key, const std::string& expression) {
    if (expression.empty()) return true;
    const std::string table = std::string(name_of(list_)) + "_text";
    auto statement = database_.prepare("SELECT 1 FROM " + table + " WHERE " + table + " MATCH ?1 AND rowid = ?2");
    if (!statement) return std::move(statement).error();
    return statement->bind_all(std::string_view(expression), key).step();
  }

  storage::Database& database_;
  List list_;
  std::size_t limit_;
  const Filter& filter_;
  std::size_t filtered_ = 0;  // matches that the filter refused
  FoundKeys found_;
  std::unordered_set<std::int64_t> seen_;
};

Result<FoundKeys> TextIndex::search(List list, const QueryWords& query, std::size_t limit, const Filter& filter) {
  if (query.is_empty()) return FoundKeys{};
  Search search(database_, list, limit, filter);
  auto expression = search.expression_of(query.finished, query.unfinished);
  if (!expression) return std::move(expression).error();
  std::vector<std::string> whole = query.finished;
  whole.push_back(query.unfinished);
  if (auto status = search.add_matches("_name_text", all_of(whole)); !status) return status.error();
  if (auto status = search.add_matches("_name_text", *expression); !status) return status.error();
  for (const PhoneQuery& phone : query.phones) {
    if (auto status = search.add_phones(phone, all_of(query.beside_phones)); !status) return status.error();
  }
  if (auto status = search.add_matches("_text", *expression); !status) return status.error();
  return std::move(search).take();
}

Result<bool> TextIndex::merge_step(std::int64_t pages) {
  for (const List list : {List::people, List::organisations}) {
    for (const std::string_view suffix : {"_text", "_name_text"}) {
      const std::string table = std::string(name_of(list)) + std::string(suffix);
      auto before = database_.query_integer("SELECT total_changes()");
      if (!before) return std::move(before).error();
      auto merge = database_.prepare("INSERT INTO " + table + " (" + table + ", rank) VALUES ('merge', ?1)");
      if (!merge) return std::move(merge).error();
      if (auto status = merge->bind(1, pages).run(); !status) return status.error();
      auto after = database_.query_integer("SELECT total_changes()");
      if (!after) return std::move(after).error();
      if (*after - *before >= 2) return true;  // FTS5: a merge that wrote nothing changes one row only
    }
  }
  return false;
}

}  // namespace vinculo::search
