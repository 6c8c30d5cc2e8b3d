// The WebSocket: who may open one, what it costs to misbehave, how it ends.
#include <future>

#include "catch_amalgamated.hpp"
#include "support/test_server.h"

using namespace vinculo;
using namespace vinculo::test;

namespace {

sync::Hello hello(const std::string& token) {
  sync::Hello message;
  message.token = token;
  return message;
}

ErrorCode error_of(const std::optional<sync::Message>& message) {
  const auto* error = message ? std::get_if<sync::ErrorMessage>(&*message) : nullptr;
  return error ? error->code : ErrorCode::none;
}

}  // namespace

TEST_CASE("only pages of our own origin open a socket") {
  TestServer server;
  const std::string own = "http://127.0.0.1:" + std::to_string(server.port());
  const auto status = [&](const std::string& origin) {
    return WebSocketClient(server.port(), {.origin = origin}).handshake_status();
  };
  CHECK(status(own) == 101);
  CHECK(status("http://localhost:" + std::to_string(server.port())) == 101);
  CHECK(status("") == 101);  // not a browser
  for (const std::string& origin :
       {std::string("null"), std::string("https://evil.example"), std::string("http://127.0.0.1"),
        own + ".evil.example", own + "/", "https" + own.substr(4)})
    CHECK(status(origin) == 403);
}

TEST_CASE("a public address is the origin to come from") {
  TestServer server([](auto& settings) { settings.http.origins.push_back("https://crm.example.org"); });
  CHECK(WebSocketClient(server.port(), {.origin = "https://crm.example.org"}).handshake_status() == 101);
  CHECK(WebSocketClient(server.port(), {.origin = "http://crm.example.org"}).handshake_status() == 403);
}

TEST_CASE("a socket that does not say who it is gets closed") {
  TestServer server(
      [](auto& settings) { settings.http.limits.socket_confirm_timeout = std::chrono::milliseconds(100); });
  const auto owner = server.set_up();
  const auto confirmed = server.connect(owner);
  WebSocketClient silent(server.port());
  CHECK(silent.wait_for_close() == 1008);
  // The one that did say is still there.
  CHECK(confirmed->send(sync::Pull{}));
  CHECK(confirmed->receive<sync::Changes>().revision == 0);
}

TEST_CASE("nothing is answered before a session is shown") {
  TestServer server;
  server.set_up();
  WebSocketClient socket(server.port());
  SECTION("no hello") { socket.send(sync::Pull{}); }
  SECTION("no token") { socket.send(sync::Hello{}); }
  SECTION("a wrong token") { socket.send(hello("wrong")); }
  CHECK(error_of(socket.receive_message()) == ErrorCode::unauthorized);
  CHECK(socket.wait_for_close() == 1008);
}

TEST_CASE("what is no message ends the socket with a reason") {
  TestServer server;
  const auto owner = server.set_up();
  const auto socket = server.connect(owner);
  SECTION("not CBOR") {
    socket->send(as_bytes("nonsense"));
    CHECK(error_of(socket->receive_message()) == ErrorCode::malformed);
    CHECK(socket->wait_for_close() == 1008);
  }
  SECTION("text") {
    socket->send_frame(0x81, as_bytes("{}"));
    CHECK(socket->wait_for_close() == 1003);
  }
  SECTION("more than a megabyte") {
    socket->send(Bytes(1'000'001));
    CHECK(socket->wait_for_close() == 1009);
  }
  SECTION("reserved bits") {
    socket->send_frame(0xC2, as_bytes("x"));
    CHECK(socket->wait_for_close() == 1002);
  }
  CHECK(server.get("/health").status == 200);
}

TEST_CASE("a message that only servers send is answered with an error") {
  TestServer server;
  const auto owner = server.set_up();
  const auto socket = server.connect(owner);
  socket->send(sync::Notice{1});
  CHECK(error_of(socket->receive_message()) == ErrorCode::protocol);
}

TEST_CASE("a device with a newer protocol is told that the server is older") {
  TestServer server;
  const auto owner = server.set_up();
  WebSocketClient socket(server.port());
  sync::Hello newer = hello(owner.token);
  newer.protocol = sync::protocol_version + 1;
  socket.send(newer);
  CHECK(error_of(socket.receive_message()) == ErrorCode::unsupported);
}

TEST_CASE("a socket that sends without pause is closed") {
  TestServer server;
  const auto owner = server.set_up();
  const auto socket = server.connect(owner);
  const Bytes pull = sync::encode(sync::Pull{});
  for (int i = 0; i < 2'000; ++i)
    if (!socket->send(pull)) break;
  CHECK(socket->wait_for_close() == 1008);
}

TEST_CASE("a member has at most twenty sockets") {
  TestServer server;
  const auto owner = server.set_up();
  const auto member = server.join(owner, "m@acme.example");
  std::vector<std::unique_ptr<WebSocketClient>> sockets;
  for (int i = 0; i < 20; ++i) sockets.push_back(server.connect(owner));
  WebSocketClient one_more(server.port());
  one_more.send(hello(owner.token));
  CHECK(error_of(one_more.receive_message()) == ErrorCode::rate_limited);
  CHECK(one_more.wait_for_close() == 1008);
  CHECK(server.connect(member));  // others are not concerned
  sockets.pop_back();             // and a place that becomes free can be had again
  for (bool connected = false; !connected;) {
    WebSocketClient again(server.port());
    again.send(hello(owner.token));
    connected = error_of(again.receive_message()) == ErrorCode::none;
  }
}

TEST_CASE("logging out closes the session's sockets") {
  TestServer server;
  const auto owner = server.set_up();
  const auto other = server.login("owner@acme.example");
  const auto socket = server.connect(owner);
  const auto other_socket = server.connect(other);
  REQUIRE(server.post("/api/logout", "{}", owner.token).status == 200);
  CHECK(socket->wait_for_close() == 1008);
  other_socket->send(sync::Pull{});
  CHECK(error_of(other_socket->receive_message()) == ErrorCode::none);
}

TEST_CASE("a new password closes the sockets of the member's other sessions") {
  TestServer server;
  const auto owner = server.set_up();
  const auto other = server.login("owner@acme.example");
  const auto socket = server.connect(owner);
  const auto other_socket = server.connect(other);
  const api::PasswordRequest request{std::string(TestServer::password), "a staple of batteries"};
  REQUIRE(server.post("/api/password", api::encode(request), owner.token).status == 200);
  CHECK(other_socket->wait_for_close() == 1008);
  socket->send(sync::Pull{});
  CHECK(error_of(socket->receive_message()) == ErrorCode::none);
}

TEST_CASE("a session that has expired is refused on a socket that is open") {
  TestServer server;
  const auto owner = server.set_up();
  const auto socket = server.connect(owner);
  server.pass_ms(15ull * 24 * 3'600'000);
  socket->send(sync::Pull{});
  CHECK(error_of(socket->receive_message()) == ErrorCode::unauthorized);
  CHECK(socket->wait_for_close() == 1008);
}

TEST_CASE("a device that asks and does not read is cut, others go on") {
  TestServer server([](auto& settings) {
    settings.http.limits.socket_stall_timeout = std::chrono::milliseconds(200);
    settings.http.limits.send_buffer_bytes = 32 * 1024;
  });
  const auto owner = server.set_up();
  const auto writer = server.connect(owner);
  for (std::uint64_t batch = 1; batch <= 10; ++batch) {
    writer->send(sync::Push{batch, person_batch(make_uuid_v7(test_epoch_ms, batch, 1), std::string(900, 'x'),
                                                owner.device, test_epoch_ms)});
    CHECK(writer->receive<sync::Pushed>().revision == batch);
  }
  const auto slow =
      std::make_unique<WebSocketClient>(server.port(), WebSocketClient::Options{.receive_buffer_bytes = 4096});
  slow->send(hello(owner.token));
  for (int i = 0; i < 60; ++i) slow->send(sync::Pull{});  // 60 times 9 KB, over every buffer on the way
  // It never reads. That it is gone shows when its place among the twenty is free again.
  std::vector<std::unique_ptr<WebSocketClient>> sockets;
  for (int i = 0; i < 18; ++i) sockets.push_back(server.connect(owner));
  for (bool connected = false; !connected;) {
    WebSocketClient last(server.port());
    last.send(hello(owner.token));
    connected = error_of(last.receive_message()) == ErrorCode::none;
    if (connected) CHECK(last.send(sync::Pull{}));
  }
}

TEST_CASE("a server that stops says so to its sockets and finishes what it was asked") {
  TestServer server;
  const auto owner = server.set_up();
  const auto socket = server.connect(owner);
  RawConnection idle(server.port());
  const Uuid id = make_uuid_v7(test_epoch_ms, 1, 1);
  socket->send(sync::Push{1, person_batch(id, "Ana", owner.device, test_epoch_ms)});
  CHECK(socket->receive<sync::Pushed>().revision == 1);
  auto stopped = std::async(std::launch::async, [&] { server.application().stop(std::chrono::seconds(10)); });
  CHECK(socket->wait_for_close() == 1001);
  CHECK(idle.wait_for_close());
  CHECK(stopped.wait_for(std::chrono::seconds(8)) == std::future_status::ready);
}
