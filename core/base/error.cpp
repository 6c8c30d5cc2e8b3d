#include "base/error.h"

#include <array>

namespace vinculo {
namespace {

// In the order of ErrorCode. On the wire and in catalogues: do not rename.
constexpr std::array<std::string_view, 22> names = {
    "none",         "invalid_argument", "not_found",    "malformed",         "too_large",       "unsupported",
    "newer_schema", "damaged",          "storage_full", "storage_failed",    "storage_refused", "storage_lost",
    "read_only",    "unauthorized",     "forbidden",    "wrong_credentials", "expired",         "rate_limited",
    "offline",      "protocol",         "cancelled",    "outdated",
};
static_assert(names.size() == static_cast<std::size_t>(ErrorCode::internal));

}  // namespace

std::string_view error_name(ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  return index < names.size() ? names[index] : "internal";
}

ErrorCode error_from_name(std::string_view name) {
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (names[index] == name) return static_cast<ErrorCode>(index);
  }
  return ErrorCode::internal;
}

}  // namespace vinculo
