// Which function answers which request. A route names the lane its handler blocks on, so that a handler is an ordinary
// synchronous function; the gate runs first on the network thread and may refuse before anything is queued or read.
// Built once at start, then read by all threads.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/message.h"
#include "server/http/socket.h"
#include "server/http/work_lane.h"

namespace vinculo::server {

using Handler = std::function<Response(const Request&)>;
using Gate = std::function<std::optional<Response>(const Request&)>;  // empty: go on. The body is not there yet.
// Called on the network thread; the listener hears of one socket only.
using SocketFactory = std::function<std::unique_ptr<SocketListener>(const Request&)>;

struct Route {
  Method method = Method::get;
  std::string path{};
  Handler handler{};
  WorkLane* lane = nullptr;  // borrowed; null: answered on the network thread, so the handler must not block
  std::size_t max_body_bytes = 0;
  Gate gate{};
  bool takes_any_origin = false;  // of a POST that changes nothing
  SocketFactory socket{};         // instead of `handler`: the route takes WebSocket upgrades only
};

class Router {
 public:
  void add(Route route) { routes_.push_back(std::move(route)); }
  // Answers GET and HEAD of every path that no route has. Must not block.
  void set_fallback(Handler handler) { fallback_.handler = std::move(handler); }

  // The route for a request; HEAD is answered by GET routes. Null when there is none, `allow` then holds the methods
  // that the path has (empty when the path is unknown).
  [[nodiscard]] const Route* find(Method method, std::string_view path, std::string& allow) const;

 private:
  std::vector<Route> routes_;
  Route fallback_;
};

}  // namespace vinculo::server
