#include "change/local_writer.h"

namespace vinculo {
namespace {

const ValueView zero{.kind = ValueView::Kind::integer, .integer = 0, .bytes = {}};

// What a register that was never written holds.
ValueView current_value(const RowFields& fields, Column column) {
  if (fields.has(column)) return fields.values[column];
  return column == column_deleted ? zero : ValueView{};
}

}  // namespace

Status LocalWriter::write(RowTable& table, const Uuid& id, const RowFields& wanted) {
  fill_fresh(wanted);
  if ((fresh_.written & ~set_of(column_deleted)) != 0) {
    auto rowid = table.insert(id, fresh_);
    if (!rowid) return std::move(rowid).error();
    if (*rowid != 0) return created(table, *rowid, id, fresh_);
  }
  StoredRow row;
  auto found = table.find(id, row);
  if (!found) return std::move(found).error();
  return *found ? edit(table, row, wanted) : Status{};
}

// The registers of `wanted` that say something about a row that does not exist yet.
void LocalWriter::fill_fresh(const RowFields& wanted) {
  fresh_.written = 0;
  for_each_column(wanted.written, [&](Column column) {
    if (!(wanted.values[column] == current_value(fresh_, column))) fresh_.set(column, wanted.values[column], stamp_);
  });
}

Status LocalWriter::created(RowTable& table, std::int64_t rowid, const Uuid& id, const RowFields& fields) {
  ++changed_rows_;
  outbox_.created(table.number(), rowid);
  slice_.created(table.number(), rowid);
  log_.created(table, rowid, id, fields);
  return {};
}

Status LocalWriter::edit(RowTable& table, StoredRow& row, const RowFields& wanted) {
  if (row.fields.written == 0) {  // its creation was refused once: it begins anew
    fill_fresh(wanted);
    if ((fresh_.written & ~set_of(column_deleted)) == 0) return {};
    const ColumnSet columns = fresh_.written | set_of(column_deleted);
    if (auto status = table.update(row.rowid, columns, fresh_); !status) return status;
    return created(table, row.rowid, row.id, fresh_);
  }
  const Touched before = touched_by(table.info(), row.id, row.fields);
  ColumnSet changed = 0;
  replaced_.clear();
  reverted_.clear();
  for_each_column(wanted.written, [&](Column column) {
    const ValueView old = current_value(row.fields, column);
    if (old == wanted.values[column]) return;
    const Stamp base = row.fields.stamp_of(column);
    const Stamp stamp = stamp_after(base);
    replaced_.push_back({column, base, base, old.to_value()});
    reverted_.push_back({column, stamp, base, old.to_value()});
    changed |= set_of(column);
    row.fields.set(column, wanted.values[column], stamp);
  });
  if (changed == 0) return {};
  ++changed_rows_;
  log_.edited(table, row.rowid, row.id, changed, before, touched_by(table.info(), row.id, row.fields));
  slice_.edited(table.number(), row.rowid, reverted_);
  if (auto status = table.update(row.rowid, changed, row.fields); !status) return status;
  return outbox_.edited(table.number(), row.rowid, replaced_);
}

Stamp LocalWriter::stamp_after(const Stamp& replaced) {
  const Stamp stamp = stamp_ > replaced ? stamp_ : Stamp{Hlc{replaced.clock.value + 1}, stamp_.device};
  return stamp;
}

Result<Bytes> LocalWriter::finish() {
  if (slice_.is_empty()) return Bytes{};
  if (auto status = outbox_.flush_created(); !status) return std::move(status).error();
  return slice_.pack();
}

}  // namespace vinculo
