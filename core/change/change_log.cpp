#include "change/change_log.h"

namespace vinculo {

Touched touched_by(const TableInfo& table, const Uuid& id, const RowFields& fields) {
  Touched touched{unit_of(table, id, fields), {}};
  if (table.table == Table::affiliation && fields.has(affiliation::organisation)) {
    touched.organisation = uuid_of(fields.values[affiliation::organisation]);
  }
  return touched;
}

void ChangeLog::created(const RowTable& table, std::int64_t rowid, const Uuid& id, const RowFields& fields) {
  const Touched touched = touched_by(table.info(), id, fields);
  RowChange& change = row(table.info().table, rowid, id, touched, touched);
  change.is_new = true;
  change.is_removed = false;
  change.columns |= fields.written;
}

void ChangeLog::edited(const RowTable& table, std::int64_t rowid, const Uuid& id, ColumnSet columns,
                       const Touched& before, const Touched& after) {
  row(table.info().table, rowid, id, before, after).columns |= columns;
}

void ChangeLog::removed(const RowTable& table, std::int64_t rowid, const Uuid& id, const Touched& before) {
  row(table.info().table, rowid, id, before, before).is_removed = true;
}

RowChange& ChangeLog::row(Table table, std::int64_t rowid, const Uuid& id, const Touched& before,
                          const Touched& after) {
  touch(table, before);
  if (after.unit != before.unit || after.organisation != before.organisation) touch(table, after);
  const std::uint64_t key = (static_cast<std::uint64_t>(rowid) << 8) | static_cast<std::uint8_t>(table);
  const auto [place, is_first] = places_.try_emplace(key, rows_.size());
  if (is_first) {
    rows_.push_back({.table = table, .rowid = rowid, .id = id, .unit = after.unit, .unit_before = before.unit});
  } else {
    rows_[place->second].unit = after.unit;
  }
  return rows_[place->second];
}

void ChangeLog::touch(Table table, const Touched& touched) {
  if (table == Table::label || table == Table::labelling) has_labels_ = true;
  if (table == Table::label) return;
  touch_unit(touched.unit);
  if (!touched.organisation.is_nil()) touch_unit(touched.organisation);
}

void ChangeLog::touch_unit(const Uuid& unit) {
  if (has_everything_) return;
  units_.insert(unit);
  has_everything_ = units_.size() > max_units;
}

void ChangeLog::clear_rows() {
  rows_.clear();
  places_.clear();
}

ChangeSet ChangeLog::take_change_set(std::int64_t operation) {
  ChangeSet changes;
  changes.everything = has_everything_;
  if (!has_everything_) changes.units.assign(units_.begin(), units_.end());
  changes.labels = has_labels_;
  changes.operation = operation;
  clear_rows();
  units_.clear();
  has_labels_ = false;
  has_everything_ = false;
  return changes;
}

}  // namespace vinculo
