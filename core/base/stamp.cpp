#include "base/stamp.h"

#include <algorithm>

namespace vinculo {

Stamp Clock::next(std::uint64_t now_ms) {
  // The counter may run over into the milliseconds: the clock is then a little ahead, but still in order.
  last_ = std::max(Hlc::from_ms(now_ms), Hlc{last_.value + 1});
  return {last_, device_};
}

bool Clock::observe(Hlc seen, std::uint64_t now_ms, std::uint64_t max_ahead_ms) {
  if (seen.unix_ms() > now_ms + max_ahead_ms) return false;
  last_ = std::max(last_, seen);
  return true;
}

}  // namespace vinculo
