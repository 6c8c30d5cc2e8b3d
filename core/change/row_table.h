// One record table of the workspace and the statements that read and write its rows, prepared when they are first used:
// most starts write to none of the tables and read from few. It moves registers in and out and
// decides nothing: stamps, outbox and history are its callers'. Internal to change/.
#pragma once
#include <string>
#include <unordered_map>

#include "base/error.h"
#include "change/row_fields.h"
#include "change/row_patch.h"
#include "domain/schema.h"
#include "storage/database.h"

namespace vinculo {

// A row as found. The values are views into the statement that read it: valid until the table's next find(), get() or
// done(), and not across a write to the same table.
struct StoredRow {
  std::int64_t rowid = 0;
  Uuid id;
  RowFields fields;
};

class RowTable {
 public:
  RowTable(storage::Database& database, const TableInfo& info);
  [[nodiscard]] const TableInfo& info() const { return info_; }
  [[nodiscard]] std::uint64_t number() const { return static_cast<std::uint64_t>(info_.table); }

  // The new rowid, or 0 when a row with this id exists already (nothing was written then).
  [[nodiscard]] Result<std::int64_t> insert(const Uuid& id, const RowFields& fields);
  [[nodiscard]] Result<bool> find(const Uuid& id, StoredRow& row);
  [[nodiscard]] Result<bool> get(std::int64_t rowid, StoredRow& row);
  // Ends reading: the row's views are gone.
  void done();
  // Writes the values of `columns` and all stamps.
  [[nodiscard]] Status update(std::int64_t rowid, ColumnSet columns, const RowFields& fields);
  // For refused creations: no register is left, and lists do not show the row.
  [[nodiscard]] Status clear(std::int64_t rowid);

  // "rowid, id, deleted, stamps, ..." for statements of other shape, whose rows read() takes.
  [[nodiscard]] const std::string& column_list() const { return column_list_; }
  [[nodiscard]] Status read(const storage::Statement& statement, StoredRow& row) const;

 private:
  template <class Sql>
  [[nodiscard]] Status need(storage::Statement& statement, Sql sql);
  [[nodiscard]] std::string insert_sql() const;
  [[nodiscard]] std::string clear_sql() const;
  [[nodiscard]] Result<storage::Statement*> update_of(ColumnSet columns);
  template <class Key>
  [[nodiscard]] Result<bool> read_by(storage::Statement& statement, const char* condition, const Key& key,
                                     StoredRow& row);

  storage::Database& database_;
  const TableInfo& info_;
  std::string column_list_;
  storage::Statement insert_, find_, get_, clear_;
  std::unordered_map<ColumnSet, storage::Statement> updates_;
  Bytes packed_stamps_;
};

// The registers of a stored row, packed as in a batch without bases.
void pack_row(const TableInfo& table, const StoredRow& row, Bytes& packed);
[[nodiscard]] RowPatch to_patch(const TableInfo& table, const StoredRow& row);

}  // namespace vinculo
