#include "api/handlers.h"

namespace vinculo::api {
namespace {

constexpr std::size_t max_edits = 2'000;  // of one request; files are imported
constexpr std::size_t max_title_bytes = 200;

Result<Edit> edit_of(const RowEdit& from) {
  const TableInfo* table = find_table(std::string_view(from.table));
  if (!table || table->table == Table::conflict) return Error{ErrorCode::invalid_argument, "table " + from.table};
  if (from.row.is_nil()) return Error{ErrorCode::invalid_argument, "row"};
  Edit edit{table->table, from.row, {}};
  for (const auto& [name, value] : from.set) {
    const ColumnInfo* column =
        name == deleted_column().name ? &deleted_column() : find_column(*table, std::string_view(name));
    if (!column) return Error{ErrorCode::invalid_argument, from.table + "." + name};
    if (auto status = check_value(*column, ValueView::of(value)); !status) {
      return Error{status.error().code, from.table + "." + name};
    }
    edit.set.emplace_back(column->number, value);
  }
  return edit;
}

// The id of a labelling follows from what it links, so that the same link made twice is one.
bool has_derived_id(const Edit& edit) {
  if (edit.table != Table::labelling) return true;
  Uuid label, subject;
  for (const auto& [column, value] : edit.set) {
    if (column == labelling::label) label = uuid_of(value);
    if (column == labelling::subject) subject = uuid_of(value);
  }
  const bool is_only_trashed = label.is_nil() && subject.is_nil();
  return is_only_trashed || edit.row == labelling_id(label, subject);
}

}  // namespace

Result<ChangeSet> apply_edit(Context& context, const EditRequest& request) {
  if (request.edits.size() > max_edits) return Error{ErrorCode::too_large, "edits"};
  if (request.title.size() > max_title_bytes) return Error{ErrorCode::too_large, "title"};
  Operation operation{OperationKind::edit, request.title, {}};
  operation.edits.reserve(request.edits.size());
  for (const RowEdit& from : request.edits) {
    auto edit = edit_of(from);
    if (!edit) return std::move(edit).error();
    if (!has_derived_id(*edit)) return Error{ErrorCode::invalid_argument, "the id of a labelling"};
    operation.edits.push_back(std::move(*edit));
  }
  return context.store.apply(operation);
}

}  // namespace vinculo::api
