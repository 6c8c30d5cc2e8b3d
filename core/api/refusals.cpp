#include "api/handlers.h"
#include "api/row_values.h"

namespace vinculo::api {
namespace {

// Whose page shows the row. Nil when neither what was sent nor what is stored says it.
Result<Uuid> unit_of(Context& context, const TableInfo& table, const RowPatch& attempted) {
  if (!table.owner) return attempted.id;
  const Uuid owner = uuid_in(attempted, *table.owner);
  if (!owner.is_nil()) return owner;
  auto row = context.store.find_row(table.table, attempted.id);
  if (!row) return std::move(row).error();
  return *row ? uuid_in(**row, *table.owner) : Uuid{};
}

Result<RefusedItem> item_of(Context& context, const RefusedChange& change) {
  RefusedItem item;
  item.number = change.number;
  item.reason = change.refusal.reason;
  item.at_ms = static_cast<std::int64_t>(change.at_ms);
  const TableInfo* table = find_table(change.refusal.table);
  if (!table) return item;
  item.table = table->name;
  item.fields = texts_of(change.attempted);
  item.is_deletion = is_deleted(change.attempted);
  auto unit = unit_of(context, *table, change.attempted);
  if (!unit) return std::move(unit).error();
  for (const search::List list : {search::List::people, search::List::organisations}) {
    auto entry = context.search.find_entry(list, *unit);
    if (!entry) return std::move(entry).error();
    if (!*entry) continue;
    item.record = *unit;
    item.list = list == search::List::people ? ListKind::people : ListKind::organisations;
    item.name = (*entry)->name;
  }
  return item;
}

}  // namespace

Result<RefusedItems> refused_items(Context& context) {
  auto changes = context.store.refusals();
  if (!changes) return std::move(changes).error();
  RefusedItems refused;
  for (auto change = changes->rbegin(); change != changes->rend(); ++change) {
    if (refused.items.size() == max_refused_items) break;
    auto item = item_of(context, *change);
    if (!item) return std::move(item).error();
    refused.items.push_back(std::move(*item));
  }
  return refused;
}

Result<RefusedItems> dismiss_refusal(Context& context, const DismissRequest& request) {
  if (auto status = context.store.dismiss_refusal(request.number); !status) return status.error();
  return refused_items(context);
}

}  // namespace vinculo::api
