#include "server/auth/sign_in_limits.h"

#include "server/http/client_address.h"

namespace vinculo::server {
namespace {

std::string account_key(std::string_view mail) {
  std::string key;
  for (const char c : mail)
    if (c != ' ') key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

}  // namespace

std::optional<std::chrono::milliseconds> SignInLimits::take(std::string_view address, std::string_view mail) {
  if (const auto wait = addresses_.take(limit_key(address))) return wait;
  if (mail.empty()) return std::nullopt;
  return accounts_.take(account_key(mail));
}

void SignInLimits::give_back(std::string_view address, std::string_view mail) {
  addresses_.give_back(limit_key(address));
  if (!mail.empty()) accounts_.give_back(account_key(mail));
}

}  // namespace vinculo::server
