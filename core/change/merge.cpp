#include "change/merge.h"

#include <algorithm>
#include <array>

namespace vinculo {
namespace {

bool is_order_or_key(const TableInfo& table, Column column) {
  const ColumnInfo* info = find_column(table, column);
  return info != nullptr && (info->name == "position" || info->name == "import_key");
}

Bytes packed_stamp(const Stamp& stamp) {
  Bytes packed;
  ByteWriter out(packed);
  out.u64(stamp.clock.value);
  out.varint(stamp.device);
  return packed;
}

enum class Outcome { keep_found, take_incoming };

struct Meeting {
  Outcome outcome;
  Stamp stamp;         // to be stored with the incoming value
  bool is_concurrent;  // neither author saw the other
};

Meeting meet(const Register& found, const Register& incoming, std::uint32_t author) {
  const bool is_copy = incoming.base == incoming.stamp;
  const bool was_seen = incoming.base == found.stamp;
  const bool is_newer = incoming.stamp > found.stamp;
  if (was_seen && !is_newer && !is_copy) {
    return {Outcome::take_incoming, {Hlc{found.stamp.clock.value + 1}, incoming.stamp.device}, false};
  }
  const bool is_concurrent = !is_copy && !was_seen && found.stamp.device != author && found.stamp != incoming.stamp;
  return {is_newer ? Outcome::take_incoming : Outcome::keep_found, incoming.stamp, is_concurrent};
}

class Merge {
 public:
  Merge(const std::optional<RowPatch>& found, const RowPatch& incoming, std::uint32_t author) : author_(author) {
    if (found) {
      result_.row = *found;
    } else {
      result_.row = {incoming.table, incoming.id, {}};
    }
  }

  MergeResult run(const RowPatch& incoming) {
    for (const Register& field : incoming.registers) add(field);
    const Uuid unit = unit_of(result_.row);
    for (const auto& [lost, kept] : lost_) {
      result_.conflicts.push_back(make_conflict(result_.row.table, result_.row.id, lost, kept, unit));
    }
    return std::move(result_);
  }

 private:
  struct Lost {
    Register lost;
    Stamp kept;
  };

  void add(const Register& incoming) {
    auto& fields = result_.row.registers;
    const auto place = std::ranges::lower_bound(fields, incoming.column, {}, &Register::column);
    if (place == fields.end() || place->column != incoming.column) {
      fields.insert(place, {incoming.column, incoming.value, incoming.stamp, {}});
      result_.changed.push_back(incoming.column);
      return;
    }
    const Meeting meeting = meet(*place, incoming, author_);
    const bool is_conflict =
        meeting.is_concurrent && place->value != incoming.value && can_conflict(result_.row.table, incoming.column);
    const Register taken{incoming.column, incoming.value, meeting.stamp, {}};
    const bool takes = meeting.outcome == Outcome::take_incoming;
    if (is_conflict) lost_.push_back(takes ? Lost{*place, taken.stamp} : Lost{taken, place->stamp});
    if (!takes) return;
    *place = taken;
    result_.changed.push_back(incoming.column);
  }

  MergeResult result_;
  std::vector<Lost> lost_;
  std::uint32_t author_;
};

}  // namespace

MergeResult merge_row(const std::optional<RowPatch>& found, const RowPatch& incoming, std::uint32_t author) {
  return Merge(found, incoming, author).run(incoming);
}

bool can_conflict(std::uint64_t table, Column column) {
  const TableInfo* info = find_table(table);
  if (column == column_deleted) return false;
  if (info == nullptr) return true;
  switch (info->table) {
    case Table::conflict:
    case Table::labelling:
    case Table::photo: return false;
    default: return !is_order_or_key(*info, column);
  }
}

RowPatch make_conflict(std::uint64_t table, const Uuid& row, const Register& lost, const Stamp& kept,
                       const Uuid& unit) {
  Bytes table_and_column;
  ByteWriter(table_and_column).varint(table);
  ByteWriter(table_and_column).varint(lost.column);
  const Bytes stamp = packed_stamp(lost.stamp);
  const std::array<ByteView, 3> parts = {ByteView(table_and_column), row.view(), ByteView(stamp)};

  Bytes lost_value;
  ByteWriter out(lost_value);
  write_value(out, lost.value);

  RowPatch made{static_cast<std::uint64_t>(Table::conflict), derive_uuid("conflict", parts), {}};
  const auto add = [&](Column column, Value value) {
    made.registers.push_back({column, std::move(value), lost.stamp, {}});
  };
  add(conflict::table, static_cast<std::int64_t>(table));
  add(conflict::row, value_of(row));
  add(conflict::column, std::int64_t{lost.column});
  add(conflict::lost_value, std::move(lost_value));
  add(conflict::lost_clock, static_cast<std::int64_t>(lost.stamp.clock.value));
  add(conflict::lost_device, std::int64_t{lost.stamp.device});
  add(conflict::unit, value_of(unit));
  add(conflict::resolution, std::int64_t{0});
  add(conflict::kept_clock, static_cast<std::int64_t>(kept.clock.value));
  add(conflict::kept_device, std::int64_t{kept.device});
  return made;
}

Uuid unit_of(const RowPatch& row) {
  const TableInfo* info = find_table(row.table);
  if (info == nullptr || !info->owner) return row.id;
  const auto owner = std::ranges::lower_bound(row.registers, *info->owner, {}, &Register::column);
  if (owner == row.registers.end() || owner->column != *info->owner) return row.id;
  const Uuid unit = uuid_of(owner->value);
  return unit.is_nil() ? row.id : unit;
}

}  // namespace vinculo
