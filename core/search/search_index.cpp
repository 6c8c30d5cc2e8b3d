#include "search/search_index.h"

#include <algorithm>

#include "storage/database.h"

namespace vinculo::search {
namespace {

constexpr std::size_t most_refreshed_at_once = 500;  // more records behind one change are made in idle time
constexpr std::int64_t merge_pages = 200;

// FNV-1a (Fowler, Noll, Vo), 64 bits; stored beside the row, so that texts that did not change are not written again.
std::int64_t hash_of(const IndexedText& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&](std::string_view part) {
    for (const char character : part) hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001b3;
    hash = (hash ^ 0xff) * 0x100000001b3;
  };
  for (const std::string& word : text.name_words) add(word);
  add("");
  for (const std::string& word : text.other_words) add(word);
  add(text.phone_digits);
  return static_cast<std::int64_t>(hash);
}

constexpr std::string_view collation_state = "collation";

std::string_view rebuild_state(List list) {
  return list == List::people ? "rebuild_people_until" : "rebuild_organisations_until";
}

bool is_record(Table table) { return table == Table::person || table == Table::organisation; }
List list_of(Table table) { return table == Table::person ? List::people : List::organisations; }

}  // namespace

SearchIndex::SearchIndex(storage::Database& database)
    : database_(database), blocks_(database), lists_(database, blocks_), texts_(database), summaries_(database) {}

Result<std::unique_ptr<SearchIndex>> SearchIndex::open(storage::Database& database) {
  auto is_new_form = prepare_search_tables(database);
  if (!is_new_form) return std::move(is_new_form).error();
  std::unique_ptr<SearchIndex> index(new SearchIndex(database));
  auto collation = find_state(database, collation_state);
  if (!collation) return std::move(collation).error();
  index->lists_.use_collation(*collation == static_cast<std::int64_t>(Collation::spanish) ? Collation::spanish
                                                                                          : Collation::root);
  if (*is_new_form) {
    if (auto status = index->rebuild(); !status) return status.error();
  }
  return index;
}

Result<bool> SearchIndex::set_collation(Collation collation) {
  const Collation before = lists_.collation();
  if (collation == before) return false;
  auto transaction = storage::Transaction::begin(database_);
  if (!transaction) return std::move(transaction).error();
  Status status = begin_change();
  lists_.use_collation(collation);
  for (const List list : {List::people, List::organisations})
    if (status) status = lists_.rewrite_keys(list);
  if (status) status = set_state(database_, collation_state, static_cast<std::int64_t>(collation));
  if (status) status = blocks_.flush();
  if (status) status = transaction->commit();
  if (status) return true;
  lists_.use_collation(before);
  blocks_.forget();
  texts_.forget();
  return std::move(status).error();
}

Status SearchIndex::begin_change() {
  auto generation = find_state(database_, "generation");
  if (!generation) return std::move(generation).error();
  if (*generation != generation_) texts_.forget();  // what this object wrote last was rolled back
  generation_ = *generation + 1;
  is_tidy_ = false;
  return {};
}

Status SearchIndex::rows_changed(std::span<const RowChange> rows) {
  Units units;
  Status status = begin_change();
  for (const RowChange& row : rows) {  // records first: their parts need not be looked up then
    if (status && is_record(row.table)) status = add_record(row, units);
  }
  for (const RowChange& row : rows) {
    if (status && !is_record(row.table)) status = add_units_of_part(row, units);
  }
  for (const auto& [list, id] : units) {
    if (status) status = refresh(list, id);
  }
  if (status) status = blocks_.flush();
  if (!status) {  // the transaction will be rolled back
    blocks_.forget();
    texts_.forget();
  }
  return status;
}

Status SearchIndex::add_record(const RowChange& row, Units& units) {
  if (row.is_removed) return remove(list_of(row.table), row.rowid);
  units.emplace(list_of(row.table), row.id);
  return {};
}

Status SearchIndex::add_units_of_part(const RowChange& row, Units& units) {
  if (row.table == Table::property || row.table == Table::photo) return {};  // neither listed nor searched
  if (row.table == Table::label) return row.is_new ? Status{} : add_subjects_of_label(row.id, units);
  if (auto status = add_owner(row.unit, units); !status || row.unit_before == row.unit) return status;
  return add_owner(row.unit_before, units);
}

Status SearchIndex::add_owner(const Uuid& owner, Units& units) {
  if (units.contains({List::people, owner}) || units.contains({List::organisations, owner})) return {};
  for (const List list : {List::people, List::organisations}) {
    auto key = summaries_.find_key(list, owner);
    if (!key) return std::move(key).error();
    if (*key) {
      units.emplace(list, owner);
      return {};
    }
  }
  return {};  // its record has not arrived yet and will bring it along
}

Status SearchIndex::add_subjects_of_label(const Uuid& label, Units& units) {
  auto statement = database_.prepare("SELECT subject FROM labelling WHERE label = ?1 AND deleted = 0");
  if (!statement) return std::move(statement).error();
  statement->bind(1, label);
  for (std::size_t count = 0;; ++count) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    const Uuid subject = statement->uuid(0);
    if (count < most_refreshed_at_once) {
      if (auto status = add_owner(subject, units); !status) return status;
      continue;
    }
    for (const List list : {List::people, List::organisations}) {
      auto key = summaries_.find_key(list, subject);
      if (!key) return std::move(key).error();
      if (!*key) continue;
      if (auto status = put_off(list, (*key)->key); !status) return status;
    }
  }
}

Status SearchIndex::refresh(List list, const Uuid& id) {
  auto record = summaries_.find_key(list, id);
  if (!record) return std::move(record).error();
  if (!*record) return {};
  const std::int64_t key = (*record)->key;
  auto old = lists_.find(list, key);
  if (!old) return std::move(old).error();
  std::string name;
  if ((*record)->is_deleted) {
    if (auto status = remove(list, key); !status) return status;
  } else {
    auto summary = summaries_.read(list, key, id);
    if (!summary) return std::move(summary).error();
    const std::int64_t hash = hash_of(summary->text);
    if (!*old || (*old)->text_hash != hash) {
      const auto row = *old ? TextIndex::Row::exists : TextIndex::Row::is_new;
      const std::string_view old_digits = *old ? std::string_view((*old)->phone_digits) : std::string_view();
      if (auto status = texts_.write(list, key, summary->text, row, old_digits); !status) return status;
    }
    if (auto status = lists_.write(list, key, id, *summary, hash, *old); !status) return status;
    name = std::move(summary->name);
  }
  const bool is_renamed = list == List::organisations && name != (*old ? (*old)->name : std::string());
  return is_renamed ? refresh_people_of(id) : Status{};
}

Status SearchIndex::remove(List list, std::int64_t key) {
  auto old = lists_.find(list, key);
  if (!old) return std::move(old).error();
  if (!*old) return {};
  if (auto status = texts_.remove(list, key, (*old)->phone_digits); !status) return status;
  return lists_.remove(list, key, **old);
}

Status SearchIndex::refresh_people_of(const Uuid& organisation) {
  auto statement = database_.prepare(
      "SELECT person.id, person.rowid FROM affiliation JOIN person"
      " ON person.id = affiliation.person"
      " WHERE affiliation.organisation = ?1 AND affiliation.deleted = 0");
  if (!statement) return std::move(statement).error();
  statement->bind(1, organisation);
  std::vector<Uuid> people;
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    if (people.size() < most_refreshed_at_once) {
      people.push_back(statement->uuid(0));
    } else if (auto status = put_off(List::people, statement->integer(1)); !status) {
      return status;
    }
  }
  for (const Uuid& person : people) {
    if (auto status = refresh(List::people, person); !status) return status;
  }
  return {};
}

Status SearchIndex::put_off(List list, std::int64_t key) {
  auto statement = database_.prepare("INSERT OR IGNORE INTO search_waiting (list, key) VALUES (?1, ?2)");
  if (!statement) return std::move(statement).error();
  return statement->bind_all(static_cast<std::int64_t>(list), key).run();
}

// --- idle time ---

Status SearchIndex::rebuild() {
  auto transaction = storage::Transaction::begin(database_);
  if (!transaction) return std::move(transaction).error();
  if (auto status = drop_search_tables(database_); !status) return status;
  blocks_.forget();
  texts_.forget();
  // Everything up to the newest record of now; later ones are listed as they come.
  for (const List list : {List::people, List::organisations}) {
    auto newest = database_.query_integer(list == List::people ? "SELECT max(rowid) FROM person"
                                                               : "SELECT max(rowid) FROM organisation");
    if (!newest) return std::move(newest).error();
    if (auto status = set_state(database_, rebuild_state(list), *newest); !status) return status;
  }
  return transaction->commit();
}

Result<bool> SearchIndex::is_behind() {
  for (const List list : {List::people, List::organisations}) {
    auto until = find_state(database_, rebuild_state(list));
    if (!until) return std::move(until).error();
    if (*until > 0) return true;
  }
  auto waiting = database_.query_integer("SELECT EXISTS (SELECT 1 FROM search_waiting)");
  if (!waiting) return std::move(waiting).error();
  return *waiting != 0;
}

Result<SearchIndex::Work> SearchIndex::work_step(std::int64_t max_records) {
  auto is_behind_now = is_behind();
  if (!is_behind_now) return std::move(is_behind_now).error();
  if (*is_behind_now) return rebuild_step(max_records);
  if (is_tidy_) return Work::nothing;
  auto transaction = storage::Transaction::begin(database_);
  if (!transaction) return std::move(transaction).error();
  auto more = texts_.merge_step(merge_pages);
  if (!more) return std::move(more).error();
  if (auto status = transaction->commit(); !status) return status.error();
  is_tidy_ = !*more;
  return *more ? Work::more : Work::nothing;
}

Result<SearchIndex::Work> SearchIndex::rebuild_step(std::int64_t max_records) {
  auto transaction = storage::Transaction::begin(database_);
  if (!transaction) return std::move(transaction).error();
  Status status = begin_change();
  std::int64_t records_left = max_records;
  for (const List list : {List::organisations, List::people}) {  // people show names of organisations
    if (!status || records_left <= 0) break;
    auto done = rebuild_list(list, records_left);
    if (!done) status = std::move(done).error();
  }
  if (status && records_left > 0) {
    auto done = catch_up(records_left);
    if (!done) status = std::move(done).error();
  }
  if (status) status = blocks_.flush();
  if (status) status = transaction->commit();
  if (!status) {
    blocks_.forget();
    texts_.forget();
    return std::move(status).error();
  }
  return Work::more;
}

// From the newest record down to the first: what was worked with lately is there first.
Result<bool> SearchIndex::rebuild_list(List list, std::int64_t& records_left) {
  auto until = find_state(database_, rebuild_state(list));
  if (!until) return std::move(until).error();
  std::int64_t key = *until;
  while (key > 0 && records_left > 0) {
    auto id = summaries_.find_id(list, key);
    if (!id) return std::move(id).error();
    if (*id) {
      if (auto status = refresh(list, **id); !status) return status.error();
      --records_left;
    }
    --key;
  }
  if (key != *until) {
    if (auto status = set_state(database_, rebuild_state(list), key); !status) return status.error();
  }
  return key == 0;
}

Result<bool> SearchIndex::catch_up(std::int64_t& records_left) {
  while (records_left-- > 0) {
    List list{};
    std::int64_t key = 0;
    {
      auto statement = database_.prepare("SELECT list, key FROM search_waiting LIMIT 1");
      if (!statement) return std::move(statement).error();
      auto row = statement->step();
      if (!row) return std::move(row).error();
      if (!*row) return true;
      list = static_cast<List>(statement->integer(0));
      key = statement->integer(1);
    }
    auto id = summaries_.find_id(list, key);
    if (!id) return std::move(id).error();
    if (*id) {
      if (auto status = refresh(list, **id); !status) return status.error();
    }
    auto remove = database_.prepare("DELETE FROM search_waiting WHERE list = ?1 AND key = ?2");
    if (!remove) return std::move(remove).error();
    if (auto status = remove->bind_all(static_cast<std::int64_t>(list), key).run(); !status) return status.error();
  }
  return false;
}

}  // namespace vinculo::search
