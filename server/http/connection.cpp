#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <ctime>

#include "server/http/error_response.h"
#include "server/http/framing.h"
#include "server/http/network.h"

namespace vinculo::server {
namespace {

using Clock = std::chrono::steady_clock;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr std::size_t read_step_bytes = 16 * 1024;
constexpr std::size_t write_step_bytes = 64 * 1024;
constexpr std::size_t max_waiting_body_bytes = 32 * 1024;  // unread bytes that the parser cannot use yet
constexpr std::size_t max_linger_bytes = 8 * 1024 * 1024;  // a shared photo is on its way while it is refused
constexpr std::chrono::seconds linger_timeout{2};

Method method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get: return Method::get;
    case beast::http::verb::head: return Method::head;
    case beast::http::verb::post: return Method::post;
    default: return Method::other;
  }
}

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::other: break;
  }
  return "other";
}

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

// Several X-Forwarded-For headers are one list (RFC 9110 section 5.3).
std::string forwarded_for(const BeastRequest& request) {
  std::string list;
  const auto [begin, end] = request.equal_range("X-Forwarded-For");
  for (auto field = begin; field != end; ++field) {
    if (!list.empty()) list += ',';
    list += view(field->value());
  }
  return list;
}

std::string http_date() {  // RFC 9110 section 5.6.7
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

class Connection {
 public:
  Connection(TcpStream stream, Loop& loop, Shared& shared) : stream_(std::move(stream)), loop_(loop), shared_(shared) {
    boost::system::error_code ignored;
    peer_ = stream_.socket().remote_endpoint(ignored).address().to_string();
  }

  asio::awaitable<void> serve();

 private:
  enum class Next : unsigned char { request, close, linger, web_socket };

  asio::awaitable<std::size_t> read_head();
  asio::awaitable<Next> serve_request(std::size_t head_bytes);
  asio::awaitable<std::optional<Response>> refuse_or_read(Parser& parser, Request& request, const Route& route);
  asio::awaitable<std::optional<Response>> read_body(Parser& parser);
  asio::awaitable<Response> answer(const Route& route, std::shared_ptr<const Request> request);
  asio::awaitable<bool> write(const Request& request, const Response& response, bool keep_alive);
  asio::awaitable<bool> write_all(std::string_view bytes);
  asio::awaitable<void> linger();
  asio::awaitable<void> become_web_socket(BeastRequest upgrade, const Request& request, const Route& route);

  [[nodiscard]] Request request_of(const BeastRequest& parsed) const;
  [[nodiscard]] bool origin_is_allowed(const Request& request) const;
  [[nodiscard]] std::string_view buffered() const {
    return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
  }
  const Limits& limits() const { return shared_.settings.limits; }

  TcpStream stream_;
  Loop& loop_;
  Shared& shared_;
  std::string peer_;
  beast::flat_buffer buffer_;
  bool is_idle_ = true;
};

asio::awaitable<void> Connection::serve() {
  const DrainHook hook(loop_, [this] {
    boost::system::error_code error;
    const bool has_begun = !is_idle_ || stream_.socket().available(error) > 0;  // a request is there, only not read yet
    if (!has_begun) stream_.close();
  });
  Next next = Next::request;
  while (next == Next::request) {
    const std::size_t head_bytes = co_await read_head();
    if (head_bytes == 0) break;
    next = co_await serve_request(head_bytes);
    is_idle_ = true;
    if (loop_.draining && next == Next::request) next = Next::close;
  }
  if (next == Next::linger) co_await linger();
  boost::system::error_code ignored;
  if (stream_.socket().is_open()) stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
}

// Answers the size of the head at the front of buffer_, 0 when the connection has ended.
asio::awaitable<std::size_t> Connection::read_head() {
  stream_.expires_after(limits().idle_timeout);
  while (true) {
    const std::string_view bytes = buffered();
    if (!bytes.empty() && is_idle_) {
      is_idle_ = false;
      stream_.expires_after(limits().head_timeout);
    }
    if (const std::size_t end = bytes.find("\r\n\r\n"); end != std::string_view::npos && end + 4 <= max_head_bytes)
      co_return end + 4;
    // A line feed that stands alone ends a line for some and not for others; no reason to wait for more of it.
    const std::size_t feed = bytes.find('\n');
    if (bytes.size() >= max_head_bytes || (feed != std::string_view::npos && (feed == 0 || bytes[feed - 1] != '\r'))) {
      const int status = bytes.size() >= max_head_bytes ? 431 : 400;
      co_await write({}, error_response(status, status == 431 ? ErrorCode::too_large : ErrorCode::malformed), false);
      co_await linger();
      co_return 0;
    }
    boost::system::error_code error;
    const std::size_t count = co_await stream_.async_read_some(buffer_.prepare(read_step_bytes),
                                                               asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return 0;
    buffer_.commit(count);
  }
}

asio::awaitable<Connection::Next> Connection::serve_request(std::size_t head_bytes) {
  const auto started = Clock::now();
  const std::string_view head = buffered().substr(0, head_bytes);
  Framing verdict = check_head(head);
  // Nobody needs chunk extensions, and parsers disagree about where they end. The parser keeps a reference.
  auto refuse_chunk_extensions = [](std::uint64_t, beast::string_view extensions, boost::system::error_code& fault) {
    if (!extensions.empty()) fault = beast::http::error::bad_chunk_extension;
  };
  Parser parser;
  parser.body_limit(boost::none);  // set by the route, below
  parser.on_chunk_header(refuse_chunk_extensions);
  boost::system::error_code error;
  if (verdict == Framing::good) {
    parser.put(asio::buffer(head.data(), head.size()), error);
    if (error || !parser.is_header_done()) verdict = Framing::bad_request;
  }
  if (verdict != Framing::good) {
    co_await write({}, error_response(status_of(verdict), ErrorCode::malformed, "not a request of HTTP/1.1"), false);
    co_return Next::linger;
  }
  buffer_.consume(head_bytes);

  auto request = std::make_shared<Request>(request_of(parser.get()));
  std::string allow;
  const Route* route = shared_.router.find(request->method, request->path, allow);
  std::optional<Response> response;
  if (!route) {
    response = allow.empty() ? error_response(ErrorCode::not_found)
                             : error_response(405, ErrorCode::invalid_argument, "method not allowed");
    if (!allow.empty()) response->headers.push_back({"Allow", allow});
    response->close = !parser.is_done();
  } else {
    response = co_await refuse_or_read(parser, *request, *route);
  }
  if (!response && route->socket) {
    co_await become_web_socket(parser.release(), *request, *route);
    co_return Next::web_socket;
  }
  if (!response) {
    request->body = std::move(parser.get().body());
    response = co_await answer(*route, request);
  }
  const bool is_cut = response->close;
  const bool keep_alive = !is_cut && !loop_.draining && parser.get().version() == 11 && parser.get().keep_alive();
  const bool written = co_await write(*request, *response, keep_alive);
  if (shared_.settings.on_answer) {
    const std::string_view name = !route ? "none" : route->path.empty() ? "static" : std::string_view(route->path);
    shared_.settings.on_answer({name_of(request->method), name, response->status,
                                std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started)});
  }
  if (!written) co_return Next::close;
  co_return keep_alive ? Next::request : is_cut ? Next::linger : Next::close;
}

// Everything that is decided before a handler runs. Empty: the request is complete and may be handled.
asio::awaitable<std::optional<Response>> Connection::refuse_or_read(Parser& parser, Request& request,
                                                                    const Route& route) {
  std::optional<Response> refusal;
  const bool is_upgrade = beast::websocket::is_upgrade(parser.get());
  const auto length = parser.content_length();
  const std::string_view expectation = request.header("expect");
  const bool needs_origin = (route.method == Method::post || route.socket) && !route.takes_any_origin;
  if (needs_origin && !origin_is_allowed(request)) {
    refusal = error_response(ErrorCode::forbidden, "origin not allowed");
  } else if (route.socket && (!is_upgrade || buffer_.size() != 0)) {
    refusal = error_response(426, ErrorCode::invalid_argument, "a WebSocket is expected here");
    refusal->headers.push_back({"Upgrade", "websocket"});
  } else if (!expectation.empty() && !equal_without_case(expectation, "100-continue")) {
    refusal = error_response(417, ErrorCode::unsupported, "expectation not known");
  } else if (length && *length > route.max_body_bytes) {
    refusal = error_response(ErrorCode::too_large, "the body is larger than this route takes");
  } else if (route.gate) {
    refusal = route.gate(request);
  }
  if (refusal) {
    refusal->close = refusal->close || !(length.value_or(0) == 0 && !parser.chunked());
    co_return refusal;
  }
  if (route.socket) co_return std::nullopt;
  parser.body_limit(route.max_body_bytes);
  if (!expectation.empty() && !(co_await write_all("HTTP/1.1 100 Continue\r\n\r\n"))) co_return std::nullopt;
  co_return co_await read_body(parser);
}

asio::awaitable<std::optional<Response>> Connection::read_body(Parser& parser) {
  parser.eager(true);
  const auto started = Clock::now();
  std::size_t received = buffer_.size();
  while (!parser.is_done()) {
    boost::system::error_code error;
    const std::size_t used = buffer_.size() == 0 ? 0 : parser.put(buffer_.data(), error);
    buffer_.consume(used);
    if (error == beast::http::error::need_more) error = {};
    if (error || (used == 0 && buffer_.size() > max_waiting_body_bytes)) {
      Response response = error_response(
          error == beast::http::error::body_limit ? ErrorCode::too_large : ErrorCode::malformed, "body not accepted");
      response.close = true;
      co_return response;
    }
    if (used != 0 || parser.is_done()) continue;
    const std::chrono::milliseconds earned(received * 1000 / limits().body_bytes_per_second);
    stream_.expires_at(started + limits().body_grace + earned);
    const std::size_t count = co_await stream_.async_read_some(buffer_.prepare(read_step_bytes),
                                                               asio::redirect_error(asio::use_awaitable, error));
    if (error) {  // gone, or too slow: nobody is left to read an answer
      Response response = error_response(408, ErrorCode::cancelled);
      response.close = true;
      co_return response;
    }
    buffer_.commit(count);
    received += count;
  }
  co_return std::nullopt;
}

asio::awaitable<Response> Connection::answer(const Route& route, std::shared_ptr<const Request> request) {
  const std::function<Response()> work = [&route, request]() noexcept -> Response {
    try {
      return route.handler(*request);
    } catch (const std::exception&) {  // memory exhausted, or a defect: one request fails, not the server
      return error_response(ErrorCode::internal);
    }
  };
  if (!route.lane) co_return work();
  stream_.expires_never();
  auto response = co_await run_on<Response>(*route.lane, loop_, work);
  co_return response ? std::move(*response) : busy_response();
}

asio::awaitable<void> Connection::become_web_socket(BeastRequest upgrade, const Request& request, const Route& route) {
  co_await serve_web_socket(std::move(stream_), std::move(upgrade), route.socket(request), *route.lane, loop_,
                            limits());
}

asio::awaitable<bool> Connection::write(const Request& request, const Response& response, bool keep_alive) {
  const std::string_view content = response.content();
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head += view(beast::http::obsolete_reason(static_cast<beast::http::status>(response.status)));
  head += "\r\nDate: " + http_date() + "\r\n";
  const auto add = [&head](const Header& header) { head += header.name + ": " + header.value + "\r\n"; };
  for (const Header& header : response.headers) add(header);
  for (const Header& header : shared_.settings.headers)
    if (response.header(header.name).empty()) add(header);
  if (response.status != 204 && response.status != 304)
    head += "Content-Length: " + std::to_string(content.size()) + "\r\n";
  head += keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
  const bool has_body = request.method != Method::head && response.status != 204 && response.status != 304;
  if (has_body && content.size() <= read_step_bytes) {  // one packet for most answers
    head += content;
    co_return co_await write_all(head);
  }
  if (!co_await write_all(head)) co_return false;
  co_return !has_body || co_await write_all(content);
}

asio::awaitable<bool> Connection::write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    stream_.expires_after(limits().write_stall_timeout);
    boost::system::error_code error;
    const std::size_t count =
        co_await stream_.async_write_some(asio::buffer(bytes.data(), std::min(bytes.size(), write_step_bytes)),
                                          asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
    bytes.remove_prefix(count);
  }
  co_return true;
}

// Closing with unread bytes makes the system reset the connection, and the peer would lose our answer with it.
asio::awaitable<void> Connection::linger() {
  boost::system::error_code error;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
  stream_.expires_after(linger_timeout);
  for (std::size_t total = 0; !error && total < max_linger_bytes;) {
    buffer_.clear();
    total += co_await stream_.async_read_some(buffer_.prepare(read_step_bytes),
                                              asio::redirect_error(asio::use_awaitable, error));
  }
}

Request Connection::request_of(const BeastRequest& parsed) const {
  Request request;
  request.method = method_of(parsed.method());
  const std::string_view target = view(parsed.target());
  const std::size_t mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
  for (const auto& field : parsed)
    request.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
  request.client = client_behind(peer_, forwarded_for(parsed), shared_.settings.trusted_proxies);
  return request;
}

bool Connection::origin_is_allowed(const Request& request) const {
  const std::string_view origin = request.header("origin");
  return origin.empty() || std::ranges::find(shared_.settings.origins, origin) != shared_.settings.origins.end();
}

}  // namespace

asio::awaitable<void> serve_connection(TcpStream stream, Loop& loop, Shared& shared) {
  Connection connection(std::move(stream), loop, shared);
  co_await connection.serve();
}

}  // namespace vinculo::server
