// 128-bit identifiers (RFC 9562). Rows carry version 7: the first 48 bits are Unix milliseconds, so that new rows are
// neighbours in an index. Links derive their id from what they link (version 8) and need no coordination.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace vinculo {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }
  [[nodiscard]] ByteView view() const { return bytes; }
};

// RFC 9562 section 5.7. unix_ms: milliseconds since 1970. random_a: its low 12 bits follow the time, random or a
// counter that keeps ids of one millisecond in order. random_b: 62 random bits.
[[nodiscard]] Uuid make_uuid_v7(std::uint64_t unix_ms, std::uint64_t random_a, std::uint64_t random_b);
// RFC 9562 section 5.8: the same inputs give the same id on every device. `purpose` keeps kinds of links apart.
[[nodiscard]] Uuid derive_uuid(std::string_view purpose, std::span<const ByteView> parts);
[[nodiscard]] std::string to_string(const Uuid& id);                  // 36 characters, lower case
[[nodiscard]] std::optional<Uuid> parse_uuid(std::string_view text);  // empty when it is not one
[[nodiscard]] std::optional<Uuid> uuid_from_bytes(ByteView bytes);    // empty unless 16 bytes

}  // namespace vinculo

template <>
struct std::hash<vinculo::Uuid> {
  std::size_t operator()(const vinculo::Uuid& id) const noexcept;
};
