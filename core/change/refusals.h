// Changes that the server did not accept: puts the confirmed values back, keeps edits made since, and lists what was
// typed until someone has looked. Within the caller's transaction. Internal to change/.
#pragma once
#include <map>
#include <vector>

#include "change/change_log.h"
#include "change/outbox.h"

namespace vinculo {

class Refusals {
 public:
  Refusals(storage::Database& database, Records& records, Outbox& outbox)
      : database_(database), records_(records), outbox_(outbox) {}

  // sent: the batch in flight. Refusals of rows or columns that were not changed in it (copies) are passed over.
  Status take(const OutgoingBatch& sent, const std::vector<Refusal>& refused, ChangeLog& log, std::uint64_t now_ms);
  [[nodiscard]] Result<std::vector<RefusedChange>> list();
  [[nodiscard]] Result<std::int64_t> count() { return database_.query_integer("SELECT count(*) FROM refusal"); }
  Status dismiss(std::int64_t number) { return database_.run("DELETE FROM refusal WHERE number = ?", number); }

 private:
  Status take_one(const Refusal& refusal, const RowPatch& sent, ChangeLog& log, std::uint64_t now_ms);
  Status take_creation(RowTable& table, const StoredRow& row, const Refusal& refusal, ChangeLog& log,
                       std::uint64_t now_ms);
  Status put_back(RowTable& table, StoredRow& row, const ReplacedList& refused, ChangeLog& log);
  Status add(const Refusal& refusal, const RowPatch& attempted, std::uint64_t now_ms);

  storage::Database& database_;
  Records& records_;
  Outbox& outbox_;
};

}  // namespace vinculo
