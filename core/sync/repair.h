// Compares this device with the server table by table, bucket by bucket, and makes them equal again: what the server
// has is taken, what only this device has is queued to be sent. A part of the engine: it says which message to send
// next and takes the answer. One thread; borrows the Store.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/error.h"
#include "change/store.h"
#include "sync/protocol.h"

namespace vinculo::sync {

struct CheckedTable {
  std::uint64_t table = 0;
  std::uint64_t device_rows = 0, server_rows = 0;
  bool equal = false;
};

struct CheckResult {
  std::vector<CheckedTable> tables;  // as last compared, after repairing
  bool equal = false;
  std::uint64_t repaired_rows = 0;  // taken from the server or queued to be sent
};

class Repair {
 public:
  explicit Repair(Store& store) : store_(store) {}

  // The next question, to be asked when nothing waits here and everything was pulled. Empty when done: see result().
  [[nodiscard]] std::optional<Message> next_question();
  // The last answer was of another moment: nothing is learned from it.
  void ask_again();
  // An answer that is not to the last question changes nothing. Both may leave rows to push.
  [[nodiscard]] Status take(const Checked& answer);
  [[nodiscard]] Result<ChangeSet> take(const Fetched& answer);
  [[nodiscard]] const CheckResult& result() const { return result_; }

 private:
  [[nodiscard]] Status compare_tables(const Checked& answer);
  [[nodiscard]] Status compare_buckets(const Checked& answer);
  [[nodiscard]] Status finish_bucket();

  Store& store_;
  bool done_ = false;
  int rounds_left_ = 4;                                         // comparisons of everything
  int repetitions_left_ = 50;                                   // a busy team writes between asking and comparing
  std::deque<std::uint64_t> tables_;                            // to be compared by bucket
  std::deque<std::pair<std::uint64_t, std::uint8_t>> buckets_;  // to be fetched
  Cursor cursor_;                                               // within the first of buckets_
  std::vector<RowPatch> fetched_;                               // of the first of buckets_, so far
  CheckResult result_;
};

}  // namespace vinculo::sync
