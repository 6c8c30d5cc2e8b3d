#include "change/replaced.h"

#include <algorithm>

#include "change/stamp_codec.h"

namespace vinculo {

void write_replaced(Bytes& packed, const ReplacedList& list) {
  packed.clear();
  ByteWriter out(packed);
  Stamp last_base;
  for (const Replaced& one : list) {
    out.varint(one.column);
    write_stamp(out, one.base, last_base, &one == list.data());
    Stamp before = one.base;
    write_stamp(out, one.confirmed, before, false);
    write_value(out, one.value);
  }
}

bool read_replaced(ByteView packed, ReplacedList& list) {
  list.clear();
  ByteReader in(packed);
  Stamp base;
  while (!in.at_end()) {
    Replaced one;
    const std::uint64_t column = in.varint();
    if (column >= column_end || !read_stamp(in, base, list.empty())) return false;
    one.column = static_cast<Column>(column);
    one.base = base;
    one.confirmed = base;
    if (!read_stamp(in, one.confirmed, false)) return false;
    one.value = read_value(in);
    list.push_back(std::move(one));
  }
  return in.ok();
}

Replaced* find_replaced(ReplacedList& list, Column column) {
  const auto found = std::ranges::lower_bound(list, column, {}, &Replaced::column);
  return found != list.end() && found->column == column ? &*found : nullptr;
}

bool add_replaced(ReplacedList& list, const ReplacedList& more) {
  const std::size_t size_before = list.size();
  for (const Replaced& one : more) {
    const auto place = std::ranges::lower_bound(list, one.column, {}, &Replaced::column);
    if (place == list.end() || place->column != one.column) list.insert(place, one);
  }
  return list.size() != size_before;
}

}  // namespace vinculo
