// Members, sessions and invites as the server keeps them.
#include <catch_amalgamated.hpp>

#include <memory>

#include "server/store/account_store.h"
#include "server/store/sqlite_schema.h"

using namespace vinculo;
using namespace vinculo::server;

namespace {

constexpr std::uint64_t noon = 1'800'000'000'000;
constexpr Uuid workspace = {{7}};
constexpr Uuid ana = {{1}};

SecretHash secret(std::uint8_t first) {
  SecretHash hash{};
  hash[0] = first;
  return hash;
}

class Accounts : public AccountStore {
 public:
  Accounts() : Accounts(*storage::Database::open({})) {}
  explicit Accounts(std::unique_ptr<storage::Database> database)
      : AccountStore(*database), database_(std::move(database)) {
    REQUIRE(migrate_server_schema(*database_));
    REQUIRE(set_setup_code(secret(1)));
  }
  Result<SignedIn> create(std::uint8_t code = 1) {
    return create_workspace(secret(code), workspace, "Vinculo", {ana, "Ana", "Ana@Example.org", "hash"},
                            {secret(2), noon, noon + 1000}, 5);
  }

 private:
  std::unique_ptr<storage::Database> database_;
};

}  // namespace

TEST_CASE("the setup code makes one owner, once") {
  Accounts accounts;
  CHECK_FALSE(*accounts.is_initialised());
  CHECK(accounts.create(9).error().code == ErrorCode::expired);
  const auto made = accounts.create();
  REQUIRE(made);
  CHECK(made->member.role == Role::owner);
  CHECK(made->workspace_name == "Vinculo");
  CHECK(made->device == 1);
  CHECK(*accounts.is_initialised());
  CHECK(accounts.create().error().code == ErrorCode::expired);
}

TEST_CASE("a member is found by mail without regard to case") {
  Accounts accounts;
  REQUIRE(accounts.create());
  const auto found = accounts.find_credentials("ANA@example.ORG");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->member.id == ana);
  CHECK((*found)->member.mail == "Ana@Example.org");
  CHECK((*found)->password_hash == "hash");
  CHECK_FALSE(*accounts.find_credentials("rui@example.org"));
}

TEST_CASE("every sign-in is a device of its own") {
  Accounts accounts;
  REQUIRE(accounts.create());
  CHECK(accounts.sign_in(workspace, ana, {secret(3), noon, noon + 5})->device == 2);
  CHECK(accounts.sign_in(workspace, ana, {secret(4), noon, noon + 5})->device == 3);
  CHECK(accounts.sign_in(workspace, Uuid{{99}}, {secret(5), noon, noon + 5}).error().code == ErrorCode::not_found);
}

TEST_CASE("a session is known until it expires or is ended") {
  Accounts accounts;
  REQUIRE(accounts.create());
  REQUIRE(accounts.touch_session(secret(2), noon + 10));
  const auto session = accounts.find_session(secret(2), noon + 999);
  REQUIRE(session);
  REQUIRE(*session);
  CHECK((*session)->member.name == "Ana");
  CHECK((*session)->used_ms == noon + 10);
  CHECK((*session)->workspace_name == "Vinculo");
  CHECK_FALSE(*accounts.find_session(secret(2), noon + 1000));
  CHECK_FALSE(*accounts.find_session(secret(3), noon));
  REQUIRE(accounts.end_session(secret(2)));
  CHECK_FALSE(*accounts.find_session(secret(2), noon));
}

TEST_CASE("ending a member's sessions names them") {
  Accounts accounts;
  REQUIRE(accounts.create());
  REQUIRE(accounts.sign_in(workspace, ana, {secret(3), noon, noon + 5}));
  const auto ended = accounts.end_sessions_of(workspace, ana, std::nullopt);
  REQUIRE(ended);
  CHECK(*ended == std::vector{secret(2), secret(3)});
  CHECK_FALSE(*accounts.find_session(secret(3), noon));
}

TEST_CASE("a new password replaces the old one") {
  Accounts accounts;
  REQUIRE(accounts.create());
  REQUIRE(accounts.set_password(workspace, ana, "other"));
  CHECK((*accounts.find_credentials("ana@example.org"))->password_hash == "other");
  CHECK(accounts.set_password(workspace, Uuid{{99}}, "other").error().code == ErrorCode::not_found);
}

TEST_CASE("an invite lets one person join before it expires") {
  Accounts accounts;
  REQUIRE(accounts.create());
  REQUIRE(accounts.create_invite(workspace, secret(20), "rui@example.org", noon + 100));
  const NewMember rui{Uuid{{2}}, "Rui", "rui@example.org", "hash"};
  CHECK((*accounts.find_invite(secret(20), noon))->workspace_name == "Vinculo");
  CHECK_FALSE(*accounts.find_invite(secret(20), noon + 100));
  CHECK(accounts.join(secret(20), rui, {secret(30), noon + 100, noon + 200}).error().code == ErrorCode::expired);
  const auto joined = accounts.join(secret(20), rui, {secret(30), noon + 50, noon + 200});
  REQUIRE(joined);
  CHECK(joined->member.role == Role::member);
  CHECK(accounts.join(secret(20), rui, {secret(31), noon + 50, noon + 200}).error().code == ErrorCode::expired);
}

TEST_CASE("a mail has one account") {
  Accounts accounts;
  REQUIRE(accounts.create());
  REQUIRE(accounts.create_invite(workspace, secret(20), "", noon + 100));
  const auto joined =
      accounts.join(secret(20), {Uuid{{2}}, "A", "ana@EXAMPLE.org", "hash"}, {secret(30), noon, noon + 1});
  CHECK(joined.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("what has expired is forgotten") {
  Accounts accounts;
  REQUIRE(accounts.create());
  REQUIRE(accounts.sign_in(workspace, ana, {secret(3), noon, noon + 9000}));
  REQUIRE(accounts.touch_session(secret(3), noon + 500));
  REQUIRE(accounts.forget_expired(noon + 2000, noon + 400));
  CHECK(*accounts.find_session(secret(3), noon));
  CHECK_FALSE(*accounts.find_session(secret(2), noon));
}
