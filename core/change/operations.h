// What was done on this device, newest last, for undo and redo. An operation is a row and its slices: one per
// transaction, numbered operation * 2^20 + index. Taking an operation back is an operation itself, so redo is taking
// that back: the state says which list an operation is on. Within the caller's transaction. Internal to change/.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/error.h"
#include "change/store.h"
#include "storage/database.h"

namespace vinculo {

// Persisted: do not renumber.
enum class OperationState : std::int64_t {
  settled = 0,  // on neither list: taken back, or left behind by a later change
  undoable = 1,
  redoable = 2,  // an undo that can be taken back
};

struct OperationRow {
  std::int64_t number = 0;
  std::string title;
  std::optional<std::int64_t> reverted_by;  // an operation that began to take this one back and did not finish
};

class Operations {
 public:
  explicit Operations(storage::Database& database) : database_(database) {}

  [[nodiscard]] Result<std::int64_t> begin(OperationKind kind, const std::string& title, std::uint64_t now_ms,
                                           OperationState state);
  Status add_slice(std::int64_t operation, ByteView packed);
  Status set_state(std::int64_t operation, OperationState state);
  Status set_reverted_by(std::int64_t operation, std::optional<std::int64_t> by);
  Status forget_redo();  // a new change leaves what was undone behind

  // The newest in this state that is not open.
  [[nodiscard]] Result<std::optional<OperationRow>> newest(OperationState state);
  struct Slice {
    std::int64_t number = 0;
    Bytes packed;
  };
  // The newest slice of the operation with a lower number than `before` (0: the newest of all).
  [[nodiscard]] Result<std::optional<Slice>> slice_before(std::int64_t operation, std::int64_t before);

  // Batches that are still being added to cannot be undone. since: every stamp of the batch is later.
  void open(std::int64_t operation, Hlc since) { open_.emplace(operation, since); }
  void close(std::int64_t operation) { open_.erase(operation); }
  [[nodiscard]] bool is_open(std::int64_t operation) const { return open_.contains(operation); }
  // Whether a register with this stamp may have been written by an open batch.
  [[nodiscard]] bool may_be_of_open(const Stamp& stamp) const {
    return std::ranges::any_of(open_, [&](const auto& batch) { return stamp.clock > batch.second; });
  }

 private:
  storage::Database& database_;
  std::map<std::int64_t, Hlc> open_;
};

}  // namespace vinculo
