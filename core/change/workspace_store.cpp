#include "change/workspace_store.h"

#include "change/edit_check.h"
#include "change/local_writer.h"
#include "change/remote_writer.h"
#include "change/reverter.h"
#include "storage/migrations.h"

namespace vinculo {

Result<std::unique_ptr<Store>> Store::open(storage::Database& database, TimeSource now, RandomSource random) {
  // A Store keeps in memory where the outbox and the clock stand: nobody else may write beside it.
  auto owned = database.execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE; COMMIT");
  if (!owned) return std::move(owned).error();
  if (auto status = storage::migrate(database); !status) return std::move(status).error();
  auto store = std::make_unique<WorkspaceStore>(database, std::move(now), std::move(random));
  if (auto status = store->load(); !status) return std::move(status).error();
  return std::unique_ptr<Store>(std::move(store));
}

WorkspaceStore::WorkspaceStore(storage::Database& database, TimeSource now, RandomSource random)
    : database_(database),
      now_(std::move(now)),
      random_(std::move(random)),
      records_(database),
      device_(database),
      outbox_(database),
      operations_(database),
      parked_(database),
      refusals_(database, records_, outbox_),
      reader_(database, records_, parked_) {}

Status WorkspaceStore::load() {
  Status status = device_.load();
  if (status) status = outbox_.load();
  if (status) status = parked_.load();
  return status;
}

// --- transactions ---

Status WorkspaceStore::begin() {
  if (doomed_) return *doomed_;
  writes_before_ = database_.total_changed_rows();
  if (in_unit_) return {};
  auto transaction = storage::Transaction::begin(database_);
  if (!transaction) return std::move(transaction).error();
  transaction_.emplace(std::move(*transaction));
  return {};
}

Status WorkspaceStore::finish(Status status) {
  records_.done();
  if (in_unit_) {
    const bool has_written = database_.total_changed_rows() != writes_before_ || !database_.in_transaction();
    if (!status && has_written) doomed_ = status.error();
    return status;
  }
  if (status) status = transaction_->commit();
  transaction_.reset();  // rolls back what was not committed
  if (!status) forget();
  return status;
}

void WorkspaceStore::forget() {
  (void)log_.take_change_set(0);
  reverted_ = {};
  // When even reading fails, the next call meets the same error and reports it.
  (void)load();
}

Status WorkspaceStore::tell_listener() {
  if (listener_ == nullptr || log_.rows().empty()) return {};
  auto status = listener_->rows_changed(log_.rows());
  log_.clear_rows();
  return status;
}

Result<ChangeSet> WorkspaceStore::change(const std::function<Result<std::int64_t>()>& work) {
  if (auto status = begin(); !status) return std::move(status).error();
  auto operation = work();
  Status status = operation ? tell_listener() : Status(operation.error());
  if (status = finish(std::move(status)); !status) {
    (void)log_.take_change_set(0);
    return std::move(status).error();
  }
  return log_.take_change_set(*operation);
}

Status WorkspaceStore::write(const std::function<Status()>& work) {
  if (auto status = begin(); !status) return status;
  return finish(work());
}

Status WorkspaceStore::open_unit() {
  if (in_unit_) return Error{ErrorCode::internal, "a unit is open"};
  if (auto status = begin(); !status) return status;
  in_unit_ = true;
  return {};
}

Status WorkspaceStore::commit_unit() {
  in_unit_ = false;
  if (auto doomed = std::exchange(doomed_, std::nullopt)) return finish(*doomed);
  return finish({});
}

void WorkspaceStore::roll_back_unit() {
  in_unit_ = false;
  doomed_.reset();
  records_.done();
  transaction_.reset();
  forget();
}

// --- this device ---

Uuid WorkspaceStore::new_id() { return device_.next_id(now_(), random_()); }

Status WorkspaceStore::set_device(std::uint32_t device) {
  return write([&] {
    device_.set_number(device);
    return device_.save();
  });
}

Result<std::optional<std::string>> WorkspaceStore::find_request(const Uuid& client, std::int64_t id) {
  return device_.find_request(client, id);
}

Status WorkspaceStore::remember_request(const Uuid& client, std::int64_t id, std::string_view response) {
  return write([&] { return device_.remember_request(client, id, response, max_remembered_requests); });
}

Result<std::optional<std::string>> WorkspaceStore::find_setting(std::string_view name) {
  return device_.find_setting(name);
}

Status WorkspaceStore::set_setting(std::string_view name, std::optional<std::string_view> value) {
  return write([&] { return device_.set_setting(name, value); });
}

// --- reading ---

Result<std::optional<RowPatch>> WorkspaceStore::find_row(Table table, const Uuid& id) {
  return reader_.find_row(table, id);
}

Result<std::vector<RowPatch>> WorkspaceStore::rows_of(Table table, const Uuid& owner) {
  return reader_.rows_of(table, owner);
}

Result<std::vector<RowPatch>> WorkspaceStore::rows_in_bucket(std::uint64_t table, std::uint8_t bucket) {
  return reader_.rows_in_bucket(table, bucket);
}

// --- local changes ---

Result<Bytes> WorkspaceStore::write_edits(const std::vector<Edit>& edits) {
  if (device() == 0) return Error{ErrorCode::unauthorized, "no device number"};
  auto checked = check_edits(edits);
  if (!checked) return std::move(checked).error();
  LocalWriter writer(outbox_, log_, device_.clock().next(now_()));
  for (const CheckedEdit& edit : *checked) {
    edit.fill(wanted_);
    auto status = writer.write(records_.of(edit.first->table), edit.first->row, wanted_);
    if (!status) return std::move(status).error();
  }
  auto packed = writer.finish();
  if (!packed || packed->empty()) return packed;
  if (auto status = operations_.forget_redo(); !status) return std::move(status).error();
  if (auto status = device_.save(); !status) return std::move(status).error();
  return packed;
}

Result<ChangeSet> WorkspaceStore::apply(const Operation& operation) {
  return change([&]() -> Result<std::int64_t> {
    auto packed = write_edits(operation.edits);
    if (!packed) return std::move(packed).error();
    if (packed->empty()) return 0;
    auto number = operations_.begin(operation.kind, operation.title, now_(), OperationState::undoable);
    if (!number) return number;
    if (auto status = operations_.add_slice(*number, *packed); !status) return std::move(status).error();
    return number;
  });
}

Result<std::int64_t> WorkspaceStore::begin_batch(OperationKind kind, const std::string& title) {
  if (device() == 0) return Error{ErrorCode::unauthorized, "no device number"};
  std::int64_t number = 0;
  auto status = write([&]() -> Status {
    auto begun = operations_.begin(kind, title, now_(), OperationState::undoable);
    if (!begun) return std::move(begun).error();
    number = *begun;
    return {};
  });
  if (!status) return std::move(status).error();
  operations_.open(number, device_.clock().last());
  return number;
}

Result<ChangeSet> WorkspaceStore::apply_more(std::int64_t operation, const std::vector<Edit>& edits) {
  if (!operations_.is_open(operation)) return Error{ErrorCode::invalid_argument, "a batch that is not open"};
  return change([&]() -> Result<std::int64_t> {
    auto packed = write_edits(edits);
    if (!packed) return std::move(packed).error();
    if (packed->empty()) return 0;
    if (auto status = operations_.add_slice(operation, *packed); !status) return std::move(status).error();
    return operation;
  });
}

Status WorkspaceStore::end_batch(std::int64_t operation) {
  if (!operations_.is_open(operation)) return Error{ErrorCode::invalid_argument, "a batch that is not open"};
  auto status = write([&]() -> Status {
    auto slice = operations_.slice_before(operation, 0);
    if (!slice) return std::move(slice).error();
    return *slice ? Status{} : operations_.set_state(operation, OperationState::settled);  // nothing to undo
  });
  if (status) operations_.close(operation);
  return status;
}

// --- undo and redo ---

Result<ChangeSet> WorkspaceStore::revert(OperationState from, OperationKind kind, OperationState to) {
  if (device() == 0) return Error{ErrorCode::unauthorized, "no device number"};
  auto operation = operations_.newest(from);
  if (!operation) return std::move(operation).error();
  if (!*operation) return Error{ErrorCode::not_found, "nothing to undo or redo"};
  bool has_more = false;
  auto changes = change([&]() -> Result<std::int64_t> {
    auto by = reverting_operation(**operation, kind);
    if (!by) return by;
    if (reverted_.operation != (*operation)->number) reverted_ = {(*operation)->number, 0};
    Reverter reverter(records_, outbox_, operations_, log_, device());
    auto more =
        reverter.revert((*operation)->number, *by, reverted_.position, [&] { return device_.clock().next(now_()); });
    if (!more) return std::move(more).error();
    has_more = *more;
    Status status = has_more ? Status{} : settle_reverted((*operation)->number, *by, to);
    if (status) status = device_.save();
    if (!status) return std::move(status).error();
    return by;
  });
  if (changes) changes->unfinished = has_more;
  return changes;
}

// The operation that takes `operation` back: the one that began to, or a new one.
Result<std::int64_t> WorkspaceStore::reverting_operation(const OperationRow& operation, OperationKind kind) {
  if (operation.reverted_by) return *operation.reverted_by;
  auto by = operations_.begin(kind, operation.title, now_(), OperationState::settled);
  if (!by) return by;
  auto status = operations_.set_reverted_by(operation.number, *by);
  if (!status) return std::move(status).error();
  return by;
}

Status WorkspaceStore::settle_reverted(std::int64_t operation, std::int64_t by, OperationState to) {
  reverted_ = {};
  auto slice = operations_.slice_before(by, 0);
  if (!slice) return std::move(slice).error();
  auto status = operations_.set_state(operation, OperationState::settled);
  if (status) status = operations_.set_reverted_by(operation, std::nullopt);
  if (status && *slice) status = operations_.set_state(by, to);
  return status;
}

Result<Store::UndoState> WorkspaceStore::undo_state() {
  const auto title = [](Result<std::optional<OperationRow>>& row) {
    return *row ? std::optional((*row)->title) : std::nullopt;
  };
  auto undoable = operations_.newest(OperationState::undoable);
  if (!undoable) return std::move(undoable).error();
  auto redoable = operations_.newest(OperationState::redoable);
  if (!redoable) return std::move(redoable).error();
  return UndoState{title(undoable), title(redoable)};
}

// --- outbox ---

Result<std::optional<OutgoingBatch>> WorkspaceStore::next_batch(std::size_t max_bytes) {
  auto in_flight = outbox_.batch_in_flight();
  if (!in_flight || *in_flight) return in_flight;
  if (outbox_.state().rows_waiting == 0) return std::optional<OutgoingBatch>();
  std::optional<OutgoingBatch> batch;
  auto status = write([&]() -> Status {
    auto filled = outbox_.fill_batch(records_, device_.next_batch, max_bytes);
    if (!filled) return std::move(filled).error();
    batch = std::move(*filled);
    if (!batch) return {};
    ++device_.next_batch;
    return device_.save();
  });
  if (!status) return std::move(status).error();
  return batch;
}

Result<ChangeSet> WorkspaceStore::acknowledge(std::uint64_t number, const std::vector<Refusal>& refused) {
  return change([&]() -> Result<std::int64_t> {
    auto sent = outbox_.batch_in_flight();
    if (!sent) return std::move(sent).error();
    if (!*sent || (*sent)->number != number) return 0;  // answered before
    if (auto status = refusals_.take(**sent, refused, log_, now_()); !status) return std::move(status).error();
    if (auto status = outbox_.clear_in_flight(); !status) return std::move(status).error();
    return 0;
  });
}

Status WorkspaceStore::dismiss_refusal(std::int64_t number) {
  return write([&] { return refusals_.dismiss(number); });
}

Status WorkspaceStore::requeue_everything() {
  return write([&]() -> Status {
    if (auto status = outbox_.take_back_batch(); !status) return status;
    return outbox_.resend_everything();
  });
}

Status WorkspaceStore::requeue(const std::vector<std::pair<std::uint64_t, Uuid>>& rows) {
  return write([&]() -> Status {
    StoredRow row;
    for (const auto& [number, id] : rows) {
      RowTable* table = records_.find(number);
      if (table == nullptr) continue;
      auto found = table->find(id, row);
      table->done();
      if (!found) return std::move(found).error();
      if (!*found) continue;
      if (auto status = outbox_.resend(number, row.rowid, row.rowid); !status) return status;
    }
    return {};
  });
}

// --- from the server ---

Result<ChangeSet> WorkspaceStore::apply_remote(ByteView batch, std::uint64_t revision) {
  auto reader = BatchReader::open(batch);
  if (!reader) return std::move(reader).error();
  if (reader->bases() != Bases::absent) return Error{ErrorCode::malformed, "a batch with bases"};
  return change([&]() -> Result<std::int64_t> {
    RemoteWriter writer(records_, outbox_, parked_, device_, log_, now_());
    while (!reader->at_end()) {
      auto packed = reader->next_packed();
      if (!packed) return std::move(packed).error();
      if (auto status = writer.take(*packed); !status) return std::move(status).error();
    }
    device_.revision = revision;
    if (auto status = device_.save(); !status) return std::move(status).error();
    return 0;
  });
}

Result<ChangeSet> WorkspaceStore::replay_parked() {
  std::int64_t columns = 0;
  for (const TableInfo& table : all_tables()) columns += static_cast<std::int64_t>(table.columns.size());
  if (device_.columns_known == columns) return ChangeSet{};
  return change([&]() -> Result<std::int64_t> {
    RemoteWriter writer(records_, outbox_, parked_, device_, log_, now_());
    auto tables = parked_.tables();
    if (!tables) return std::move(tables).error();
    for (const std::uint64_t number : *tables) {
      if (find_table(number) == nullptr) continue;
      auto rows = parked_.rows_of(number);
      if (!rows) return std::move(rows).error();
      for (const auto& [id, row] : *rows) {
        if (auto status = writer.take(row); !status) return std::move(status).error();
      }
    }
    device_.columns_known = columns;
    if (auto status = device_.save(); !status) return std::move(status).error();
    return 0;
  });
}

}  // namespace vinculo
