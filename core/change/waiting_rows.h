// Rows with changes that the server has not confirmed: the table `outbox` (not sent) or `in_flight` (sent, not
// answered), which have the same shape. One entry is a run of rows that were created here, or one edited row with what
// its edits replaced. A row is in at most one entry of each. Internal to change/.
#pragma once
#include <optional>
#include <string>

#include "base/error.h"
#include "change/replaced.h"
#include "storage/database.h"

namespace vinculo {

struct WaitingEntry {
  std::int64_t number = 0;  // ascending in the order of the changes
  std::uint64_t table = 0;
  std::int64_t first = 0, last = 0;  // rowids
  bool is_created = false;
  ReplacedList replaced;  // of an edited row

  [[nodiscard]] std::int64_t row_count() const { return last - first + 1; }
};

class WaitingRows {
 public:
  // name: "outbox" or "in_flight"
  WaitingRows(storage::Database& database, const std::string& name);

  [[nodiscard]] Status load();  // at opening and after a transaction was rolled back
  [[nodiscard]] std::int64_t row_count() const { return rows_; }

  [[nodiscard]] Result<std::optional<WaitingEntry>> find(std::uint64_t table, std::int64_t rowid);
  [[nodiscard]] Result<std::optional<WaitingEntry>> first();  // lowest number
  Status add_created(std::uint64_t table, std::int64_t first, std::int64_t last);
  Status add_edited(std::uint64_t table, std::int64_t rowid, const ReplacedList& replaced);
  Status set_replaced(const WaitingEntry& entry, const ReplacedList& replaced);
  Status set_run(const WaitingEntry& entry, std::int64_t first, std::int64_t last);
  Status remove(const WaitingEntry& entry);
  Status remove_all();
  // Turns one row of a run of created ones into an edited row.
  Status detach(const WaitingEntry& entry, std::int64_t rowid, const ReplacedList& replaced);

 private:
  [[nodiscard]] Result<std::optional<WaitingEntry>> read(storage::Statement& statement);

  storage::Database& database_;
  std::string count_sql_, find_sql_, first_sql_, insert_sql_, replaced_sql_, run_sql_, remove_sql_, remove_all_sql_;
  std::int64_t rows_ = 0;
  Bytes packed_;
};

}  // namespace vinculo
