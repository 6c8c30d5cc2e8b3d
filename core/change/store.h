// The records of one workspace on one device: typed tables, the stamps of every register packed beside each row, the
// outbox, the operations that undo and redo walk. Everything that changes records goes through here, in one SQLite
// transaction per call, so a record and its outbox entry can never part. It does not know lists and search: those
// hear of changed rows through a ChangeListener inside the same transaction, and read the typed tables by SQL (named as
// in domain/schema.h, plus `rowid` and `deleted`; nobody else writes them).
//
// Where two devices change the same thing, the server decides (change/merge.h) and devices take its decision: a device
// is always the server's state plus its own unsent changes. So no conflict row is made here: the server makes it from
// what is pushed, with an id that follows from it, and everyone pulls the same one. Nothing is lost meanwhile, since an
// unsent value stays in its row, and a sent one in the batch in flight, until the server has answered.
//
// One thread (the worker's). The Store borrows the Database, which must outlive it.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/stamp.h"
#include "change/row_patch.h"
#include "domain/schema.h"
#include "domain/value.h"

namespace vinculo {

namespace storage {
class Database;
}

// One row's part of an operation. A row that does not exist is created; nothing is created twice.
struct Edit {
  Table table{};
  Uuid row;
  std::vector<std::pair<Column, Value>> set;  // column_deleted with 1 or 0 trashes or restores
};

enum class OperationKind : std::uint8_t { edit = 1, import = 2, undo = 3, redo = 4, resolve = 5 };  // persisted

struct Operation {
  OperationKind kind = OperationKind::edit;
  std::string title;  // message id of what was done ("Edit person"), translated when shown
  std::vector<Edit> edits;
};

// What an applied change touched: views fetch these again and nothing else.
struct ChangeSet {
  std::vector<Uuid> units;     // persons and organisations whose page or row may look different
  bool labels = false;         // names, colours or the set of labels
  bool everything = false;     // too many to name
  std::int64_t operation = 0;  // local number of the operation, 0 when none was recorded
  bool unfinished = false;     // of undo() and redo(): call again to go on
};

// One changed row, after the change. A row appears once per call of the listener.
struct RowChange {
  Table table{};
  std::int64_t rowid = 0;  // stable for the life of the row in this database
  Uuid id;
  Uuid unit;                  // the record it belongs to: its owner, else its own id
  Uuid unit_before;           // another one when the owner changed; else the same
  std::uint32_t columns = 0;  // bit n: column n has another value than before (bit 0: trashed or restored)
  bool is_new = false;
  bool is_removed = false;  // the row is gone from the table (its creation was refused); columns is 0
};

// Keeps derived data (list rows, search index) in step, inside the transaction of the change. An error rolls the whole
// change back. It reads the Database and its own tables, and calls no method of the Store that writes.
class ChangeListener {
 public:
  virtual ~ChangeListener() = default;
  virtual Status rows_changed(std::span<const RowChange> rows) = 0;
};

struct OutboxState {
  std::int64_t rows_waiting = 0;    // rows with changes that the server has not accepted
  std::int64_t rows_in_flight = 0;  // of these, sent and not answered
};

// A push that the server has not answered. Sent again it has the same number and the same rows.
struct OutgoingBatch {
  std::uint64_t number = 0;  // consecutive per device, from 1
  Bytes rows;                // a batch with bases
};

struct Refusal {
  std::uint64_t table = 0;
  Uuid row;
  std::optional<Column> column;  // empty: the whole row
  std::string reason;            // error name
};

// A change that the server did not accept, until someone has looked. What was typed is in `attempted`.
struct RefusedChange {
  std::int64_t number = 0;  // for dismiss_refusal()
  Refusal refusal;
  RowPatch attempted;
  std::uint64_t at_ms = 0;
};

class Store {
 public:
  using TimeSource = std::function<std::uint64_t()>;    // Unix milliseconds
  using RandomSource = std::function<std::uint64_t()>;  // 64 uniform bits

  // Creates the tables in an empty database and migrates an older one, in one transaction. newer_schema: written by a
  // newer version, nothing was touched. damaged: a database, but not one of ours.
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(storage::Database& database, TimeSource now,
                                                           RandomSource random);
  virtual ~Store() = default;

  // Several calls in one transaction, until commit(); rolled back when it is destroyed before. A call that fails after
  // it began to write dooms the unit: commit() then answers its error.
  class Unit {
   public:
    Unit(Unit&& other) noexcept : store_(std::exchange(other.store_, nullptr)) {}
    Unit& operator=(Unit&&) = delete;
    ~Unit() {
      if (store_ != nullptr) store_->roll_back_unit();
    }
    Status commit() { return std::exchange(store_, nullptr)->commit_unit(); }

   private:
    friend class Store;
    explicit Unit(Store& store) : store_(&store) {}
    Store* store_;
  };
  [[nodiscard]] Result<Unit> begin_unit() {  // internal when one is open
    if (auto status = open_unit(); !status) return std::move(status).error();
    return Unit(*this);
  }

  // Answers already given, so that a request that arrives twice (a tab took over from another) is done once. Call it in
  // the unit of the change itself. The newest max_remembered_requests are kept.
  static constexpr std::int64_t max_remembered_requests = 1000;
  [[nodiscard]] virtual Result<std::optional<std::string>> find_request(const Uuid& client, std::int64_t id) = 0;
  virtual Status remember_request(const Uuid& client, std::int64_t id, std::string_view response) = 0;

  [[nodiscard]] virtual Uuid new_id() = 0;
  virtual void set_listener(ChangeListener* listener) = 0;  // borrowed; null to remove

  // --- this device ---
  // Given by the server at sign-in; until then the number is 0 and apply() answers unauthorized.
  virtual Status set_device(std::uint32_t device) = 0;
  [[nodiscard]] virtual std::uint32_t device() const = 0;

  // --- reading ---
  [[nodiscard]] virtual Result<std::optional<RowPatch>> find_row(Table table, const Uuid& id) = 0;
  // Rows of `table` whose owner column is `owner`, not deleted, by position then id.
  [[nodiscard]] virtual Result<std::vector<RowPatch>> rows_of(Table table, const Uuid& owner) = 0;

  // --- local changes ---
  // All or nothing. Values equal to what is stored are left out; an operation with nothing left answers operation 0.
  // invalid_argument (unknown column, wrong type), too_large, unauthorized, storage errors.
  [[nodiscard]] virtual Result<ChangeSet> apply(const Operation& operation) = 0;
  // A large operation in slices: every apply_more belongs to the same operation (one undo). end_batch() closes it.
  [[nodiscard]] virtual Result<std::int64_t> begin_batch(OperationKind kind, const std::string& title) = 0;
  [[nodiscard]] virtual Result<ChangeSet> apply_more(std::int64_t operation, const std::vector<Edit>& edits) = 0;
  virtual Status end_batch(std::int64_t operation) = 0;

  // Undoes the newest undoable operation of this device; registers that someone wrote since are left alone (a later
  // value is never overwritten). not_found when there is nothing to undo. The answer names the operation. A large one
  // is undone in parts, a transaction each, so that others are served in between: while the answer says unfinished,
  // undo() is to be called again, also after a crash, and nothing else is to be changed here meanwhile.
  [[nodiscard]] virtual Result<ChangeSet> undo() = 0;
  [[nodiscard]] virtual Result<ChangeSet> redo() = 0;
  struct UndoState {
    std::optional<std::string> undo_title, redo_title;
  };
  [[nodiscard]] virtual Result<UndoState> undo_state() = 0;

  // --- outbox ---
  [[nodiscard]] virtual Result<OutboxState> outbox_state() = 0;
  // The batch in flight again, or the next one of at most max_bytes; empty when nothing waits.
  [[nodiscard]] virtual Result<std::optional<OutgoingBatch>> next_batch(std::size_t max_bytes) = 0;
  // The server has stored batch `number`: its registers wait no longer, unless they were changed again since they were
  // sent. Refused registers get the confirmed value back and are listed.
  virtual Result<ChangeSet> acknowledge(std::uint64_t number, const std::vector<Refusal>& refused) = 0;
  [[nodiscard]] virtual Result<std::vector<RefusedChange>> refusals() = 0;  // oldest first
  [[nodiscard]] virtual Result<std::int64_t> refusal_count() = 0;
  virtual Status dismiss_refusal(std::int64_t number) = 0;
  // After the server lost data (a restored backup): everything waits again, as already seen. A register that is sent
  // again so has base == stamp: it is a copy of what was confirmed once, not a new change. Registers that were waiting
  // anyway keep their base. So do those of the batch in flight, which is given up: copies are sent before all changes,
  // so that a change finds the value it was made on, and no answer speaks of a row that was not sent again before.
  virtual Status requeue_everything() = 0;
  // The same for some rows, (table, id); rows that are not here are passed over.
  virtual Status requeue(const std::vector<std::pair<std::uint64_t, Uuid>>& rows) = 0;

  // --- from the server ---
  // Takes rows of a batch without bases and remembers `revision`. The server decides what a confirmed register is: one
  // without an unsent change here takes the server's value and stamp as they come, even where its own stamp is greater
  // (the server restamps changes of clocks that run ahead or behind). One with an unsent change (waiting or in flight)
  // keeps its value: the server merges it when it arrives there, makes the conflict row, and sends the row again when
  // the result is not what was pushed; only where the arriving stamp is this device's own (an earlier batch restamped)
  // it becomes the base of the unsent change. Rows of unknown tables or columns are parked.
  [[nodiscard]] virtual Result<ChangeSet> apply_remote(ByteView batch, std::uint64_t revision) = 0;
  [[nodiscard]] virtual std::uint64_t revision() const = 0;

  // Takes parked rows whose tables and columns this version knows. Call it once after set_listener(); it does nothing
  // unless the schema has grown since the last time.
  [[nodiscard]] virtual Result<ChangeSet> replay_parked() = 0;

  // --- proof ---
  struct TableCheck {
    std::uint64_t table = 0;
    std::uint64_t rows = 0;
    std::uint64_t hash = 0;  // sum modulo 2^64 of row_hash() over all rows, deleted ones too
  };
  [[nodiscard]] virtual Result<std::vector<TableCheck>> check() = 0;
  // The same for one table in 256 parts by the last byte of the id, in order; TableCheck::table is the part.
  [[nodiscard]] virtual Result<std::vector<TableCheck>> check_buckets(std::uint64_t table) = 0;
  // The rows of one such part, deleted ones too, by id.
  [[nodiscard]] virtual Result<std::vector<RowPatch>> rows_in_bucket(std::uint64_t table, std::uint8_t bucket) = 0;

  // Small named values of this device that are not synchronised (session, settings, cursors).
  [[nodiscard]] virtual Result<std::optional<std::string>> find_setting(std::string_view name) = 0;
  virtual Status set_setting(std::string_view name, std::optional<std::string_view> value) = 0;

 protected:
  virtual Status open_unit() = 0;
  virtual Status commit_unit() = 0;
  virtual void roll_back_unit() = 0;
};

}  // namespace vinculo
