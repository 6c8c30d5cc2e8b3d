// Members, sessions and invites: what the account routes do, without HTTP. Functions block (the disk, and 80 ms of
// hashing in setup, login and join): call them on a lane. Thread-safe. Borrows the store.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/messages.h"
#include "server/auth/passwords.h"
#include "server/auth/rate_limiter.h"
#include "server/store/store.h"

namespace vinculo::server {

[[nodiscard]] api::Member member_of(const Session& session);

class Accounts {
 public:
  static constexpr std::chrono::hours session_idle_limit{14 * 24};
  static constexpr std::chrono::hours session_limit{90 * 24};
  static constexpr std::chrono::hours invite_limit{24};

  Accounts(ServerStore& store, TimeSource now, PasswordCost cost);

  [[nodiscard]] Result<api::AccountState> state();
  // While there is no owner: replaces the setup code and answers it, to be printed once. Empty when there is an owner.
  [[nodiscard]] Result<std::optional<std::string>> renew_setup_code();

  // The first member and the workspace. expired: not the code, or there is an owner. invalid_argument.
  [[nodiscard]] Result<api::Session> setup(const api::SetupRequest& request);
  // wrong_credentials: no such account or not its password; both take the same time.
  [[nodiscard]] Result<api::Session> login(const api::LoginRequest& request);
  // expired: unknown, used or too old; forbidden: the invite is for another mail. invalid_argument.
  [[nodiscard]] Result<api::Session> join(const api::JoinRequest& request);

  // The session of a token; unauthorized when there is none, or it ended, or rested too long.
  [[nodiscard]] Result<Session> authenticate(std::string_view token);
  Status logout(const Session& session);
  // invalid_argument: not a name.
  [[nodiscard]] Result<api::Member> rename(const Session& session, const api::RenameRequest& request);
  // Ends the member's other sessions and answers which. wrong_credentials: not the current password. invalid_argument.
  [[nodiscard]] Result<std::vector<SecretHash>> change_password(const Session& session,
                                                                const api::PasswordRequest& request);
  // For owners: forbidden for anybody else. An empty mail makes a link that whoever has it can use, once.
  [[nodiscard]] Result<api::Invite> invite(const Session& session, const api::InviteRequest& request);

  // Forgets what ended long ago. To be called now and then.
  Status forget_expired();

 private:
  [[nodiscard]] Result<NewMember> new_member(std::string name, std::string mail, const std::string& password);
  struct Ticket {  // a session about to begin
    std::string token;
    NewSession session;
  };
  [[nodiscard]] Ticket new_ticket() const;
  void rehash_if_needed(const Credentials& found, const std::string& password);

  ServerStore& store_;
  TimeSource now_;
  Passwords passwords_;
};

}  // namespace vinculo::server
