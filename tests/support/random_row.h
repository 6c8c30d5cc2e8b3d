// Rows as they might come, of known and unknown tables.
#pragma once
#include "change/row_patch.h"
#include "support/random.h"

namespace vinculo::test {

inline Value random_value(Random& random) {
  switch (random.below(4)) {
    case 0: return {};
    case 1: return static_cast<std::int64_t>(random.bits() >> random.below(64));
    case 2: return random.text(40);
    default: return Bytes(random.below(40), static_cast<std::uint8_t>(random.bits()));
  }
}

inline Stamp random_stamp(Random& random) {
  if (random.chance(30)) return {};
  return {Hlc{random.below(1000)}, static_cast<std::uint32_t>(random.below(4))};
}

inline RowPatch random_row(Random& random, Bases bases) {
  RowPatch row{1 + random.below(20), random.id(), {}};
  const Stamp shared = random_stamp(random);
  for (unsigned column = 0; column < 40; ++column) {
    if (!random.chance(30)) continue;
    row.registers.push_back({static_cast<Column>(column), random_value(random),
                             random.chance(60) ? shared : random_stamp(random),
                             bases == Bases::present ? random_stamp(random) : Stamp{}});
  }
  return row;
}

}  // namespace vinculo::test
