#include "server/auth/passwords.h"

#include <sodium.h>

#include <array>

namespace vinculo::server {

Status check_new_password(std::string_view password) {
  if (password.size() < min_password_bytes) return Error{ErrorCode::invalid_argument, "password too short"};
  if (password.size() > max_password_bytes) return Error{ErrorCode::invalid_argument, "password too long"};
  if (is_common_password(password)) return Error{ErrorCode::invalid_argument, "password too common"};
  return {};
}

Passwords::Passwords(PasswordCost cost) : cost_(cost) {
  if (auto made = hash("nobody has this password")) nobody_ = *std::move(made);
}

Result<std::string> Passwords::hash(const std::string& password) const {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes, cost_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return Error{ErrorCode::internal, "no memory to hash a password"};
  return std::string(text.data());
}

bool Passwords::verify(const std::string& hash, const std::string& password) const {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool Passwords::verify_nobody(const std::string& password) const {
  // A volatile answer keeps the work from being seen as useless.
  const volatile bool matches = verify(nobody_, password);
  return matches && false;
}

bool Passwords::needs_rehash(const std::string& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace vinculo::server
