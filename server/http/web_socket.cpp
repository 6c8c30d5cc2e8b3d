#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>

#include "server/http/network.h"

namespace vinculo::server {
namespace {

namespace websocket = beast::websocket;
using Clock = std::chrono::steady_clock;

constexpr std::size_t fragment_bytes = 64 * 1024;  // each must leave within the stall limit
constexpr std::size_t mostly_sent_bytes = 64 * 1024;
constexpr std::chrono::seconds handshake_timeout{5};

// Lives on its loop; the functions of Socket come from other threads and only post.
class WebSocket final : public Socket, public std::enable_shared_from_this<WebSocket> {
 public:
  WebSocket(TcpStream stream, Loop& loop, const Limits& limits);

  void send(SharedBytes message) override;
  void send_latest(SharedBytes message) override;
  void confirm() override;
  void close(CloseCode code, std::string reason) override;

  asio::awaitable<bool> accept(const BeastRequest& upgrade);
  void start_writing();
  void start_confirm_timer();
  asio::awaitable<void> read(SocketListener& listener, WorkLane& lane);
  void end();

 private:
  template <class Action>
  void on_loop(Action action) {
    asio::post(loop_.context, [self = shared_from_this(), action = std::move(action)]() mutable { action(*self); });
  }
  void enqueue(SharedBytes message);
  struct Outgoing {
    SharedBytes message{};  // null: nothing waits
    std::size_t counted_bytes = 0;
  };
  [[nodiscard]] Outgoing take_next();
  [[nodiscard]] bool is_within_rate();
  void cut();  // without a closing handshake: the peer does not read
  asio::awaitable<void> write();
  asio::awaitable<bool> write_message(const Bytes& message);
  asio::awaitable<void> wait_until_mostly_sent();

  websocket::stream<TcpStream> stream_;
  Loop& loop_;
  const Limits& limits_;
  std::deque<SharedBytes> queue_;
  std::size_t queued_bytes_ = 0;  // of queue_ and the message being written
  SharedBytes latest_;
  std::optional<websocket::close_reason> closing_;
  bool confirmed_ = false;
  bool ended_ = false;
  asio::steady_timer wake_writer_, wake_reader_, confirm_timer_, stall_timer_;
  Clock::time_point second_began_ = Clock::now();
  std::size_t messages_this_second_ = 0;
};

WebSocket::WebSocket(TcpStream stream, Loop& loop, const Limits& limits)
    : stream_(std::move(stream)),
      loop_(loop),
      limits_(limits),
      wake_writer_(loop.context, Clock::time_point::max()),
      wake_reader_(loop.context, Clock::time_point::max()),
      confirm_timer_(loop.context),
      stall_timer_(loop.context) {
  beast::get_lowest_layer(stream_).expires_never();  // the stream has timeouts of its own
  websocket::stream_base::timeout timeouts{};
  timeouts.handshake_timeout = handshake_timeout;
  timeouts.idle_timeout = limits.socket_idle_timeout;
  timeouts.keep_alive_pings = true;
  stream_.set_option(timeouts);
  stream_.read_message_max(limits.socket_max_message_bytes);
  stream_.auto_fragment(false);
  stream_.binary(true);
}

void WebSocket::send(SharedBytes message) {
  on_loop([message = std::move(message)](WebSocket& self) mutable { self.enqueue(std::move(message)); });
}

void WebSocket::send_latest(SharedBytes message) {
  on_loop([message = std::move(message)](WebSocket& self) mutable {
    self.latest_ = std::move(message);
    self.wake_writer_.cancel();
  });
}

void WebSocket::confirm() {
  on_loop([](WebSocket& self) {
    self.confirmed_ = true;
    self.confirm_timer_.cancel();
  });
}

void WebSocket::close(CloseCode code, std::string reason) {
  on_loop([code, reason = std::move(reason)](WebSocket& self) {
    if (!self.closing_) self.closing_ = websocket::close_reason(static_cast<websocket::close_code>(code), reason);
    self.wake_writer_.cancel();
    self.wake_reader_.cancel();
  });
}

void WebSocket::enqueue(SharedBytes message) {
  if (ended_ || closing_) return;
  if (!queue_.empty() && queued_bytes_ + message->size() > limits_.socket_max_queued_bytes) return cut();
  queued_bytes_ += message->size();
  queue_.push_back(std::move(message));
  wake_writer_.cancel();
}

asio::awaitable<bool> WebSocket::accept(const BeastRequest& upgrade) {
  boost::system::error_code error;
  co_await stream_.async_accept(upgrade, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

void WebSocket::start_writing() {
  asio::co_spawn(
      loop_.context, [self = shared_from_this()]() -> asio::awaitable<void> { co_await self->write(); },
      asio::detached);
}

void WebSocket::start_confirm_timer() {
  confirm_timer_.expires_after(limits_.socket_confirm_timeout);
  confirm_timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (!error && self && !self->confirmed_) self->close(CloseCode::policy, "not signed in in time");
  });
}

asio::awaitable<void> WebSocket::read(SocketListener& listener, WorkLane& lane) {
  while (!ended_ && !closing_) {
    beast::flat_buffer buffer;
    boost::system::error_code error;
    co_await stream_.async_read(buffer, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    if (!stream_.got_binary()) {
      close(CloseCode::unsupported_data, "binary messages only");
    } else if (!is_within_rate()) {
      close(CloseCode::policy, "too many messages");
    } else {
      // Reading went on until here, so that a peer on a slow line can answer pings while it takes in the last answer.
      co_await wait_until_mostly_sent();
      if (ended_ || closing_) break;
      const ByteView message(static_cast<const std::uint8_t*>(buffer.data().data()), buffer.size());
      const auto done = co_await run_on<bool>(lane, loop_, [&listener, message] {
        listener.on_message(message);
        return true;
      });
      if (!done) close(CloseCode::going_away, "too much to do at the moment");
    }
  }
  // The closing handshake needs someone to read the peer's answer: async_close does.
  while (!ended_) {
    boost::system::error_code ignored;
    wake_reader_.expires_at(Clock::time_point::max());
    co_await wake_reader_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
}

asio::awaitable<void> WebSocket::wait_until_mostly_sent() {
  while (!ended_ && !closing_ && queued_bytes_ > mostly_sent_bytes) {
    boost::system::error_code ignored;
    wake_reader_.expires_at(Clock::time_point::max());
    co_await wake_reader_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
}

bool WebSocket::is_within_rate() {
  if (Clock::now() - second_began_ >= std::chrono::seconds(1)) {
    second_began_ = Clock::now();
    messages_this_second_ = 0;
  }
  return ++messages_this_second_ <= limits_.socket_messages_per_second;
}

WebSocket::Outgoing WebSocket::take_next() {
  if (queue_.empty()) return {.message = std::exchange(latest_, nullptr)};
  Outgoing next{.message = std::move(queue_.front())};
  next.counted_bytes = next.message->size();
  queue_.pop_front();
  return next;
}

asio::awaitable<void> WebSocket::write() {
  boost::system::error_code error;
  while (!ended_) {
    const Outgoing next = take_next();
    if (!next.message && closing_) break;
    if (!next.message) {
      wake_writer_.expires_at(Clock::time_point::max());
      co_await wake_writer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    if (!co_await write_message(*next.message)) co_return end();
    queued_bytes_ -= next.counted_bytes;
    wake_reader_.cancel();
  }
  if (!ended_) co_await stream_.async_close(*closing_, asio::redirect_error(asio::use_awaitable, error));
  end();
}

asio::awaitable<bool> WebSocket::write_message(const Bytes& message) {
  for (std::size_t offset = 0;;) {
    const std::size_t count = std::min(fragment_bytes, message.size() - offset);
    const bool is_last = offset + count == message.size();
    stall_timer_.expires_after(limits_.socket_stall_timeout);
    stall_timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
      if (const auto self = weak.lock(); self && !error) self->cut();
    });
    boost::system::error_code error;
    co_await stream_.async_write_some(is_last, asio::buffer(message.data() + offset, count),
                                      asio::redirect_error(asio::use_awaitable, error));
    stall_timer_.cancel();
    if (error) co_return false;
    if (is_last) co_return true;
    offset += count;
  }
}

void WebSocket::cut() {
  beast::get_lowest_layer(stream_).close();
  end();
}

void WebSocket::end() {
  ended_ = true;
  wake_writer_.cancel();
  wake_reader_.cancel();
  confirm_timer_.cancel();
  stall_timer_.cancel();
}

}  // namespace

asio::awaitable<void> serve_web_socket(TcpStream stream, BeastRequest upgrade, std::unique_ptr<SocketListener> listener,
                                       WorkLane& lane, Loop& loop, const Limits& limits) {
  const auto socket = std::make_shared<WebSocket>(std::move(stream), loop, limits);
  if (!co_await socket->accept(upgrade)) co_return;
  const DrainHook hook(loop, [&socket = *socket] { socket.close(CloseCode::going_away, "the server stops"); });
  socket->start_writing();
  socket->start_confirm_timer();
  listener->on_open(socket);
  co_await socket->read(*listener, lane);
  socket->end();
  listener->on_close();
}

}  // namespace vinculo::server
