// Packs what waits into one batch, copies of confirmed rows first, then changes in their order, and moves it in flight.
// Internal to change/: a step of Outbox.
#pragma once
#include "change/records.h"
#include "change/waiting_rows.h"

namespace vinculo {

class BatchFiller {
 public:
  BatchFiller(storage::Database& database, Records& records, WaitingRows& waiting, WaitingRows& in_flight,
              std::size_t max_bytes)
      : database_(database), records_(records), waiting_(waiting), in_flight_(in_flight), max_bytes_(max_bytes) {}

  // Fills up to max_bytes, but at least one row where one waits.
  Status fill();
  [[nodiscard]] std::size_t row_count() const { return batch_.row_count(); }
  [[nodiscard]] std::int64_t resent_rows() const { return resent_rows_; }  // taken from the table `resend`
  [[nodiscard]] Bytes take() { return batch_.take(); }

 private:
  Status fill_resent();
  Status fill_created(const WaitingEntry& entry);
  Status fill_edited(const WaitingEntry& entry);
  [[nodiscard]] Result<bool> pack_copy(RowTable& table, std::int64_t rowid);
  // False when the batch is full: the row was not added.
  bool add(RowTable& table, const StoredRow& row, ColumnSet columns);
  void pack(RowTable& table, const StoredRow& row, ColumnSet columns);

  storage::Database& database_;
  Records& records_;
  WaitingRows& waiting_;
  WaitingRows& in_flight_;
  std::size_t max_bytes_;
  BatchWriter batch_{Bases::present};
  std::array<Stamp, column_end> bases_;
  Bytes packed_;
  std::int64_t resent_rows_ = 0;
  bool is_full_ = false;
};

}  // namespace vinculo
