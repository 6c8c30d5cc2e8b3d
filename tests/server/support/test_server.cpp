#include "support/test_server.h"

#include <cstdlib>
#include <fstream>
#include <random>

#include "catch_amalgamated.hpp"
#include "change/row_patch.h"
#include "server/auth/secrets.h"
#include "server/store/sqlite_store.h"

namespace vinculo::test {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "vinculo-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& name, std::string_view content) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << content;
}

TestServer::TestServer(const Change& change)
    : change_(change), now_ms_(std::make_shared<std::atomic<std::uint64_t>>(test_epoch_ms)) {
  start();
}

TestServer::~TestServer() { application_->stop(std::chrono::seconds(5)); }

void TestServer::restart() {
  application_->stop(std::chrono::seconds(5));
  application_.reset();
  start();
}

void TestServer::start() {
  REQUIRE(server::start_cryptography());
  auto store =
      server::open_sqlite_store({.path = (folder_.path() / "vinculo.db").string(), .random = server::random_bits});
  REQUIRE(store.has_value());
  server::ApplicationSettings settings;
  settings.now = [now_ms = now_ms_] { return now_ms->load(); };
  settings.password_cost = {.memory_bytes = 8 * 1024, .passes = 1};
  if (change_) change_(settings);
  auto application = server::Application::start(std::move(settings), *std::move(store));
  if (!application) FAIL(application.error().detail);
  application_ = *std::move(application);
}

std::string request_text(const std::string& method, const std::string& path, const std::string& headers,
                         const std::string& body) {
  std::string text = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers;
  if (method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

RawResponse TestServer::get(const std::string& path, const std::string& headers) const {
  return ask(port(), request_text("GET", path, headers, {}));
}

RawResponse TestServer::post(const std::string& path, const std::string& json, const std::string& token,
                             const std::string& headers) const {
  std::string all = "Content-Type: application/json\r\n" + headers;
  if (!token.empty()) all += "Authorization: Bearer " + token + "\r\n";
  return ask(port(), request_text("POST", path, all, json));
}

sync::Message TestServer::sync(const std::string& token, const sync::Message& message) const {
  const Bytes bytes = sync::encode(message);
  const RawResponse response =
      ask(port(),
          request_text("POST", "/api/sync", "Content-Type: application/cbor\r\nAuthorization: Bearer " + token + "\r\n",
                       std::string(as_text(bytes))));
  auto answer = sync::decode(as_bytes(response.body));
  REQUIRE(answer.has_value());
  return *std::move(answer);
}

api::Session TestServer::set_up() {
  REQUIRE(application_->setup_code());
  const RawResponse response =
      post("/api/setup", api::encode(api::SetupRequest{*application_->setup_code(), "Acme", "Olga Owner",
                                                       "owner@acme.example", std::string(password)}));
  INFO(response.body);
  REQUIRE(response.status == 200);
  return *api::decode<api::Session>(response.body);
}

api::Session TestServer::join(const api::Session& owner, const std::string& mail) {
  const RawResponse invited = post("/api/invite", "{}", owner.token);
  REQUIRE(invited.status == 200);
  const std::string secret = api::decode<api::Invite>(invited.body)->secret;
  const RawResponse response =
      post("/api/join", api::encode(api::JoinRequest{secret, "Member", mail, std::string(password)}));
  INFO(response.body);
  REQUIRE(response.status == 200);
  return *api::decode<api::Session>(response.body);
}

api::Session TestServer::login(const std::string& mail) {
  const RawResponse response = post("/api/login", api::encode(api::LoginRequest{mail, std::string(password)}));
  INFO(response.body);
  REQUIRE(response.status == 200);
  return *api::decode<api::Session>(response.body);
}

std::unique_ptr<WebSocketClient> TestServer::connect(const api::Session& session) {
  auto socket = std::make_unique<WebSocketClient>(port());
  REQUIRE(socket->handshake_status() == 101);
  sync::Hello hello;
  hello.token = session.token;
  REQUIRE(socket->send(hello));
  const auto answer = socket->receive_message();
  REQUIRE(answer);
  REQUIRE(std::holds_alternative<sync::Welcome>(*answer));
  return socket;
}

std::string error_code(const RawResponse& response) {
  const std::string mark = R"({"error":{"code":")";
  if (!response.body.starts_with(mark)) return {};
  return response.body.substr(mark.size(), response.body.find('"', mark.size()) - mark.size());
}

Bytes person_batch(const Uuid& id, const std::string& name, std::uint32_t device, std::uint64_t clock_ms) {
  BatchWriter batch(Bases::present);
  batch.add(
      {.table = static_cast<std::uint64_t>(Table::person),
       .id = id,
       .registers = {
           {.column = person::given_name, .value = name, .stamp = {Hlc::from_ms(clock_ms), device}, .base = {}}}});
  return batch.take();
}

}  // namespace vinculo::test
