// How often a password, a setup code or an invite may be tried: 10 times in 15 minutes per account, 30 per address.
// Tries that succeed are not counted. Thread-safe.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/auth/rate_limiter.h"

namespace vinculo::server {

class SignInLimits {
 public:
  static constexpr std::size_t tries_per_account = 10;
  static constexpr std::size_t tries_per_address = 30;
  static constexpr std::chrono::minutes window{15};

  explicit SignInLimits(const TimeSource& now)
      : accounts_(tries_per_account, window, now), addresses_(tries_per_address, window, now) {}

  // Counts a try. Empty: go on; else how long to wait. mail may be empty (a code that belongs to no account yet).
  [[nodiscard]] std::optional<std::chrono::milliseconds> take(std::string_view address, std::string_view mail);
  void give_back(std::string_view address, std::string_view mail);

 private:
  RateLimiter accounts_, addresses_;
};

}  // namespace vinculo::server
