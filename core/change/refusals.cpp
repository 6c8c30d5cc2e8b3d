#include "change/refusals.h"

#include <algorithm>

namespace vinculo {

Status Refusals::take(const OutgoingBatch& sent, const std::vector<Refusal>& refused, ChangeLog& log,
                      std::uint64_t now_ms) {
  if (refused.empty()) return {};
  auto reader = BatchReader::open(sent.rows);
  if (!reader) return Error{ErrorCode::damaged, "batch in flight"};
  // The last of a row that was sent as a copy and as a change is the change.
  std::map<std::pair<std::uint64_t, Uuid>, RowPatch> rows;
  while (!reader->at_end()) {
    auto row = reader->next();
    if (!row) return Error{ErrorCode::damaged, "batch in flight"};
    const std::pair key(row->table, row->id);
    rows.insert_or_assign(key, std::move(*row));
  }
  for (const Refusal& refusal : refused) {
    const auto row = rows.find({refusal.table, refusal.row});
    if (row == rows.end()) continue;
    if (auto status = take_one(refusal, row->second, log, now_ms); !status) return status;
  }
  return {};
}

Status Refusals::take_one(const Refusal& refusal, const RowPatch& sent, ChangeLog& log, std::uint64_t now_ms) {
  RowTable* table = records_.find(refusal.table);
  if (table == nullptr) return {};
  StoredRow row;
  auto found = table->find(refusal.row, row);
  if (!found) return std::move(found).error();
  if (!*found) return {};
  auto entry = outbox_.in_flight().find(refusal.table, row.rowid);
  if (!entry) return std::move(entry).error();
  if (!*entry) return {};
  if ((*entry)->is_created && !refusal.column) return take_creation(*table, row, refusal, log, now_ms);

  const auto is_refused = [&](Column column) { return !refusal.column || column == *refusal.column; };
  RowPatch attempted{sent.table, sent.id, {}};
  ReplacedList refused;
  for (const Register& field : sent.registers) {
    const Replaced* replaced = find_replaced((*entry)->replaced, field.column);
    if (!is_refused(field.column) || (replaced == nullptr && !(*entry)->is_created)) continue;
    attempted.registers.push_back(field);
    refused.push_back(replaced != nullptr ? *replaced : Replaced{field.column, {}, {}, {}});
  }
  if (refused.empty()) return {};
  if (auto status = put_back(*table, row, refused, log); !status) return status;
  return add(refusal, attempted, now_ms);
}

// Nothing was ever confirmed: the row goes, with what was edited in it since, and is listed as it was last.
Status Refusals::take_creation(RowTable& table, const StoredRow& row, const Refusal& refusal, ChangeLog& log,
                               std::uint64_t now_ms) {
  const RowPatch attempted = to_patch(table.info(), row);
  log.removed(table, row.rowid, row.id, touched_by(table.info(), row.id, row.fields));
  if (auto status = table.clear(row.rowid); !status) return status;
  auto later = outbox_.waiting().find(refusal.table, row.rowid);
  if (!later) return std::move(later).error();
  if (*later) {
    if (auto status = outbox_.waiting().remove(**later); !status) return status;
  }
  return add(refusal, attempted, now_ms);
}

Status Refusals::put_back(RowTable& table, StoredRow& row, const ReplacedList& refused, ChangeLog& log) {
  auto later = outbox_.waiting().find(table.number(), row.rowid);
  if (!later) return std::move(later).error();
  const Touched before = touched_by(table.info(), row.id, row.fields);
  ColumnSet changed = 0;
  bool is_later_changed = false;
  for (const Replaced& one : refused) {
    Replaced* edited_since = *later ? find_replaced((*later)->replaced, one.column) : nullptr;
    if (edited_since != nullptr) {
      *edited_since = one;  // what it replaced never came to be: it replaces what that one replaced
      is_later_changed = true;
      continue;
    }
    changed |= set_of(one.column);
    if (one.confirmed.is_zero()) {
      row.fields.unset(one.column);
    } else {
      row.fields.set(one.column, ValueView::of(one.value), one.confirmed);
    }
  }
  if (is_later_changed) {
    if (auto status = outbox_.waiting().set_replaced(**later, (*later)->replaced); !status) return status;
  }
  if (changed == 0) return {};
  if (row.fields.written == 0) {
    log.removed(table, row.rowid, row.id, before);
    return table.clear(row.rowid);
  }
  log.edited(table, row.rowid, row.id, changed, before, touched_by(table.info(), row.id, row.fields));
  return table.update(row.rowid, changed, row.fields);
}

Status Refusals::add(const Refusal& refusal, const RowPatch& attempted, std::uint64_t now_ms) {
  Bytes packed;
  ByteWriter out(packed);
  write_row(out, attempted, Bases::absent);
  const ValueView column = refusal.column
                               ? ValueView{.kind = ValueView::Kind::integer, .integer = *refusal.column, .bytes = {}}
                               : ValueView{};
  return database_.run(
      "INSERT INTO refusal (tbl, id, column_number, reason, attempted, at_ms) VALUES (?, ?, ?, ?, ?, ?)",
      static_cast<std::int64_t>(refusal.table), refusal.row, column, std::string_view(refusal.reason), ByteView(packed),
      static_cast<std::int64_t>(now_ms));
}

Result<std::vector<RefusedChange>> Refusals::list() {
  auto statement =
      database_.prepare("SELECT number, tbl, id, column_number, reason, attempted, at_ms FROM refusal ORDER BY number");
  if (!statement) return std::move(statement).error();
  std::vector<RefusedChange> changes;
  for (;;) {
    auto found = statement->step();
    if (!found) return std::move(found).error();
    if (!*found) return changes;
    RefusedChange change{.number = statement->integer(0), .refusal = {}, .attempted = {}, .at_ms = 0};
    change.refusal = {static_cast<std::uint64_t>(statement->integer(1)), statement->uuid(2), std::nullopt,
                      std::string(statement->text(4))};
    if (!statement->is_null(3)) change.refusal.column = static_cast<Column>(statement->integer(3));
    auto attempted = read_row(statement->bytes(5), Bases::absent);
    if (!attempted) return Error{ErrorCode::damaged, "refused change"};
    change.attempted = std::move(*attempted);
    change.at_ms = static_cast<std::uint64_t>(statement->integer(6));
    changes.push_back(std::move(change));
  }
}

}  // namespace vinculo
