// What the three files that know Boost.Asio and Boost.Beast share: server.cpp (listening, threads, draining),
// connection.cpp (requests) and web_socket.cpp. No other file includes this: each costs a minute to compile.
#pragma once
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <functional>
#include <list>
#include <memory>
#include <optional>

#include "server/http/server.h"

namespace vinculo::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
using BeastRequest = beast::http::request<beast::http::string_body>;
using TcpStream = beast::tcp_stream;

// One event loop and the connections that live on it. Only `open` is touched by other threads.
struct Loop {
  bool draining = false;
  std::list<std::function<void()>> on_drain;  // one per connection; called once, on this loop
  asio::io_context context{1};                // last, because destroying it destroys connections
};

struct Shared {
  ServerSettings settings;
  const Router& router;
  std::atomic<std::size_t> open_connections{0};
};

// Registers what a connection does when the server drains, for as long as the connection lives.
class DrainHook {
 public:
  DrainHook(Loop& loop, std::function<void()> action) : loop_(loop) {
    position_ = loop.on_drain.insert(loop.on_drain.end(), std::move(action));
  }
  ~DrainHook() { loop_.on_drain.erase(position_); }
  DrainHook(const DrainHook&) = delete;
  DrainHook& operator=(const DrainHook&) = delete;

 private:
  Loop& loop_;
  std::list<std::function<void()>>::iterator position_;
};

// Serves requests until the connection ends or becomes a WebSocket, which it then serves to its end.
asio::awaitable<void> serve_connection(TcpStream stream, Loop& loop, Shared& shared);

asio::awaitable<void> serve_web_socket(TcpStream stream, BeastRequest upgrade, std::unique_ptr<SocketListener> listener,
                                       WorkLane& lane, Loop& loop, const Limits& limits);

// Runs `work` on the lane and comes back to the loop with what it answered; empty when the lane has no room.
template <class T>
asio::awaitable<std::optional<T>> run_on(WorkLane& lane, Loop& loop, std::function<T()> work) {
  const auto start = [&lane, &loop, work = std::move(work)](auto handler) {
    auto resume = std::make_shared<decltype(handler)>(std::move(handler));
    const auto finish = [resume, &loop](std::optional<T> answer) {
      asio::post(loop.context, [resume, answer = std::move(answer)]() mutable { (*resume)(std::move(answer)); });
    };
    if (!lane.run([finish, work] { finish(work()); })) finish(std::nullopt);
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::optional<T>)>(start,
                                                                                                 asio::use_awaitable);
}

}  // namespace vinculo::server
