#include "server/http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

#include "server/http/network.h"

namespace vinculo::server {
namespace {

using asio::ip::tcp;

class AsioServer final : public Server {
 public:
  AsioServer(ServerSettings settings, const Router& router)
      : shared_{.settings = std::move(settings), .router = router}, acceptor_(add_loop().context) {
    while (loops_.size() < shared_.settings.threads) add_loop();
  }
  ~AsioServer() override { drain(std::chrono::seconds(1)); }

  Status listen();
  void run();
  [[nodiscard]] std::uint16_t port() const override { return port_; }
  void drain(std::chrono::milliseconds limit) override;

 private:
  using WorkGuard = asio::executor_work_guard<asio::io_context::executor_type>;

  Loop& add_loop() {
    loops_.push_back(std::make_unique<Loop>());
    guards_.push_back(asio::make_work_guard(loops_.back()->context));
    return *loops_.back();
  }
  asio::awaitable<void> accept();
  void hand_over(tcp::socket socket, Loop& loop);
  void add_own_origins();

  Shared shared_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<WorkGuard> guards_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::vector<std::thread> threads_;
};

Status AsioServer::listen() {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(shared_.settings.address, error);
  if (error) return Error{ErrorCode::invalid_argument, "not a numeric address: " + shared_.settings.address};
  const tcp::endpoint endpoint(address, shared_.settings.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return Error{ErrorCode::storage_failed, error.message()};
  port_ = acceptor_.local_endpoint(error).port();
  add_own_origins();
  return {};
}

void AsioServer::add_own_origins() {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(shared_.settings.address, error);
  if (error || !(address.is_loopback() || address.is_unspecified())) return;
  for (const char* host : {"127.0.0.1", "localhost", "[::1]"})
    shared_.settings.origins.push_back(std::string("http://") + host + ":" + std::to_string(port_));
}

void AsioServer::run() {
  asio::co_spawn(loops_[0]->context, accept(), asio::detached);
  for (auto& loop : loops_) threads_.emplace_back([&context = loop->context] { context.run(); });
}

asio::awaitable<void> AsioServer::accept() {
  for (std::size_t next = 0; acceptor_.is_open(); next = (next + 1) % loops_.size()) {
    boost::system::error_code error;
    tcp::socket socket(loops_[next]->context.get_executor());
    co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor) co_return;
    if (error) {  // out of file descriptors, or a peer that went away: the next one may be luckier
      asio::steady_timer pause(acceptor_.get_executor(), std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    if (shared_.open_connections.load() >= shared_.settings.limits.max_connections) continue;  // closes it
    hand_over(std::move(socket), *loops_[next]);
  }
}

void AsioServer::hand_over(tcp::socket socket, Loop& loop) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  if (shared_.settings.limits.send_buffer_bytes != 0)
    socket.set_option(asio::socket_base::send_buffer_size(static_cast<int>(shared_.settings.limits.send_buffer_bytes)),
                      ignored);
  ++shared_.open_connections;
  asio::co_spawn(loop.context, serve_connection(TcpStream(std::move(socket)), loop, shared_),
                 [this](const std::exception_ptr&) { --shared_.open_connections; });
}

void AsioServer::drain(std::chrono::milliseconds limit) {
  if (threads_.empty()) return;
  asio::post(loops_[0]->context, [this] {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
  });
  for (auto& loop : loops_) {
    asio::post(loop->context, [&loop = *loop] {
      loop.draining = true;
      for (const auto& action : loop.on_drain) action();
    });
  }
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (shared_.open_connections.load() != 0 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  guards_.clear();
  for (auto& loop : loops_) loop->context.stop();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, const Router& router) {
  auto server = std::make_unique<AsioServer>(std::move(settings), router);
  if (auto status = server->listen(); !status) return status.error();
  server->run();
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace vinculo::server
