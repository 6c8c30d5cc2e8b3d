#include "change/stamp_codec.h"

#include <limits>

namespace vinculo {
namespace {

// How a stamp begins. Persisted and on the wire: do not renumber.
enum StampForm : std::uint64_t { same_as_before = 0, never_written = 1, written_out = 2 };

}  // namespace

void write_stamp(ByteWriter& out, const Stamp& stamp, Stamp& last, bool is_first) {
  if (!is_first && stamp == last) {
    out.varint(same_as_before);
  } else if (stamp == Stamp{}) {
    out.varint(never_written);
  } else {
    out.varint(written_out);
    out.u64(stamp.clock.value);
    out.varint(stamp.device);
  }
  last = stamp;
}

bool read_stamp(ByteReader& in, Stamp& last, bool is_first) {
  const std::uint64_t form = in.varint();
  if (form == same_as_before) return !is_first;
  if (form > written_out) return false;
  last = {};
  if (form == never_written) return true;
  last.clock.value = in.u64();
  const std::uint64_t device = in.varint();
  if (device > std::numeric_limits<std::uint32_t>::max()) return false;
  last.device = static_cast<std::uint32_t>(device);
  return true;
}

}  // namespace vinculo
