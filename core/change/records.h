// The record tables of a workspace by number. Internal to change/.
#pragma once
#include <memory>
#include <vector>

#include "change/row_table.h"

namespace vinculo {

class Records {
 public:
  explicit Records(storage::Database& database) {
    for (const TableInfo& info : all_tables()) tables_.push_back(std::make_unique<RowTable>(database, info));
  }
  [[nodiscard]] RowTable& of(Table table) { return *tables_[static_cast<std::size_t>(table) - 1]; }
  [[nodiscard]] RowTable* find(std::uint64_t number) {  // null for a table that this version does not know
    return find_table(number) == nullptr ? nullptr : tables_[static_cast<std::size_t>(number) - 1].get();
  }
  // Ends all reading, as a transaction must before it ends.
  void done() {
    for (auto& table : tables_) table->done();
  }

 private:
  std::vector<std::unique_ptr<RowTable>> tables_;
};

}  // namespace vinculo
