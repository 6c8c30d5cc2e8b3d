#include "support/web_socket_client.h"

namespace vinculo::test {
namespace {

constexpr std::uint8_t final_binary = 0x82, final_pong = 0x8A;
constexpr std::uint8_t opcode_close = 8, opcode_ping = 9, opcode_pong = 10;

}  // namespace

WebSocketClient::WebSocketClient(std::uint16_t port, const Options& options)
    : connection_(port, options.receive_buffer_bytes) {
  std::string request =
      "GET /api/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
  if (!options.origin.empty()) request += "Origin: " + options.origin + "\r\n";
  connection_.send(request + "\r\n");
  if (const auto response = connection_.read_response()) handshake_status_ = response->status;
}

bool WebSocketClient::send(ByteView message) { return send_frame(final_binary, message); }

bool WebSocketClient::send_frame(std::uint8_t first_byte, ByteView payload) {
  std::string frame(1, static_cast<char>(first_byte));
  constexpr char masked = static_cast<char>(0x80);
  // Beast refuses a length that would fit fewer bytes (RFC 6455 section 5.2).
  const int length_bytes = payload.size() < 126 ? 0 : payload.size() < 65'536 ? 2 : 8;
  const std::size_t short_length = length_bytes == 0 ? payload.size() : length_bytes == 2 ? 126 : 127;
  frame += static_cast<char>(masked | static_cast<char>(short_length));
  for (int i = length_bytes - 1; i >= 0; --i) frame += static_cast<char>(payload.size() >> (8 * i));
  frame.append(4, '\0');  // the mask: exclusive or with zero changes nothing
  frame += as_text(payload);
  return connection_.send(frame);
}

std::optional<Bytes> WebSocketClient::receive() {
  Bytes message;
  while (true) {
    const auto head = connection_.read_exactly(2);
    if (!head) return std::nullopt;
    const auto first = static_cast<std::uint8_t>((*head)[0]);
    std::uint64_t size = static_cast<std::uint8_t>((*head)[1]);
    if (size >= 126) {
      const auto length = connection_.read_exactly(size == 126 ? 2 : 8);
      if (!length) return std::nullopt;
      size = 0;
      for (const char byte : *length) size = size << 8 | static_cast<std::uint8_t>(byte);
    }
    const auto payload = connection_.read_exactly(size);
    if (!payload) return std::nullopt;
    const std::uint8_t opcode = first & 15;
    if (opcode == opcode_ping) {
      send_frame(final_pong, as_bytes(*payload));
    } else if (opcode == opcode_close) {
      if (payload->size() >= 2)
        close_code_ = static_cast<std::uint16_t>(static_cast<std::uint8_t>((*payload)[0]) << 8 |
                                                 static_cast<std::uint8_t>((*payload)[1]));
      send_frame(0x80 | opcode_close, as_bytes(payload->substr(0, 2)));
      return std::nullopt;
    } else if (opcode != opcode_pong) {
      const ByteView bytes = as_bytes(*payload);
      message.insert(message.end(), bytes.begin(), bytes.end());
      if (first & 0x80) return message;
    }
  }
}

std::optional<sync::Message> WebSocketClient::receive_message() {
  const auto bytes = receive();
  if (!bytes) return std::nullopt;
  auto message = sync::decode(*bytes);
  if (!message) return std::nullopt;
  return *std::move(message);
}

std::uint16_t WebSocketClient::wait_for_close() {
  while (receive()) continue;
  return close_code_;
}

}  // namespace vinculo::test
