#include "change/outbox.h"

#include "change/batch_filler.h"

namespace vinculo {
namespace {

// Runs stay short enough that what was created together is sent about together: people with their phones, not all
// people first.
constexpr std::int64_t max_run_rows = 1000;

}  // namespace

Status Outbox::load() {
  created_.clear();
  if (auto status = waiting_.load(); !status) return status;
  if (auto status = in_flight_.load(); !status) return status;
  auto resend_rows = database_.query_integer("SELECT sum(last - first + 1) FROM resend");
  if (!resend_rows) return std::move(resend_rows).error();
  auto batch_rows = database_.query_integer("SELECT sum(row_count) FROM batch");
  if (!batch_rows) return std::move(batch_rows).error();
  resend_rows_ = *resend_rows;
  batch_rows_ = *batch_rows;
  return {};
}

OutboxState Outbox::state() const {
  return {.rows_waiting = waiting_.row_count() + resend_rows_ + batch_rows_, .rows_in_flight = batch_rows_};
}

void Outbox::created(std::uint64_t table, std::int64_t rowid) {
  for (Run& run : created_) {
    if (run.table == table && run.last + 1 == rowid) {
      run.last = rowid;
      return;
    }
  }
  created_.push_back({table, rowid, rowid});
}

Status Outbox::flush_created() {
  for (const Run& run : created_) {
    if (auto status = flush_run(run); !status) return status;
  }
  created_.clear();
  return {};
}

Status Outbox::flush_run(const Run& run) {
  auto before = waiting_.find(run.table, run.first - 1);
  if (!before) return std::move(before).error();
  const bool prolongs = *before && (*before)->is_created && (*before)->last == run.first - 1 &&
                        (*before)->row_count() + run.last - run.first < max_run_rows;
  if (prolongs) return waiting_.set_run(**before, (*before)->first, run.last);
  return waiting_.add_created(run.table, run.first, run.last);
}

Status Outbox::edited(std::uint64_t table, std::int64_t rowid, const ReplacedList& replaced) {
  auto entry = waiting_.find(table, rowid);
  if (!entry) return std::move(entry).error();
  if (!*entry) return waiting_.add_edited(table, rowid, replaced);
  if ((*entry)->is_created) return {};  // is sent whole anyway
  ReplacedList merged = (*entry)->replaced;
  return add_replaced(merged, replaced) ? waiting_.set_replaced(**entry, merged) : Status{};
}

Result<std::optional<OutgoingBatch>> Outbox::batch_in_flight() {
  auto statement = database_.prepare("SELECT number, packed FROM batch LIMIT 1");
  if (!statement) return std::move(statement).error();
  auto found = statement->step();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<OutgoingBatch>();
  const ByteView packed = statement->bytes(1);
  return std::optional(
      OutgoingBatch{static_cast<std::uint64_t>(statement->integer(0)), Bytes(packed.begin(), packed.end())});
}

Result<std::optional<OutgoingBatch>> Outbox::fill_batch(Records& records, std::uint64_t number, std::size_t max_bytes) {
  BatchFiller filler(database_, records, waiting_, in_flight_, max_bytes);
  if (auto status = filler.fill(); !status) return std::move(status).error();
  resend_rows_ -= filler.resent_rows();
  if (filler.row_count() == 0) return std::optional<OutgoingBatch>();
  batch_rows_ = static_cast<std::int64_t>(filler.row_count());
  OutgoingBatch batch{number, filler.take()};
  auto status = database_.run("INSERT INTO batch (number, row_count, packed) VALUES (?, ?, ?)",
                              static_cast<std::int64_t>(number), batch_rows_, ByteView(batch.rows));
  if (!status) return std::move(status).error();
  return std::optional(std::move(batch));
}

Status Outbox::clear_in_flight() {
  batch_rows_ = 0;
  if (auto status = in_flight_.remove_all(); !status) return status;
  return database_.run("DELETE FROM batch");
}

Status Outbox::take_back_batch() {
  while (true) {
    auto entry = in_flight_.first();
    if (!entry) return std::move(entry).error();
    if (!*entry) return clear_in_flight();
    if (auto status = (*entry)->is_created ? take_back_created(**entry) : take_back_edited(**entry); !status) {
      return status;
    }
    if (auto status = in_flight_.remove(**entry); !status) return status;
  }
}

// What was edited since is sent with the whole row.
Status Outbox::take_back_created(const WaitingEntry& entry) {
  for (std::int64_t rowid = entry.first; rowid <= entry.last && waiting_.row_count() > 0; ++rowid) {
    auto edited = waiting_.find(entry.table, rowid);
    if (!edited) return std::move(edited).error();
    if (!*edited) continue;
    if (auto status = waiting_.remove(**edited); !status) return status;
  }
  return waiting_.add_created(entry.table, entry.first, entry.last);
}

Status Outbox::take_back_edited(const WaitingEntry& entry) {
  auto later = waiting_.find(entry.table, entry.first);
  if (!later) return std::move(later).error();
  if (!*later) return waiting_.add_edited(entry.table, entry.first, entry.replaced);
  if ((*later)->is_created) return {};  // is sent whole anyway
  ReplacedList merged = entry.replaced;
  (void)add_replaced(merged, (*later)->replaced);
  return waiting_.set_replaced(**later, merged);
}

Status Outbox::resend(std::uint64_t table, std::int64_t first, std::int64_t last) {
  resend_rows_ += last - first + 1;
  return database_.run("INSERT INTO resend (tbl, first, last) VALUES (?, ?, ?)", static_cast<std::int64_t>(table),
                       first, last);
}

Status Outbox::resend_everything() {
  resend_rows_ = 0;
  if (auto status = database_.run("DELETE FROM resend"); !status) return status;
  for (const TableInfo& table : all_tables()) {
    auto last = database_.query_integer("SELECT max(rowid) FROM \"" + std::string(table.name) + '"');
    if (!last) return std::move(last).error();
    if (*last == 0) continue;
    if (auto status = resend(static_cast<std::uint64_t>(table.table), 1, *last); !status) return status;
  }
  return {};
}

}  // namespace vinculo
