// Requests to a Vinculo server over HTTP with libcurl: accounts as JSON, sync messages as CBOR. It understands neither.
// One thread, one request at a time; the connection is kept open between requests.
#pragma once
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/error.h"

namespace vinculo::client {

class ServerConnection {
 public:
  // `address` is the origin ("https://crm.example.org"); what stands behind it (an invite's link) is left out.
  [[nodiscard]] static Result<ServerConnection> open(const std::string& address);  // invalid_argument
  ~ServerConnection();
  ServerConnection(ServerConnection&&) noexcept;
  ServerConnection& operator=(ServerConnection&&) noexcept;

  [[nodiscard]] const std::string& origin() const;
  void set_token(const std::string& token);  // of the session; empty: none

  // The answer's JSON text. offline: nobody answers; protocol: not our answer; else the server's own error.
  [[nodiscard]] Result<std::string> get(const std::string& path);
  [[nodiscard]] Result<std::string> post(const std::string& path, const std::string& json);
  // One sync message for another. An error message comes back as bytes as well: the engine reads it.
  [[nodiscard]] Result<Bytes> post_message(ByteView message);

 private:
  struct Curl;
  explicit ServerConnection(std::unique_ptr<Curl> curl);
  std::unique_ptr<Curl> curl_;
};

// "https://crm.example.org" of "https://crm.example.org/#/join/abc"; empty when it is no http or https address.
[[nodiscard]] std::string origin_of(const std::string& address);

}  // namespace vinculo::client
