#include "storage/database.h"

#include <sqlite3.h>

#include <unordered_map>

#include "storage/sqlite_error.h"

namespace vinculo::storage {
namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// ARCHITECTURE.md 2 has the measurements behind the host_vfs line.
constexpr std::string_view pragmas_of(Durability durability) {
  switch (durability) {
    case Durability::file:
      return "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA busy_timeout=2000;";
    case Durability::host_vfs:
      return "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
             "PRAGMA temp_store=MEMORY; PRAGMA page_size=4096; PRAGMA cache_size=-8192;";
    case Durability::memory: return "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;";
  }
  return {};
}

}  // namespace

struct Database::Impl {
  sqlite3* handle = nullptr;
  std::unordered_map<std::string, std::unique_ptr<CachedStatement>, TextHash, std::equal_to<>> statements;

  ~Impl() {
    for (auto& [sql, cached] : statements) sqlite3_finalize(cached->handle);
    sqlite3_close_v2(handle);
  }
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const OpenOptions& options) {
  auto impl = std::make_unique<Impl>();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
  const int code =
      sqlite3_open_v2(options.path.c_str(), &impl->handle, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
  if (code != SQLITE_OK) return sqlite_error(code, impl->handle);
  // Defence in depth: a file from elsewhere cannot make the schema run code.
  sqlite3_db_config(impl->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(impl->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // Plans do not depend on bound values: otherwise SQLite prepares many statements anew at every execution.
  sqlite3_db_config(impl->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  std::unique_ptr<Database> database(new Database(std::move(impl)));
  // Reading the header first tells a damaged file from one whose pragmas fail, before anything is written.
  if (auto version = database->query_integer("PRAGMA schema_version"); !version) return std::move(version).error();
  if (auto status = database->execute(pragmas_of(options.durability)); !status) return std::move(status).error();
  return database;
}

Status Database::execute(std::string_view sql) {
  const std::string text(sql);
  const int code = sqlite3_exec(impl_->handle, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(code, impl_->handle);
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  const auto found = impl_->statements.find(sql);
  if (found != impl_->statements.end() && !found->second->is_leased) return Statement(found->second.get());

  auto prepared = std::make_unique<CachedStatement>();
  const int code = sqlite3_prepare_v3(impl_->handle, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared->handle, nullptr);
  if (code != SQLITE_OK) return sqlite_error(code, impl_->handle);
  if (prepared->handle == nullptr) return Error{ErrorCode::internal, "empty statement"};
  if (found != impl_->statements.end()) {
    prepared->is_shared = false;
    return Statement(prepared.release());
  }
  const auto placed = impl_->statements.emplace(std::string(sql), std::move(prepared)).first;
  return Statement(placed->second.get());
}

std::int64_t Database::changed_rows() const { return sqlite3_changes64(impl_->handle); }
std::int64_t Database::total_changed_rows() const { return sqlite3_total_changes64(impl_->handle); }
std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(impl_->handle); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(impl_->handle) == 0; }
sqlite3* Database::handle() const { return impl_->handle; }

std::int64_t Database::size_bytes() {
  const auto pages = query_integer("PRAGMA page_count");
  const auto page_bytes = query_integer("PRAGMA page_size");
  return pages && page_bytes ? *pages * *page_bytes : 0;
}

Result<Transaction> Transaction::begin(Database& database) {
  auto statement = database.prepare("BEGIN IMMEDIATE");
  if (!statement) return std::move(statement).error();
  if (auto status = statement->run(); !status) return std::move(status).error();
  return Transaction(database);
}

Status Transaction::commit() {
  auto statement = database_->prepare("COMMIT");
  if (!statement) return std::move(statement).error();
  if (auto status = statement->run(); !status) {
    roll_back();
    return status;
  }
  database_ = nullptr;
  return {};
}

void Transaction::roll_back() {
  Database* database = std::exchange(database_, nullptr);
  // A full disk or a failed write may have made SQLite roll back by itself.
  if (database == nullptr || !database->in_transaction()) return;
  if (auto statement = database->prepare("ROLLBACK")) (void)statement->run();
}

}  // namespace vinculo::storage
