#include "change/row_fields.h"

#include <limits>

namespace vinculo {

void pack_stamps(const RowFields& fields, Bytes& packed) {
  packed.clear();
  ByteWriter out(packed);
  for (ColumnSet left = fields.written; left != 0;) {
    const Stamp& stamp = fields.stamps[std::countr_zero(left)];
    ColumnSet sharing = 0;
    for_each_column(left, [&](Column column) {
      if (fields.stamps[column] == stamp) sharing |= set_of(column);
    });
    out.u64(stamp.clock.value);
    out.varint(stamp.device);
    out.varint(sharing);
    left &= ~sharing;
  }
}

bool unpack_stamps(ByteView packed, RowFields& fields) {
  fields.written = 0;
  ByteReader in(packed);
  while (!in.at_end()) {
    Stamp stamp;
    stamp.clock.value = in.u64();
    const std::uint64_t device = in.varint();
    const std::uint64_t columns = in.varint();
    if (!in.ok() || device > std::numeric_limits<std::uint32_t>::max() ||
        columns > std::numeric_limits<ColumnSet>::max()) {
      return false;
    }
    stamp.device = static_cast<std::uint32_t>(device);
    fields.written |= static_cast<ColumnSet>(columns);
    for_each_column(static_cast<ColumnSet>(columns), [&](Column column) { fields.stamps[column] = stamp; });
  }
  return true;
}

Uuid uuid_of(const ValueView& value) {
  return value.kind == ValueView::Kind::bytes ? uuid_from_bytes(value.bytes).value_or(Uuid{}) : Uuid{};
}

Uuid unit_of(const TableInfo& table, const Uuid& id, const RowFields& fields) {
  if (!table.owner || !fields.has(*table.owner)) return id;
  const Uuid owner = uuid_of(fields.values[*table.owner]);
  return owner.is_nil() ? id : owner;
}

}  // namespace vinculo
