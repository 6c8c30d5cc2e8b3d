#include "change/reverter.h"

namespace vinculo {
namespace {

ValueView flag(std::int64_t value) { return {.kind = ValueView::Kind::integer, .integer = value, .bytes = {}}; }

}  // namespace

bool Reverter::is_untouched(const Stamp& current, const Stamp& written) const {
  return current == written || (current.device == device_ && current > written && !operations_.may_be_of_open(current));
}

Status Reverter::revert_slice(ByteView packed, LocalWriter& writer) {
  SliceReader reader(packed);
  std::uint64_t table_number = 0;
  std::int64_t rowid = 0;
  std::vector<RevertedRegister> registers;
  while (reader.next(table_number, rowid, registers)) {
    RowTable* table = records_.find(table_number);
    if (table == nullptr) continue;
    if (auto status = revert_edited(*table, rowid, registers, writer); !status) return status;
  }
  if (!reader.ok()) return Error{ErrorCode::damaged, "slice of an operation"};
  for (const RowRun& run : reader.runs()) {
    if (auto status = revert_created(run, writer); !status) return status;
  }
  return {};
}

Status Reverter::revert_edited(RowTable& table, std::int64_t rowid, const std::vector<RevertedRegister>& registers,
                               LocalWriter& writer) {
  StoredRow row;
  auto found = table.get(rowid, row);
  if (!found) return std::move(found).error();
  if (!*found) return {};
  wanted_.written = 0;
  for (const RevertedRegister& one : registers) {
    if (!is_untouched(row.fields.stamp_of(one.column), one.written)) continue;
    const bool was_absent = one.column == column_deleted && is_null(one.value);
    wanted_.set(one.column, was_absent ? flag(0) : ValueView::of(one.value), {});
  }
  return wanted_.written == 0 ? Status{} : writer.edit(table, row, wanted_);
}

Status Reverter::revert_created(const RowRun& run, LocalWriter& writer) {
  RowTable* table = records_.find(run.table);
  if (table == nullptr) return {};
  wanted_.written = 0;
  wanted_.set(column_deleted, flag(1), {});
  StoredRow row;
  for (std::int64_t rowid = run.first; rowid < run.first + run.count; ++rowid) {
    auto found = table->get(rowid, row);
    if (!found) return std::move(found).error();
    if (!*found || row.fields.written == 0) continue;
    if (!is_untouched(row.fields.stamp_of(column_deleted), {})) continue;
    if (auto status = writer.edit(*table, row, wanted_); !status) return status;
  }
  return {};
}

}  // namespace vinculo
