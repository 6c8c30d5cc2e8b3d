// Password hashing (argon2id, RFC 9106, by libsodium) and the rules for new passwords. hash() and verify() take about
// 80 ms of one core and 64 MiB: run them on a lane with two threads. Thread-safe after construction.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"

namespace vinculo::server {

struct PasswordCost {
  std::size_t memory_bytes = 64 * 1024 * 1024;
  unsigned long long passes = 2;
};

inline constexpr std::size_t min_password_bytes = 8;
inline constexpr std::size_t max_password_bytes = 128;

// invalid_argument: too short, too long, or among the passwords that everybody tries first.
[[nodiscard]] Status check_new_password(std::string_view password);
[[nodiscard]] bool is_common_password(std::string_view password);

class Passwords {
 public:
  explicit Passwords(PasswordCost cost);

  [[nodiscard]] Result<std::string> hash(const std::string& password) const;  // internal: no memory for it
  [[nodiscard]] bool verify(const std::string& hash, const std::string& password) const;
  // Takes as long as verify() and is false: for a mail that has no account, so that nobody can tell by the clock.
  bool verify_nobody(const std::string& password) const;
  [[nodiscard]] bool needs_rehash(const std::string& hash) const;  // made with another cost

 private:
  PasswordCost cost_;
  std::string nobody_;
};

}  // namespace vinculo::server
