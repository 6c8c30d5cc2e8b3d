// What is kept of secrets: nothing that could be used. And what a new cost of hashing does to old passwords.
#include <fstream>
#include <iterator>

#include "catch_amalgamated.hpp"
#include "server/auth/secrets.h"
#include "server/store/sqlite_store.h"
#include "support/test_server.h"

using namespace vinculo;
using namespace vinculo::test;

namespace {

std::string everything_in(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return all;
}

std::string password_hash_in(const std::filesystem::path& folder, const std::string& mail) {
  auto store = server::open_sqlite_store({.path = (folder / "vinculo.db").string(), .random = server::random_bits});
  REQUIRE(store.has_value());
  auto found = (*store)->find_credentials(mail);
  REQUIRE(found.has_value());
  REQUIRE(found->has_value());
  return (*found)->password_hash;
}

}  // namespace

TEST_CASE("no secret is in the server's files") {
  TestServer server;
  const std::string code = *server.application().setup_code();
  const auto owner = server.set_up();
  const auto invite = api::decode<api::Invite>(server.post("/api/invite", "{}", owner.token).body).value();
  const std::string files = everything_in(server.folder());
  REQUIRE(files.find("owner@acme.example") != std::string::npos);  // the right files
  std::string typed;
  for (const char c : code)
    if (c != '-') typed += c;
  for (const std::string& secret : {owner.token, invite.secret, code, typed, std::string(TestServer::password)})
    CHECK(files.find(secret) == std::string::npos);
}

TEST_CASE("a login hashes the password again when the cost has changed") {
  server::PasswordCost cost{.memory_bytes = 8 * 1024, .passes = 1};
  TestServer server([&](auto& settings) { settings.password_cost = cost; });
  const auto owner = server.set_up();
  cost.passes = 3;
  server.restart();
  server.login("owner@acme.example");
  server.login("owner@acme.example");
  CHECK(server.post("/api/invite", "{}", owner.token).status == 200);  // sessions go on
  server.application().stop(std::chrono::seconds(5));
  CHECK(password_hash_in(server.folder(), "owner@acme.example").find("t=3,") != std::string::npos);
}

TEST_CASE("tokens and codes do not repeat") {
  REQUIRE(server::start_cryptography());
  CHECK(server::make_token() != server::make_token());
  CHECK(server::make_setup_code() != server::make_setup_code());
  CHECK(server::hash_secret("abc")[0] == 0xba);  // FIPS 180-4's example
}
