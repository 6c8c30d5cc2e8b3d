#include "server/store/sqlite_store.h"

#include <mutex>
#include <utility>
#include <vector>

#include "server/store/account_store.h"
#include "server/store/group_commit.h"
#include "server/store/reader_pool.h"
#include "server/store/row_store.h"
#include "server/store/sqlite_schema.h"

namespace vinculo::server {
namespace {

using storage::Database;

class SqliteStore final : public ServerStore {
 public:
  SqliteStore(std::unique_ptr<Database> writer, std::vector<std::unique_ptr<Database>> readers,
              std::function<std::uint64_t()> random)
      : random_(std::move(random)), readers_(std::move(readers)), writer_(std::move(writer)) {}

  Result<bool> is_initialised() override {
    return read<bool>([](Database& database) { return AccountStore(database).is_initialised(); });
  }
  void set_setup_code(const SecretHash& code, Done<void> done) override {
    write<void>(std::move(done), [=](Database& database) { return AccountStore(database).set_setup_code(code); });
  }
  void create_workspace(const SecretHash& code, const Uuid& id, const std::string& name, const NewMember& owner,
                        const NewSession& session, Done<SignedIn> done) override {
    write<SignedIn>(std::move(done), [=, this](Database& database) {
      return AccountStore(database).create_workspace(code, id, name, owner, session, new_epoch());
    });
  }

  Result<std::optional<Credentials>> find_credentials(const std::string& mail) override {
    return read<std::optional<Credentials>>(
        [&](Database& database) { return AccountStore(database).find_credentials(mail); });
  }
  void sign_in(const Uuid& workspace, const Uuid& member, const NewSession& session, Done<SignedIn> done) override {
    write<SignedIn>(std::move(done),
                    [=](Database& database) { return AccountStore(database).sign_in(workspace, member, session); });
  }
  void reserve_device(const Uuid& workspace, std::uint64_t now_ms, Done<std::uint32_t> done) override {
    write<std::uint32_t>(std::move(done),
                         [=](Database& database) { return AccountStore(database).reserve_device(workspace, now_ms); });
  }
  Result<std::optional<Session>> find_session(const SecretHash& token, std::uint64_t now_ms) override {
    return read<std::optional<Session>>(
        [&](Database& database) { return AccountStore(database).find_session(token, now_ms); });
  }
  void touch_session(const SecretHash& token, std::uint64_t now_ms, Done<void> done) override {
    write<void>(std::move(done),
                [=](Database& database) { return AccountStore(database).touch_session(token, now_ms); });
  }
  void end_session(const SecretHash& token, Done<void> done) override {
    write<void>(std::move(done), [=](Database& database) { return AccountStore(database).end_session(token); });
  }
  void rehash_password(const Uuid& workspace, const Uuid& member, const std::string& hash, Done<void> done) override {
    write<void>(std::move(done),
                [=](Database& database) { return AccountStore(database).set_password(workspace, member, hash); });
  }
  void rename_member(const Uuid& workspace, const Uuid& member, const std::string& name, Done<void> done) override {
    write<void>(std::move(done),
                [=](Database& database) { return AccountStore(database).set_name(workspace, member, name); });
  }
  void change_password(const Uuid& workspace, const Uuid& member, const std::string& hash,
                       const std::optional<SecretHash>& kept, Done<std::vector<SecretHash>> done) override {
    write<std::vector<SecretHash>>(std::move(done), [=](Database& database) -> Result<std::vector<SecretHash>> {
      if (Status changed = AccountStore(database).set_password(workspace, member, hash); !changed)
        return changed.error();
      return AccountStore(database).end_sessions_of(workspace, member, kept);
    });
  }
  void change_role(const Uuid& workspace, const Uuid& member, Role role, Done<std::vector<SecretHash>> done) override {
    write<std::vector<SecretHash>>(std::move(done), [=](Database& database) -> Result<std::vector<SecretHash>> {
      if (Status changed = AccountStore(database).set_role(workspace, member, role); !changed) return changed.error();
      return AccountStore(database).end_sessions_of(workspace, member, std::nullopt);
    });
  }

  void create_invite(const Uuid& workspace, const SecretHash& secret, const std::string& mail, std::uint64_t expires_ms,
                     Done<void> done) override {
    write<void>(std::move(done), [=](Database& database) {
      return AccountStore(database).create_invite(workspace, secret, mail, expires_ms);
    });
  }
  Result<std::optional<Invite>> find_invite(const SecretHash& secret, std::uint64_t now_ms) override {
    return read<std::optional<Invite>>(
        [&](Database& database) { return AccountStore(database).find_invite(secret, now_ms); });
  }
  void join(const SecretHash& secret, const NewMember& member, const NewSession& session,
            Done<SignedIn> done) override {
    write<SignedIn>(std::move(done),
                    [=](Database& database) { return AccountStore(database).join(secret, member, session); });
  }
  void forget_expired(std::uint64_t now_ms, std::uint64_t idle_since_ms, Done<void> done) override {
    write<void>(std::move(done),
                [=](Database& database) { return AccountStore(database).forget_expired(now_ms, idle_since_ms); });
  }

  Result<std::vector<Workspace>> workspaces() override {
    return read<std::vector<Workspace>>([](Database& database) { return AccountStore(database).workspaces(); });
  }
  Result<std::optional<Workspace>> find_workspace(const Uuid& workspace) override {
    auto all = workspaces();
    if (!all) return all.error();
    for (Workspace& one : *all) {
      if (one.id == workspace) return std::optional(std::move(one));
    }
    return std::optional<Workspace>();
  }
  Result<sync::Welcome> welcome(const Uuid& workspace, std::uint32_t device, std::uint64_t now_ms) override {
    return read<sync::Welcome>(
        [&](Database& database) { return RowStore(database).welcome(workspace, device, now_ms); });
  }
  void push(const Uuid& workspace, std::uint32_t device, sync::Push batch, std::uint64_t now_ms,
            Done<sync::Pushed> done) override {
    auto tell = [this, workspace, done = std::move(done)](Result<sync::Pushed> pushed) {
      if (pushed && pushed->revision > 0) announce(workspace, pushed->revision);
      done(std::move(pushed));
    };
    write<sync::Pushed>(std::move(tell), [=, batch = std::move(batch)](Database& database) {
      return RowStore(database).push(workspace, device, batch, now_ms);
    });
  }
  Result<sync::Changes> pull(const Uuid& workspace, const sync::Pull& pull) override {
    return read<sync::Changes>([&](Database& database) { return RowStore(database).pull(workspace, pull); });
  }
  Result<sync::Checked> check(const Uuid& workspace, const sync::Check& check) override {
    return read<sync::Checked>([&](Database& database) { return RowStore(database).check(workspace, check); });
  }
  Result<sync::Fetched> fetch(const Uuid& workspace, const sync::Fetch& fetch) override {
    return read<sync::Fetched>([&](Database& database) { return RowStore(database).fetch(workspace, fetch); });
  }
  void set_revision_listener(RevisionListener listener) override {
    const std::lock_guard lock(listener_mutex_);
    listener_ = std::move(listener);
  }

  void renew_epochs(Done<void> done) override {
    write<void>(std::move(done), [this](Database& database) { return AccountStore(database).renew_epochs(random_); });
  }
  Status backup(const std::string& path) override {
    // A reader's connection: VACUUM INTO wants no transaction of ours around it.
    return readers_.run_alone([&](Database& database) -> Status {
      auto statement = database.prepare("VACUUM INTO ?");
      if (!statement) return statement.error();
      return statement->bind(1, std::string_view(path)).run();
    });
  }

 private:
  template <class T, class Read>
  Result<T> read(Read read_from) {
    return readers_.run<T>(std::move(read_from));
  }

  template <class T, class Work>
  void write(Done<T> done, Work work) {
    auto result = std::make_shared<Result<T>>(Error{ErrorCode::internal, "not done"});
    writer_.add({[this, result, work = std::move(work)] {
                   *result = work(writer_.database());
                   return *result ? Status() : Status(result->error());
                 },
                 [result, done = std::move(done)](Status status) {
                   done(status ? std::move(*result) : Result<T>(std::move(status).error()));
                 }});
  }

  void announce(const Uuid& workspace, std::uint64_t revision) {
    const std::lock_guard lock(listener_mutex_);
    if (listener_) listener_(workspace, revision);
  }
  std::uint64_t new_epoch() { return random_() | 1; }

  std::function<std::uint64_t()> random_;
  std::mutex listener_mutex_;
  RevisionListener listener_;
  ReaderPool readers_;
  GroupCommit writer_;  // last: its thread uses the others and ends first
};

}  // namespace

Result<std::unique_ptr<ServerStore>> open_sqlite_store(SqliteStoreOptions options) {
  storage::OpenOptions open;
  open.path = options.path;
  open.durability = storage::Durability::file;
  auto writer = Database::open(open);
  if (!writer) return writer.error();
  if (Status done = migrate_server_schema(**writer); !done) return done.error();
  std::vector<std::unique_ptr<Database>> readers;
  for (int count = 0; count < options.readers; ++count) {
    auto reader = Database::open(open);
    if (!reader) return reader.error();
    readers.push_back(std::move(*reader));
  }
  return std::unique_ptr<ServerStore>(
      std::make_unique<SqliteStore>(std::move(*writer), std::move(readers), std::move(options.random)));
}

}  // namespace vinculo::server
