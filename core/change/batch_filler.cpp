#include "change/batch_filler.h"

namespace vinculo {

Status BatchFiller::fill() {
  if (auto status = fill_resent(); !status) return status;
  while (!is_full_) {
    auto entry = waiting_.first();
    if (!entry) return std::move(entry).error();
    if (!*entry) return {};
    if (auto status = (*entry)->is_created ? fill_created(**entry) : fill_edited(**entry); !status) return status;
  }
  return {};
}

Status BatchFiller::fill_created(const WaitingEntry& entry) {
  RowTable& table = *records_.find(entry.table);
  bases_.fill({});
  StoredRow row;
  std::int64_t next = entry.first;
  for (; next <= entry.last; ++next) {
    auto found = table.get(next, row);
    if (!found) return std::move(found).error();
    const bool has_something = *found && row.fields.written != 0;
    if (has_something && !add(table, row, row.fields.written)) break;
  }
  table.done();
  if (next > entry.last) {
    if (auto status = waiting_.remove(entry); !status) return status;
  } else if (next > entry.first) {
    if (auto status = waiting_.set_run(entry, next, entry.last); !status) return status;
  }
  return next > entry.first ? in_flight_.add_created(entry.table, entry.first, next - 1) : Status{};
}

Status BatchFiller::fill_edited(const WaitingEntry& entry) {
  RowTable& table = *records_.find(entry.table);
  StoredRow row;
  auto found = table.get(entry.first, row);
  if (!found) return std::move(found).error();
  ColumnSet columns = 0;
  for (const Replaced& one : entry.replaced) {
    if (!*found || !row.fields.has(one.column)) continue;
    columns |= set_of(one.column);
    bases_[one.column] = one.base;
  }
  if (columns != 0 && !add(table, row, columns)) return {};
  table.done();
  if (auto status = waiting_.remove(entry); !status) return status;
  return columns == 0 ? Status{} : in_flight_.add_edited(entry.table, entry.first, entry.replaced);
}

Status BatchFiller::fill_resent() {
  while (!is_full_) {
    std::int64_t number = 0, first = 0, last = 0;
    std::uint64_t table_number = 0;
    {
      auto statement = database_.prepare("SELECT number, tbl, first, last FROM resend ORDER BY number LIMIT 1");
      if (!statement) return std::move(statement).error();
      auto found = statement->step();
      if (!found) return std::move(found).error();
      if (!*found) return {};
      number = statement->integer(0);
      table_number = static_cast<std::uint64_t>(statement->integer(1));
      first = statement->integer(2);
      last = statement->integer(3);
    }
    RowTable& table = *records_.find(table_number);
    std::int64_t next = first;
    for (; next <= last; ++next) {
      auto added = pack_copy(table, next);
      if (!added) return std::move(added).error();
      if (!*added) break;
    }
    table.done();
    resent_rows_ += next - first;
    auto status = next > last ? database_.run("DELETE FROM resend WHERE number = ?", number)
                              : database_.run("UPDATE resend SET first = ? WHERE number = ?", next, number);
    if (!status) return status;
  }
  return {};
}

// The confirmed registers of a row, each with itself as base. Those with a waiting change are sent as they were
// confirmed, so that the change finds what it replaced. False when the batch is full.
Result<bool> BatchFiller::pack_copy(RowTable& table, std::int64_t rowid) {
  auto waiting = waiting_.find(table.number(), rowid);
  if (!waiting) return std::move(waiting).error();
  if (*waiting && (*waiting)->is_created) return true;  // nothing of it was ever confirmed
  StoredRow row;
  auto found = table.get(rowid, row);
  if (!found) return std::move(found).error();
  if (!*found) return true;
  if (*waiting) {
    for (const Replaced& one : (*waiting)->replaced) {
      if (one.confirmed.is_zero()) {
        row.fields.unset(one.column);
      } else {
        row.fields.set(one.column, ValueView::of(one.value), one.confirmed);
      }
    }
  }
  if (row.fields.written == 0) return true;
  bases_ = row.fields.stamps;
  return add(table, row, row.fields.written);
}

bool BatchFiller::add(RowTable& table, const StoredRow& row, ColumnSet columns) {
  pack(table, row, columns);
  constexpr std::size_t length_bytes = 4;
  is_full_ = batch_.row_count() > 0 && batch_.size_bytes() + packed_.size() + length_bytes > max_bytes_;
  if (!is_full_) batch_.add_packed(packed_);
  return !is_full_;
}

void BatchFiller::pack(RowTable& table, const StoredRow& row, ColumnSet columns) {
  packed_.clear();
  ByteWriter out(packed_);
  RowWriter writer(out, table.number(), row.id, std::popcount(columns), Bases::present);
  for_each_column(columns, [&](Column column) {
    writer.add({column, row.fields.values[column], row.fields.stamps[column], bases_[column]});
  });
}

}  // namespace vinculo
