// What an operator can set: on the command line, in the environment (VINCULO_...), in a configuration file; the first
// of these that says something wins.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace vinculo::server {

struct Options {
  std::uint16_t port = 8080;
  std::string address = "127.0.0.1";
  std::string data = "vinculo-data";
  std::string site;                          // empty: no web application
  std::string public_url;                    // "https://crm.example.org"; empty: reached as it listens
  std::vector<std::string> trusted_proxies;  // addresses or networks
  std::size_t demo_people = 0;
  std::string log_level = "info";
};

struct ParsedOptions {
  std::optional<Options> options;  // empty: the program ends now, having said why
  int exit_code = 0;
};

// Prints help, version and mistakes itself.
[[nodiscard]] ParsedOptions parse_options(int argument_count, const char* const* arguments);

// The origin of a URL ("https://crm.example.org"); empty when it is not http or https with nothing but a host.
[[nodiscard]] std::optional<std::string> origin_of(const std::string& url);

}  // namespace vinculo::server
