#include "server/store/account_store.h"

#include <utility>

#include "server/store/row_store.h"

namespace vinculo::server {
namespace {

using storage::Database;
using storage::Statement;

std::int64_t stored(std::uint64_t number) { return static_cast<std::int64_t>(number); }
std::uint64_t loaded(std::int64_t number) { return static_cast<std::uint64_t>(number); }

// No number may belong to two devices: a device's own stamps never count as written by somebody else. When older data
// was put back, the numbers given since that copy was made are not known any more, and the same copy may be put back
// again; so they go on from anywhere, with this many numbers that nobody has ahead of them.
constexpr std::uint64_t device_gap = 1'000'000;
constexpr std::uint64_t max_device = 4'294'000'000;
constexpr int max_device_tries = 100;

// Mails are compared without regard to ASCII case, which is how mail systems treat them.
std::string mail_key(std::string mail) {
  for (char& letter : mail) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return mail;
}

template <class... Values>
Status run(Database& database, std::string_view sql, const Values&... values) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  return statement->bind_all(values...).run();
}

SecretHash hash_at(const Statement& statement, int column) {
  SecretHash hash{};
  const ByteView bytes = statement.bytes(column);
  if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

constexpr std::string_view member_columns = "m.id, m.name, m.mail, m.role, w.id, w.name";

Member member_at(const Statement& row, int first) {
  Member member;
  member.id = row.uuid(first);
  member.name = row.text(first + 1);
  member.mail = row.text(first + 2);
  member.role = static_cast<Role>(row.integer(first + 3));
  member.workspace = row.uuid(first + 4);
  return member;
}

Error mail_taken() { return {ErrorCode::invalid_argument, "mail has an account"}; }

}  // namespace

// --- first start ---

Result<bool> AccountStore::is_initialised() {
  auto found = database_.query_integer("SELECT EXISTS (SELECT 1 FROM workspaces)");
  if (!found) return found.error();
  return *found != 0;
}

Status AccountStore::set_setup_code(const SecretHash& code) {
  return run(database_, "INSERT OR REPLACE INTO setup_code (only_one, code) VALUES (1, ?)", ByteView(code));
}

Result<SignedIn> AccountStore::create_workspace(const SecretHash& code, const Uuid& id, const std::string& name,
                                                const NewMember& owner, const NewSession& session,
                                                std::uint64_t epoch) {
  if (Status done = run(database_, "DELETE FROM setup_code WHERE code=?", ByteView(code)); !done) return done.error();
  if (database_.changed_rows() == 0) return Error{ErrorCode::expired, "setup code"};
  if (Status done = run(database_, "INSERT INTO workspaces (id, name, epoch) VALUES (?,?,?)", id,
                        std::string_view(name), stored(epoch));
      !done) {
    return done.error();
  }
  if (Status done = add_member(database_.last_row_id(), owner, Role::owner); !done) return done.error();
  return sign_in(id, owner.id, session);
}

// --- members and sessions ---

Status AccountStore::add_member(std::int64_t workspace, const NewMember& member, Role role) {
  const std::string key = mail_key(member.mail);
  auto taken = database_.prepare("SELECT 1 FROM members WHERE mail_key=?");
  if (!taken) return taken.error();
  auto row = taken->bind(1, std::string_view(key)).step();
  if (!row) return row.error();
  if (*row) return mail_taken();
  return run(database_,
             "INSERT INTO members (workspace, id, name, mail, mail_key, password_hash, role) VALUES (?,?,?,?,?,?,?)",
             workspace, member.id, std::string_view(member.name), std::string_view(member.mail), std::string_view(key),
             std::string_view(member.password_hash), static_cast<std::int64_t>(role));
}

Result<std::optional<Credentials>> AccountStore::find_credentials(const std::string& mail) {
  const std::string sql = "SELECT m.password_hash, " + std::string(member_columns) +
                          " FROM members m JOIN workspaces w ON w.number = m.workspace WHERE m.mail_key=?";
  auto statement = database_.prepare(sql);
  if (!statement) return statement.error();
  const std::string key = mail_key(mail);
  auto row = statement->bind(1, std::string_view(key)).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Credentials>();
  return std::optional(Credentials{member_at(*statement, 1), std::string(statement->text(0))});
}

Result<std::uint32_t> AccountStore::add_device(std::int64_t workspace, const Uuid& member, std::uint64_t now_ms) {
  if (Status done = run(database_, "UPDATE workspaces SET last_device=last_device+1 WHERE number=?", workspace);
      !done) {
    return done.error();
  }
  auto device = database_.prepare("SELECT last_device FROM workspaces WHERE number=?");
  if (!device) return device.error();
  auto row = device->bind(1, workspace).step();
  if (!row) return row.error();
  const std::int64_t number = device->integer(0);
  if (Status done = run(database_, "INSERT INTO devices (workspace, number, member, created_ms) VALUES (?,?,?,?)",
                        workspace, number, member, stored(now_ms));
      !done) {
    return done.error();
  }
  return static_cast<std::uint32_t>(number);
}

Result<std::uint32_t> AccountStore::reserve_device(const Uuid& workspace, std::uint64_t now_ms) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  return add_device(key->number, Uuid(), now_ms);
}

Result<SignedIn> AccountStore::sign_in(const Uuid& workspace, const Uuid& member, const NewSession& session) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  SignedIn signed_in;
  {
    const std::string sql = "SELECT " + std::string(member_columns) +
                            " FROM members m JOIN workspaces w ON w.number = m.workspace "
                            "WHERE m.workspace=? AND m.id=?";
    auto found = database_.prepare(sql);
    if (!found) return found.error();
    auto row = found->bind_all(key->number, member).step();
    if (!row) return row.error();
    if (!*row) return Error{ErrorCode::not_found, "member"};
    signed_in = {member_at(*found, 0), std::string(found->text(5)), 0};
  }
  auto device = add_device(key->number, member, session.now_ms);
  if (!device) return device.error();
  signed_in.device = *device;
  const Status done = run(database_,
                          "INSERT INTO sessions (token, workspace, member, device, created_ms, used_ms, expires_ms) "
                          "VALUES (?,?,?,?,?,?,?)",
                          ByteView(session.token), key->number, member, std::int64_t{*device}, stored(session.now_ms),
                          stored(session.now_ms), stored(session.expires_ms));
  if (!done) return done.error();
  return signed_in;
}

Result<std::optional<Session>> AccountStore::find_session(const SecretHash& token, std::uint64_t now_ms) {
  const std::string sql = "SELECT s.device, s.created_ms, s.used_ms, s.expires_ms, " + std::string(member_columns) +
                          " FROM sessions s JOIN workspaces w ON w.number = s.workspace"
                          " JOIN members m ON m.workspace = s.workspace AND m.id = s.member"
                          " WHERE s.token=? AND s.expires_ms>?";
  auto statement = database_.prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->bind_all(ByteView(token), stored(now_ms)).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Session>();
  Session session;
  session.token = token;
  session.device = static_cast<std::uint32_t>(statement->integer(0));
  session.created_ms = loaded(statement->integer(1));
  session.used_ms = loaded(statement->integer(2));
  session.expires_ms = loaded(statement->integer(3));
  session.member = member_at(*statement, 4);
  session.workspace_name = statement->text(9);
  return std::optional(std::move(session));
}

Status AccountStore::touch_session(const SecretHash& token, std::uint64_t now_ms) {
  return run(database_, "UPDATE sessions SET used_ms=max(used_ms, ?) WHERE token=?", stored(now_ms), ByteView(token));
}

Status AccountStore::end_session(const SecretHash& token) {
  return run(database_, "DELETE FROM sessions WHERE token=?", ByteView(token));
}

Status AccountStore::set_password(const Uuid& workspace, const Uuid& member, const std::string& hash) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  const Status done = run(database_, "UPDATE members SET password_hash=? WHERE workspace=? AND id=?",
                          std::string_view(hash), key->number, member);
  if (!done || database_.changed_rows() > 0) return done;
  return Error{ErrorCode::not_found, "member"};
}

Status AccountStore::set_name(const Uuid& workspace, const Uuid& member, const std::string& name) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  const Status done = run(database_, "UPDATE members SET name=? WHERE workspace=? AND id=?", std::string_view(name),
                          key->number, member);
  if (!done || database_.changed_rows() > 0) return done;
  return Error{ErrorCode::not_found, "member"};
}

Status AccountStore::set_role(const Uuid& workspace, const Uuid& member, Role role) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  const Status done = run(database_, "UPDATE members SET role=? WHERE workspace=? AND id=?",
                          static_cast<std::int64_t>(role), key->number, member);
  if (!done || database_.changed_rows() > 0) return done;
  return Error{ErrorCode::not_found, "member"};
}

Result<std::vector<SecretHash>> AccountStore::end_sessions_of(const Uuid& workspace, const Uuid& member,
                                                              const std::optional<SecretHash>& kept) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  std::vector<SecretHash> ended;
  auto statement =
      database_.prepare("DELETE FROM sessions WHERE workspace=? AND member=? AND token IS NOT ? RETURNING token");
  if (!statement) return statement.error();
  statement->bind_all(key->number, member);
  if (kept) statement->bind(3, ByteView(*kept));
  while (true) {
    auto row = statement->step();
    if (!row) return row.error();
    if (!*row) return ended;
    ended.push_back(hash_at(*statement, 0));
  }
}

// --- invites ---

Status AccountStore::create_invite(const Uuid& workspace, const SecretHash& secret, const std::string& mail,
                                   std::uint64_t expires_ms) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  return run(database_, "INSERT INTO invites (secret, workspace, mail, expires_ms) VALUES (?,?,?,?)", ByteView(secret),
             key->number, std::string_view(mail), stored(expires_ms));
}

Result<std::optional<Invite>> AccountStore::find_invite(const SecretHash& secret, std::uint64_t now_ms) {
  auto statement = database_.prepare(
      "SELECT w.id, w.name, i.mail, i.expires_ms FROM invites i "
      "JOIN workspaces w ON w.number = i.workspace WHERE i.secret=? AND i.expires_ms>?");
  if (!statement) return statement.error();
  auto row = statement->bind_all(ByteView(secret), stored(now_ms)).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Invite>();
  return std::optional(Invite{statement->uuid(0), std::string(statement->text(1)), std::string(statement->text(2)),
                              loaded(statement->integer(3))});
}

Result<SignedIn> AccountStore::join(const SecretHash& secret, const NewMember& member, const NewSession& session) {
  auto invite = find_invite(secret, session.now_ms);
  if (!invite) return invite.error();
  if (!*invite) return Error{ErrorCode::expired, "invite"};
  const Uuid workspace = (*invite)->workspace;
  if (Status done = run(database_, "DELETE FROM invites WHERE secret=?", ByteView(secret)); !done) return done.error();
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  if (Status done = add_member(key->number, member, Role::member); !done) return done.error();
  return sign_in(workspace, member.id, session);
}

Status AccountStore::forget_expired(std::uint64_t now_ms, std::uint64_t idle_since_ms) {
  const Status done =
      run(database_, "DELETE FROM sessions WHERE expires_ms<=? OR used_ms<?", stored(now_ms), stored(idle_since_ms));
  return done ? run(database_, "DELETE FROM invites WHERE expires_ms<=?", stored(now_ms)) : done;
}

// --- workspaces ---

Result<std::vector<Workspace>> AccountStore::workspaces() {
  std::vector<Workspace> found;
  auto statement = database_.prepare("SELECT id, name, epoch, revision FROM workspaces ORDER BY number");
  if (!statement) return statement.error();
  while (true) {
    auto row = statement->step();
    if (!row) return row.error();
    if (!*row) return found;
    found.push_back({statement->uuid(0), std::string(statement->text(1)), loaded(statement->integer(2)),
                     loaded(statement->integer(3))});
  }
}

Status AccountStore::renew_epochs(const std::function<std::uint64_t()>& random) {
  auto known = workspaces();
  if (!known) return known.error();
  for (const Workspace& one : *known) {
    Status done = run(database_,
                      "INSERT INTO restores (workspace, epoch, revision) "
                      "SELECT number, epoch, revision FROM workspaces WHERE id=?",
                      one.id);
    if (!done) return done;
    auto last_device = invent_last_device(one.id, random);
    if (!last_device) return last_device.error();
    done = run(database_, "UPDATE workspaces SET epoch=?, last_device=? WHERE id=?", stored(random() | 1), *last_device,
               one.id);
    if (!done) return done;
  }
  return {};
}

Result<std::int64_t> AccountStore::invent_last_device(const Uuid& workspace,
                                                      const std::function<std::uint64_t()>& random) {
  auto taken = database_.prepare(
      "SELECT 1 FROM devices d JOIN workspaces w ON w.number = d.workspace "
      "WHERE w.id=? AND d.number BETWEEN ? AND ? LIMIT 1");
  if (!taken) return taken.error();
  for (int tries = 0; tries < max_device_tries; ++tries) {
    const std::int64_t last = stored(device_gap + random() % (max_device - 2 * device_gap));
    auto row = taken->bind_all(workspace, last, last + stored(device_gap)).step();
    if (!row) return row.error();
    if (!*row) return last;
    taken->reset();
  }
  return Error{ErrorCode::internal, "no free device numbers"};
}

}  // namespace vinculo::server
