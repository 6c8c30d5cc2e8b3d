// When and where a register was written: a hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014) and
// the number that the server gave the device. Stamps are totally ordered, the greater one wins. Persisted and on the
// wire: do not change the layout. A Clock belongs to one store and is used on that store's thread only.
#pragma once
#include <compare>
#include <cstdint>

namespace vinculo {

// 48 bits of Unix milliseconds, 16 bits of counter.
struct Hlc {
  std::uint64_t value = 0;
  auto operator<=>(const Hlc&) const = default;
  [[nodiscard]] std::uint64_t unix_ms() const { return value >> 16; }
  [[nodiscard]] static Hlc from_ms(std::uint64_t unix_ms) { return {unix_ms << 16}; }
};

struct Stamp {
  Hlc clock;
  std::uint32_t device = 0;  // unique in a workspace, given by the server; 0 means "never written"
  auto operator<=>(const Stamp&) const = default;
  [[nodiscard]] bool is_zero() const { return clock.value == 0; }
};

class Clock {
 public:
  explicit Clock(std::uint32_t device, Hlc last = {}) : device_(device), last_(last) {}
  // The next stamp of this device, greater than every stamp it has given or seen.
  [[nodiscard]] Stamp next(std::uint64_t now_ms);
  // Notes a stamp from elsewhere. Stamps more than max_ahead_ms past now_ms are not followed (returns false).
  bool observe(Hlc seen, std::uint64_t now_ms, std::uint64_t max_ahead_ms = 60'000);
  [[nodiscard]] Hlc last() const { return last_; }
  [[nodiscard]] std::uint32_t device() const { return device_; }

 private:
  std::uint32_t device_;
  Hlc last_;
};

}  // namespace vinculo
