#include "change/row_table.h"

namespace vinculo {
namespace {

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

std::string_view name_of(const TableInfo& info, Column column) {
  return column == column_deleted ? std::string_view("deleted") : find_column(info, column)->name;
}

constexpr int first_value_column = 4;  // after rowid, id, deleted, stamps

}  // namespace

RowTable::RowTable(storage::Database& database, const TableInfo& info) : database_(database), info_(info) {
  column_list_ = "rowid, id, deleted, stamps";
  for (const ColumnInfo& column : info_.columns) column_list_ += ", " + quoted(column.name);
}

template <class Sql>
Status RowTable::need(storage::Statement& statement, Sql sql) {
  if (!statement.is_empty()) return {};
  auto prepared = database_.prepare(sql());
  if (!prepared) return std::move(prepared).error();
  statement = std::move(*prepared);
  return {};
}

std::string RowTable::insert_sql() const {
  std::string columns = "id, deleted, stamps";
  std::string parameters = "?, ?, ?";
  for (const ColumnInfo& column : info_.columns) {
    columns += ", " + quoted(column.name);
    parameters += ", ?";
  }
  return "INSERT INTO " + quoted(info_.name) + " (" + columns + ") VALUES (" + parameters +
         ") ON CONFLICT (id) DO NOTHING";
}

Result<std::int64_t> RowTable::insert(const Uuid& id, const RowFields& fields) {
  if (auto status = need(insert_, [this] { return insert_sql(); }); !status) return std::move(status).error();
  pack_stamps(fields, packed_stamps_);
  insert_.bind(1, id);
  insert_.bind(2, fields.has(column_deleted) ? fields.values[column_deleted].integer : 0);
  insert_.bind(3, ByteView(packed_stamps_));
  for_each_column(fields.written & ~set_of(column_deleted),
                  [&](Column column) { insert_.bind(3 + column, fields.values[column]); });
  if (auto status = insert_.run(); !status) return std::move(status).error();
  return database_.changed_rows() == 0 ? 0 : database_.last_row_id();
}

Result<bool> RowTable::find(const Uuid& id, StoredRow& row) { return read_by(find_, " WHERE id = ?", id, row); }

Result<bool> RowTable::get(std::int64_t rowid, StoredRow& row) { return read_by(get_, " WHERE rowid = ?", rowid, row); }

void RowTable::done() {
  for (storage::Statement* statement : {&find_, &get_})
    if (!statement->is_empty()) statement->reset();
}

template <class Key>
Result<bool> RowTable::read_by(storage::Statement& statement, const char* condition, const Key& key, StoredRow& row) {
  done();
  const auto sql = [&] { return "SELECT " + column_list_ + " FROM " + quoted(info_.name) + condition; };
  if (auto status = need(statement, sql); !status) return std::move(status).error();
  auto found = statement.bind(1, key).step();
  if (!found || !*found) {
    statement.reset();
    return found;
  }
  if (auto status = read(statement, row); !status) return std::move(status).error();
  return true;
}

Status RowTable::read(const storage::Statement& statement, StoredRow& row) const {
  row.rowid = statement.integer(0);
  row.id = statement.uuid(1);
  if (!unpack_stamps(statement.bytes(3), row.fields)) return Error{ErrorCode::damaged, "stamps of a row"};
  row.fields.values[column_deleted] = statement.value(2);
  for (const ColumnInfo& column : info_.columns) {
    row.fields.values[column.number] = statement.value(first_value_column + column.number - 1);
  }
  return {};
}

Status RowTable::update(std::int64_t rowid, ColumnSet columns, const RowFields& fields) {
  done();
  auto statement = update_of(columns);
  if (!statement) return std::move(statement).error();
  pack_stamps(fields, packed_stamps_);
  storage::Statement& update = **statement;
  int index = 0;
  update.bind(++index, ByteView(packed_stamps_));
  for_each_column(columns, [&](Column column) {
    if (column == column_deleted) {
      update.bind(++index, fields.has(column) ? fields.values[column].integer : 0);
    } else {
      update.bind(++index, fields.has(column) ? fields.values[column] : ValueView{});
    }
  });
  update.bind(++index, rowid);
  return update.run();
}

std::string RowTable::clear_sql() const {
  std::string unset = "deleted = 1, stamps = x''";
  for (const ColumnInfo& column : info_.columns) unset += ", " + quoted(column.name) + " = NULL";
  return "UPDATE " + quoted(info_.name) + " SET " + unset + " WHERE rowid = ?";
}

Status RowTable::clear(std::int64_t rowid) {
  done();
  if (auto status = need(clear_, [this] { return clear_sql(); }); !status) return status;
  clear_.bind(1, rowid);
  return clear_.run();
}

Result<storage::Statement*> RowTable::update_of(ColumnSet columns) {
  if (const auto found = updates_.find(columns); found != updates_.end()) return &found->second;
  std::string sql = "UPDATE " + quoted(info_.name) + " SET stamps = ?";
  for_each_column(columns, [&](Column column) { sql += ", " + quoted(name_of(info_, column)) + " = ?"; });
  auto statement = database_.prepare(sql + " WHERE rowid = ?");
  if (!statement) return std::move(statement).error();
  return &updates_.emplace(columns, std::move(*statement)).first->second;
}

void pack_row(const TableInfo& table, const StoredRow& row, Bytes& packed) {
  packed.clear();
  ByteWriter out(packed);
  RowWriter writer(out, static_cast<std::uint64_t>(table.table), row.id, std::popcount(row.fields.written),
                   Bases::absent);
  for_each_column(row.fields.written, [&](Column column) {
    writer.add({column, row.fields.values[column], row.fields.stamps[column], {}});
  });
}

RowPatch to_patch(const TableInfo& table, const StoredRow& row) {
  RowPatch patch{static_cast<std::uint64_t>(table.table), row.id, {}};
  for_each_column(row.fields.written, [&](Column column) {
    patch.registers.push_back({column, row.fields.values[column].to_value(), row.fields.stamps[column], {}});
  });
  return patch;
}

}  // namespace vinculo
