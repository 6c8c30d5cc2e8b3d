#include "storage/migrations.h"

#include <string>

#include "domain/schema.h"

namespace vinculo::storage {
namespace {

// Version 1. Tables are known here by their number (`tbl`) and rows by their rowid, which keeps these records small.
constexpr std::string_view bookkeeping_version_1 = R"(
-- One row: what this device is and how far it has come.
CREATE TABLE device (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,      -- given by the server, 0: none yet
  clock INTEGER NOT NULL,       -- newest hybrid clock given or seen
  revision INTEGER NOT NULL,    -- of the server's workspace, taken completely
  next_batch INTEGER NOT NULL,  -- number of the next batch to push
  columns_known INTEGER NOT NULL  -- how many columns the schema had when parked rows were last tried
);
INSERT INTO device VALUES (1, 0, 0, 0, 1, 0);

-- Small named values that are not synchronised.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Rows with changes that were not sent yet: rows first..last of a table. Without `replaced` they were created here and
-- are sent whole, with it (first = last) these registers were edited: see change/replaced.h.
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, replaced BLOB
);
CREATE UNIQUE INDEX outbox_row ON outbox (tbl, first);
-- The same for the batch that was sent and not answered, and its bytes.
CREATE TABLE in_flight (
  number INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, replaced BLOB
);
CREATE UNIQUE INDEX in_flight_row ON in_flight (tbl, first);
CREATE TABLE batch (number INTEGER PRIMARY KEY, row_count INTEGER NOT NULL, packed BLOB NOT NULL);
-- Confirmed rows to be sent again, as copies.
CREATE TABLE resend (
  number INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
);

-- What was done here, for undo and redo: see change/operations.h.
CREATE TABLE operation (
  number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, title TEXT NOT NULL, time_ms INTEGER NOT NULL,
  state INTEGER NOT NULL, reverted_by INTEGER
);
CREATE INDEX operation_redo ON operation (number) WHERE state = 2;
CREATE TABLE operation_slice (number INTEGER PRIMARY KEY, packed BLOB NOT NULL);

-- Registers that this version does not know, as they came; replayed when it does.
CREATE TABLE parked (tbl INTEGER NOT NULL, id BLOB NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (tbl, id)) WITHOUT ROWID;

-- Changes that the server did not accept, until someone has looked.
CREATE TABLE refusal (
  number INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, id BLOB NOT NULL, column_number INTEGER, reason TEXT NOT NULL,
  attempted BLOB NOT NULL, at_ms INTEGER NOT NULL
);

-- Answers already given: a request that arrives twice is done once.
CREATE TABLE request (
  number INTEGER PRIMARY KEY, client BLOB NOT NULL, id INTEGER NOT NULL, response TEXT NOT NULL
);
CREATE UNIQUE INDEX request_id ON request (client, id);
)";

// Besides these, every column that holds an owner has an index.
constexpr std::string_view indexes_version_1 = R"(
CREATE INDEX affiliation_organisation ON affiliation (organisation);
CREATE INDEX labelling_label ON labelling (label);
CREATE INDEX person_import_key ON person (import_key) WHERE import_key IS NOT NULL;
CREATE INDEX organisation_import_key ON organisation (import_key) WHERE import_key IS NOT NULL;
CREATE INDEX mail_address ON mail (lower(address));
)";

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::text: return "TEXT";
    case ColumnType::integer: return "INTEGER";
    case ColumnType::reference:
    case ColumnType::bytes: return "BLOB";
  }
  return "BLOB";
}

std::string column_sql(const ColumnInfo& column) {
  return '"' + std::string(column.name) + "\" " + std::string(sql_type(column.type));
}

std::string create_table_sql(const TableInfo& table, int version) {
  const std::string name(table.name);
  std::string sql = "CREATE TABLE \"" + name + "\" (rowid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE";
  for (const ColumnInfo& column : table.columns) {
    if (column.since <= version) sql += ", " + column_sql(column);
  }
  sql += ", deleted INTEGER NOT NULL DEFAULT 0, stamps BLOB NOT NULL);";
  if (table.owner) {
    const std::string owner(find_column(table, *table.owner)->name);
    sql += "CREATE INDEX \"" + name + "_" + owner + "\" ON \"" + name + "\" (\"" + owner + "\");";
  }
  return sql;
}

// What `version` of the schema brought: its tables, and its columns of older tables.
std::string schema_sql(int version) {
  std::string sql;
  for (const TableInfo& table : all_tables()) {
    if (table.since == version) sql += create_table_sql(table, version);
    if (table.since >= version) continue;
    for (const ColumnInfo& column : table.columns) {
      if (column.since != version) continue;
      sql += "ALTER TABLE \"" + std::string(table.name) + "\" ADD COLUMN " + column_sql(column) + ";";
    }
  }
  return sql;
}

Status migrate_to(Database& database, int version) {
  std::string sql = schema_sql(version);
  if (version == 1) {
    sql += bookkeeping_version_1;
    sql += indexes_version_1;
    sql += "PRAGMA application_id = " + std::to_string(workspace_application_id) + ";";
  }
  sql += "PRAGMA user_version = " + std::to_string(version) + ";";
  return database.execute(sql);
}

}  // namespace

Status migrate(Database& database) {
  const auto version = database.query_integer("PRAGMA user_version");
  if (!version) return version.error();
  const auto application = database.query_integer("PRAGMA application_id");
  if (!application) return application.error();
  const auto tables = database.query_integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();

  const bool is_empty = *tables == 0 && *version == 0 && *application == 0;
  if (!is_empty && *application != workspace_application_id) return Error{ErrorCode::damaged, "not a workspace"};
  if (*version > newest_schema) return Error{ErrorCode::newer_schema, "version " + std::to_string(*version)};
  if (*version == newest_schema) return {};

  auto transaction = Transaction::begin(database);
  if (!transaction) return std::move(transaction).error();
  for (int next = static_cast<int>(*version) + 1; next <= newest_schema; ++next) {
    if (auto status = migrate_to(database, next); !status) return status;
  }
  return transaction->commit();
}

}  // namespace vinculo::storage
