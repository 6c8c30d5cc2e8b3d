// The client's side of a WebSocket (RFC 6455) for tests, on a raw connection: whole binary messages, masked with zeros.
#pragma once
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/bytes.h"
#include "support/raw_connection.h"
#include "sync/protocol.h"

namespace vinculo::test {

class WebSocketClient {
 public:
  struct Options {
    std::string origin{};  // empty: none is sent
    int receive_buffer_bytes = 0;
  };
  explicit WebSocketClient(std::uint16_t port) : WebSocketClient(port, Options()) {}
  WebSocketClient(std::uint16_t port, const Options& options);

  [[nodiscard]] int handshake_status() const { return handshake_status_; }  // 101 when it is open
  bool send(ByteView message);
  bool send(const sync::Message& message) { return send(sync::encode(message)); }
  bool send_frame(std::uint8_t first_byte, ByteView payload);
  // The next message; empty when the server closed, close_code() then says why (0: without a word).
  [[nodiscard]] std::optional<Bytes> receive();
  [[nodiscard]] std::optional<sync::Message> receive_message();
  // The next message, which must be a T; notices before it are passed over. Throws with what came instead.
  template <class T>
  T receive() {
    auto message = receive_message();
    while (message && !std::holds_alternative<T>(*message) && std::holds_alternative<sync::Notice>(*message))
      message = receive_message();
    if (T* wanted = message ? std::get_if<T>(&*message) : nullptr) return std::move(*wanted);
    const auto* error = message ? std::get_if<sync::ErrorMessage>(&*message) : nullptr;
    throw std::runtime_error(error ? "an error came: " + std::string(error_name(error->code)) + ' ' + error->detail
                                   : "another message came, or none");
  }
  // Drops messages until the server closes; answers its close code.
  std::uint16_t wait_for_close();
  [[nodiscard]] std::uint16_t close_code() const { return close_code_; }

 private:
  RawConnection connection_;
  int handshake_status_ = 0;
  std::uint16_t close_code_ = 0;
};

}  // namespace vinculo::test
