// A stamp among others, as row patches and the store's own records have it (format: row_patch.h). Internal to change/.
#pragma once
#include "base/bytes.h"
#include "base/stamp.h"

namespace vinculo {

// last: the stamp written before in the same sequence; takes the one written now.
void write_stamp(ByteWriter& out, const Stamp& stamp, Stamp& last, bool is_first);
// last: the stamp read before, becomes the one read now. False when it cannot be read.
[[nodiscard]] bool read_stamp(ByteReader& in, Stamp& last, bool is_first);

}  // namespace vinculo
