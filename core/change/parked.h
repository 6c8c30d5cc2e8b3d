// Registers that this version has no place for (an unknown table or column, a type it does not expect), kept as they
// came, so that an update of the program finds them. Within the caller's transaction. Internal to change/.
#pragma once
#include <map>
#include <vector>

#include "base/error.h"
#include "change/row_patch.h"
#include "storage/database.h"

namespace vinculo {

class Parked {
 public:
  explicit Parked(storage::Database& database) : database_(database) {}

  [[nodiscard]] Status load();  // at opening and after a transaction was rolled back
  [[nodiscard]] bool is_empty() const { return is_empty_; }

  [[nodiscard]] Result<RowPatch> find(std::uint64_t table, const Uuid& id);  // without registers when there is none
  // Adds these registers, in place of the same ones parked before; `placed` are parked no longer.
  Status put(const RowPatch& row, std::uint64_t placed_columns);
  [[nodiscard]] Result<std::map<Uuid, RowPatch>> rows_of(std::uint64_t table);
  [[nodiscard]] Result<std::vector<std::uint64_t>> tables();

 private:
  storage::Database& database_;
  bool is_empty_ = true;
};

// Adds registers to a row, in place of the same ones; ascending by column.
void merge_registers(std::vector<Register>& into, const std::vector<Register>& from);

}  // namespace vinculo
