#include "server/auth/accounts.h"

#include <algorithm>
#include <utility>

#include "server/auth/await_done.h"
#include "server/auth/secrets.h"

namespace vinculo::server {
namespace {

constexpr std::size_t max_name_bytes = 200;
constexpr std::size_t max_mail_bytes = 254;  // RFC 5321 section 4.5.3.1.3, without the angle brackets
// A session's last use is written at most this often: the limit is 14 days, and each write costs a commit.
constexpr std::chrono::minutes touch_interval{10};

std::uint64_t ms(std::chrono::milliseconds duration) { return static_cast<std::uint64_t>(duration.count()); }

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= max_name_bytes && std::ranges::none_of(text, is_control);
}

// No attempt at RFC 5322: something on both sides of one @, nothing that could break a header or a line.
bool is_mail(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= max_mail_bytes && at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         std::ranges::none_of(text, [](char c) { return is_control(c) || c == ' '; });
}

bool equal_mail(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view name_of(Role role) { return role == Role::owner ? "owner" : "member"; }

api::Session session_of(std::string token, const SignedIn& signed_in) {
  return {.token = std::move(token),
          .device = signed_in.device,
          .workspace = signed_in.member.workspace,
          .member = signed_in.member.id,
          .workspace_name = signed_in.workspace_name,
          .member_name = signed_in.member.name,
          .member_mail = signed_in.member.mail,
          .role = std::string(name_of(signed_in.member.role))};
}

}  // namespace

api::Member member_of(const Session& session) {
  return {.name = session.member.name,
          .mail = session.member.mail,
          .role = std::string(name_of(session.member.role)),
          .workspace_name = session.workspace_name};
}

Accounts::Accounts(ServerStore& store, TimeSource now, PasswordCost cost)
    : store_(store), now_(std::move(now)), passwords_(cost) {}

Result<api::AccountState> Accounts::state() {
  auto workspaces = store_.workspaces();
  if (!workspaces) return workspaces.error();
  api::AccountState state;
  state.initialised = !workspaces->empty();
  if (state.initialised) state.workspace_name = workspaces->front().name;
  return state;
}

Result<std::optional<std::string>> Accounts::renew_setup_code() {
  auto initialised = store_.is_initialised();
  if (!initialised) return initialised.error();
  if (*initialised) return std::optional<std::string>();
  std::string code = make_setup_code();
  auto stored =
      await_done<void>([&](Done<void> done) { store_.set_setup_code(hash_setup_code(code), std::move(done)); });
  if (!stored) return stored.error();
  return std::optional(std::move(code));
}

Result<NewMember> Accounts::new_member(std::string name, std::string mail, const std::string& password) {
  name = trimmed(name);
  mail = trimmed(mail);
  if (!is_name(name)) return Error{ErrorCode::invalid_argument, "name"};
  if (!is_mail(mail)) return Error{ErrorCode::invalid_argument, "mail"};
  if (auto status = check_new_password(password); !status) return status.error();
  auto hash = passwords_.hash(password);
  if (!hash) return hash.error();
  return NewMember{make_random_uuid(now_()), std::move(name), std::move(mail), *std::move(hash)};
}

Accounts::Ticket Accounts::new_ticket() const {
  Ticket ticket{.token = make_token(), .session = {}};
  const std::uint64_t now_ms = now_();
  ticket.session = {hash_secret(ticket.token), now_ms, now_ms + ms(session_limit)};
  return ticket;
}

Result<api::Session> Accounts::setup(const api::SetupRequest& request) {
  const std::string workspace_name = trimmed(request.workspace_name);
  if (!is_name(workspace_name)) return Error{ErrorCode::invalid_argument, "workspace_name"};
  auto owner = new_member(request.name, request.mail, request.password);
  if (!owner) return owner.error();
  Ticket ticket = new_ticket();
  auto made = await_done<SignedIn>([&](Done<SignedIn> done) {
    store_.create_workspace(hash_setup_code(request.code), make_random_uuid(now_()), workspace_name, *owner,
                            ticket.session, std::move(done));
  });
  if (!made) return made.error();
  return session_of(std::move(ticket.token), *made);
}

Result<api::Session> Accounts::login(const api::LoginRequest& request) {
  const Error refused{ErrorCode::wrong_credentials, ""};
  if (request.password.size() > max_password_bytes) return refused;
  auto found = store_.find_credentials(trimmed(request.mail));
  if (!found) return found.error();
  const bool matches = found->has_value() ? passwords_.verify((*found)->password_hash, request.password)
                                          : passwords_.verify_nobody(request.password);
  if (!matches) return refused;
  const Credentials& credentials = **found;
  rehash_if_needed(credentials, request.password);
  Ticket ticket = new_ticket();
  auto made = await_done<SignedIn>([&](Done<SignedIn> done) {
    store_.sign_in(credentials.member.workspace, credentials.member.id, ticket.session, std::move(done));
  });
  if (!made) return made.error();
  return session_of(std::move(ticket.token), *made);
}

void Accounts::rehash_if_needed(const Credentials& found, const std::string& password) {
  if (!passwords_.needs_rehash(found.password_hash)) return;
  auto hash = passwords_.hash(password);
  // The next login tries again when this fails; the old hash stays valid.
  if (hash) store_.rehash_password(found.member.workspace, found.member.id, *hash, [](const Status&) {});
}

Result<api::Session> Accounts::join(const api::JoinRequest& request) {
  const SecretHash secret = hash_secret(request.secret);
  auto invite = store_.find_invite(secret, now_());
  if (!invite) return invite.error();
  if (!invite->has_value()) return Error{ErrorCode::expired, "invite"};
  if (!(*invite)->mail.empty() && !equal_mail((*invite)->mail, trimmed(request.mail)))
    return Error{ErrorCode::forbidden, "the invite is for another mail"};
  auto member = new_member(request.name, request.mail, request.password);
  if (!member) return member.error();
  Ticket ticket = new_ticket();
  auto made =
      await_done<SignedIn>([&](Done<SignedIn> done) { store_.join(secret, *member, ticket.session, std::move(done)); });
  if (!made) return made.error();
  return session_of(std::move(ticket.token), *made);
}

Result<Session> Accounts::authenticate(std::string_view token) {
  const Error refused{ErrorCode::unauthorized, ""};
  if (token.empty()) return refused;
  const std::uint64_t now_ms = now_();
  const SecretHash hash = hash_secret(token);
  auto found = store_.find_session(hash, now_ms);
  if (!found) return found.error();
  if (!found->has_value()) return refused;
  Session& session = **found;
  if (now_ms > session.used_ms + ms(session_idle_limit)) return refused;
  if (now_ms > session.used_ms + ms(touch_interval)) store_.touch_session(hash, now_ms, [](const Status&) {});
  return std::move(session);
}

Status Accounts::logout(const Session& session) {
  return await_done<void>([&](Done<void> done) { store_.end_session(session.token, std::move(done)); });
}

Result<api::Member> Accounts::rename(const Session& session, const api::RenameRequest& request) {
  std::string name = trimmed(request.name);
  if (!is_name(name)) return Error{ErrorCode::invalid_argument, "name"};
  const Member& member = session.member;
  auto stored = await_done<void>(
      [&](Done<void> done) { store_.rename_member(member.workspace, member.id, name, std::move(done)); });
  if (!stored) return stored.error();
  api::Member renamed = member_of(session);
  renamed.name = std::move(name);
  return renamed;
}

Result<std::vector<SecretHash>> Accounts::change_password(const Session& session, const api::PasswordRequest& request) {
  const Error refused{ErrorCode::wrong_credentials, ""};
  if (request.current.size() > max_password_bytes) return refused;
  auto found = store_.find_credentials(session.member.mail);
  if (!found) return found.error();
  if (!*found || !passwords_.verify((*found)->password_hash, request.current)) return refused;
  if (auto status = check_new_password(request.password); !status) return status.error();
  auto hash = passwords_.hash(request.password);
  if (!hash) return hash.error();
  return await_done<std::vector<SecretHash>>([&](Done<std::vector<SecretHash>> done) {
    store_.change_password(session.member.workspace, session.member.id, *hash, session.token, std::move(done));
  });
}

Result<api::Invite> Accounts::invite(const Session& session, const api::InviteRequest& request) {
  if (session.member.role != Role::owner) return Error{ErrorCode::forbidden, "owners invite"};
  const std::string mail = trimmed(request.mail);
  if (!mail.empty() && !is_mail(mail)) return Error{ErrorCode::invalid_argument, "mail"};
  const std::uint64_t expires_ms = now_() + ms(invite_limit);
  std::string secret = make_token();
  auto stored = await_done<void>([&](Done<void> done) {
    store_.create_invite(session.member.workspace, hash_secret(secret), mail, expires_ms, std::move(done));
  });
  if (!stored) return stored.error();
  return api::Invite{std::move(secret), static_cast<std::int64_t>(expires_ms)};
}

Status Accounts::forget_expired() {
  const std::uint64_t now_ms = now_();
  return await_done<void>(
      [&](Done<void> done) { store_.forget_expired(now_ms, now_ms - ms(session_idle_limit), std::move(done)); });
}

}  // namespace vinculo::server
