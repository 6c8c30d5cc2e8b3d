#include "api/handlers.h"
#include "api/row_values.h"

namespace vinculo::api {
namespace {

// Of records whose page can be opened: where else could somebody decide? Those of the last losses first.
constexpr std::string_view records_with_open_conflicts = R"(
SELECT unit, organisation.id IS NOT NULL, count(*) AS conflicts FROM conflict
  LEFT JOIN person ON person.id = unit AND person.deleted = 0
  LEFT JOIN organisation ON organisation.id = unit AND organisation.deleted = 0
  WHERE conflict.deleted = 0 AND coalesce(resolution, 0) = 0 AND coalesce(person.id, organisation.id) IS NOT NULL
  GROUP BY unit ORDER BY max(lost_clock) DESC, unit)";

// A value as people read it: names instead of references, nothing for bytes.
Result<std::string> readable(Context& context, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  const Uuid id = uuid_of(value);
  if (id.is_nil()) return std::string();
  for (const search::List list : {search::List::people, search::List::organisations}) {
    auto entry = context.search.find_entry(list, id);
    if (!entry) return std::move(entry).error();
    if (*entry) return (*entry)->name;
  }
  auto label = context.store.find_row(Table::label, id);
  if (!label) return std::move(label).error();
  return *label ? text_in(**label, label::name) : std::string();
}

Value lost_value_of(const RowPatch& row) {
  const auto* packed = std::get_if<Bytes>(&value_in(row, conflict::lost_value));
  if (!packed) return {};
  ByteReader in(*packed);
  Value value = read_value(in);
  return in.ok() ? value : Value{};
}

struct ConflictPlace {
  const TableInfo* table = nullptr;  // null: of a newer version
  const ColumnInfo* column = nullptr;
};
ConflictPlace place_of(const RowPatch& row) {
  ConflictPlace place;
  place.table = find_table(static_cast<std::uint64_t>(integer_in(row, conflict::table)));
  const auto column = static_cast<std::uint64_t>(integer_in(row, conflict::column));
  if (place.table) place.column = column == column_deleted ? &deleted_column() : find_column(*place.table, column);
  return place;
}

}  // namespace

Result<std::vector<ConflictItem>> open_conflicts(Context& context, const Uuid& unit) {
  auto rows = context.store.rows_of(Table::conflict, unit);
  if (!rows) return std::move(rows).error();
  std::vector<ConflictItem> items;
  for (const RowPatch& row : *rows) {
    const ConflictPlace place = place_of(row);
    if (integer_in(row, conflict::resolution) != 0 || !place.column) continue;
    ConflictItem item;
    item.id = row.id;
    item.table = place.table->table;
    item.row = uuid_in(row, conflict::row);
    item.column = place.column->name;
    auto current = context.store.find_row(item.table, item.row);
    if (!current) return std::move(current).error();
    auto kept = readable(context, *current ? value_in(**current, place.column->number) : Value{});
    if (!kept) return std::move(kept).error();
    auto lost = readable(context, lost_value_of(row));
    if (!lost) return std::move(lost).error();
    item.kept_text = std::move(*kept);
    item.lost_text = std::move(*lost);
    item.lost_is_mine = integer_in(row, conflict::lost_device) == context.store.device();
    item.lost_at_ms =
        static_cast<std::int64_t>(Hlc{static_cast<std::uint64_t>(integer_in(row, conflict::lost_clock))}.unix_ms());
    items.push_back(std::move(item));
  }
  return items;
}

Result<std::int64_t> count_open_conflicts(Context& context) {
  return context.database.query_integer("SELECT coalesce(sum(conflicts), 0) FROM (" +
                                        std::string(records_with_open_conflicts) + ")");
}

Result<ConflictedRecords> conflicted_records(Context& context) {
  auto statement = context.database.prepare(records_with_open_conflicts);
  if (!statement) return std::move(statement).error();
  ConflictedRecords records;
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row || records.items.size() == max_conflicted_records) return records;
    ConflictedRecord record{statement->integer(1) == 0 ? ListKind::people : ListKind::organisations,
                            statement->uuid(0),
                            {},
                            statement->integer(2)};
    const auto list = record.list == ListKind::people ? search::List::people : search::List::organisations;
    auto entry = context.search.find_entry(list, record.id);
    if (!entry) return std::move(entry).error();
    if (*entry) record.name = (*entry)->name;
    records.items.push_back(std::move(record));
  }
}

Result<ChangeSet> resolve_conflict(Context& context, const ResolveRequest& request) {
  auto row = context.store.find_row(Table::conflict, request.conflict);
  if (!row) return std::move(row).error();
  if (!*row || is_deleted(**row)) return Error{ErrorCode::not_found, "conflict"};
  const ConflictPlace place = place_of(**row);
  if (!place.column) return Error{ErrorCode::unsupported, "a conflict of a newer version"};
  constexpr std::int64_t kept = 1, taken = 2, dismissed = 3;  // as in domain/schema.h
  Operation operation{OperationKind::resolve, "Resolve conflict", {}};
  std::int64_t resolution = kept;
  if (request.resolution == Resolution::dismiss) resolution = dismissed;
  if (request.resolution == Resolution::take) {
    resolution = taken;
    operation.edits.push_back(
        {place.table->table, uuid_in(**row, conflict::row), {{place.column->number, lost_value_of(**row)}}});
  }
  operation.edits.push_back({Table::conflict, request.conflict, {{conflict::resolution, resolution}}});
  return context.store.apply(operation);
}

}  // namespace vinculo::api
