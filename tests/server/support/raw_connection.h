// A TCP connection with nothing between the test and the bytes: what a client should not send must be sendable. Every
// wait ends after 20 seconds. One thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace vinculo::test {

struct RawResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port, int receive_buffer_bytes = 0);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  bool send(std::string_view bytes);                                         // false when the peer has closed
  void end_sending();                                                        // half close
  [[nodiscard]] std::optional<std::string> read_exactly(std::size_t count);  // empty: closed before
  // The next whole response; empty when the connection closes first. without_body: an answer to HEAD.
  [[nodiscard]] std::optional<RawResponse> read_response(bool without_body = false);
  // Waits until the peer closes, dropping what it sends; false after 20 seconds.
  [[nodiscard]] bool wait_for_close();

 private:
  bool receive_more();
  int socket_ = -1;
  std::string received_;
};

// One request on a connection of its own, answered and closed.
[[nodiscard]] RawResponse ask(std::uint16_t port, std::string_view request);

}  // namespace vinculo::test
