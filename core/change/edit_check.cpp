#include "change/edit_check.h"

#include <unordered_map>

namespace vinculo {
namespace {

Status check_edit(const Edit& edit) {
  const TableInfo* table = find_table(static_cast<std::uint64_t>(edit.table));
  if (table == nullptr || edit.row.is_nil()) return Error{ErrorCode::invalid_argument, "table or row of an edit"};
  for (const auto& [number, value] : edit.set) {
    const ColumnInfo* column = number == column_deleted ? &deleted_column() : find_column(*table, number);
    if (column == nullptr) return Error{ErrorCode::invalid_argument, "column of " + std::string(table->name)};
    if (auto status = check_value(*column, ValueView::of(value)); !status) return status;
  }
  return {};
}

void add_to(RowFields& wanted, const Edit& edit) {
  for (const auto& [column, value] : edit.set) wanted.set(column, ValueView::of(value), {});
}

struct RowKey {
  Table table;
  Uuid row;
  bool operator==(const RowKey&) const = default;
};
struct RowKeyHash {
  std::size_t operator()(const RowKey& key) const {
    return std::hash<Uuid>{}(key.row) * 31 + static_cast<std::size_t>(key.table);
  }
};

}  // namespace

void CheckedEdit::fill(RowFields& wanted) const {
  wanted.written = 0;
  add_to(wanted, *first);
  for (const Edit* edit : more) add_to(wanted, *edit);
}

Result<std::vector<CheckedEdit>> check_edits(const std::vector<Edit>& edits) {
  std::vector<CheckedEdit> checked;
  checked.reserve(edits.size());
  std::unordered_map<RowKey, std::size_t, RowKeyHash> places;
  places.reserve(edits.size());
  for (const Edit& edit : edits) {
    if (auto status = check_edit(edit); !status) return std::move(status).error();
    const auto [place, is_first] = places.try_emplace({edit.table, edit.row}, checked.size());
    if (is_first) {
      checked.push_back({&edit, {}});
    } else {
      checked[place->second].more.push_back(&edit);
    }
  }
  return checked;
}

}  // namespace vinculo
