// The program itself: what it prints, its options, that killing it loses nothing it answered, that it stops politely.
#include <signal.h>

#include <fstream>
#include <future>

#include "catch_amalgamated.hpp"
#include "support/child_process.h"
#include "support/random.h"
#include "support/test_server.h"

using namespace vinculo;
using namespace vinculo::test;

namespace {

std::vector<std::string> options_for(const TemporaryFolder& folder) {
  return {"--port", "0", "--data", (folder.path() / "data").string()};
}

RawResponse post(std::uint16_t port, const std::string& path, const std::string& type, const std::string& body,
                 const std::string& token = {}) {
  const std::string authorization = token.empty() ? "" : "Authorization: Bearer " + token + "\r\n";
  return ask(port, request_text("POST", path, "Content-Type: " + type + "\r\n" + authorization, body));
}

api::Session set_up(const ChildProcess& server, std::uint16_t port) {
  const api::SetupRequest request{server.setup_code(), "Acme", "Olga", "o@acme.example", "correct horse battery"};
  const RawResponse response = post(port, "/api/setup", "application/json", api::encode(request));
  INFO(response.body);
  REQUIRE(response.status == 200);
  return *api::decode<api::Session>(response.body);
}

std::optional<sync::Message> sync_message(std::uint16_t port, const std::string& token, const sync::Message& message) {
  const Bytes bytes = sync::encode(message);
  const RawResponse response = post(port, "/api/sync", "application/cbor", std::string(as_text(bytes)), token);
  auto answer = sync::decode(as_bytes(response.body));
  if (response.status != 200 || !answer) return std::nullopt;
  return *std::move(answer);
}

std::size_t rows_on(std::uint16_t port, const std::string& token) {
  const auto answer = sync_message(port, token, sync::Hello{});
  REQUIRE(answer);
  return std::get<sync::Welcome>(*answer).rows;
}

}  // namespace

TEST_CASE("a second server on the same folder does not start") {
  const TemporaryFolder folder;
  ChildProcess server(options_for(folder));
  CHECK(server.wait_until_ready() != 0);
  ChildProcess second(options_for(folder));
  CHECK(second.wait() != 0);
  CHECK(second.output().find("another vinculo-server uses it") != std::string::npos);
}

TEST_CASE("the first start prints a setup code, later ones do not") {
  const TemporaryFolder folder;
  {
    ChildProcess server(options_for(folder));
    const std::uint16_t port = server.wait_until_ready();
    CHECK(server.setup_code().size() == 19);
    set_up(server, port);
    server.send_signal(SIGTERM);
    CHECK(server.wait() == 0);
  }
  ChildProcess server(options_for(folder));
  CHECK(server.wait_until_ready() != 0);
  CHECK(server.output().find("Setup code") == std::string::npos);
}

TEST_CASE("the data folder is for the server's account only") {
  const TemporaryFolder folder;
  ChildProcess server(options_for(folder));
  set_up(server, server.wait_until_ready());
  using std::filesystem::perms;
  const perms others = perms::group_all | perms::others_all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path() / "data")) {
    INFO(entry.path());
    CHECK((entry.status().permissions() & others) == perms::none);
  }
}

TEST_CASE("what was acknowledged is there after the server was killed") {
  const TemporaryFolder folder;
  Random random;
  std::string token;
  std::uint32_t device = 0;
  std::uint64_t acknowledged = 0;
  for (int round = 0; round < 6; ++round) {
    ChildProcess server(options_for(folder));
    const std::uint16_t port = server.wait_until_ready();
    if (round == 0) {
      const auto session = set_up(server, port);
      token = session.token;
      device = session.device;
    }
    const std::size_t rows = rows_on(port, token);
    INFO("round " << round << ", acknowledged " << acknowledged);
    CHECK(rows >= acknowledged);
    CHECK(rows <= acknowledged + 1);  // a batch may have been stored without its answer arriving
    acknowledged = rows;
    // Pushes one after the other, until the kill cuts one of them anywhere.
    auto killed = std::async(std::launch::async, [&server, wait = random.below(40)] {
      for (std::uint64_t i = 0; i < wait; ++i)
        (void)ask(server.wait_until_ready(), request_text("GET", "/health", "", ""));
      server.send_signal(SIGKILL);
    });
    try {
      for (bool is_alive = true; is_alive;) {
        const std::uint64_t batch = acknowledged + 1;
        const Bytes person = person_batch(make_uuid_v7(test_epoch_ms, batch, 7), "Ana", device, test_epoch_ms);
        const auto answer = sync_message(port, token, sync::Push{batch, person});
        is_alive = answer && std::holds_alternative<sync::Pushed>(*answer);
        if (is_alive) ++acknowledged;
      }
    } catch (const std::runtime_error&) {  // nobody listens any more
    }
    try {
      killed.get();
    } catch (const std::runtime_error&) {
    }
    server.send_signal(SIGKILL);
    CHECK(server.wait() == 128 + SIGKILL);
  }
  CHECK(acknowledged > 0);
}

TEST_CASE("told to stop, the server finishes the request it is reading") {
  const TemporaryFolder folder;
  ChildProcess server(options_for(folder));
  const std::uint16_t port = server.wait_until_ready();
  const auto session = set_up(server, port);
  const Bytes push = sync::encode(
      sync::Push{1, person_batch(make_uuid_v7(test_epoch_ms, 1, 1), "Ana", session.device, test_epoch_ms)});
  const std::string request = request_text(
      "POST", "/api/sync", "Content-Type: application/cbor\r\nAuthorization: Bearer " + session.token + "\r\n",
      std::string(as_text(push)));
  RawConnection connection(port);
  connection.send(request.substr(0, request.size() - 10));
  RawConnection idle(port);
  idle.send(request_text("GET", "/health", "", ""));
  REQUIRE(idle.read_response());
  server.send_signal(SIGTERM);
  CHECK(idle.wait_for_close());  // it has begun to stop
  connection.send(request.substr(request.size() - 10));
  const auto response = connection.read_response();
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->header("connection") == "close");
  CHECK(server.wait() == 0);
}

TEST_CASE("a port that is taken is said so") {
  const TemporaryFolder folder, other;
  ChildProcess first(options_for(folder));
  const std::string port = std::to_string(first.wait_until_ready());
  ChildProcess second({"--port", port, "--data", other.path().string()});
  CHECK(second.wait() == 1);
  CHECK(second.output().find("in use") != std::string::npos);
}

TEST_CASE("help and version are printed and nothing is started") {
  ChildProcess help({"--help"});
  CHECK(help.wait() == 0);
  for (const char* text : {"--port", "--data", "--site", "--config", "--demo", "--public-url", "--trusted-proxy",
                           "Examples", "VINCULO_PORT"})
    CHECK(help.output().find(text) != std::string::npos);
  ChildProcess version({"--version"});
  CHECK(version.wait() == 0);
  CHECK(version.output().starts_with("vinculo-server "));
}

TEST_CASE("a demo is filled in once the owner exists, and once only") {
  const TemporaryFolder folder;
  auto options = options_for(folder);
  options.insert(options.end(), {"--demo", "40"});
  std::string token;
  std::size_t rows = 0;
  {
    ChildProcess server(options);
    const std::uint16_t port = server.wait_until_ready();
    token = set_up(server, port).token;
    server.wait_for_output("event=demo people=40");
    rows = rows_on(port, token);
    CHECK(rows > 40 * 3);
    server.send_signal(SIGTERM);
    server.wait();
  }
  ChildProcess server(options);
  const std::uint16_t port = server.wait_until_ready();
  server.wait_for_output("event=demo people=0");
  CHECK(rows_on(port, token) == rows);
}

TEST_CASE("logs hold nothing that identifies a person") {
  const TemporaryFolder folder;
  auto options = options_for(folder);
  options.insert(options.end(), {"--log-level", "debug"});
  ChildProcess server(options);
  const std::uint16_t port = server.wait_until_ready();
  const auto session = set_up(server, port);
  (void)post(port, "/api/login", "application/json",
             api::encode(api::LoginRequest{"o@acme.example", "correct horse batterie"}));
  (void)ask(port, request_text("GET", "/people/01920000-0000-7000-8000-000000000000?q=jose", "", ""));
  server.send_signal(SIGTERM);
  CHECK(server.wait() == 0);
  CHECK(server.output().find("route=/api/login status=401") != std::string::npos);
  for (const std::string& text : {std::string("acme"), std::string("Olga"), std::string("correct"), std::string("jose"),
                                  std::string("01920000"), session.token, session.token.substr(0, 8)})
    CHECK(server.output().find(text) == std::string::npos);
}

TEST_CASE("the command line wins over the environment, the environment over the file") {
  const TemporaryFolder folder;
  folder.write("file.toml",
               "data = \"" + (folder.path() / "from-file").string() + "\"\nport = 0\naddress = \"127.0.0.1\"\n");
  const std::string file = (folder.path() / "file.toml").string();
  const std::string from_environment = (folder.path() / "from-environment").string();
  const auto exists = [&](const char* name) { return std::filesystem::exists(folder.path() / name / "vinculo.db"); };
  {
    ChildProcess server({"--config", file});
    CHECK(server.wait_until_ready() != 0);
    CHECK(exists("from-file"));
  }
  {
    ChildProcess server({"--config", file}, {"VINCULO_DATA=" + from_environment});
    CHECK(server.wait_until_ready() != 0);
    CHECK(exists("from-environment"));
  }
  ChildProcess server({"--config", file, "--data", (folder.path() / "from-line").string()},
                      {"VINCULO_DATA=" + from_environment});
  CHECK(server.wait_until_ready() != 0);
  CHECK(exists("from-line"));
}

TEST_CASE("options that make no sense stop the server with a sentence") {
  const TemporaryFolder folder;
  const auto refused = [&](const std::vector<std::string>& arguments, const std::string& file = {}) {
    folder.write("file.toml", file);
    std::vector<std::string> all = {"--config", (folder.path() / "file.toml").string(), "--data",
                                    folder.path().string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    ChildProcess server(all);
    const int code = server.wait();
    return code == 0 ? std::string() : server.output();
  };
  CHECK(refused({"--port", "70000"}).find("--port") != std::string::npos);
  CHECK(refused({"--port", "many"}).find("--port") != std::string::npos);
  CHECK(refused({"--address", "localhost"}).find("numeric") != std::string::npos);
  CHECK(refused({"--trusted-proxy", "proxy.example"}).find("proxy.example") != std::string::npos);
  CHECK(refused({"--public-url", "crm.example.org"}).find("--public-url") != std::string::npos);
  CHECK(refused({"--public-url", "https://crm.example.org/path"}).find("--public-url") != std::string::npos);
  CHECK(refused({"--site", (folder.path() / "missing").string()}).find("missing") != std::string::npos);
  CHECK_FALSE(refused({"--unknown"}).empty());
  CHECK(refused({}, "prot = 1\n").find("prot is not known") != std::string::npos);
  CHECK(refused({}, "port = \"1\"\n").find("port has the wrong type") != std::string::npos);
  CHECK(refused({}, "port = 70000\n").find("port is out of range") != std::string::npos);
  CHECK(refused({}, "port = \n").find("line 1") != std::string::npos);
  ChildProcess without_file({"--config", "/nowhere/at/all.toml"});
  CHECK(without_file.wait() == 2);
  CHECK(without_file.output().find("/nowhere/at/all.toml") != std::string::npos);
}

TEST_CASE("the example configuration is valid and says the defaults") {
  const std::string example = VINCULO_EXAMPLE_CONFIG;
  const TemporaryFolder folder;
  ChildProcess server({"--config", example, "--port", "0", "--data", (folder.path() / "data").string()});
  CHECK(server.wait_until_ready() != 0);
  // Every line that is a setting, with the '#' removed, must be one that the server knows.
  std::string text, line;
  for (std::ifstream in(example); std::getline(in, line);)
    if (line.starts_with("# ") && line.find(" = ") != std::string::npos && line.find(' ', 2) == line.find(" = "))
      text += line.substr(2) + "\n";
  CHECK(text.find("trusted_proxies") != std::string::npos);
  folder.write("all.toml", text);
  ChildProcess all(
      {"--config", (folder.path() / "all.toml").string(), "--port", "0", "--data", (folder.path() / "data2").string()});
  CHECK(all.wait_until_ready() != 0);
}
