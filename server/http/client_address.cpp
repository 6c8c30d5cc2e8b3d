#include "server/http/client_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace vinculo::server {
namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

bool ClientAddress::is_v4() const { return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin()); }

std::optional<ClientAddress> parse_address(std::string_view text) {
  const std::string copy(text);
  ClientAddress result;
  if (inet_pton(AF_INET6, copy.c_str(), result.bytes.data()) == 1) return result;
  std::copy(v4_prefix.begin(), v4_prefix.end(), result.bytes.begin());
  if (inet_pton(AF_INET, copy.c_str(), result.bytes.data() + v4_prefix.size()) == 1) return result;
  return std::nullopt;
}

bool Network::contains(const ClientAddress& other) const {
  const auto whole = static_cast<std::size_t>(prefix_bits / 8);
  const int rest = prefix_bits % 8;
  if (!std::equal(address.bytes.begin(), address.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  other.bytes.begin()))
    return false;
  return rest == 0 || (address.bytes[whole] >> (8 - rest)) == (other.bytes[whole] >> (8 - rest));
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{.address = *address};
  if (slash == std::string_view::npos) return network;
  const std::string_view digits = text.substr(slash + 1);
  int bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  const int most = address->is_v4() ? 32 : 128;
  if (error != std::errc() || end != digits.data() + digits.size() || bits < 0 || bits > most) return std::nullopt;
  network.prefix_bits = address->is_v4() ? bits + 96 : bits;
  return network;
}

std::string client_behind(std::string_view peer, std::string_view forwarded_for,
                          const std::vector<Network>& trusted_proxies) {
  const auto is_trusted = [&](std::string_view text) {
    const auto address = parse_address(text);
    return address && std::ranges::any_of(trusted_proxies, [&](const Network& n) { return n.contains(*address); });
  };
  std::string client(peer);
  while (is_trusted(client) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    const std::string_view last =
        trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    if (!parse_address(last)) break;  // not an address: the nearest proxy is all we know
    client = last;
    forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
  }
  return client;
}

std::string limit_key(std::string_view address) {
  auto parsed = parse_address(address);
  if (!parsed) return std::string(address);
  if (!parsed->is_v4()) std::fill(parsed->bytes.begin() + 8, parsed->bytes.end(), std::uint8_t{0});
  return {reinterpret_cast<const char*>(parsed->bytes.data()), parsed->bytes.size()};
}

}  // namespace vinculo::server
