// Merges one pushed batch into the stored rows of a workspace, inside the caller's transaction. It decides what a
// stored register is when clocks are wrong: what an author had seen is always replaced by what they wrote, and a stamp
// from the future becomes one of now. Used once per batch, on the thread of its database.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "change/row_patch.h"
#include "server/store/row_store.h"
#include "storage/database.h"
#include "sync/protocol.h"

namespace vinculo::server {

// A stored row grows with every register that is pushed; it must stay smaller than a message.
inline constexpr std::size_t max_row_bytes = 950'000;
// For columns and tables that this program does not know; those it knows have their own limits.
inline constexpr std::size_t max_unknown_value_bytes = 600'000;

class BatchMerge {
 public:
  // known_revision: rows up to it were put back from older data, and the device had them or newer ones; 0: none.
  // is_late: a later batch of the device was merged before this one.
  BatchMerge(storage::Database& database, const WorkspaceKey& workspace, std::uint64_t known_revision, bool is_late,
             std::uint64_t now_ms)
      : database_(database),
        workspace_(workspace),
        revision_(workspace.revision + 1),
        known_revision_(known_revision),
        is_late_(is_late),
        now_ms_(now_ms) {}

  // The answer to the device. malformed: not a batch with bases, or torn. Storage errors.
  [[nodiscard]] Result<sync::Pushed> run(const sync::Push& batch);

 private:
  struct Found {
    std::int64_t number = 0;
    std::uint64_t revision = 0;
    std::uint64_t hash = 0;
    RowPatch row;
  };

  [[nodiscard]] Status take_row(RowPatch row);
  [[nodiscard]] bool remove_refused(RowPatch& row);
  void refuse(const RowPatch& row, std::optional<Column> column, ErrorCode reason);
  void judge_stamps(RowPatch& row, const Found& found);
  void clamp_future(RowPatch& row, const std::optional<RowPatch>& found);

  [[nodiscard]] Result<std::optional<Found>> find_row(std::uint64_t table, const Uuid& id);
  [[nodiscard]] Status store_conflict(const RowPatch& conflict);
  [[nodiscard]] Status store_row(const RowPatch& row, const std::optional<Found>& found);
  [[nodiscard]] Status answer_with_rows();
  [[nodiscard]] Status write_counts();

  storage::Database& database_;
  const WorkspaceKey& workspace_;
  std::uint64_t revision_;
  std::uint64_t known_revision_;
  bool is_late_;
  std::uint64_t now_ms_;
  sync::Pushed answer_;
  bool stored_any_ = false;
  std::set<std::pair<std::uint64_t, Uuid>> not_as_sent_, conflicts_;  // (table, id)
  struct Count {
    std::int64_t rows = 0;
    std::uint64_t hash = 0;
  };
  std::map<std::pair<std::uint64_t, std::uint8_t>, Count> counts_;  // differences by (table, bucket)
};

}  // namespace vinculo::server
