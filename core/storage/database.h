// One SQLite connection: opening with the right durability, cached statements, errors as values, transactions. It knows
// SQL and no records. One thread; it must outlive the Statements and Stores that use it.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "storage/statement.h"

struct sqlite3;

namespace vinculo::storage {

// What stands behind the file decides what a commit needs.
enum class Durability : std::uint8_t {
  file,      // a file of the operating system: write-ahead log, synchronous FULL
  host_vfs,  // a VFS that makes commits durable itself (web/worker): rollback journal in memory, no syncs
  memory,    // gone when closed: tests
};

struct OpenOptions {
  std::string path = ":memory:";
  std::string vfs;  // name of a registered VFS; empty: the default one
  Durability durability = Durability::memory;
};

class Database {
 public:
  // damaged: not a database. read_only: someone else has it open for writing. storage_failed, storage_full.
  // Nothing is written to a file that is already a database.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(const OpenOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // One or more statements without parameters or rows (schema, pragmas).
  Status execute(std::string_view sql);
  // From the cache, by text. A second lease of the same text while the first is held is prepared anew.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  // Binds the values in order and runs it to the end.
  template <class... Values>
  Status run(std::string_view sql, const Values&... values) {
    auto statement = prepare(sql);
    if (!statement) return std::move(statement).error();
    return statement->bind_all(values...).run();
  }
  // The first column of the first row; 0 when there is none. For pragmas, counts and numbers.
  template <class... Values>
  [[nodiscard]] Result<std::int64_t> query_integer(std::string_view sql, const Values&... values) {
    auto statement = prepare(sql);
    if (!statement) return std::move(statement).error();
    auto row = statement->bind_all(values...).step();
    if (!row) return std::move(row).error();
    return *row ? statement->integer(0) : 0;
  }

  [[nodiscard]] std::int64_t changed_rows() const;  // by the newest INSERT, UPDATE or DELETE
  [[nodiscard]] std::int64_t total_changed_rows()
      const;  // since opening: equal before and after when nothing was written
  [[nodiscard]] std::int64_t last_row_id() const;
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] std::int64_t size_bytes();  // pages in use, 0 when it cannot be told
  // For registering functions and tokenizers; statements go through prepare().
  [[nodiscard]] sqlite3* handle() const;

 private:
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// BEGIN IMMEDIATE until commit(); rolled back when it is destroyed before. Not nested.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction() { roll_back(); }
  // On an error everything is rolled back.
  Status commit();
  void roll_back();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace vinculo::storage
