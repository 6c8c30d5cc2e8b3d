// What one call of the Store has changed so far: for the listener row by row, for the caller as units. Internal to
// change/.
#pragma once
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "change/row_table.h"
#include "change/store.h"

namespace vinculo {

// The records on whose pages or list rows a row appears.
struct Touched {
  Uuid unit;
  Uuid organisation;  // of an affiliation, else nil
};
[[nodiscard]] Touched touched_by(const TableInfo& table, const Uuid& id, const RowFields& fields);

class ChangeLog {
 public:
  // More units than this are called "everything".
  static constexpr std::size_t max_units = 1000;

  void created(const RowTable& table, std::int64_t rowid, const Uuid& id, const RowFields& fields);
  void edited(const RowTable& table, std::int64_t rowid, const Uuid& id, ColumnSet columns, const Touched& before,
              const Touched& after);
  void removed(const RowTable& table, std::int64_t rowid, const Uuid& id, const Touched& before);

  [[nodiscard]] std::span<const RowChange> rows() const { return rows_; }
  void clear_rows();  // after the listener has heard of them; units stay
  [[nodiscard]] ChangeSet take_change_set(std::int64_t operation);

 private:
  RowChange& row(Table table, std::int64_t rowid, const Uuid& id, const Touched& before, const Touched& after);
  void touch(Table table, const Touched& touched);
  void touch_unit(const Uuid& unit);

  std::vector<RowChange> rows_;
  std::unordered_map<std::uint64_t, std::size_t> places_;  // of table and rowid in rows_
  std::unordered_set<Uuid> units_;
  bool has_labels_ = false;
  bool has_everything_ = false;
};

}  // namespace vinculo
