#include "change/record_reader.h"

#include <algorithm>

namespace vinculo {

Result<std::optional<RowPatch>> RecordReader::find_row(Table table, const Uuid& id) {
  RowTable& rows = records_.of(table);
  StoredRow row;
  auto found = rows.find(id, row);
  if (!found) return std::move(found).error();
  std::optional<RowPatch> patch;
  if (*found && row.fields.written != 0) patch = to_patch(rows.info(), row);
  rows.done();
  return patch;
}

Result<std::vector<RowPatch>> RecordReader::rows_of(Table table, const Uuid& owner) {
  RowTable& rows = records_.of(table);
  const TableInfo& info = rows.info();
  if (!info.owner) return Error{ErrorCode::invalid_argument, "a table without owner"};
  const std::string owner_name(find_column(info, *info.owner)->name);
  const bool has_position = find_column(info, "position") != nullptr;
  auto statement =
      database_.prepare("SELECT " + rows.column_list() + " FROM \"" + std::string(info.name) + "\" WHERE \"" +
                        owner_name + "\" = ? AND deleted = 0 ORDER BY " + (has_position ? "position, id" : "id"));
  if (!statement) return std::move(statement).error();
  statement->bind_all(owner);
  std::vector<RowPatch> patches;
  for (;;) {
    auto found = statement->step();
    if (!found) return std::move(found).error();
    if (!*found) return patches;
    StoredRow row;
    if (auto status = rows.read(*statement, row); !status) return std::move(status).error();
    patches.push_back(to_patch(info, row));
  }
}

Status RecordReader::for_each_row(std::uint64_t table, const Visit& visit) {
  auto parked = parked_.rows_of(table);
  if (!parked) return std::move(parked).error();
  if (RowTable* rows = records_.find(table)) {
    if (auto status = scan(*rows, *parked, visit); !status) return status;
  }
  for (const auto& [id, row] : *parked) {  // rows of which nothing has a place here
    Bytes packed;
    ByteWriter out(packed);
    write_row(out, row, Bases::absent);
    if (auto status = visit(id, packed); !status) return status;
  }
  return {};
}

// Takes the rows it meets out of `parked`.
Status RecordReader::scan(RowTable& table, std::map<Uuid, RowPatch>& parked, const Visit& visit) {
  auto statement =
      database_.prepare("SELECT " + table.column_list() + " FROM \"" + std::string(table.info().name) + '"');
  if (!statement) return std::move(statement).error();
  StoredRow row;
  Bytes packed;
  for (;;) {
    auto found = statement->step();
    if (!found) return std::move(found).error();
    if (!*found) return {};
    if (auto status = table.read(*statement, row); !status) return status;
    if (row.fields.written == 0) continue;
    if (const auto more = parked.find(row.id); more != parked.end()) {
      RowPatch whole = to_patch(table.info(), row);
      merge_registers(whole.registers, more->second.registers);
      packed.clear();
      ByteWriter out(packed);
      write_row(out, whole, Bases::absent);
      parked.erase(more);
    } else {
      pack_row(table.info(), row, packed);
    }
    if (auto status = visit(row.id, packed); !status) return status;
  }
}

Result<std::vector<Store::TableCheck>> RecordReader::check() {
  std::vector<std::uint64_t> numbers;
  for (const TableInfo& info : all_tables()) numbers.push_back(static_cast<std::uint64_t>(info.table));
  auto parked = parked_.tables();
  if (!parked) return std::move(parked).error();
  for (const std::uint64_t number : *parked) {
    if (find_table(number) == nullptr) numbers.push_back(number);
  }
  std::vector<Store::TableCheck> checks;
  for (const std::uint64_t number : numbers) {
    Store::TableCheck& check = checks.emplace_back(Store::TableCheck{number, 0, 0});
    auto status = for_each_row(number, [&](const Uuid&, ByteView packed) -> Status {
      ++check.rows;
      check.hash += packed_row_hash(packed);
      return {};
    });
    if (!status) return std::move(status).error();
  }
  return checks;
}

Result<std::vector<Store::TableCheck>> RecordReader::check_buckets(std::uint64_t table) {
  std::vector<Store::TableCheck> checks(256);
  for (std::size_t bucket = 0; bucket < checks.size(); ++bucket) checks[bucket].table = bucket;
  auto status = for_each_row(table, [&](const Uuid& id, ByteView packed) -> Status {
    Store::TableCheck& check = checks[id.bytes.back()];
    ++check.rows;
    check.hash += packed_row_hash(packed);
    return {};
  });
  if (!status) return std::move(status).error();
  return checks;
}

Result<std::vector<RowPatch>> RecordReader::rows_in_bucket(std::uint64_t table, std::uint8_t bucket) {
  std::vector<RowPatch> rows;
  auto status = for_each_row(table, [&](const Uuid& id, ByteView packed) -> Status {
    if (id.bytes.back() != bucket) return {};
    auto row = read_row(packed, Bases::absent);
    if (!row) return std::move(row).error();
    rows.push_back(std::move(*row));
    return {};
  });
  if (!status) return std::move(status).error();
  std::ranges::sort(rows, {}, &RowPatch::id);
  return rows;
}

}  // namespace vinculo
