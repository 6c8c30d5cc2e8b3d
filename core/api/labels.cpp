#include <algorithm>

#include "api/handlers.h"
#include "api/row_values.h"
#include "search/fold.h"

namespace vinculo::api {
namespace {

void sort_by_name(Context& context, std::vector<LabelItem>& labels) {
  const search::Collation collation = context.search.collation();
  std::ranges::sort(labels, {}, [&](const LabelItem& item) { return search::sort_key(item.name, collation); });
}

}  // namespace

Result<LabelList> label_list(Context& context) {
  auto statement = context.database.prepare(
      "SELECT id, name, colour, (SELECT count(*) FROM labelling WHERE labelling.label = label.id AND labelling.deleted = 0)"
      " FROM label WHERE deleted = 0");
  if (!statement) return std::move(statement).error();
  LabelList list;
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    list.items.push_back(
        {statement->uuid(0), std::string(statement->text(1)), statement->integer(2), statement->integer(3)});
  }
  sort_by_name(context, list.items);
  return list;
}

// Labels are few: all names are looked at.
Result<Suggestions> suggest_labels(Context& context, const SuggestRequest& request) {
  auto list = label_list(context);
  if (!list) return std::move(list).error();
  const std::string wanted = search::folded(request.text);
  Suggestions suggestions;
  for (LabelItem& item : list->items) {
    if (suggestions.items.size() >= static_cast<std::size_t>(std::max(request.limit, 0))) break;
    const std::string name = search::folded(item.name);
    if (!name.starts_with(wanted) && name.find(" " + wanted) == std::string::npos) continue;
    suggestions.items.push_back({item.id, std::move(item.name), {}});
  }
  return suggestions;
}

Result<std::vector<LabelItem>> labels_of(Context& context, const Uuid& subject) {
  auto rows = context.store.rows_of(Table::labelling, subject);
  if (!rows) return std::move(rows).error();
  std::vector<LabelItem> labels;
  for (const RowPatch& row : *rows) {
    auto label = context.store.find_row(Table::label, uuid_in(row, labelling::label));
    if (!label) return std::move(label).error();
    if (!*label || is_deleted(**label)) continue;
    labels.push_back({(*label)->id, text_in(**label, label::name), integer_in(**label, label::colour), 0});
  }
  sort_by_name(context, labels);
  return labels;
}

}  // namespace vinculo::api
