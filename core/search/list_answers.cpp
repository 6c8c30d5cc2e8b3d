// The reading half of SearchIndex: windows of lists and of what a query finds.
#include <algorithm>

#include "search/search_index.h"
#include "storage/database.h"

namespace vinculo::search {
namespace {

Order order_of(List list, Sort sort) {
  if (list == List::organisations) {
    return sort == Sort::changed ? Order::organisations_by_change : Order::organisations_by_name;
  }
  switch (sort) {
    case Sort::name: return Order::people_by_name;
    case Sort::organisation: return Order::people_by_organisation;
    case Sort::changed: return Order::people_by_change;
    case Sort::family_name: return Order::people_by_family_name;
  }
  return Order::people_by_name;
}

std::string order_columns(Order order) {
  switch (order) {
    case Order::people_by_organisation: return "organisation_key, name_key, key";
    case Order::people_by_family_name: return "family_key, name_key, key";
    case Order::people_by_change:
    case Order::organisations_by_change: return "changed_ms, key";
    default: return "name_key, key";
  }
}

bool is_same_answer(const Question& one, const Question& other) {
  return one.list == other.list && one.sort == other.sort && one.query == other.query && one.label == other.label;
}

Result<std::vector<std::int64_t>> read_keys(storage::Statement& statement) {
  std::vector<std::int64_t> keys;
  for (;;) {
    auto row = statement.step();
    if (!row) return std::move(row).error();
    if (!*row) return keys;
    keys.push_back(statement.integer(0));
  }
}

// The part of `keys` at [offset, offset + limit), counted from the end when descending.
std::vector<std::int64_t> part_of(const std::vector<std::int64_t>& keys, const Question& question, bool descending) {
  const auto size = static_cast<std::int64_t>(keys.size());
  const std::int64_t first = std::clamp<std::int64_t>(question.offset, 0, size);
  const std::int64_t end = first + std::clamp<std::int64_t>(question.limit, 0, size - first);
  std::vector<std::int64_t> part;
  for (std::int64_t at = first; at < end; ++at) {
    part.push_back(keys[static_cast<std::size_t>(descending ? size - 1 - at : at)]);
  }
  return part;
}

}  // namespace

Result<Window> SearchIndex::window(const Question& question) {
  Window window;
  auto keys = keys_of(question, window);
  if (!keys) return std::move(keys).error();
  window.rows.reserve(keys->size());
  for (const std::int64_t key : *keys) {
    auto entry = read_entry(question.list, key);
    if (!entry) return std::move(entry).error();
    window.rows.push_back(std::move(*entry));
  }
  return window;
}

Result<std::vector<std::int64_t>> SearchIndex::all_keys(const Question& question) {
  if (!question.query.empty()) {
    auto found = texts_.search(question.list, parse_query(question.query), SIZE_MAX);
    if (!found || !question.label) return found ? Result(std::move(found->keys)) : std::move(found).error();
    auto labelled = keys_of_label(question);
    if (!labelled) return labelled;
    std::ranges::sort(*labelled);
    std::erase_if(found->keys, [&](std::int64_t key) { return !std::ranges::binary_search(*labelled, key); });
    return std::move(found->keys);
  }
  if (question.label) return keys_of_label(question);
  auto statement =
      database_.prepare("SELECT key FROM " + std::string(name_of(question.list)) + "_list ORDER BY name_key");
  if (!statement) return std::move(statement).error();
  return read_keys(*statement);
}

Result<std::optional<Uuid>> SearchIndex::find_id(List list, std::int64_t key) { return summaries_.find_id(list, key); }

Result<std::optional<std::int64_t>> SearchIndex::find_key(List list, const Uuid& id) {
  auto record = summaries_.find_key(list, id);
  if (!record) return std::move(record).error();
  return *record && !(*record)->is_deleted ? std::optional((*record)->key) : std::nullopt;
}

Result<std::int64_t> SearchIndex::count(List list) { return blocks_.total(order_of(list, Sort::name)); }

Result<std::optional<Entry>> SearchIndex::find_entry(List list, const Uuid& id) {
  auto record = summaries_.find_key(list, id);
  if (!record) return std::move(record).error();
  if (!*record || (*record)->is_deleted) return std::optional<Entry>();
  auto entry = read_entry(list, (*record)->key);
  if (!entry) return std::move(entry).error();
  if (entry->id.is_nil()) return std::optional<Entry>();
  return std::optional<Entry>(std::move(*entry));
}

Result<std::vector<std::int64_t>> SearchIndex::keys_of(const Question& question, Window& window) {
  if (question.query.empty() && !question.label) {
    const Order order = order_of(question.list, question.sort);
    auto total = blocks_.total(order);
    if (!total) return std::move(total).error();
    window.total = *total;
    const std::int64_t first = std::clamp<std::int64_t>(question.offset, 0, *total);
    const std::int64_t count = std::clamp<std::int64_t>(question.limit, 0, *total - first);
    auto keys = blocks_.keys_at(order, question.descending ? *total - first - count : first, count);
    if (keys && question.descending) std::ranges::reverse(*keys);
    return keys;
  }
  auto answer = remembered(question);
  if (!answer) return std::move(answer).error();
  window.total = static_cast<std::int64_t>((*answer)->keys.size());
  window.total_is_exact = (*answer)->is_complete;
  return part_of((*answer)->keys, question, question.descending && question.query.empty());
}

Result<const SearchIndex::Remembered*> SearchIndex::remembered(const Question& question) {
  Remembered& answer = question.query.empty() ? of_label_ : of_query_;
  auto generation = find_state(database_, "generation");
  if (!generation) return std::move(generation).error();
  if (answer.generation == *generation && is_same_answer(answer.question, question)) return &answer;
  answer = {question, -1, {}, true};
  if (question.query.empty()) {
    auto keys = keys_of_label(question);
    if (!keys) return std::move(keys).error();
    answer.keys = std::move(*keys);
  } else if (auto status = fill_from_query(answer); !status) {
    return status.error();
  }
  answer.generation = *generation;
  return &answer;
}

Status SearchIndex::fill_from_query(Remembered& answer) {
  std::vector<std::int64_t> labelled;
  TextIndex::Filter filter;
  if (answer.question.label) {
    Question label_only = answer.question;
    label_only.query.clear();
    auto of_label = remembered(label_only);
    if (!of_label) return std::move(of_label).error();
    labelled = (*of_label)->keys;
    std::ranges::sort(labelled);
    filter = [&labelled](std::int64_t key) { return std::ranges::binary_search(labelled, key); };
  }
  auto found = texts_.search(answer.question.list, parse_query(answer.question.query), most_found, filter);
  if (!found) return std::move(found).error();
  answer.keys = std::move(found->keys);
  answer.is_complete = found->is_complete;
  return {};
}

Result<std::vector<std::int64_t>> SearchIndex::keys_of_label(const Question& question) {
  const std::string list(name_of(question.list));
  auto statement = database_.prepare("SELECT key FROM labelling JOIN " + list + " ON " + list +
                                     ".id = labelling.subject JOIN " + list + "_list ON key = " + list +
                                     ".rowid WHERE labelling.label = ?1 AND labelling.deleted = 0 ORDER BY " +
                                     order_columns(order_of(question.list, question.sort)));
  if (!statement) return std::move(statement).error();
  statement->bind(1, *question.label);
  return read_keys(*statement);
}

Result<Entry> SearchIndex::read_entry(List list, std::int64_t key) {
  auto statement = database_.prepare(
      list == List::people
          ? "SELECT id, name, mail, phone, organisation, title, city, has_conflict FROM person_list WHERE key = ?1"
          : "SELECT id, name, mail, phone, organisation, title, city, has_conflict FROM organisation_list WHERE key = ?1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, key).step();
  if (!row) return std::move(row).error();
  Entry entry;
  if (!*row) return entry;
  entry.id = statement->uuid(0);
  entry.name = statement->text(1);
  entry.mail = statement->text(2);
  entry.phone = statement->text(3);
  entry.organisation = statement->text(4);
  entry.title = statement->text(5);
  entry.city = statement->text(6);
  entry.has_conflict = statement->integer(7) != 0;
  if (list == List::organisations) {
    auto people = database_.prepare(
        "SELECT count(*) FROM affiliation JOIN person ON person.id = affiliation.person"
        " WHERE affiliation.organisation = ?1 AND affiliation.deleted = 0"
        " AND person.deleted = 0");
    if (!people) return std::move(people).error();
    auto counted = people->bind(1, entry.id).step();
    if (!counted) return std::move(counted).error();
    entry.people = people->integer(0);
  }
  return entry;
}

}  // namespace vinculo::search
