// The HTTP and WebSocket server: accepts connections, reads requests within the limits, asks the router, writes
// answers. It knows nothing of accounts or records. Two network threads by default, each with its own event loop; a
// connection lives on one of them for good, so nothing in a connection needs a lock.
//
// TLS is left to a proxy in front (see vinculo-server.example.toml).
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "server/http/client_address.h"
#include "server/http/router.h"

namespace vinculo::server {

struct Limits {
  std::chrono::milliseconds head_timeout{10'000};  // from the first byte of a request to its empty line
  std::chrono::milliseconds idle_timeout{75'000};  // between two requests on one connection
  std::chrono::milliseconds body_grace{10'000};    // before the minimum rate counts
  std::size_t body_bytes_per_second = 1'000;
  std::chrono::milliseconds write_stall_timeout{30'000};  // for each piece of an answer
  std::size_t max_connections = 12'000;
  std::chrono::milliseconds socket_confirm_timeout{5'000};
  std::chrono::milliseconds socket_idle_timeout{60'000};  // then pings; a peer that stays silent is cut
  std::chrono::milliseconds socket_stall_timeout{30'000};
  std::size_t socket_max_message_bytes = 1'000'000;
  std::size_t socket_max_queued_bytes = 1'000'000;  // a single message may be larger
  std::size_t socket_messages_per_second = 100;
  std::size_t send_buffer_bytes = 0;  // of the operating system; 0 leaves its default
};

struct AnswerRecord {              // for the log: nothing in it identifies a person
  std::string_view method, route;  // the route's path, "static" for files, "none" when refused before routing
  int status = 0;
  std::chrono::microseconds duration{};
};

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  std::size_t threads = 2;
  std::vector<Network> trusted_proxies;
  // Origins (RFC 6454) that browsers may send requests and sockets from; "http://127.0.0.1:PORT" and the like are
  // added when the address is a loopback one. Programs that send no Origin are not browsers and are let through.
  std::vector<std::string> origins;
  std::vector<Header> headers;                         // added to every answer that does not carry them itself
  std::function<void(const AnswerRecord&)> on_answer;  // on the network threads; may be empty
  Limits limits;
};

class Server {
 public:
  // Listens and answers from then on. storage_failed with the system's words when the port cannot be had,
  // invalid_argument for an address that is not numeric. The router must outlive the server.
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(ServerSettings settings, const Router& router);
  // Drains for at most a second when drain() was not called. Lanes must have been stopped: a job that is still running
  // would answer to a connection that is gone.
  virtual ~Server() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  // Stops accepting, lets requests that have arrived finish, closes sockets with 1001, ends the threads. What is not
  // done after `limit` is cut. The lanes of the router must still run.
  virtual void drain(std::chrono::milliseconds limit) = 0;
};

}  // namespace vinculo::server
