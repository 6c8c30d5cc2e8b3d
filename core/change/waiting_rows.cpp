#include "change/waiting_rows.h"

namespace vinculo {

WaitingRows::WaitingRows(storage::Database& database, const std::string& name)
    : database_(database),
      count_sql_("SELECT sum(last - first + 1) FROM " + name),
      find_sql_("SELECT number, tbl, first, last, replaced FROM " + name +
                " WHERE tbl = ? AND first <= ? ORDER BY first DESC LIMIT 1"),
      first_sql_("SELECT number, tbl, first, last, replaced FROM " + name + " ORDER BY number LIMIT 1"),
      insert_sql_("INSERT INTO " + name + " (tbl, first, last, replaced) VALUES (?, ?, ?, ?)"),
      replaced_sql_("UPDATE " + name + " SET replaced = ? WHERE number = ?"),
      run_sql_("UPDATE " + name + " SET first = ?, last = ? WHERE number = ?"),
      remove_sql_("DELETE FROM " + name + " WHERE number = ?"),
      remove_all_sql_("DELETE FROM " + name) {}

Status WaitingRows::load() {
  auto rows = database_.query_integer(count_sql_);
  if (!rows) return std::move(rows).error();
  rows_ = *rows;
  return {};
}

Result<std::optional<WaitingEntry>> WaitingRows::find(std::uint64_t table, std::int64_t rowid) {
  if (rows_ == 0) return std::optional<WaitingEntry>();
  auto statement = database_.prepare(find_sql_);
  if (!statement) return std::move(statement).error();
  statement->bind_all(static_cast<std::int64_t>(table), rowid);
  auto entry = read(*statement);
  if (entry && *entry && (*entry)->last < rowid) return std::optional<WaitingEntry>();
  return entry;
}

Result<std::optional<WaitingEntry>> WaitingRows::first() {
  auto statement = database_.prepare(first_sql_);
  if (!statement) return std::move(statement).error();
  return read(*statement);
}

Result<std::optional<WaitingEntry>> WaitingRows::read(storage::Statement& statement) {
  auto found = statement.step();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<WaitingEntry>();
  WaitingEntry entry{.number = statement.integer(0),
                     .table = static_cast<std::uint64_t>(statement.integer(1)),
                     .first = statement.integer(2),
                     .last = statement.integer(3),
                     .is_created = statement.is_null(4),
                     .replaced = {}};
  if (!entry.is_created && !read_replaced(statement.bytes(4), entry.replaced)) {
    return Error{ErrorCode::damaged, "replaced registers"};
  }
  return std::optional(std::move(entry));
}

Status WaitingRows::add_created(std::uint64_t table, std::int64_t first, std::int64_t last) {
  rows_ += last - first + 1;
  return database_.run(insert_sql_, static_cast<std::int64_t>(table), first, last, ValueView{});
}

Status WaitingRows::add_edited(std::uint64_t table, std::int64_t rowid, const ReplacedList& replaced) {
  rows_ += 1;
  write_replaced(packed_, replaced);
  return database_.run(insert_sql_, static_cast<std::int64_t>(table), rowid, rowid, ByteView(packed_));
}

Status WaitingRows::set_replaced(const WaitingEntry& entry, const ReplacedList& replaced) {
  write_replaced(packed_, replaced);
  return database_.run(replaced_sql_, ByteView(packed_), entry.number);
}

Status WaitingRows::set_run(const WaitingEntry& entry, std::int64_t first, std::int64_t last) {
  rows_ += last - first + 1 - entry.row_count();
  return database_.run(run_sql_, first, last, entry.number);
}

Status WaitingRows::remove(const WaitingEntry& entry) {
  rows_ -= entry.row_count();
  return database_.run(remove_sql_, entry.number);
}

Status WaitingRows::remove_all() {
  rows_ = 0;
  return database_.run(remove_all_sql_);
}

Status WaitingRows::detach(const WaitingEntry& entry, std::int64_t rowid, const ReplacedList& replaced) {
  Status status = rowid > entry.first ? set_run(entry, entry.first, rowid - 1) : remove(entry);
  if (status && rowid < entry.last) status = add_created(entry.table, rowid + 1, entry.last);
  if (status) status = add_edited(entry.table, rowid, replaced);
  return status;
}

}  // namespace vinculo
