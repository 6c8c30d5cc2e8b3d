#include "change/parked.h"

#include <algorithm>

namespace vinculo {

Status Parked::load() {
  auto any = database_.query_integer("SELECT EXISTS (SELECT 1 FROM parked)");
  if (!any) return std::move(any).error();
  is_empty_ = *any == 0;
  return {};
}

Result<RowPatch> Parked::find(std::uint64_t table, const Uuid& id) {
  if (is_empty_) return RowPatch{table, id, {}};
  auto statement = database_.prepare("SELECT packed FROM parked WHERE tbl = ? AND id = ?");
  if (!statement) return std::move(statement).error();
  auto found = statement->bind_all(static_cast<std::int64_t>(table), id).step();
  if (!found) return std::move(found).error();
  return *found ? read_row(statement->bytes(0), Bases::absent) : RowPatch{table, id, {}};
}

Status Parked::put(const RowPatch& row, std::uint64_t placed_columns) {
  auto parked = find(row.table, row.id);
  if (!parked) return std::move(parked).error();
  const std::size_t size_before = parked->registers.size();
  std::erase_if(parked->registers, [&](const Register& field) {
    return field.column < 64 && ((placed_columns >> field.column) & 1) != 0;
  });
  if (row.registers.empty() && parked->registers.size() == size_before) return {};
  merge_registers(parked->registers, row.registers);
  const auto table = static_cast<std::int64_t>(row.table);
  if (parked->registers.empty()) return database_.run("DELETE FROM parked WHERE tbl = ? AND id = ?", table, row.id);
  is_empty_ = false;
  Bytes packed;
  ByteWriter out(packed);
  write_row(out, *parked, Bases::absent);
  return database_.run("INSERT OR REPLACE INTO parked VALUES (?, ?, ?)", table, row.id, ByteView(packed));
}

Result<std::map<Uuid, RowPatch>> Parked::rows_of(std::uint64_t table) {
  std::map<Uuid, RowPatch> rows;
  if (is_empty_) return rows;
  auto statement = database_.prepare("SELECT id, packed FROM parked WHERE tbl = ?");
  if (!statement) return std::move(statement).error();
  statement->bind_all(static_cast<std::int64_t>(table));
  for (;;) {
    auto found = statement->step();
    if (!found) return std::move(found).error();
    if (!*found) return rows;
    auto row = read_row(statement->bytes(1), Bases::absent);
    if (!row) return Error{ErrorCode::damaged, "parked row"};
    rows.emplace(statement->uuid(0), std::move(*row));
  }
}

Result<std::vector<std::uint64_t>> Parked::tables() {
  std::vector<std::uint64_t> numbers;
  if (is_empty_) return numbers;
  auto statement = database_.prepare("SELECT DISTINCT tbl FROM parked ORDER BY tbl");
  if (!statement) return std::move(statement).error();
  for (;;) {
    auto found = statement->step();
    if (!found) return std::move(found).error();
    if (!*found) return numbers;
    numbers.push_back(static_cast<std::uint64_t>(statement->integer(0)));
  }
}

void merge_registers(std::vector<Register>& into, const std::vector<Register>& from) {
  for (const Register& field : from) {
    const auto place = std::ranges::lower_bound(into, field.column, {}, &Register::column);
    if (place != into.end() && place->column == field.column) {
      *place = field;
    } else {
      into.insert(place, field);
    }
  }
}

}  // namespace vinculo
