// What the server keeps, and the only way to it: members, sessions, invites, workspaces and their rows. SqliteStore
// (sqlite_store.h) keeps it in one file; a PostgreSQL store takes its place behind this interface later. It knows no
// HTTP, hashes no password and makes no secret: callers hand in hashes. Everything is keyed by workspace first.
//
// Threads: every function may be called from any thread. The find_, get_, welcome, pull, check and fetch functions read
// and may wait for the disk: call them where waiting is allowed (a WorkLane, not the io_context). They see everything
// that was answered before. Functions with a Done change something: they return at once and `done` is called on the
// store's writer thread after the change is on the disk (or has failed), never inside the call. `done` must be quick
// and must not throw; post to your own executor. The destructor waits for what was asked before.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/uuid.h"
#include "sync/protocol.h"

namespace vinculo::server {

template <class T>
using Done = std::function<void(Result<T>)>;

using SecretHash = std::array<std::uint8_t, 32>;  // SHA-256 of a token or secret; the secret itself is never stored

enum class Role : std::uint8_t { owner = 1, member = 2 };  // persisted, do not renumber

struct Workspace {
  Uuid id;
  std::string name;
  std::uint64_t epoch = 0;     // changes when older data was put back
  std::uint64_t revision = 0;  // newest
};

struct Member {
  Uuid workspace;
  Uuid id;
  std::string name;
  std::string mail;  // as typed; compared without regard to case
  Role role = Role::member;
};

struct Credentials {
  Member member;
  std::string password_hash;
};

struct NewMember {
  Uuid id;
  std::string name, mail, password_hash;
};

// A session that a sign-in begins. It gets a device of its own.
struct NewSession {
  SecretHash token{};
  std::uint64_t now_ms = 0;
  std::uint64_t expires_ms = 0;  // absolute
};

struct SignedIn {
  Member member;
  std::string workspace_name;
  std::uint32_t device = 0;  // unique in the workspace, never given twice
};

struct Session {
  SecretHash token{};
  Member member;
  std::string workspace_name;
  std::uint32_t device = 0;
  std::uint64_t created_ms = 0, used_ms = 0, expires_ms = 0;
};

struct Invite {
  Uuid workspace;
  std::string workspace_name;
  std::string mail;  // may be empty: whoever has the link
  std::uint64_t expires_ms = 0;
};

class ServerStore {
 public:
  virtual ~ServerStore() = default;

  // --- first start ---
  // True once a workspace exists.
  [[nodiscard]] virtual Result<bool> is_initialised() = 0;
  // Replaces the code that create_workspace() asks for.
  virtual void set_setup_code(const SecretHash& code, Done<void> done) = 0;
  // The first workspace and its owner; uses the setup code up. expired: not the code, or used. invalid_argument: the
  // mail has an account.
  virtual void create_workspace(const SecretHash& code, const Uuid& id, const std::string& name, const NewMember& owner,
                                const NewSession& session, Done<SignedIn> done) = 0;

  // --- members and sessions ---
  [[nodiscard]] virtual Result<std::optional<Credentials>> find_credentials(const std::string& mail) = 0;
  // not_found: no such member.
  virtual void sign_in(const Uuid& workspace, const Uuid& member, const NewSession& session, Done<SignedIn> done) = 0;
  // A device without a member or session, for rows that the server writes itself (demo data). not_found: no workspace.
  virtual void reserve_device(const Uuid& workspace, std::uint64_t now_ms, Done<std::uint32_t> done) = 0;
  // Empty when unknown, ended or past expires_ms at now_ms. The idle limit is the caller's to judge by used_ms.
  [[nodiscard]] virtual Result<std::optional<Session>> find_session(const SecretHash& token, std::uint64_t now_ms) = 0;
  virtual void touch_session(const SecretHash& token, std::uint64_t now_ms, Done<void> done) = 0;
  virtual void end_session(const SecretHash& token, Done<void> done) = 0;
  // The same password hashed anew with other parameters: sessions go on. not_found.
  virtual void rehash_password(const Uuid& workspace, const Uuid& member, const std::string& hash, Done<void> done) = 0;
  virtual void rename_member(const Uuid& workspace, const Uuid& member, const std::string& name, Done<void> done) = 0;
  // A new password or role ends the sessions of the member; the answer names them, for the sockets that must close.
  // `kept`: the session that asked for the new password, which goes on.
  virtual void change_password(const Uuid& workspace, const Uuid& member, const std::string& hash,
                               const std::optional<SecretHash>& kept, Done<std::vector<SecretHash>> done) = 0;
  virtual void change_role(const Uuid& workspace, const Uuid& member, Role role,
                           Done<std::vector<SecretHash>> done) = 0;

  // --- invites: one use, until they expire ---
  virtual void create_invite(const Uuid& workspace, const SecretHash& secret, const std::string& mail,
                             std::uint64_t expires_ms, Done<void> done) = 0;
  // Empty when unknown, used or expired.
  [[nodiscard]] virtual Result<std::optional<Invite>> find_invite(const SecretHash& secret, std::uint64_t now_ms) = 0;
  // Makes the member and uses the invite up. expired: unknown, used or expired. invalid_argument: the mail has an
  // account.
  virtual void join(const SecretHash& secret, const NewMember& member, const NewSession& session,
                    Done<SignedIn> done) = 0;
  // Forgets sessions and invites that ended before now_ms, and sessions not used since idle_since_ms.
  virtual void forget_expired(std::uint64_t now_ms, std::uint64_t idle_since_ms, Done<void> done) = 0;

  // --- rows ---
  [[nodiscard]] virtual Result<std::vector<Workspace>> workspaces() = 0;
  [[nodiscard]] virtual Result<std::optional<Workspace>> find_workspace(const Uuid& workspace) = 0;
  // The answer to a device's hello. not_found: no such workspace or device.
  [[nodiscard]] virtual Result<sync::Welcome> welcome(const Uuid& workspace, std::uint32_t device,
                                                      std::uint64_t now_ms) = 0;
  // Merges one batch as one transaction and gives it the next revision. A batch that came before is answered as it was
  // then. Rows and registers that cannot be taken are refused one by one, the others are stored. malformed: not a batch
  // with bases; not_found; storage errors: nothing of it was stored.
  virtual void push(const Uuid& workspace, std::uint32_t device, sync::Push batch, std::uint64_t now_ms,
                    Done<sync::Pushed> done) = 0;
  // Current rows changed after pull.since, at most about pull.max_bytes (one row at least).
  [[nodiscard]] virtual Result<sync::Changes> pull(const Uuid& workspace, const sync::Pull& pull) = 0;
  [[nodiscard]] virtual Result<sync::Checked> check(const Uuid& workspace, const sync::Check& check) = 0;
  [[nodiscard]] virtual Result<sync::Fetched> fetch(const Uuid& workspace, const sync::Fetch& fetch) = 0;
  // Called on the writer thread after a commit that gave a workspace a new revision: tell its devices (sync::Notice).
  using RevisionListener = std::function<void(const Uuid& workspace, std::uint64_t revision)>;
  virtual void set_revision_listener(RevisionListener listener) = 0;

  // --- operators ---
  // Every workspace gets a new epoch and its device numbers go on where none was ever given: to be called once after
  // older data was put back, so that devices notice and push again what it lacks.
  virtual void renew_epochs(Done<void> done) = 0;
  // A whole copy of the data as a file that must not exist yet, while writing goes on. storage errors.
  virtual Status backup(const std::string& path) = 0;
};

}  // namespace vinculo::server
