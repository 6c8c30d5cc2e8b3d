#include "server/http/framing.h"

#include <algorithm>

#include "server/http/message.h"

namespace vinculo::server {
namespace {

constexpr std::size_t max_method_bytes = 16;
constexpr std::size_t max_length_digits = 15;  // far beyond every limit, far below overflow

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// RFC 9110 section 5.6.2
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

// Host and port, an IPv6 address in brackets included; no user part, no list (RFC 9110 section 7.2).
bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view("-._~:[]").find(c) != std::string_view::npos;
  });
}

// Origin form only: we are not a proxy, so an absolute target is a mistake or an attack.
bool is_target(std::string_view text) {
  return text.starts_with('/') && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes the next line ending in CRLF; false when a CR or LF stands alone.
bool take_line(std::string_view& rest, std::string_view& line) {
  const std::size_t end = rest.find("\r\n");
  if (end == std::string_view::npos) return false;
  line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

struct Lengths {
  bool is_version_1_0 = false;
  std::size_t headers = 0, hosts = 0, content_lengths = 0, transfer_encodings = 0;
};

Framing check_request_line(std::string_view line, Lengths& seen) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return Framing::bad_request;
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (method.size() > max_method_bytes || !is_token(method) || !is_target(line.substr(first + 1, last - first - 1)))
    return Framing::bad_request;
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
      !is_digit(version[7]))
    return Framing::bad_request;
  seen.is_version_1_0 = version == "HTTP/1.0";
  return seen.is_version_1_0 || version == "HTTP/1.1" ? Framing::good : Framing::version_unsupported;
}

Framing check_header(std::string_view line, Lengths& seen) {
  // A line that begins with white space continues the one before (obs-fold): peers differ in how they join it.
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return Framing::bad_request;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!is_field_value(value)) return Framing::bad_request;
  if (++seen.headers > max_headers) return Framing::too_many_headers;
  if (equal_without_case(name, "host")) {
    if (++seen.hosts > 1 || !is_host(value)) return Framing::bad_request;
  } else if (equal_without_case(name, "content-length")) {
    if (++seen.content_lengths > 1 || value.empty() || value.size() > max_length_digits ||
        !std::ranges::all_of(value, is_digit))
      return Framing::bad_request;
  } else if (equal_without_case(name, "transfer-encoding")) {
    if (++seen.transfer_encodings > 1) return Framing::bad_request;
    if (!equal_without_case(value, "chunked")) return Framing::coding_unsupported;
  }
  return Framing::good;
}

}  // namespace

Framing check_head(std::string_view head) {
  Lengths seen;
  std::string_view line;
  if (!take_line(head, line)) return Framing::bad_request;
  Framing verdict = check_request_line(line, seen);
  while (verdict == Framing::good) {
    if (!take_line(head, line)) return Framing::bad_request;
    if (line.empty()) break;
    verdict = check_header(line, seen);
  }
  if (verdict != Framing::good) return verdict;
  if (seen.hosts != 1 || !head.empty()) return Framing::bad_request;
  if (seen.transfer_encodings != 0 && (seen.content_lengths != 0 || seen.is_version_1_0)) return Framing::bad_request;
  return Framing::good;
}

int status_of(Framing verdict) {
  switch (verdict) {
    case Framing::version_unsupported: return 505;
    case Framing::too_many_headers: return 431;
    case Framing::coding_unsupported: return 501;
    case Framing::good:
    case Framing::bad_request: break;
  }
  return 400;
}

}  // namespace vinculo::server
