// A WebSocket as the application sees it. Messages of one socket arrive one at a time and in order, on the route's
// lane; the next is handled only when the listener has returned and most of what it sent has left, so a device that
// asks faster than it reads slows down nobody but itself.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/bytes.h"

namespace vinculo::server {

enum class CloseCode : std::uint16_t {  // RFC 6455 section 7.4.1
  normal = 1000,
  going_away = 1001,
  unsupported_data = 1003,
  policy = 1008,
  too_big = 1009,
};

using SharedBytes = std::shared_ptr<const Bytes>;  // one buffer for a message that goes to many

// All functions may be called from any thread and never block; after the socket has closed they do nothing.
class Socket {
 public:
  virtual ~Socket() = default;
  virtual void send(SharedBytes message) = 0;
  // Sends `message` unless a newer one replaces it before its turn comes: for notices that only the latest of matters.
  virtual void send_latest(SharedBytes message) = 0;
  // The peer has proved who it is: the time limit for that no longer applies.
  virtual void confirm() = 0;
  // Sends what is queued, then closes.
  virtual void close(CloseCode code, std::string reason) = 0;
};

class SocketListener {
 public:
  virtual ~SocketListener() = default;
  virtual void on_open(const std::shared_ptr<Socket>& socket) = 0;  // on the network thread, must not block
  virtual void on_message(ByteView message) = 0;                    // on the route's lane
  virtual void on_close() = 0;                                      // on the network thread; the last call
};

}  // namespace vinculo::server
