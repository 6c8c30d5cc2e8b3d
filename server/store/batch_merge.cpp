#include "server/store/batch_merge.h"

#include <algorithm>
#include <utility>

#include "change/merge.h"
#include "domain/schema.h"

namespace vinculo::server {
namespace {

std::int64_t stored(std::uint64_t number) { return static_cast<std::int64_t>(number); }
std::uint64_t loaded(std::int64_t number) { return static_cast<std::uint64_t>(number); }

std::uint8_t bucket_of(const Uuid& id) { return id.bytes.back(); }

const Register* find_register(const RowPatch& row, Column column) {
  const auto place = std::ranges::lower_bound(row.registers, column, {}, &Register::column);
  return place != row.registers.end() && place->column == column ? &*place : nullptr;
}

// Why a register cannot be stored; none when it can.
ErrorCode flaw_of(const TableInfo* table, const Register& field) {
  if (field.stamp.is_zero()) return ErrorCode::malformed;
  const ValueView value = ValueView::of(field.value);
  const ColumnInfo* column = nullptr;
  if (field.column == column_deleted) {
    column = &deleted_column();
  } else if (table) {
    column = find_column(*table, field.column);
  }
  if (!column) return value.bytes.size() > max_unknown_value_bytes ? ErrorCode::too_large : ErrorCode::none;
  const Status fits = check_value(*column, value);
  return fits ? ErrorCode::none : fits.error().code;
}

}  // namespace

Result<sync::Pushed> BatchMerge::run(const sync::Push& batch) {
  answer_.batch = batch.batch;
  auto reader = BatchReader::open(batch.rows);
  if (!reader) return reader.error();
  if (reader->bases() != Bases::present) return Error{ErrorCode::malformed, "push without bases"};
  while (!reader->at_end()) {
    auto packed = reader->next_packed();
    if (!packed) return packed.error();
    auto row = read_row(*packed, Bases::present);
    if (!row) {
      const RowReader readable(*packed, Bases::present);
      refuse({readable.table(), readable.id(), {}}, std::nullopt, ErrorCode::malformed);
      continue;
    }
    if (Status done = take_row(std::move(*row)); !done) return done.error();
  }
  if (answer_.refused.size() > sync::max_refusals) return Error{ErrorCode::malformed, "push of nothing but mistakes"};
  if (Status done = answer_with_rows(); !done) return done.error();
  if (!stored_any_) return std::move(answer_);

  answer_.revision = revision_;
  auto update = database_.prepare("UPDATE workspaces SET revision=? WHERE number=?");
  if (!update) return update.error();
  if (Status done = update->bind_all(stored(revision_), workspace_.number).run(); !done) return done.error();
  if (Status done = write_counts(); !done) return done.error();
  return std::move(answer_);
}

Status BatchMerge::take_row(RowPatch row) {
  const bool is_complete = remove_refused(row);
  auto found = find_row(row.table, row.id);
  if (!found) return found.error();
  const std::vector<Register> sent = row.registers;
  std::optional<RowPatch> before;
  if (*found) {
    judge_stamps(row, **found);
    before = (*found)->row;
  }
  clamp_future(row, before);
  MergeResult merged = merge_row(before, row, 0);
  const bool is_as_sent = is_complete && std::ranges::all_of(sent, [&](const Register& one) {
                            const Register* now = find_register(merged.row, one.column);
                            return now && now->stamp == one.stamp && now->value == one.value;
                          });
  for (const RowPatch& conflict : merged.conflicts) {
    if (Status done = store_conflict(conflict); !done) return done;
  }
  if (!is_as_sent) not_as_sent_.insert({row.table, row.id});
  if (merged.row.registers.empty() || merged.changed.empty()) return {};
  return store_row(merged.row, *found);
}

// The device has every row that is not what it sent together with the answer, conflicts first: were the server's data
// put back from an older copy before the device pulled, nobody else might know what lost.
Status BatchMerge::answer_with_rows() {
  BatchWriter rows(Bases::absent);
  for (const auto* keys : {&conflicts_, &not_as_sent_}) {
    for (const auto& [table, id] : *keys) {
      auto found = find_row(table, id);
      if (!found) return found.error();
      if (!*found) continue;  // refused, and there was none before
      Bytes packed;
      ByteWriter out(packed);
      write_row(out, (*found)->row, Bases::absent);
      if (rows.size_bytes() + packed.size() + 4 <= sync::max_answer_bytes) {
        rows.add_packed(packed);
        continue;
      }
      answer_.complete = false;
      // Also where nothing in it changed: with the new revision its sender pulls it.
      if (Status done = store_row((*found)->row, *found); !done) return done;
    }
  }
  if (rows.row_count() > 0) answer_.rows = rows.take();
  return {};
}

// Takes out of the row what cannot be stored. False when there was something.
bool BatchMerge::remove_refused(RowPatch& row) {
  if (row.table == 0 || row.table > 255 || row.id.is_nil() || row.registers.empty()) {
    refuse(row, std::nullopt, ErrorCode::invalid_argument);
    row.registers.clear();
    return false;
  }
  const TableInfo* table = find_table(row.table);
  const std::size_t count = row.registers.size();
  std::erase_if(row.registers, [&](const Register& field) {
    const ErrorCode flaw = flaw_of(table, field);
    if (flaw != ErrorCode::none) refuse(row, field.column, flaw);
    return flaw != ErrorCode::none;
  });
  return row.registers.size() == count;
}

void BatchMerge::refuse(const RowPatch& row, std::optional<Column> column, ErrorCode reason) {
  answer_.refused.push_back({row.table, row.id, column, std::string(error_name(reason))});
  not_as_sent_.insert({row.table, row.id});
}

// Says by its base what each register's author had seen, where the server knows better than the base itself; merge_row
// goes by that.
void BatchMerge::judge_stamps(RowPatch& row, const Found& found) {
  const bool was_put_back = found.revision <= known_revision_;
  std::erase_if(row.registers, [&](Register& field) {
    const Register* other = find_register(found.row, field.column);
    if (!other) return false;
    const bool is_copy = field.base == field.stamp;
    if (field.value == other->value && (is_copy || field.stamp == other->stamp)) return true;
    // A copy knows everything that was in the older data, and nothing of what came since that was put back.
    if (is_copy && !was_put_back) field.base = {};
    // What a device writes, it writes over what it wrote before; but batches may arrive in another order than they were
    // sent.
    if (!is_copy && !is_late_ && field.stamp.device == other->stamp.device) field.base = other->stamp;
    return false;
  });
}

// A stamp from the future would win against everything that is written until then.
void BatchMerge::clamp_future(RowPatch& row, const std::optional<RowPatch>& found) {
  for (Register& field : row.registers) {
    if (field.stamp.clock.unix_ms() <= now_ms_ + sync::max_clock_ahead_ms) continue;
    const Register* other = found ? find_register(*found, field.column) : nullptr;
    const bool is_copy = field.base == field.stamp;
    if (is_copy && other && field.stamp < other->stamp) continue;  // loses anyway
    field.stamp.clock = Hlc::from_ms(now_ms_);
    if (other) field.stamp.clock.value = std::max(field.stamp.clock.value, other->stamp.clock.value + 1);
    if (is_copy) field.base = field.stamp;
    answer_.clock_clamped = true;
  }
}

Status BatchMerge::store_conflict(const RowPatch& conflict) {
  conflicts_.insert({conflict.table, conflict.id});
  auto found = find_row(conflict.table, conflict.id);
  if (!found) return found.error();
  // The same loss noticed again; someone may have answered it already.
  return *found ? Status() : store_row(conflict, std::nullopt);
}

Result<std::optional<BatchMerge::Found>> BatchMerge::find_row(std::uint64_t table, const Uuid& id) {
  auto statement =
      database_.prepare("SELECT number, revision, hash, packed FROM records WHERE workspace=? AND kind=? AND id=?");
  if (!statement) return statement.error();
  auto row = statement->bind_all(workspace_.number, stored(table), id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Found>();
  auto packed = read_row(statement->bytes(3), Bases::absent);
  if (!packed) return Error{ErrorCode::damaged, "stored row"};
  return std::optional(
      Found{statement->integer(0), loaded(statement->integer(1)), loaded(statement->integer(2)), std::move(*packed)});
}

Status BatchMerge::store_row(const RowPatch& row, const std::optional<Found>& found) {
  Bytes packed;
  ByteWriter out(packed);
  write_row(out, row, Bases::absent);
  if (packed.size() > max_row_bytes) {
    refuse(row, std::nullopt, ErrorCode::too_large);
    return {};
  }
  const std::uint64_t hash = packed_row_hash(packed);
  auto write = database_.prepare(
      found ? "UPDATE records SET revision=?, hash=?, packed=? WHERE number=?"
            : "INSERT INTO records (revision, hash, packed, workspace, kind, id) VALUES (?,?,?,?,?,?)");
  if (!write) return write.error();
  write->bind(1, stored(revision_)).bind(2, stored(hash)).bind(3, ByteView(packed));
  if (found) {
    write->bind(4, found->number);
  } else {
    write->bind(4, workspace_.number).bind(5, stored(row.table)).bind(6, row.id);
  }
  if (Status done = write->run(); !done) return done;
  stored_any_ = true;
  Count& count = counts_[{row.table, bucket_of(row.id)}];
  count.rows += found ? 0 : 1;
  count.hash += hash - (found ? found->hash : 0);
  return {};
}

Status BatchMerge::write_counts() {
  auto find = database_.prepare("SELECT rows, hash FROM counts WHERE workspace=? AND kind=? AND bucket=?");
  if (!find) return find.error();
  auto write =
      database_.prepare("INSERT OR REPLACE INTO counts (workspace, kind, bucket, rows, hash) VALUES (?,?,?,?,?)");
  if (!write) return write.error();
  for (const auto& [key, change] : counts_) {
    const std::int64_t table = stored(key.first);
    auto row = find->bind_all(workspace_.number, table, std::int64_t{key.second}).step();
    if (!row) return row.error();
    const std::int64_t rows = (*row ? find->integer(0) : 0) + change.rows;
    const std::uint64_t hash = (*row ? loaded(find->integer(1)) : 0) + change.hash;
    find->reset();
    write->bind_all(workspace_.number, table, std::int64_t{key.second}, rows, stored(hash));
    if (Status done = write->run(); !done) return done;
  }
  return {};
}

}  // namespace vinculo::server
