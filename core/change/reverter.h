// Takes an operation back, slice by slice from its newest: registers get back what the operation replaced, rows that it
// created are trashed, and what someone wrote since stays. What this device wrote since has been taken back itself
// already (operations are taken back newest first), so its stamps do not stand in the way. Taking back is an operation
// too, so the same code undoes and redoes. Within the caller's transaction, one of several for a large operation.
// Internal to change/.
#pragma once
#include "change/local_writer.h"
#include "change/operations.h"
#include "change/records.h"

namespace vinculo {

class Reverter {
 public:
  // About this many rows per transaction.
  static constexpr std::size_t rows_per_transaction = 2'000;

  Reverter(Records& records, Outbox& outbox, Operations& operations, ChangeLog& log, std::uint32_t device)
      : records_(records), outbox_(outbox), operations_(operations), log_(log), device_(device) {}

  // Reverts slices of `operation` older than `position` (0: from the newest on) on behalf of operation `by`, moving
  // `position`. True when some are left for the next transaction. next_stamp() gives a fresh stamp for each slice.
  template <class NextStamp>
  [[nodiscard]] Result<bool> revert(std::int64_t operation, std::int64_t by, std::int64_t& position,
                                    NextStamp next_stamp) {
    std::size_t rows = 0;
    for (;;) {
      auto slice = operations_.slice_before(operation, position);
      if (!slice) return std::move(slice).error();
      if (!*slice) return false;
      if (rows >= rows_per_transaction) return true;
      position = (*slice)->number;
      LocalWriter writer(outbox_, log_, next_stamp());
      if (auto status = revert_slice((*slice)->packed, writer); !status) return std::move(status).error();
      auto packed = writer.finish();
      if (!packed) return std::move(packed).error();
      rows += writer.changed_rows();
      if (packed->empty()) continue;
      if (auto status = operations_.add_slice(by, *packed); !status) return std::move(status).error();
    }
  }

 private:
  // Whether a register that the operation left with the stamp `written` is still, or again, as it left it.
  [[nodiscard]] bool is_untouched(const Stamp& current, const Stamp& written) const;
  Status revert_slice(ByteView packed, LocalWriter& writer);
  Status revert_created(const RowRun& run, LocalWriter& writer);
  Status revert_edited(RowTable& table, std::int64_t rowid, const std::vector<RevertedRegister>& registers,
                       LocalWriter& writer);

  Records& records_;
  Outbox& outbox_;
  Operations& operations_;
  ChangeLog& log_;
  std::uint32_t device_;
  RowFields wanted_;
};

}  // namespace vinculo
