// One HTTP request and its answer as the rest of the server sees them: plain values, no sockets, no Beast. A Request
// has passed every framing check (framing.h) before it exists.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vinculo::server {

enum class Method : unsigned char { get, head, post, other };

struct Header {
  std::string name;  // as sent; compared without case
  std::string value;
};

struct Request {
  Method method = Method::other;
  std::string path;   // as sent, never decoded: "/api/state"
  std::string query;  // after '?', never decoded
  std::vector<Header> headers;
  std::string body;
  std::string client;  // numeric address of the client, of X-Forwarded-For when a trusted proxy sent it
  // The value of the first header of that name; empty view when there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<Header> headers{};
  std::string body{};
  std::shared_ptr<const std::string> shared_body{};  // instead of `body`: bytes that many answers have in common
  bool close = false;                                // end the connection after this answer
  [[nodiscard]] std::string_view content() const { return shared_body ? *shared_body : std::string_view(body); }
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// ASCII letters without case, as in header names (RFC 9110 section 5.1).
[[nodiscard]] bool equal_without_case(std::string_view a, std::string_view b);
// The token of "Authorization: Bearer <token>" (RFC 6750 section 2.1); empty when there is none.
[[nodiscard]] std::string_view bearer_token(const Request& request);

}  // namespace vinculo::server
