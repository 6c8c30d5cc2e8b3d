#include "search/search_tables.h"

#include <string>

#include "storage/database.h"

namespace vinculo::search {
namespace {

// %L is the name of a list. Keys of the list are the row ids of the records. FTS5 gets words that are folded already
// (fold.h), so its ascii tokenizer only splits at spaces. detail=none: words, no positions, a third of the size.
// Prefix indexes answer what has up to four letters without gathering matches; search_word serves longer beginnings.
constexpr std::string_view list_sql = R"(
CREATE TABLE IF NOT EXISTS %L_list (
  key INTEGER PRIMARY KEY, id BLOB NOT NULL, name TEXT NOT NULL, mail TEXT NOT NULL, phone TEXT NOT NULL,
  organisation TEXT NOT NULL, title TEXT NOT NULL, city TEXT NOT NULL, has_conflict INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL, name_key TEXT NOT NULL, organisation_key TEXT NOT NULL,
  family_name TEXT NOT NULL, family_key TEXT NOT NULL, folded_name TEXT NOT NULL, text_hash INTEGER NOT NULL,
  phone_digits TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS %L_list_by_name ON %L_list (name_key);
CREATE INDEX IF NOT EXISTS %L_list_by_change ON %L_list (changed_ms);
CREATE VIRTUAL TABLE IF NOT EXISTS %L_name_text USING fts5(words, content='', contentless_delete=1, tokenize='ascii',
  detail=none, prefix='1 2 3 4');
CREATE VIRTUAL TABLE IF NOT EXISTS %L_text USING fts5(words, content='', contentless_delete=1, tokenize='ascii',
  detail=none, prefix='1 2 3 4');
CREATE TABLE IF NOT EXISTS %L_phone_text (digits TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (digits, key))
  WITHOUT ROWID;
)";
constexpr std::string_view shared_sql = R"(
CREATE INDEX IF NOT EXISTS person_list_by_family_name ON person_list (family_key, name_key);
CREATE INDEX IF NOT EXISTS organisation_list_by_folded_name ON organisation_list (folded_name);
CREATE INDEX IF NOT EXISTS person_list_by_organisation ON person_list (organisation_key, name_key);
CREATE TABLE IF NOT EXISTS list_block (list_order INTEGER NOT NULL, text TEXT NOT NULL, second_text TEXT NOT NULL,
  number INTEGER NOT NULL, key INTEGER NOT NULL, rows INTEGER NOT NULL,
  PRIMARY KEY (list_order, text, second_text, number, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS search_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS search_waiting (list INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (list, key))
  WITHOUT ROWID;
)";
constexpr std::string_view state_sql =
    "CREATE TABLE IF NOT EXISTS search_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID";
constexpr std::string_view drop_list_sql = R"(
DROP TABLE IF EXISTS %L_list; DROP TABLE IF EXISTS %L_name_text; DROP TABLE IF EXISTS %L_text;
DROP TABLE IF EXISTS %L_phone_text;
)";
constexpr std::string_view drop_shared_sql = R"(
DROP TABLE IF EXISTS list_block; DROP TABLE IF EXISTS search_word; DROP TABLE IF EXISTS search_waiting;
)";
// Fewer, larger merges while much is written; what is left over is merged when nothing else is to be done.
constexpr std::string_view merge_sql = R"(
INSERT INTO %L_name_text(%L_name_text, rank) VALUES ('automerge', 8);
INSERT INTO %L_text(%L_text, rank) VALUES ('automerge', 8);
)";

std::string for_list(std::string_view sql, List list) {
  std::string text;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql.substr(at, 2) == "%L") {
      text += name_of(list);
      ++at;
    } else {
      text += sql[at];
    }
  }
  return text;
}

Status create_tables(storage::Database& database) {
  for (const List list : {List::people, List::organisations}) {
    if (auto status = database.execute(for_list(list_sql, list)); !status) return status;
    if (auto status = database.execute(for_list(merge_sql, list)); !status) return status;
  }
  return database.execute(shared_sql);
}

}  // namespace

Result<bool> prepare_search_tables(storage::Database& database) {
  if (auto status = database.execute(state_sql); !status) return status.error();
  auto form = find_state(database, "form");
  if (!form) return std::move(form).error();
  return *form != search_form_version;
}

Status drop_search_tables(storage::Database& database) {
  for (const List list : {List::people, List::organisations}) {
    if (auto status = database.execute(for_list(drop_list_sql, list)); !status) return status;
  }
  if (auto status = database.execute(drop_shared_sql); !status) return status;
  if (auto status = create_tables(database); !status) return status;
  // The generation goes on, so that a copy in memory is seen to be old.
  if (auto status = database.execute("DELETE FROM search_state WHERE name NOT IN ('generation', 'collation');"
                                     "UPDATE search_state SET value = value + 1 WHERE name = 'generation'");
      !status)
    return status;
  return set_state(database, "form", search_form_version);
}

Result<std::int64_t> find_state(storage::Database& database, std::string_view name) {
  auto statement = database.prepare("SELECT value FROM search_state WHERE name = ?1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, name).step();
  if (!row) return std::move(row).error();
  return *row ? statement->integer(0) : 0;
}

Status set_state(storage::Database& database, std::string_view name, std::int64_t value) {
  auto statement = database.prepare(
      "INSERT INTO search_state (name, value) VALUES (?1, ?2)"
      " ON CONFLICT (name) DO UPDATE SET value = ?2");
  if (!statement) return std::move(statement).error();
  return statement->bind_all(name, value).run();
}

}  // namespace vinculo::search
