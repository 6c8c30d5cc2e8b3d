// Writes changes made on this device: registers, their stamps, the outbox entry and what undo needs, all from one
// place, so that they cannot part. One LocalWriter is one slice of an operation, within the caller's transaction.
// Internal to change/.
#pragma once
#include "change/change_log.h"
#include "change/operation_slice.h"
#include "change/outbox.h"

namespace vinculo {

class LocalWriter {
 public:
  // stamp: fresh from the clock; every register of the slice gets it, or a newer one where it has to be newer than what
  // it replaces.
  LocalWriter(Outbox& outbox, ChangeLog& log, Stamp stamp) : outbox_(outbox), log_(log), stamp_(stamp), slice_(stamp) {}

  // wanted: the registers to set (stamps are not looked at). Creates the row when it does not exist and something but
  // `deleted` is set. Each row at most once per slice.
  Status write(RowTable& table, const Uuid& id, const RowFields& wanted);
  // The same for a row that was just found and is still being read.
  Status edit(RowTable& table, StoredRow& row, const RowFields& wanted);
  // Flushes the outbox. The packed slice, empty when nothing was changed.
  [[nodiscard]] Result<Bytes> finish();
  [[nodiscard]] std::size_t changed_rows() const { return changed_rows_; }

 private:
  Status created(RowTable& table, std::int64_t rowid, const Uuid& id, const RowFields& fields);
  void fill_fresh(const RowFields& wanted);
  [[nodiscard]] Stamp stamp_after(const Stamp& replaced);

  Outbox& outbox_;
  ChangeLog& log_;
  Stamp stamp_;
  SliceWriter slice_;
  std::size_t changed_rows_ = 0;
  RowFields fresh_;
  std::vector<RevertedRegister> reverted_;
  ReplacedList replaced_;
};

}  // namespace vinculo
