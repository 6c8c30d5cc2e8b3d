#include "api/bulk_edits.h"

#include "api/row_values.h"

namespace vinculo::api {
namespace {

Result<std::vector<Edit>> label_to_make(Context& context, const LabelItem& wanted) {
  auto stored = context.store.find_row(Table::label, wanted.id);
  if (!stored) return std::move(stored).error();
  if (*stored && is_deleted(**stored)) return Error{ErrorCode::not_found, "label"};
  if (*stored) return std::vector<Edit>();
  if (wanted.id.is_nil() || wanted.name.empty()) return Error{ErrorCode::invalid_argument, "label"};
  return std::vector<Edit>{{Table::label, wanted.id, {{label::name, wanted.name}, {label::colour, wanted.colour}}}};
}

Edit edit_of(const BulkRequest& request, const Uuid& record) {
  const Uuid& label = request.label.id;
  switch (request.action) {
    case BulkAction::trash: break;
    case BulkAction::add_label:  // nothing is different where it is there already, and the Store leaves it out
      return {Table::labelling,
              labelling_id(label, record),
              {{labelling::label, value_of(label)},
               {labelling::subject, value_of(record)},
               {column_deleted, std::int64_t{0}}}};
  }
  const Table table = request.selection.list == ListKind::people ? Table::person : Table::organisation;
  return {table, record, {{column_deleted, std::int64_t{1}}}};
}

}  // namespace

Result<BulkPlan> plan_bulk(Context& context, const BulkRequest& request) {
  BulkPlan plan;
  if (request.action == BulkAction::add_label) {
    auto label = label_to_make(context, request.label);
    if (!label) return std::move(label).error();
    plan.first = std::move(*label);
  }
  auto keys = selected_keys(context, request.selection);
  if (!keys) return std::move(keys).error();
  if (static_cast<std::int64_t>(keys->size()) != request.expected) return Error{ErrorCode::outdated, "selection"};
  plan.keys = std::move(*keys);
  return plan;
}

std::string_view bulk_title(BulkAction action) { return action == BulkAction::trash ? "Move to trash" : "Add label"; }

Status add_bulk_edits(Context& context, const BulkRequest& request, std::span<const std::int64_t> keys,
                      std::vector<Edit>& edits) {
  for (const std::int64_t key : keys) {
    auto id = context.search.find_id(searched_list(request.selection.list), key);
    if (!id) return std::move(id).error();
    if (*id) edits.push_back(edit_of(request, **id));
  }
  return {};
}

Result<ChangeSet> apply_bulk(Context& context, const BulkRequest& request) {
  auto plan = plan_bulk(context, request);
  if (!plan) return std::move(plan).error();
  if (static_cast<std::int64_t>(plan->keys.size()) > max_bulk_records) return Error{ErrorCode::too_large, "records"};
  Operation operation{OperationKind::edit, std::string(bulk_title(request.action)), std::move(plan->first)};
  if (auto status = add_bulk_edits(context, request, plan->keys, operation.edits); !status) return status.error();
  return context.store.apply(operation);
}

}  // namespace vinculo::api
