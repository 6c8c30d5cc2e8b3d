// Requests over which two parties could disagree, sent byte by byte to the running server: none may be answered as if
// it were whole, and the connection ends so that nothing behind it is read as a request.
#include "catch_amalgamated.hpp"
#include "support/test_server.h"

using namespace vinculo::test;

namespace {

struct Malformed {
  std::string name, bytes;
};

std::string repeated(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::vector<Malformed> malformed_requests() {
  const std::string get = "GET /health HTTP/1.1\r\n", host = "Host: a\r\n";
  const std::string post = "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  return {
      {"no Host", get + "\r\n"},
      {"two Hosts", get + host + host + "\r\n"},
      {"two different Hosts", get + host + "Host: b\r\n\r\n"},
      {"empty Host", get + "Host:\r\n\r\n"},
      {"list of Hosts", get + "Host: a, b\r\n\r\n"},
      {"user in Host", get + "Host: a@b\r\n\r\n"},
      {"space before the colon", get + "Host : a\r\n\r\n"},
      {"header without a name", get + host + ": a\r\n\r\n"},
      {"header without a colon", get + host + "nonsense\r\n\r\n"},
      {"folded header", get + host + "X-A: 1\r\n 2\r\n\r\n"},
      {"folded with a tab", get + host + "X-A: 1\r\n\t2\r\n\r\n"},
      {"folded first header", get + " X: 1\r\n" + host + "\r\n"},
      {"bare line feeds", "GET /health HTTP/1.1\nHost: a\n\n"},
      {"bare line feed in a header", get + host + "X-A: 1\nX-B: 2\r\n\r\n"},
      {"bare carriage return", get + host + "X-A: 1\rX-B: 2\r\n\r\n"},
      {"NUL in a header", get + host + std::string("X-A: 1\0002\r\n\r\n", 13)},
      {"DEL in a header", get + host + "X-A: \x7f\r\n\r\n"},
      {"HTTP/2.0", "GET /health HTTP/2.0\r\nHost: a\r\n\r\n"},
      {"HTTP/1.2", "GET /health HTTP/1.2\r\nHost: a\r\n\r\n"},
      {"HTTP/0.9", "GET /health\r\n\r\n"},
      {"lower case version", "GET /health http/1.1\r\nHost: a\r\n\r\n"},
      {"two spaces", "GET  /health HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"tab in the request line", "GET\t/health HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"space in the target", "GET /hea lth HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"absolute target", "GET http://a/health HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"letters beyond ASCII in the target", "GET /h\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"method with a strange letter", "G(T /health HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"empty line first", "\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"two Content-Lengths", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"},
      {"two different Content-Lengths", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"},
      {"list in Content-Length", post + "Content-Length: 2, 2\r\n\r\n{}"},
      {"signed Content-Length", post + "Content-Length: +2\r\n\r\n{}"},
      {"negative Content-Length", post + "Content-Length: -2\r\n\r\n{}"},
      {"hexadecimal Content-Length", post + "Content-Length: 0x2\r\n\r\n{}"},
      {"empty Content-Length", post + "Content-Length:\r\n\r\n{}"},
      {"Content-Length beyond 64 bits", post + "Content-Length: 18446744073709551618\r\n\r\n{}"},
      {"both lengths", post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"both lengths, the other way round", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
      {"Transfer-Encoding twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"unknown Transfer-Encoding", post + "Transfer-Encoding: gzip\r\n\r\n"},
      {"combined Transfer-Encoding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
      {"chunked identity", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
      {"disguised Transfer-Encoding", post + "Transfer-Encoding: \x0b"
                                             "chunked\r\n\r\n0\r\n\r\n"},
      {"Transfer-Encoding on HTTP/1.0",
       "POST /api/login HTTP/1.0\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"chunk size that is no number", chunked + "x\r\n{}\r\n0\r\n\r\n"},
      {"chunk size beyond 64 bits", chunked + "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"},
      {"chunk extension", chunked + "2;a=b\r\n{}\r\n0\r\n\r\n"},
      {"large chunk extension", chunked + "2;a=" + std::string(60'000, 'b') + "\r\n{}\r\n0\r\n\r\n"},
      {"chunk longer than it says", chunked + "2\r\n{}{}\r\n0\r\n\r\n"},
      {"endless chunk size", chunked + std::string(60'000, '0')},
      {"101 headers", get + host + repeated(100, "X-A: 1\r\n") + "\r\n"},
      {"headers of 9 KB", get + host + "X-A: " + std::string(9'000, 'a') + "\r\n\r\n"},
      {"request line of 9 KB", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"headers without end", get + repeated(3'000, "X-A: 1\r\n")},
      {"expectation that nobody knows", post + "Expect: wonders\r\nContent-Length: 2\r\n\r\n{}"},
      {"TLS on the plain port", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x0a\x0a\n", 14)},
  };
}

}  // namespace

TEST_CASE("a malformed request is refused and ends the connection") {
  const TestServer server;
  // Behind each stands a request that must never be answered.
  const std::string smuggled = "GET /api/state HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const Malformed& request : malformed_requests()) {
    INFO(request.name);
    RawConnection connection(server.port());
    connection.send(request.bytes + smuggled);
    connection.end_sending();
    const auto response = connection.read_response();
    if (response) {
      CHECK(response->status >= 400);
      CHECK(response->status < 600);
      CHECK(response->header("connection") == "close");
    }
    CHECK_FALSE(connection.read_response());
  }
}

TEST_CASE("a request is whole however it is cut into packets") {
  const TestServer server;
  RawConnection connection(server.port());
  for (const char byte : request_text("POST", "/api/login", "Content-Type: application/json\r\n", "{}"))
    connection.send(std::string(1, byte));
  const auto response = connection.read_response();
  REQUIRE(response);
  CHECK(error_code(*response) == "wrong_credentials");
}

TEST_CASE("requests sent at once are answered in order on one connection") {
  const TestServer server;
  RawConnection connection(server.port());
  connection.send(request_text("GET", "/health", "", "") + request_text("GET", "/nowhere.txt", "", "") +
                  request_text("GET", "/api/state", "", ""));
  CHECK(connection.read_response()->status == 200);
  CHECK(connection.read_response()->status == 404);
  CHECK(connection.read_response()->body.starts_with(R"({"initialised":)"));
}

TEST_CASE("a chunked body is read like any other") {
  const TestServer server;
  const auto response =
      ask(server.port(),
          "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
          "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\nAuthorization: Bearer x\r\n\r\n");
  CHECK(error_code(response) == "wrong_credentials");
}

TEST_CASE("a client that waits to be told to go on is told") {
  const TestServer server;
  RawConnection connection(server.port());
  connection.send(
      "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
      "Expect: 100-continue\r\n\r\n");
  REQUIRE(connection.read_response()->status == 100);
  connection.send("{}");
  CHECK(connection.read_response()->status == 401);
}

TEST_CASE("a body larger than its route takes is refused before it is read") {
  const TestServer server;
  const std::string head = "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  SECTION("by its length") { CHECK(ask(server.port(), head + "Content-Length: 16385\r\n\r\n").status == 413); }
  SECTION("by its chunks") {
    CHECK(ask(server.port(), head + "Transfer-Encoding: chunked\r\n\r\n4001\r\n" + std::string(0x4001, ' ')).status ==
          413);
  }
  SECTION("where no body belongs") {
    CHECK(ask(server.port(), "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello").status == 413);
  }
}

TEST_CASE("an answer to HEAD has the length and no body") {
  const TestServer server;
  RawConnection connection(server.port());
  connection.send(request_text("HEAD", "/health", "", "") + request_text("GET", "/health", "", ""));
  const auto head = connection.read_response(true);
  const auto get = connection.read_response();
  CHECK(head->header("content-length") == std::to_string(get->body.size()));
  CHECK(get->body == R"({"status":"ok"})");
}

TEST_CASE("a client that dawdles is cut off") {
  const TestServer server([](auto& settings) {
    settings.http.limits.head_timeout = std::chrono::milliseconds(100);
    settings.http.limits.idle_timeout = std::chrono::milliseconds(100);
    settings.http.limits.body_grace = std::chrono::milliseconds(100);
  });
  RawConnection connection(server.port());
  SECTION("before the first byte") {}
  SECTION("in the headers") { connection.send("GET /health HTTP/1.1\r\nHo"); }
  SECTION("in the body") {
    connection.send(
        "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{");
  }
  CHECK(connection.wait_for_close());
}

TEST_CASE("a slow body is read as long as it keeps the minimum rate") {
  const TestServer server([](auto& settings) {
    settings.http.limits.body_grace = std::chrono::milliseconds(200);
    settings.http.limits.body_bytes_per_second = 10;  // 2,000 bytes earn 200 seconds
  });
  RawConnection connection(server.port());
  connection.send(
      "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2002\r\n\r\n{" +
      std::string(2000, ' '));
  // The time of another request's answer passes, well over nothing and known to the server, too.
  for (int i = 0; i < 20; ++i) CHECK(server.get("/health").status == 200);
  connection.send("}");
  CHECK(connection.read_response()->status == 401);
}

TEST_CASE("hundreds of clients that never finish keep nobody else waiting") {
  const TestServer server;
  std::vector<std::unique_ptr<RawConnection>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<RawConnection>(server.port()));
    slow.back()->send(i % 2 == 0 ? "GET /health HTTP/1.1\r\nHost:"
                                 : "POST /api/sync HTTP/1.1\r\nHost: a\r\nAuthorization: "
                                   "Bearer x\r\nContent-Type: application/cbor\r\nContent-Length: 900000\r\n\r\nx");
  }
  for (int i = 0; i < 50; ++i) CHECK(server.get("/health").status == 200);
}

TEST_CASE("more connections than allowed are closed, those that are open go on") {
  const TestServer server([](auto& settings) { settings.http.limits.max_connections = 3; });
  RawConnection first(server.port()), second(server.port()), third(server.port());
  for (RawConnection* open : {&first, &second, &third}) {
    open->send(request_text("GET", "/health", "", ""));
    REQUIRE(open->read_response());
  }
  RawConnection fourth(server.port());
  CHECK(fourth.wait_for_close());
  first.send(request_text("GET", "/health", "", ""));
  CHECK(first.read_response()->status == 200);
}
