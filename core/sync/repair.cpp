#include "sync/repair.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "domain/schema.h"

namespace vinculo::sync {
namespace {

using Counts = std::pair<std::uint64_t, std::uint64_t>;  // rows, hash

std::map<std::uint64_t, Counts> by_number(const std::vector<Store::TableCheck>& checks) {
  std::map<std::uint64_t, Counts> counts;
  for (const Store::TableCheck& one : checks) {
    if (one.rows > 0) counts[one.table] = {one.rows, one.hash};
  }
  return counts;
}

// The numbers whose counts are not the same on both sides.
std::vector<std::uint64_t> differing(const std::map<std::uint64_t, Counts>& here,
                                     const std::map<std::uint64_t, Counts>& there) {
  std::vector<std::uint64_t> numbers;
  for (const auto& [number, counts] : here) {
    const auto other = there.find(number);
    if (other == there.end() || other->second != counts) numbers.push_back(number);
  }
  for (const auto& [number, counts] : there) {
    if (!here.contains(number)) numbers.push_back(number);
  }
  return numbers;
}

bool has_all_registers(const RowPatch& row, const RowPatch& wanted) {
  return std::all_of(wanted.registers.begin(), wanted.registers.end(), [&](const Register& one) {
    return std::any_of(row.registers.begin(), row.registers.end(),
                       [&](const Register& other) { return other.column == one.column; });
  });
}

}  // namespace

std::optional<Message> Repair::next_question() {
  if (done_) return std::nullopt;
  if (!buckets_.empty()) return Fetch{buckets_.front().first, buckets_.front().second, cursor_};
  if (!tables_.empty()) return Check{tables_.front()};
  return Check{};
}

void Repair::ask_again() {
  if (--repetitions_left_ <= 0) done_ = true;
}

Status Repair::take(const Checked& answer) {
  if (answer.table) return compare_buckets(answer);
  return compare_tables(answer);
}

Status Repair::compare_tables(const Checked& answer) {
  if (!tables_.empty() || !buckets_.empty()) return {};
  auto checks = store_.check();
  if (!checks) return checks.error();
  auto here = by_number(*checks);
  auto there = by_number(answer.tables);
  // Tables of a newer program are kept here unread, and are compared once this program knows them.
  std::erase_if(here, [](const auto& one) { return !find_table(one.first); });
  std::erase_if(there, [](const auto& one) { return !find_table(one.first); });
  const auto different = differing(here, there);

  result_.tables.clear();
  for (const TableInfo& info : all_tables()) {
    const auto number = static_cast<std::uint64_t>(info.table);
    const bool equal = std::find(different.begin(), different.end(), number) == different.end();
    result_.tables.push_back({number, here[number].first, there[number].first, equal});
  }
  result_.equal = different.empty();
  if (result_.equal || --rounds_left_ <= 0) {
    done_ = true;
  } else {
    tables_.assign(different.begin(), different.end());
  }
  return {};
}

Status Repair::compare_buckets(const Checked& answer) {
  if (tables_.empty() || *answer.table != tables_.front()) return {};
  auto checks = store_.check_buckets(tables_.front());
  if (!checks) return checks.error();
  for (const std::uint64_t bucket : differing(by_number(*checks), by_number(answer.buckets))) {
    if (bucket < 256) buckets_.emplace_back(tables_.front(), static_cast<std::uint8_t>(bucket));
  }
  tables_.pop_front();
  return {};
}

Result<ChangeSet> Repair::take(const Fetched& answer) {
  if (buckets_.empty() || answer.table != buckets_.front().first || answer.bucket != buckets_.front().second) {
    return ChangeSet();
  }
  auto rows = store_.rows_in_bucket(answer.table, static_cast<std::uint8_t>(answer.bucket));
  if (!rows) return rows.error();
  std::unordered_map<Uuid, std::uint64_t> hashes;
  for (const RowPatch& row : *rows) hashes[row.id] = row_hash(row);

  auto reader = BatchReader::open(answer.rows);
  if (!reader || reader->bases() != Bases::absent) return Error{ErrorCode::protocol, "fetched rows that are no batch"};
  while (!reader->at_end()) {
    auto row = reader->next();
    if (!row) return Error{ErrorCode::protocol, "fetched row that cannot be read"};
    const auto here = hashes.find(row->id);
    if (here == hashes.end() || here->second != row_hash(*row)) ++result_.repaired_rows;
    fetched_.push_back(std::move(*row));
  }
  auto changed = store_.apply_remote(answer.rows, store_.revision());
  if (!changed) return changed;
  if (!answer.cursor.empty() && answer.cursor == cursor_) return Error{ErrorCode::protocol, "fetch that leads nowhere"};
  cursor_ = answer.cursor;
  if (cursor_.empty()) {
    if (Status done = finish_bucket(); !done) return done.error();
  }
  return changed;
}

// Everything the server has is here now; what is still here alone goes there.
Status Repair::finish_bucket() {
  const auto [table, bucket] = buckets_.front();
  buckets_.pop_front();
  std::unordered_map<Uuid, const RowPatch*> there;
  for (const RowPatch& row : fetched_) there[row.id] = &row;
  auto rows = store_.rows_in_bucket(table, bucket);
  if (!rows) return rows.error();
  std::vector<std::pair<std::uint64_t, Uuid>> missing;
  for (const RowPatch& row : *rows) {
    const auto found = there.find(row.id);
    if (found == there.end() || !has_all_registers(*found->second, row)) missing.emplace_back(table, row.id);
  }
  fetched_.clear();
  result_.repaired_rows += missing.size();
  return missing.empty() ? Status() : store_.requeue(missing);
}

}  // namespace vinculo::sync
