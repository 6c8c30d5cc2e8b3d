#include "server/auth/rate_limiter.h"

#include <algorithm>
#include <utility>

namespace vinculo::server {

RateLimiter::RateLimiter(std::size_t limit, std::chrono::milliseconds window, TimeSource now, std::size_t max_keys)
    : limit_(limit),
      window_ms_(static_cast<std::uint64_t>(window.count())),
      now_(std::move(now)),
      max_keys_(max_keys) {}

std::optional<std::chrono::milliseconds> RateLimiter::take(const std::string& key) {
  const std::uint64_t now_ms = now_();
  const std::lock_guard lock(mutex_);
  if (windows_.size() >= max_keys_ && !windows_.contains(key)) forget_old(now_ms);
  Window& window = windows_[key];
  // A clock that was set back must not lock anybody out for longer than the window.
  const bool is_over = now_ms >= window.began_ms + window_ms_ || now_ms < window.began_ms;
  if (window.tries == 0 || is_over) window = {.began_ms = now_ms};
  if (window.tries >= limit_) return std::chrono::milliseconds(window.began_ms + window_ms_ - now_ms);
  ++window.tries;
  return std::nullopt;
}

void RateLimiter::give_back(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = windows_.find(key);
  if (found == windows_.end()) return;
  if (found->second.tries > 1)
    --found->second.tries;
  else
    windows_.erase(found);
}

void RateLimiter::forget_old(std::uint64_t now_ms) {
  std::erase_if(windows_, [&](const auto& entry) { return now_ms >= entry.second.began_ms + window_ms_; });
  if (windows_.size() < max_keys_) return;
  const auto oldest = std::ranges::min_element(
      windows_, [](const auto& a, const auto& b) { return a.second.began_ms < b.second.began_ms; });
  windows_.erase(oldest);
}

}  // namespace vinculo::server
