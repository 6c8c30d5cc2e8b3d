#include "server/store/sqlite_schema.h"

#include <array>
#include <string>
#include <string_view>

namespace vinculo::server {
namespace {

// Workspaces and devices are small numbers inside the file: a row's key has room for the row. Records keep a number of
// their own because a page of a large revision goes on at (revision, number). counts holds what check() answers, kept
// in step by every push: rows and the sum of their hashes, by the last byte of the id. restores names each epoch that
// ended because older data was put back, with the revision of that data.
constexpr std::string_view version_1 = R"sql(
CREATE TABLE workspaces (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0,
  last_device INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE restores (
  number INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE records (
  number INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  id BLOB NOT NULL,
  revision INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  packed BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX records_by_id ON records (workspace, kind, id);
CREATE INDEX records_by_revision ON records (workspace, revision);
CREATE TABLE counts (
  workspace INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  PRIMARY KEY (workspace, kind, bucket)
) STRICT, WITHOUT ROWID;
CREATE TABLE devices (
  workspace INTEGER NOT NULL,
  number INTEGER NOT NULL,
  member BLOB NOT NULL,
  created_ms INTEGER NOT NULL,
  last_batch INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE batches (
  workspace INTEGER NOT NULL,
  device INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  answer BLOB NOT NULL,
  PRIMARY KEY (workspace, device, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE members (
  workspace INTEGER NOT NULL,
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  mail TEXT NOT NULL,
  mail_key TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  role INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  token BLOB PRIMARY KEY,
  workspace INTEGER NOT NULL,
  member BLOB NOT NULL,
  device INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  used_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_member ON sessions (workspace, member);
CREATE TABLE invites (
  secret BLOB PRIMARY KEY,
  workspace INTEGER NOT NULL,
  mail TEXT NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setup_code (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  code BLOB NOT NULL
) STRICT;
)sql";

constexpr std::array migrations = {version_1};

}  // namespace

Status migrate_server_schema(storage::Database& database) {
  auto version = database.query_integer("PRAGMA user_version");
  if (!version) return version.error();
  const auto done = static_cast<std::size_t>(*version);
  if (done > migrations.size()) {
    return Error{ErrorCode::newer_schema, "server data of version " + std::to_string(done)};
  }
  if (done == migrations.size()) return {};
  auto transaction = storage::Transaction::begin(database);
  if (!transaction) return transaction.error();
  for (std::size_t next = done; next < migrations.size(); ++next) {
    if (Status status = database.execute(migrations[next]); !status) return status;
  }
  const Status status = database.execute("PRAGMA user_version=" + std::to_string(migrations.size()));
  return status ? transaction->commit() : status;
}

}  // namespace vinculo::server
