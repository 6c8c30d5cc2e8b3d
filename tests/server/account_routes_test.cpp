// Every account route as a guest, a member and the owner; sessions, invites and the limits on guessing.
#include "catch_amalgamated.hpp"
#include "support/test_server.h"

using namespace vinculo;
using namespace vinculo::test;

namespace {

constexpr std::uint64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms;

std::string login_json(const std::string& mail, const std::string& password) {
  return api::encode(api::LoginRequest{mail, password});
}

// What a route answers to somebody with this token ("" is a guest).
struct Call {
  std::string method, path, content_type, body;
};
int status_of(const TestServer& server, const Call& call, const std::string& token) {
  std::string headers;
  if (!call.content_type.empty()) headers += "Content-Type: " + call.content_type + "\r\n";
  if (!token.empty()) headers += "Authorization: Bearer " + token + "\r\n";
  return ask(server.port(), request_text(call.method, call.path, headers, call.body)).status;
}

}  // namespace

TEST_CASE("every route answers guests, members and owners as it should") {
  TestServer server;
  const auto owner = server.set_up();
  const auto member = server.join(owner, "member@acme.example");
  const std::string json = "application/json", cbor = "application/cbor";
  const std::string pull(as_text(sync::encode(sync::Pull{})));
  struct Row {
    Call call;
    int guest, member, owner;
  };
  const std::vector<Row> matrix = {
      {{"GET", "/health", "", ""}, 200, 200, 200},
      {{"GET", "/api/state", "", ""}, 200, 200, 200},
      {{"POST", "/api/setup", json, "{}"}, 400, 400, 400},
      {{"POST", "/api/login", json, "{}"}, 401, 401, 401},
      {{"POST", "/api/join", json, "{}"}, 410, 410, 410},
      {{"POST", "/api/invite", json, "{}"}, 401, 403, 200},
      {{"POST", "/api/sync", cbor, pull}, 401, 200, 200},
      {{"GET", "/api/socket", "", ""}, 426, 426, 426},
      {{"GET", "/api/nothing", "", ""}, 404, 404, 404},
      {{"POST", "/api/nothing", json, "{}"}, 404, 404, 404},
      {{"GET", "/api/member", "", ""}, 401, 200, 200},
      {{"POST", "/api/member", json, "{}"}, 401, 400, 400},
      {{"POST", "/api/password", json, "{}"}, 401, 401, 401},
      {{"POST", "/api/logout", json, "{}"}, 401, 200, 200},
  };
  for (const Row& row : matrix) {
    INFO(row.call.method << ' ' << row.call.path);
    CHECK(status_of(server, row.call, "") == row.guest);
    CHECK(status_of(server, row.call, "not-a-token") == row.guest);
    CHECK(status_of(server, row.call, member.token) == row.member);
    CHECK(status_of(server, row.call, owner.token) == row.owner);
  }
}

TEST_CASE("a wrong method names the right one") {
  const TestServer server;
  const auto response = ask(server.port(), request_text("DELETE", "/api/login", "", ""));
  CHECK(response.status == 405);
  CHECK(response.header("allow") == "POST");
}

TEST_CASE("a page of another origin can change nothing") {
  TestServer server;
  const auto owner = server.set_up();
  const std::string origin = GENERATE("https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1",
                                      "http://localhost.evil.example");
  for (const char* path : {"/api/setup", "/api/login", "/api/join", "/api/logout", "/api/invite", "/api/member",
                           "/api/password", "/api/sync"}) {
    INFO(path << " from " << origin);
    const auto response = server.post(path, "{}", owner.token, "Origin: " + origin + "\r\n");
    CHECK(response.status == 403);
    CHECK(response.header("access-control-allow-origin").empty());
  }
  CHECK(
      server
          .post("/api/invite", "{}", owner.token, "Origin: http://127.0.0.1:" + std::to_string(server.port()) + "\r\n")
          .status == 200);
}

TEST_CASE("a body that a form of another site could send is not read") {
  TestServer server;
  const auto owner = server.set_up();
  for (const char* type : {"", "Content-Type: text/plain\r\n", "Content-Type: application/x-www-form-urlencoded\r\n"}) {
    const auto response = ask(
        server.port(),
        request_text("POST", "/api/login", type, login_json("owner@acme.example", std::string(TestServer::password))));
    CHECK(response.status == 415);
  }
}

TEST_CASE("bodies that are not what they should be are answered with a code") {
  TestServer server;
  server.set_up();
  for (const std::string& body : {"", "{", "[]", "42", "\"text\"", "null", "{\"mail\":\"\xff\"}"})
    CHECK(error_code(server.post("/api/login", body)) != "");
  CHECK(error_code(server.post("/api/login", "{")) == "malformed");
  CHECK(error_code(server.post("/api/login", R"({"mail":1})")) == "invalid_argument");
  CHECK(server.post("/api/login", std::string(8'000, '[') + std::string(8'000, ']')).status >= 400);
  CHECK(server.get("/health").status == 200);
}

TEST_CASE("the setup code makes the owner once") {
  TestServer server;
  const std::string code = server.application().setup_code().value();
  const auto setup = [&](const std::string& with) {
    return server.post("/api/setup",
                       api::encode(api::SetupRequest{with, "Acme", "Olga", "o@acme.example", "correct horse battery"}));
  };
  CHECK(error_code(setup("0000-0000-0000-0000")) == "expired");
  CHECK(error_code(setup("")) == "expired");
  SECTION("as printed") { CHECK(setup(code).status == 200); }
  SECTION("as people type it") {
    std::string typed = " ";
    for (const char c : code)
      if (c != '-') typed += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    CHECK(setup(typed).status == 200);
  }
  CHECK(error_code(setup(code)) == "expired");
  CHECK(server.get("/api/state").body.find(R"("initialised":true)") != std::string::npos);
  server.restart();
  CHECK_FALSE(server.application().setup_code());
}

TEST_CASE("a new start prints a new setup code and forgets the one before") {
  TestServer server;
  const std::string first = *server.application().setup_code();
  server.restart();
  CHECK(first != *server.application().setup_code());
  const api::SetupRequest request{first, "Acme", "Olga", "o@acme.example", "correct horse battery"};
  CHECK(error_code(server.post("/api/setup", api::encode(request))) == "expired");
}

TEST_CASE("what a new account may look like") {
  TestServer server;
  const std::string code = *server.application().setup_code();
  api::SetupRequest good{code, "Acme", "José Ño", "jose@acme.example", "correct horse battery"};
  const auto refused = [&](auto change) {
    api::SetupRequest request = good;
    change(request);
    return error_code(server.post("/api/setup", api::encode(request))) == "invalid_argument";
  };
  CHECK(refused([](auto& r) { r.name = ""; }));
  CHECK(refused([](auto& r) { r.name = "  "; }));
  CHECK(refused([](auto& r) { r.name = "a\nb"; }));
  CHECK(refused([](auto& r) { r.name = std::string(201, 'a'); }));
  CHECK(refused([](auto& r) { r.workspace_name = ""; }));
  for (const std::string& mail : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: x@y"})
    CHECK(refused([&](auto& r) { r.mail = mail; }));
  CHECK(refused([](auto& r) { r.mail = std::string(250, 'a') + "@b.example"; }));
  for (const std::string& password :
       {"", "seven77", "password", "Password1!", "12345678", "senha123", "aaaaaaaaaaaa", "qwertyuiop"})
    CHECK(refused([&](auto& r) { r.password = password; }));
  CHECK(refused([](auto& r) { r.password = std::string(129, 'x'); }));
  CHECK(server.post("/api/setup", api::encode(good)).status == 200);  // mistakes cost no tries and no code
}

TEST_CASE("each login gets a session and a device of its own") {
  TestServer server;
  const auto owner = server.set_up();
  const auto again = server.login("OWNER@acme.example");  // mails are compared without case
  CHECK(owner.role == "owner");
  CHECK(again.role == "owner");
  CHECK(again.member == owner.member);
  CHECK(again.token != owner.token);
  CHECK(again.token.size() >= 43);
  CHECK(again.device != owner.device);
  CHECK(server.join(owner, "m@acme.example").role == "member");
}

TEST_CASE("a wrong password and an unknown mail get the same answer") {
  TestServer server;
  server.set_up();
  const auto wrong = server.post("/api/login", login_json("owner@acme.example", "wrong password"));
  const auto unknown = server.post("/api/login", login_json("nobody@acme.example", "wrong password"));
  CHECK(wrong.status == 401);
  CHECK(wrong.body == unknown.body);
  CHECK(error_code(wrong) == "wrong_credentials");
  CHECK(server.post("/api/login", login_json("owner@acme.example", std::string(5'000, 'x'))).body == wrong.body);
}

TEST_CASE("a session that rests for 14 days ends") {
  TestServer server;
  const auto owner = server.set_up();
  server.pass_ms(14 * day_ms - hour_ms);
  CHECK(server.post("/api/invite", "{}", owner.token).status == 200);
  server.pass_ms(14 * day_ms - hour_ms);  // it was used in between
  CHECK(server.post("/api/invite", "{}", owner.token).status == 200);
  server.pass_ms(14 * day_ms + hour_ms);
  CHECK(error_code(server.post("/api/invite", "{}", owner.token)) == "unauthorized");
}

TEST_CASE("a session that is used every day ends after 90") {
  TestServer server;
  const auto owner = server.set_up();
  for (int day = 0; day < 89; ++day) {
    server.pass_ms(day_ms);
    REQUIRE(server.post("/api/invite", "{}", owner.token).status == 200);
  }
  server.pass_ms(day_ms + hour_ms);
  CHECK(error_code(server.post("/api/invite", "{}", owner.token)) == "unauthorized");
}

TEST_CASE("sessions survive a restart of the server") {
  TestServer server;
  const auto owner = server.set_up();
  server.restart();
  CHECK(server.post("/api/invite", "{}", owner.token).status == 200);
}

TEST_CASE("logging out ends that session only") {
  TestServer server;
  const auto owner = server.set_up();
  const auto other = server.login("owner@acme.example");
  CHECK(server.post("/api/logout", "{}", owner.token).status == 200);
  CHECK(server.post("/api/logout", "{}", owner.token).status == 401);
  CHECK(server.post("/api/invite", "{}", owner.token).status == 401);
  CHECK(server.post("/api/invite", "{}", other.token).status == 200);
}

TEST_CASE("a member's new name is there for all of the member's devices, and for nobody else") {
  TestServer server;
  const auto owner = server.set_up();
  const auto other = server.login("owner@acme.example");
  const auto colleague = server.join(owner, "m@acme.example");
  const auto rename = [&](const std::string& name) {
    return server.post("/api/member", api::encode(api::RenameRequest{name}), owner.token);
  };
  const auto name_for = [&](const api::Session& session) {
    const auto answer = server.get("/api/member", "Authorization: Bearer " + session.token + "\r\n");
    return api::decode<api::Member>(answer.body)->name;
  };
  const std::string colleagues_name = name_for(colleague);
  for (const std::string& name : {std::string(), std::string("   "), std::string("A\nB"), std::string(201, 'x')})
    CHECK(error_code(rename(name)) == "invalid_argument");
  const auto answer = api::decode<api::Member>(rename("  Olga Núñez ").body).value();
  CHECK(answer.name == "Olga Núñez");
  CHECK(answer.mail == "owner@acme.example");
  CHECK(answer.role == "owner");
  server.restart();
  CHECK(name_for(other) == "Olga Núñez");
  CHECK(name_for(colleague) == colleagues_name);
  CHECK(server.login("owner@acme.example").member_name == "Olga Núñez");
}

TEST_CASE("a new password asks for the current one and ends the member's other sessions") {
  TestServer server;
  const auto owner = server.set_up();
  const auto other = server.login("owner@acme.example");
  const auto colleague = server.join(owner, "m@acme.example");
  const std::string current(TestServer::password), wanted = "a staple of batteries";
  const auto change = [&](const std::string& from, const std::string& to) {
    return server.post("/api/password", api::encode(api::PasswordRequest{from, to}), owner.token);
  };
  CHECK(error_code(change("wrong password", wanted)) == "wrong_credentials");
  CHECK(error_code(change(std::string(5'000, 'x'), wanted)) == "wrong_credentials");
  for (const std::string& weak : {std::string("seven77"), std::string("password"), std::string(129, 'x')})
    CHECK(error_code(change(current, weak)) == "invalid_argument");
  CHECK(server.get("/api/member", "Authorization: Bearer " + other.token + "\r\n").status == 200);  // nothing changed

  CHECK(change(current, wanted).status == 200);
  CHECK(server.post("/api/invite", "{}", owner.token).status == 200);  // who changed it stays
  CHECK(error_code(server.post("/api/invite", "{}", other.token)) == "unauthorized");
  CHECK(server.get("/api/member", "Authorization: Bearer " + colleague.token + "\r\n").status == 200);
  CHECK(error_code(server.post("/api/login", login_json("owner@acme.example", current))) == "wrong_credentials");
  CHECK(server.post("/api/login", login_json("owner@acme.example", wanted)).status == 200);
}

TEST_CASE("a password is not guessed by way of changing it either") {
  TestServer server;
  const auto owner = server.set_up();
  const auto guess = [&] {
    return server.post("/api/password", api::encode(api::PasswordRequest{"wrong password", "a staple of batteries"}),
                       owner.token);
  };
  for (int i = 0; i < 10; ++i) REQUIRE(guess().status == 401);
  const auto refused = guess();
  CHECK(refused.status == 429);
  CHECK_FALSE(refused.header("retry-after").empty());
  CHECK(error_code(server.post("/api/login", login_json("owner@acme.example", std::string(TestServer::password)))) ==
        "rate_limited");
}

TEST_CASE("an invite works once and for 24 hours") {
  TestServer server;
  const auto owner = server.set_up();
  const auto invite = api::decode<api::Invite>(server.post("/api/invite", "{}", owner.token).body).value();
  CHECK(invite.expires_ms == static_cast<std::int64_t>(test_epoch_ms + day_ms));
  const auto join = [&](const std::string& secret, const std::string& mail) {
    return server.post("/api/join", api::encode(api::JoinRequest{secret, "Rui", mail, "correct horse battery"}));
  };
  SECTION("once") {
    CHECK(join(invite.secret, "rui@acme.example").status == 200);
    CHECK(error_code(join(invite.secret, "eva@acme.example")) == "expired");
  }
  SECTION("not later") {
    server.pass_ms(day_ms + 1);
    CHECK(error_code(join(invite.secret, "rui@acme.example")) == "expired");
  }
  SECTION("not with another secret") { CHECK(error_code(join(invite.secret + "x", "rui@acme.example")) == "expired"); }
  SECTION("and a mistake does not use it up") {
    CHECK(error_code(join(invite.secret, "owner@acme.example")) == "invalid_argument");  // has an account
    CHECK(error_code(join(invite.secret, "not a mail")) == "invalid_argument");
    CHECK(join(invite.secret, "rui@acme.example").status == 200);
  }
}

TEST_CASE("an invite for a mail is for that mail") {
  TestServer server;
  const auto owner = server.set_up();
  const auto secret =
      api::decode<api::Invite>(server.post("/api/invite", R"({"mail":"rui@acme.example"})", owner.token).body)->secret;
  const auto join = [&](const std::string& mail) {
    return server.post("/api/join", api::encode(api::JoinRequest{secret, "Rui", mail, "correct horse battery"}));
  };
  CHECK(error_code(join("eva@acme.example")) == "forbidden");
  CHECK(join("Rui@Acme.example").status == 200);
}

TEST_CASE("ten wrong passwords for an account are answered, the eleventh is not") {
  TestServer server;
  server.set_up();
  for (int i = 0; i < 10; ++i)
    REQUIRE(server.post("/api/login", login_json("owner@acme.example", "wrong password")).status == 401);
  // Neither another way of writing the mail nor the right password gets past.
  const auto limited = server.post("/api/login", login_json(" Owner@ACME.example", "wrong password"));
  CHECK(limited.status == 429);
  CHECK(error_code(limited) == "rate_limited");
  CHECK(std::stoi(limited.header("retry-after")) > 0);
  CHECK(std::stoi(limited.header("retry-after")) <= 15 * 60 + 1);
  CHECK(server.post("/api/login", login_json("owner@acme.example", std::string(TestServer::password))).status == 429);
  server.pass_ms(15 * 60'000);
  CHECK(server.post("/api/login", login_json("owner@acme.example", std::string(TestServer::password))).status == 200);
}

TEST_CASE("thirty wrong tries from an address are answered, whatever they are") {
  TestServer server;
  server.set_up();
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    const auto response =
        i % 3 == 0 ? server.post("/api/login", login_json(n + "@x.example", "wrong password"))
        : i % 3 == 1
            ? server.post("/api/join", R"({"secret":")" + n + R"("})")
            : server.post("/api/setup", api::encode(api::SetupRequest{n, "A", "A", "a@b.c", "correct horse battery"}));
    REQUIRE(response.status != 429);
  }
  CHECK(server.post("/api/login", login_json("other@x.example", "wrong password")).status == 429);
  CHECK(server.post("/api/join", "{}").status == 429);
  CHECK(server.post("/api/setup", "{}").status == 429);
}

TEST_CASE("logins that succeed do not count") {
  TestServer server;
  server.set_up();
  for (int i = 0; i < 40; ++i) server.login("owner@acme.example");
}

TEST_CASE("X-Forwarded-For tells addresses apart only behind a trusted proxy") {
  const bool is_trusted = GENERATE(false, true);
  TestServer server([&](auto& settings) {
    if (is_trusted) settings.http.trusted_proxies.push_back(*vinculo::server::parse_network("127.0.0.0/8"));
  });
  server.set_up();
  const auto attempt = [&](int i) {
    return server
        .post("/api/login", login_json(std::to_string(i) + "@x.example", "wrong password"), {},
              "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 203.0.113." + std::to_string(i) + "\r\n")
        .status;
  };
  for (int i = 0; i < 30; ++i) REQUIRE(attempt(i) == 401);
  CHECK(attempt(31) == (is_trusted ? 401 : 429));
}

TEST_CASE("more people than can wait for a password check are told to come back") {
  TestServer server([](auto& settings) { settings.password_cost = {.memory_bytes = 64 * 1024 * 1024, .passes = 2}; });
  std::vector<std::unique_ptr<RawConnection>> clients;
  for (int i = 0; i < 60; ++i) {
    clients.push_back(std::make_unique<RawConnection>(server.port()));
    clients.back()->send(request_text("POST", "/api/login", "Content-Type: application/json\r\n",
                                      login_json(std::to_string(i) + "@x.example", "wrong password")));
  }
  int busy = 0, answered = 0;
  for (auto& client : clients) {
    const auto response = client->read_response();
    REQUIRE(response);
    if (response->status != 503)
      ++answered;
    else if (++busy == 1)
      CHECK_FALSE(response->header("retry-after").empty());
  }
  CHECK(answered >= 32);
  CHECK(busy >= 60 - 32 - 2 - 20);  // those that finished meanwhile made room
  CHECK(server.get("/health").status == 200);
}
