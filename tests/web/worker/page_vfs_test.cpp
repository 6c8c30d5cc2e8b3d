#include "worker/page_vfs.h"

#include <sqlite3.h>
#include <catch2/catch_test_macros.hpp>

#include <map>
#include <string>

#include "failing_memory.h"
#include "storage_model.h"

namespace vinculo::worker {
namespace {

PageVfsHost test_host() {
  return {[] { return 1.7e12; },
          [](std::span<std::uint8_t> bytes) {
            static std::uint8_t next = 1;
            for (auto& byte : bytes) byte = next = static_cast<std::uint8_t>(next * 5 + 3);
          }};
}

// A connection over a PageFile. Every file gets a VFS of its own, which SQLite keeps; the names must outlive it.
class Connection {
 public:
  explicit Connection(PageFile& file) {
    static std::vector<std::unique_ptr<std::string>> names;
    names.push_back(std::make_unique<std::string>("pages" + std::to_string(names.size())));
    const char* name = names.back()->c_str();
    REQUIRE(register_page_vfs(name, file, test_host(), false) == SQLITE_OK);
    REQUIRE(sqlite3_open_v2("main", &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, name) == SQLITE_OK);
    run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
        "PRAGMA mmap_size=4294967296");
  }
  ~Connection() { sqlite3_close(database_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int attempt(const std::string& sql) { return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr); }
  void run(const std::string& sql) {
    const int result = attempt(sql);
    INFO(sql << ": " << sqlite3_errmsg(database_));
    REQUIRE(result == SQLITE_OK);
  }
  std::string text(const std::string& sql) {
    std::string answer;
    const auto first_cell = [](void* into, int, char** cells, char**) {
      *static_cast<std::string*>(into) = cells[0] ? cells[0] : "";
      return 0;
    };
    REQUIRE(sqlite3_exec(database_, sql.c_str(), first_cell, &answer, nullptr) == SQLITE_OK);
    return answer;
  }
  void require_intact() {
    REQUIRE(text("PRAGMA integrity_check") == "ok");
    run("INSERT INTO words(words, rank) VALUES('integrity-check', 1)");
  }

 private:
  sqlite3* database_ = nullptr;
};

void create_schema(Connection& connection) {
  connection.run(
      "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT UNIQUE, mail TEXT);"
      "CREATE INDEX person_mail ON person(mail);"
      "CREATE VIRTUAL TABLE words USING fts5(name, content='person', content_rowid='id', prefix='2 3');"
      "CREATE TRIGGER person_added AFTER INSERT ON person BEGIN INSERT INTO words(rowid, name) VALUES(new.id, new.name); "
      "END;");
}

std::string insert_people(int from, int count) {
  return "INSERT INTO person SELECT value, 'Maria Silva ' || value, 'm' || (value * 7919 % 10007) || '@example.org' FROM "
         "generate_rows WHERE value >= " +
         std::to_string(from) + " AND value < " + std::to_string(from + count);
}

void create_numbers(Connection& connection) {
  connection.run(
      "CREATE TEMP VIEW generate_rows AS WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT "
      "20000) SELECT value FROM n");
}

}  // namespace

TEST_CASE("Every cut of the log opens as an intact database with the rows of a commit") {
  StorageModel storage;
  std::map<std::uint64_t, std::string> rows_at;
  std::vector<std::size_t> cuts;
  {
    PageFile file(storage.loader());
    Connection connection(file);
    create_numbers(connection);
    create_schema(connection);
    const auto note = [&] {
      storage.take_commits(file);
      rows_at[file.sequence()] = connection.text("SELECT count(*) FROM person");
      cuts.push_back(storage.log.size());
    };
    note();
    for (int i = 0; i < 12; ++i) {
      connection.run(insert_people(1 + i * 40, i % 3 == 0 ? 40 : 7));
      note();
      if (i == 4) storage.checkpoint(file);
      if (i == 4) cuts.clear();
      if (i == 6)
        connection.run("BEGIN; DELETE FROM person WHERE id < 30; INSERT INTO words(words) VALUES('rebuild'); COMMIT");
      if (i == 6) note();
      if (i == 8) connection.run("VACUUM");
      if (i == 8) note();
    }
  }
  const Bytes whole = storage.log;
  REQUIRE(cuts.size() > 5);
  for (const std::size_t end : cuts) {
    for (const std::size_t cut : {end, end - 1, end / 2}) {
      CAPTURE(cut);
      storage.log.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut));
      auto opened = storage.open();
      REQUIRE(opened.access == Access::ok);
      REQUIRE(opened.end != LogReplay::End::damaged);
      const std::uint64_t sequence = opened.file->sequence();
      Connection connection(*opened.file);
      if (rows_at.contains(sequence)) REQUIRE(connection.text("SELECT count(*) FROM person") == rows_at[sequence]);
      connection.require_intact();
    }
  }
}

TEST_CASE("A statement that fails or is rolled back leaves the stored state as it was") {
  StorageModel storage;
  PageFile file(storage.loader());
  Connection connection(file);
  create_numbers(connection);
  create_schema(connection);
  connection.run(insert_people(1, 500));
  storage.take_commits(file);
  const std::size_t logged = storage.log.size();

  connection.run("PRAGMA cache_size=10");  // pages are written before the transaction ends
  REQUIRE(
      connection.attempt("INSERT INTO person SELECT value + 1000, 'X' || (value % 1500), 'x' FROM generate_rows LIMIT "
                         "2000") == SQLITE_CONSTRAINT);
  connection.run("BEGIN; " + insert_people(600, 3000) + "; ROLLBACK");
  REQUIRE_FALSE(file.has_open_changes());
  storage.take_commits(file);
  REQUIRE(storage.log.size() == logged);
  connection.require_intact();
  storage.take_commits(file);

  auto opened = storage.open();
  Connection again(*opened.file);
  REQUIRE(again.text("SELECT count(*) FROM person") == "500");
  again.require_intact();
}

TEST_CASE("When memory ends in the middle of a statement it rolls back, and later commits are logged") {
  int failures = 0;
  for (std::int64_t allocations = 1; allocations < 400; allocations += 13) {
    CAPTURE(allocations);
    StorageModel storage;
    PageFile file(storage.loader());
    Connection connection(file);
    create_numbers(connection);
    create_schema(connection);
    connection.run(insert_people(1, 100));
    connection.run("PRAGMA cache_size=10");
    int result = SQLITE_OK;
    const std::string statement = insert_people(200, 1500);
    {
      FailingMemory memory(allocations);
      result = connection.attempt(statement);
    }
    if (result != SQLITE_OK) ++failures;
    connection.require_intact();
    const std::string rows = result == SQLITE_OK ? "1600" : "100";
    REQUIRE(connection.text("SELECT count(*) FROM person") == rows);
    connection.run("INSERT INTO person VALUES(99999, 'Zoé', 'z')");
    storage.take_commits(file);

    auto opened = storage.open();
    REQUIRE(opened.end == LogReplay::End::whole);
    Connection again(*opened.file);
    REQUIRE(again.text("SELECT count(*) FROM person") == connection.text("SELECT count(*) FROM person"));
    again.require_intact();
  }
  REQUIRE(failures > 3);
}

TEST_CASE("A block that storage does not give fails the query and nothing is invented") {
  StorageModel storage;
  {
    PageFile file(storage.loader());
    Connection connection(file);
    create_numbers(connection);
    create_schema(connection);
    connection.run(insert_people(1, 8000));
    storage.checkpoint(file);
  }
  auto opened = storage.open();
  Connection connection(*opened.file);
  REQUIRE(connection.text("SELECT name FROM person WHERE id = 1") == "Maria Silva 1");
  storage.is_readable = false;
  REQUIRE(connection.attempt("SELECT count(mail) FROM person NOT INDEXED") == SQLITE_IOERR);
  storage.is_readable = true;
  REQUIRE(connection.text("SELECT count(mail) FROM person NOT INDEXED") == "8000");
}

}  // namespace vinculo::worker
