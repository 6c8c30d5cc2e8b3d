// What this device has changed and the server has not confirmed: rows that wait, the one batch that is in flight, and
// confirmed rows to be sent again. It is state, not a log: a row that is edited ten times before it is sent waits once,
// with the stamps and values that the first edit replaced. Within the caller's transaction. Internal to change/.
#pragma once
#include <optional>
#include <vector>

#include "change/change_log.h"
#include "change/records.h"
#include "change/store.h"
#include "change/waiting_rows.h"

namespace vinculo {

class Outbox {
 public:
  explicit Outbox(storage::Database& database)
      : database_(database), waiting_(database, "outbox"), in_flight_(database, "in_flight") {}

  [[nodiscard]] Status load();  // at opening and after a transaction was rolled back
  [[nodiscard]] OutboxState state() const;
  [[nodiscard]] WaitingRows& waiting() { return waiting_; }
  [[nodiscard]] WaitingRows& in_flight() { return in_flight_; }
  // Whether nothing waits for the server to answer: then what comes from it is simply taken.
  [[nodiscard]] bool is_clear() const { return waiting_.row_count() == 0 && in_flight_.row_count() == 0; }

  // --- from local changes ---
  void created(std::uint64_t table, std::int64_t rowid);  // waits for flush_created()
  Status flush_created();
  Status edited(std::uint64_t table, std::int64_t rowid, const ReplacedList& replaced);

  // --- to the server ---
  [[nodiscard]] Result<std::optional<OutgoingBatch>> batch_in_flight();
  // Fills the next batch and puts it in flight; empty when nothing waits.
  [[nodiscard]] Result<std::optional<OutgoingBatch>> fill_batch(Records& records, std::uint64_t number,
                                                                std::size_t max_bytes);
  // The server has answered batch `number`. See Store::acknowledge.
  Status clear_in_flight();

  // --- again ---
  Status resend(std::uint64_t table, std::int64_t first, std::int64_t last);
  Status resend_everything();
  // The batch in flight will not be answered: what it changed waits again, as if it had not been sent.
  Status take_back_batch();

 private:
  struct Run {
    std::uint64_t table = 0;
    std::int64_t first = 0, last = 0;
  };
  Status flush_run(const Run& run);
  Status take_back_created(const WaitingEntry& entry);
  Status take_back_edited(const WaitingEntry& entry);

  storage::Database& database_;
  WaitingRows waiting_;
  WaitingRows in_flight_;
  std::vector<Run> created_;
  std::int64_t resend_rows_ = 0;
  std::int64_t batch_rows_ = 0;
};

}  // namespace vinculo
