// The server's rule without a server: rows in memory, merged by merge_row, with the revision of each. Enough to see
// that devices and server end equal; the real one is server/store.
#pragma once
#include <algorithm>
#include <map>
#include <utility>

#include "change/merge.h"
#include "support/workspace.h"

namespace vinculo::test {

class MergeServer {
 public:
  // Sends everything that waits, and pulls everything that is newer.
  void sync(Workspace& device) {
    push_all(device);
    pull(device);
  }
  void push_all(Workspace& device) {
    for (;;) {
      auto batch = device.store->next_batch(400'000);
      REQUIRE(batch);
      if (!*batch) return;
      take(device.store->device(), (*batch)->rows);
      REQUIRE(device.store->acknowledge((*batch)->number, {}));
    }
  }
  void take(std::uint32_t author, ByteView batch) {
    auto reader = BatchReader::open(batch);
    REQUIRE(reader);
    while (!reader->at_end()) {
      const auto row = reader->next();
      REQUIRE(row);
      take_row(author, *row);
    }
  }
  void pull(Workspace& device) {
    BatchWriter writer(Bases::absent);
    for (const auto& [key, stored] : rows) {
      if (stored.revision > device.store->revision()) writer.add(stored.row);
    }
    REQUIRE(device.store->apply_remote(writer.take(), revision));
  }
  // Count and hash of every table, as Store::check() has them.
  [[nodiscard]] std::map<std::uint64_t, std::pair<std::uint64_t, std::uint64_t>> sums() const {
    std::map<std::uint64_t, std::pair<std::uint64_t, std::uint64_t>> sums;
    for (const auto& [key, stored] : rows) {
      ++sums[key.first].first;
      sums[key.first].second += row_hash(stored.row);
    }
    return sums;
  }
  [[nodiscard]] std::vector<RowPatch> conflicts() const {
    std::vector<RowPatch> found;
    for (const auto& [key, stored] : rows) {
      if (key.first == static_cast<std::uint64_t>(Table::conflict)) found.push_back(stored.row);
    }
    return found;
  }

  struct Stored {
    RowPatch row;
    std::uint64_t revision = 0;
  };
  std::map<std::pair<std::uint64_t, Uuid>, Stored> rows;
  std::uint64_t revision = 0;

 private:
  void take_row(std::uint32_t author, const RowPatch& row) {
    auto& stored = rows[{row.table, row.id}];
    const auto found = stored.revision == 0 ? std::nullopt : std::optional(stored.row);
    MergeResult result = merge_row(found, row, author);
    const bool is_as_pushed = std::ranges::all_of(row.registers, [&](const Register& pushed) {
      return std::ranges::any_of(result.row.registers, [&](const Register& kept) {
        return kept.column == pushed.column && kept.stamp == pushed.stamp;
      });
    });
    stored.row = result.row;
    if (!result.changed.empty() || !is_as_pushed) stored.revision = ++revision;
    for (const RowPatch& conflict : result.conflicts) {
      auto& kept = rows[{conflict.table, conflict.id}];
      if (kept.revision != 0) continue;
      kept = {conflict, ++revision};
    }
  }
};

inline std::map<std::uint64_t, std::pair<std::uint64_t, std::uint64_t>> sums_of(Workspace& device) {
  auto checks = device.store->check();
  REQUIRE(checks);
  std::map<std::uint64_t, std::pair<std::uint64_t, std::uint64_t>> sums;
  for (const Store::TableCheck& check : *checks) {
    if (check.rows != 0) sums[check.table] = {check.rows, check.hash};
  }
  return sums;
}

}  // namespace vinculo::test
