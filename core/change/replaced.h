// What a waiting edit replaced: for each edited register of a row the stamp its author saw (the base, sent with the
// push) and the value to go back to when the server refuses. Base and confirmed stamp part when someone else's value
// arrives meanwhile: it is confirmed then, but was not seen. Internal to change/.
//
// Packed (persisted, the columns `replaced`): for each register in ascending column order varint column, base stamp,
// confirmed stamp (both as in row_patch.h; the confirmed one's "same" is the base), confirmed value; until the end.
#pragma once
#include <vector>

#include "base/bytes.h"
#include "base/stamp.h"
#include "domain/schema.h"
#include "domain/value.h"

namespace vinculo {

struct Replaced {
  Column column = 0;
  Stamp base;
  Stamp confirmed;  // zero: the server has no such register
  Value value;      // the confirmed one
};

using ReplacedList = std::vector<Replaced>;  // ascending by column

void write_replaced(Bytes& packed, const ReplacedList& list);
[[nodiscard]] bool read_replaced(ByteView packed, ReplacedList& list);
[[nodiscard]] Replaced* find_replaced(ReplacedList& list, Column column);
// Keeps what is there already: the first value replaced is the confirmed one. True when something was added.
bool add_replaced(ReplacedList& list, const ReplacedList& more);

}  // namespace vinculo
