// Members, sessions, invites and workspaces over one SQLite connection: what ServerStore promises about them, done at
// once on the calling thread. It opens no transaction: every function that changes something wants one around it, and
// to be rolled back to before when it answers an error.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/uuid.h"
#include "server/store/store.h"
#include "storage/database.h"

namespace vinculo::server {

class AccountStore {
 public:
  explicit AccountStore(storage::Database& database) : database_(database) {}  // borrowed, migrated

  [[nodiscard]] Result<bool> is_initialised();
  Status set_setup_code(const SecretHash& code);
  // epoch: random, not 0.
  [[nodiscard]] Result<SignedIn> create_workspace(const SecretHash& code, const Uuid& id, const std::string& name,
                                                  const NewMember& owner, const NewSession& session,
                                                  std::uint64_t epoch);

  [[nodiscard]] Result<std::optional<Credentials>> find_credentials(const std::string& mail);
  [[nodiscard]] Result<SignedIn> sign_in(const Uuid& workspace, const Uuid& member, const NewSession& session);
  [[nodiscard]] Result<std::uint32_t> reserve_device(const Uuid& workspace, std::uint64_t now_ms);
  [[nodiscard]] Result<std::optional<Session>> find_session(const SecretHash& token, std::uint64_t now_ms);
  Status touch_session(const SecretHash& token, std::uint64_t now_ms);
  Status end_session(const SecretHash& token);
  Status set_password(const Uuid& workspace, const Uuid& member, const std::string& hash);
  Status set_name(const Uuid& workspace, const Uuid& member, const std::string& name);
  Status set_role(const Uuid& workspace, const Uuid& member, Role role);
  // All but `kept`; answers which.
  [[nodiscard]] Result<std::vector<SecretHash>> end_sessions_of(const Uuid& workspace, const Uuid& member,
                                                                const std::optional<SecretHash>& kept);

  Status create_invite(const Uuid& workspace, const SecretHash& secret, const std::string& mail,
                       std::uint64_t expires_ms);
  [[nodiscard]] Result<std::optional<Invite>> find_invite(const SecretHash& secret, std::uint64_t now_ms);
  [[nodiscard]] Result<SignedIn> join(const SecretHash& secret, const NewMember& member, const NewSession& session);
  Status forget_expired(std::uint64_t now_ms, std::uint64_t idle_since_ms);

  [[nodiscard]] Result<std::vector<Workspace>> workspaces();
  // random: answers 64 random bits.
  Status renew_epochs(const std::function<std::uint64_t()>& random);

 private:
  Status add_member(std::int64_t workspace, const NewMember& member, Role role);
  [[nodiscard]] Result<std::uint32_t> add_device(std::int64_t workspace, const Uuid& member, std::uint64_t now_ms);
  [[nodiscard]] Result<std::int64_t> invent_last_device(const Uuid& workspace,
                                                        const std::function<std::uint64_t()>& random);
  storage::Database& database_;
};

}  // namespace vinculo::server
