#include <algorithm>

#include "api/contact_matcher.h"
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

// The name of an organisation that these edits make for a job and say nothing else of; null for any other edit.
const std::string* name_for_job(const std::vector<Edit>& edits, const Edit& edit) {
  if (edit.table != Table::organisation || edit.set.size() != 1 || edit.set[0].first != organisation::name)
    return nullptr;
  const bool is_of_job = std::ranges::any_of(edits, [&](const Edit& other) {
    return other.table == Table::affiliation && std::ranges::any_of(other.set, [&](const auto& one) {
             return one.first == affiliation::organisation && uuid_of(one.second) == edit.row;
           });
  });
  return is_of_job ? std::get_if<std::string>(&edit.set[0].second) : nullptr;
}

void point_jobs_at(std::vector<Edit>& edits, const Uuid& from, const Uuid& to) {
  for (Edit& edit : edits) {
    if (edit.table != Table::affiliation) continue;
    for (auto& [column, value] : edit.set) {
      if (column == affiliation::organisation && uuid_of(value) == from) value = value_of(to);
    }
  }
}

// Whoever types the name of an organisation beside a job means the one that is there already, as an import does.
Status use_known_organisations(Context& context, std::vector<Edit>& edits) {
  for (std::size_t at = 0; at < edits.size();) {
    const Uuid row = edits[at].row;
    const std::string* name = name_for_job(edits, edits[at]);
    if (!name) {
      ++at;
      continue;
    }
    auto stored = context.store.find_row(Table::organisation, row);
    if (!stored) return std::move(stored).error();
    auto known = ContactMatcher(context).organisation(*name);
    if (!known) return std::move(known).error();
    if (*stored || known->is_new) {
      ++at;
      continue;
    }
    point_jobs_at(edits, row, known->id);
    edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return {};
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
  if (auto status = use_known_organisations(context, operation.edits); !status) return std::move(status).error();
  return context.store.apply(operation);
}

}  // namespace vinculo::api
