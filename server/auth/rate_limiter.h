// Counts tries per key in a window: the answer to guessing passwords and codes. One instance counts for every way in,
// so that no protocol is a way around. Bounded: with too many keys at once the oldest windows are forgotten.
// Thread-safe.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace vinculo::server {

using TimeSource = std::function<std::uint64_t()>;  // Unix milliseconds

class RateLimiter {
 public:
  RateLimiter(std::size_t limit, std::chrono::milliseconds window, TimeSource now, std::size_t max_keys = 100'000);

  // Counts a try of `key`. Empty: go on. Else the time until the next try is allowed; nothing was counted.
  [[nodiscard]] std::optional<std::chrono::milliseconds> take(const std::string& key);
  // The try was none after all (the password was right).
  void give_back(const std::string& key);

 private:
  struct Window {
    std::uint64_t began_ms = 0;
    std::size_t tries = 0;
  };
  void forget_old(std::uint64_t now_ms);

  std::size_t limit_;
  std::uint64_t window_ms_;
  TimeSource now_;
  std::size_t max_keys_;
  std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

}  // namespace vinculo::server
