#include "change/remote_writer.h"

namespace vinculo {

Status RemoteWriter::take(const RowPatch& row) {
  Bytes packed;
  ByteWriter out(packed);
  write_row(out, row, Bases::absent);
  return take(packed);
}

Status RemoteWriter::take(ByteView packed_row) {
  RowReader reader(packed_row, Bases::absent);
  unplaced_ = {reader.table(), reader.id(), {}};
  fields_.written = 0;
  RowTable* table = records_.find(reader.table());
  if (auto status = table != nullptr ? sort(*table, reader) : park(reader); !status) return status;
  if (!reader.is_whole()) return Error{ErrorCode::malformed, "row"};
  if (!unplaced_.registers.empty() || !parked_.is_empty()) {
    if (auto status = parked_.put(unplaced_, fields_.written); !status) return status;
  }
  if (fields_.written == 0) return {};
  auto rowid = table->insert(reader.id(), fields_);
  if (!rowid) return std::move(rowid).error();
  if (*rowid == 0) return merge(*table, reader.id());
  log_.created(*table, *rowid, reader.id(), fields_);
  return {};
}

// Registers that have a place here go to fields_, the others to unplaced_.
Status RemoteWriter::sort(RowTable& table, RowReader& reader) {
  RegisterView field;
  while (reader.next(field)) {
    if (field.stamp.is_zero()) continue;
    observe(field.stamp);
    const ColumnInfo* column =
        field.column == column_deleted ? &deleted_column() : find_column(table.info(), field.column);
    const Status fits = column != nullptr ? check_value(*column, field.value) : Error{ErrorCode::invalid_argument, {}};
    if (fits || fits.error().code == ErrorCode::too_large) {  // a later version may allow longer values
      fields_.set(field.column, field.value, field.stamp);
    } else {
      unplaced_.registers.push_back({field.column, field.value.to_value(), field.stamp, {}});
    }
  }
  return {};
}

Status RemoteWriter::park(RowReader& reader) {
  RegisterView field;
  while (reader.next(field)) {
    observe(field.stamp);
    unplaced_.registers.push_back({field.column, field.value.to_value(), field.stamp, {}});
  }
  return {};
}

void RemoteWriter::observe(const Stamp& stamp) {
  if (stamp.clock > device_.clock().last()) (void)device_.clock().observe(stamp.clock, now_ms_);
}

Status RemoteWriter::merge(RowTable& table, const Uuid& id) {
  StoredRow row;
  auto found = table.find(id, row);
  if (!found) return std::move(found).error();
  if (!*found) return Error{ErrorCode::damaged, "a row vanished"};
  const bool is_new = row.fields.written == 0;  // its creation here was refused once
  ColumnSet taken = 0;
  for_each_column(fields_.written, [&](Column column) {
    const bool is_same =
        row.fields.stamp_of(column) == fields_.stamps[column] && row.fields.values[column] == fields_.values[column];
    if (!is_same) taken |= set_of(column);
  });
  if (taken != 0 && !outbox_.is_clear()) {
    if (auto status = settle(table, row, taken); !status) return status;
  }
  if (taken == 0) return {};
  const Touched before = touched_by(table.info(), id, row.fields);
  ColumnSet changed = 0;
  for_each_column(taken, [&](Column column) {
    if (!(row.fields.values[column] == fields_.values[column])) changed |= set_of(column);
    row.fields.set(column, fields_.values[column], fields_.stamps[column]);
  });
  if (is_new) {
    taken |= set_of(column_deleted);
    log_.created(table, row.rowid, id, row.fields);
  } else if (changed != 0) {
    log_.edited(table, row.rowid, id, changed, before, touched_by(table.info(), id, row.fields));
  }
  return table.update(row.rowid, taken, row.fields);
}

namespace {

// What a created row that waits has replaced: nothing, register by register.
ReplacedList replaced_by(const WaitingEntry& entry, const StoredRow& row) {
  if (!entry.is_created) return entry.replaced;
  ReplacedList list;
  for_each_column(row.fields.written, [&](Column column) { list.push_back({column, {}, {}, {}}); });
  return list;
}

}  // namespace

Status RemoteWriter::settle(RowTable& table, const StoredRow& row, ColumnSet& taken) {
  auto waiting = outbox_.waiting().find(table.number(), row.rowid);
  if (!waiting) return std::move(waiting).error();
  auto in_flight = outbox_.in_flight().find(table.number(), row.rowid);
  if (!in_flight) return std::move(in_flight).error();
  ReplacedList waits = *waiting ? replaced_by(**waiting, row) : ReplacedList{};
  ReplacedList flies = *in_flight ? replaced_by(**in_flight, row) : ReplacedList{};

  ColumnSet kept = 0;
  for_each_column(taken, [&](Column column) {
    Replaced* one_waits = find_replaced(waits, column);
    Replaced* one_flies = find_replaced(flies, column);
    const Register confirmed{column, fields_.values[column].to_value(), fields_.stamps[column], {}};
    if (one_waits != nullptr) {
      settle_waiting(confirmed, *one_waits, one_flies);
      if (one_flies != nullptr) (void)settle_in_flight(one_waits->confirmed, confirmed, *one_flies);
      kept |= set_of(column);
    } else if (one_flies != nullptr && !settle_in_flight(row.fields.stamp_of(column), confirmed, *one_flies)) {
      kept |= set_of(column);
    }
  });
  taken &= ~kept;
  if (*waiting) {
    if (auto status = store(outbox_.waiting(), **waiting, row.rowid, waits); !status) return status;
  }
  return *in_flight ? store(outbox_.in_flight(), **in_flight, row.rowid, flies) : Status{};
}

void RemoteWriter::settle_waiting(const Register& confirmed, Replaced& waiting, const Replaced* in_flight) const {
  const bool is_known =
      confirmed.stamp == waiting.confirmed || (in_flight != nullptr && confirmed.stamp == in_flight->confirmed);
  if (is_known) return;
  const bool is_own = confirmed.stamp.device == device_.number();
  if (is_own) waiting.base = confirmed.stamp;
  // While an earlier change of ours is in flight, `waiting.confirmed` is that change: only what wins against it counts.
  if (in_flight != nullptr && !is_own && confirmed.stamp < waiting.confirmed) return;
  waiting.confirmed = confirmed.stamp;
  waiting.value = confirmed.value;
}

// own: the stamp that was sent. True when the arriving register is what the server will have whatever it answers.
bool RemoteWriter::settle_in_flight(const Stamp& own, const Register& confirmed, Replaced& in_flight) const {
  if (confirmed.stamp == in_flight.confirmed) return false;
  in_flight.confirmed = confirmed.stamp;
  in_flight.value = confirmed.value;
  return confirmed.stamp > own || confirmed.stamp.device == device_.number();
}

Status RemoteWriter::store(WaitingRows& rows, const WaitingEntry& entry, std::int64_t rowid, const ReplacedList& list) {
  return entry.is_created ? rows.detach(entry, rowid, list) : rows.set_replaced(entry, list);
}

}  // namespace vinculo
