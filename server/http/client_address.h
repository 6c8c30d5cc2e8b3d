// Who is asking: numeric addresses, the networks that are trusted to forward for others, and the key that rate limits
// count by. Pure functions.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::server {

// An IPv4 address is kept as ::ffff:a.b.c.d, so both spellings of one client are equal.
struct ClientAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const ClientAddress&) const = default;
  [[nodiscard]] bool is_v4() const;
};
[[nodiscard]] std::optional<ClientAddress> parse_address(std::string_view text);  // numeric only, empty otherwise

struct Network {
  ClientAddress address;
  int prefix_bits = 128;
  [[nodiscard]] bool contains(const ClientAddress& other) const;
};
[[nodiscard]] std::optional<Network> parse_network(std::string_view text);  // "10.0.0.0/8", "::1"

// The client behind `peer`: X-Forwarded-For is believed from right to left as long as trusted proxies wrote it.
[[nodiscard]] std::string client_behind(std::string_view peer, std::string_view forwarded_for,
                                        const std::vector<Network>& trusted_proxies);

// What a limit per address counts by: IPv4 whole, IPv6 by its /64, which one subscriber has to himself.
[[nodiscard]] std::string limit_key(std::string_view address);

}  // namespace vinculo::server
