// The Store over its parts: what each call does is in them; here are the transactions around it, the listener and the
// order of steps. Internal to change/: programs use Store.
#pragma once
#include "change/change_log.h"
#include "change/device_state.h"
#include "change/operations.h"
#include "change/outbox.h"
#include "change/parked.h"
#include "change/record_reader.h"
#include "change/records.h"
#include "change/refusals.h"
#include "change/store.h"

namespace vinculo {

class WorkspaceStore final : public Store {
 public:
  WorkspaceStore(storage::Database& database, TimeSource now, RandomSource random);
  [[nodiscard]] Status load();

  Uuid new_id() override;
  void set_listener(ChangeListener* listener) override { listener_ = listener; }
  Result<std::optional<std::string>> find_request(const Uuid& client, std::int64_t id) override;
  Status remember_request(const Uuid& client, std::int64_t id, std::string_view response) override;
  Status set_device(std::uint32_t device) override;
  std::uint32_t device() const override { return device_.number(); }

  Result<std::optional<RowPatch>> find_row(Table table, const Uuid& id) override;
  Result<std::vector<RowPatch>> rows_of(Table table, const Uuid& owner) override;

  Result<ChangeSet> apply(const Operation& operation) override;
  Result<std::int64_t> begin_batch(OperationKind kind, const std::string& title) override;
  Result<ChangeSet> apply_more(std::int64_t operation, const std::vector<Edit>& edits) override;
  Status end_batch(std::int64_t operation) override;
  Result<ChangeSet> undo() override {
    return revert(OperationState::undoable, OperationKind::undo, OperationState::redoable);
  }
  Result<ChangeSet> redo() override {
    return revert(OperationState::redoable, OperationKind::redo, OperationState::undoable);
  }
  Result<UndoState> undo_state() override;

  Result<OutboxState> outbox_state() override { return outbox_.state(); }
  Result<std::optional<OutgoingBatch>> next_batch(std::size_t max_bytes) override;
  Result<ChangeSet> acknowledge(std::uint64_t number, const std::vector<Refusal>& refused) override;
  Result<std::vector<RefusedChange>> refusals() override { return refusals_.list(); }
  Result<std::int64_t> refusal_count() override { return refusals_.count(); }
  Status dismiss_refusal(std::int64_t number) override;
  Status requeue_everything() override;
  Status requeue(const std::vector<std::pair<std::uint64_t, Uuid>>& rows) override;

  Result<ChangeSet> apply_remote(ByteView batch, std::uint64_t revision) override;
  std::uint64_t revision() const override { return device_.revision; }
  Result<ChangeSet> replay_parked() override;

  Result<std::vector<TableCheck>> check() override { return reader_.check(); }
  Result<std::vector<TableCheck>> check_buckets(std::uint64_t table) override { return reader_.check_buckets(table); }
  Result<std::vector<RowPatch>> rows_in_bucket(std::uint64_t table, std::uint8_t bucket) override;

  Result<std::optional<std::string>> find_setting(std::string_view name) override;
  Status set_setting(std::string_view name, std::optional<std::string_view> value) override;

 protected:
  Status open_unit() override;
  Status commit_unit() override;
  void roll_back_unit() override;

 private:
  // Runs `work`, which answers the number of its operation, in a transaction of its own or in the open unit, and tells
  // the listener before it is committed.
  [[nodiscard]] Result<ChangeSet> change(const std::function<Result<std::int64_t>()>& work);
  // The same for what touches no record.
  Status write(const std::function<Status()>& work);
  Status begin();
  Status finish(Status status);
  Status tell_listener();
  void forget();  // after a rollback: what is kept in memory is read again

  // Writes the edits as a slice; empty when nothing was different.
  [[nodiscard]] Result<Bytes> write_edits(const std::vector<Edit>& edits);
  [[nodiscard]] Result<ChangeSet> revert(OperationState from, OperationKind kind, OperationState to);
  [[nodiscard]] Result<std::int64_t> reverting_operation(const OperationRow& operation, OperationKind kind);
  Status settle_reverted(std::int64_t operation, std::int64_t by, OperationState to);

  storage::Database& database_;
  TimeSource now_;
  RandomSource random_;
  Records records_;
  DeviceState device_;
  Outbox outbox_;
  Operations operations_;
  Parked parked_;
  Refusals refusals_;
  RecordReader reader_;
  ChangeLog log_;
  ChangeListener* listener_ = nullptr;
  std::optional<storage::Transaction> transaction_;
  bool in_unit_ = false;
  std::optional<Error> doomed_;  // why the open unit cannot be committed
  std::int64_t writes_before_ = 0;
  // How far the undo or redo of a large operation has come; 0: at its newest slice.
  struct {
    std::int64_t operation = 0, position = 0;
  } reverted_;
  RowFields wanted_;
};

}  // namespace vinculo
