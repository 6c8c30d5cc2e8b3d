// Strict reading of the bytes in front of a request's body, done before Boost.Beast sees them. Beast's parser is
// lenient where two parties on a connection could disagree about where a request ends (request smuggling, RFC 9112
// section 11.2): what is ambiguous is refused here and the connection closed. Pure functions, no I/O.
#pragma once
#include <cstddef>
#include <string_view>

namespace vinculo::server {

inline constexpr std::size_t max_head_bytes = 8 * 1024;
inline constexpr std::size_t max_headers = 100;

enum class Framing : unsigned char {
  good,
  bad_request,          // 400
  version_unsupported,  // 505: not HTTP/1.0 or HTTP/1.1
  too_many_headers,     // 431
  coding_unsupported,   // 501: a Transfer-Encoding other than chunked
};

// head: the request line and headers up to and including the empty line.
[[nodiscard]] Framing check_head(std::string_view head);

// The status code for a verdict that is not good.
[[nodiscard]] int status_of(Framing verdict);

}  // namespace vinculo::server
