// The server's store on a real file with its writer thread: what was answered is there, also after a kill -9.
#include <catch_amalgamated.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <map>
#include <set>
#include <string>
#include <thread>

#include "change/row_patch.h"
#include "server/store/sqlite_store.h"
#include "storage/database.h"
#include "support/random.h"

using namespace vinculo;
using namespace vinculo::server;

namespace {

constexpr std::uint64_t noon = 1'800'000'000'000;
constexpr Uuid workspace = {{7}};
constexpr Uuid ana = {{8}};
constexpr std::size_t rows_in_batch = 3;

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "vinculo-store-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string file(const char* name = "data.sqlite") const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::unique_ptr<ServerStore> open(const std::string& path) {
  auto store = open_sqlite_store({path, [] { return std::uint64_t{42}; }, 2});
  REQUIRE(store);
  return std::move(*store);
}

template <class T, class Start>
Result<T> wait_for(Start start) {
  std::promise<Result<T>> answer;
  start([&answer](Result<T> result) { answer.set_value(std::move(result)); });
  return answer.get_future().get();
}

SecretHash secret(std::uint8_t first) {
  SecretHash hash{};
  hash[0] = first;
  return hash;
}

std::uint32_t make_workspace(ServerStore& store) {
  REQUIRE(wait_for<void>([&](Done<void> done) { store.set_setup_code(secret(1), std::move(done)); }));
  const auto owner = wait_for<SignedIn>([&](Done<SignedIn> done) {
    store.create_workspace(secret(1), workspace, "W", {ana, "Ana", "ana@example.org", "hash"},
                           {secret(2), noon, noon + 9}, std::move(done));
  });
  REQUIRE(owner);
  return owner->device;
}

// Rows that say which batch they are of.
Bytes rows_of_batch(std::uint64_t number) {
  BatchWriter batch(Bases::present);
  for (std::size_t row = 0; row < rows_in_batch; ++row) {
    batch.add({static_cast<std::uint64_t>(Table::person),
               make_uuid_v7(number, row, number * 977),
               {{person::given_name, std::to_string(number), {Hlc::from_ms(noon), 1}, {}}}});
  }
  return batch.take();
}

Result<sync::Pushed> push(ServerStore& store, std::uint32_t device, std::uint64_t number, Bytes rows) {
  return wait_for<sync::Pushed>([&](Done<sync::Pushed> done) {
    store.push(workspace, device, {number, std::move(rows)}, noon, std::move(done));
  });
}

// Batch number -> how many of its rows are stored; every revision in `revisions`.
std::map<std::uint64_t, std::size_t> stored_batches(ServerStore& store) {
  std::map<std::uint64_t, std::size_t> found;
  sync::Pull pull;
  while (true) {
    const auto changes = store.pull(workspace, pull);
    REQUIRE(changes);
    auto reader = BatchReader::open(changes->rows);
    REQUIRE(reader);
    while (!reader->at_end()) {
      const auto row = reader->next();
      REQUIRE(row);
      ++found[std::stoull(std::string(text_of(row->registers.at(0).value)))];
    }
    pull.since = changes->revision;
    pull.cursor = changes->cursor;
    if (!changes->more) return found;
  }
}

bool is_long() { return std::getenv("VINCULO_LONG_TESTS") != nullptr; }

// In the child: pushes without end, many at a time, and tells every answered number through the pipe.
[[noreturn]] void push_until_killed(const std::string& path, std::uint32_t device, int pipe_end) {
  auto store = open_sqlite_store({path, [] { return std::uint64_t{42}; }, 1});
  if (!store) _exit(1);
  const auto welcome = (*store)->welcome(workspace, device, noon);
  if (!welcome) _exit(1);
  std::atomic<int> waiting = 0;
  for (std::uint64_t number = welcome->last_batch + 1;; ++number) {
    while (waiting >= 50) std::this_thread::yield();
    ++waiting;
    (*store)->push(workspace, device, {number, rows_of_batch(number)}, noon, [&waiting, number, pipe_end](auto pushed) {
      if (!pushed || write(pipe_end, &number, sizeof number) != sizeof number) _exit(1);
      --waiting;
    });
  }
}

// Runs the child until some batches were answered and kills it at a random moment. The numbers that it was told.
std::set<std::uint64_t> run_and_kill(const std::string& path, std::uint32_t device, test::Random& random) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    push_until_killed(path, device, ends[1]);
  }
  close(ends[1]);
  std::set<std::uint64_t> answered;
  const std::size_t enough = 1 + random.below(300);
  std::uint64_t number = 0;
  while (answered.size() < enough && read(ends[0], &number, sizeof number) == sizeof number) answered.insert(number);
  kill(child, SIGKILL);
  while (read(ends[0], &number, sizeof number) == sizeof number) answered.insert(number);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  return answered;
}

}  // namespace

TEST_CASE("a killed server has every batch that it answered, whole") {
  test::Random random(9);
  const Folder folder;
  const std::uint32_t device = make_workspace(*open(folder.file()));
  std::set<std::uint64_t> answered;
  for (int round = is_long() ? 200 : 20; round > 0; --round) {
    answered.merge(run_and_kill(folder.file(), device, random));
    const auto store = open(folder.file());
    const auto batches = stored_batches(*store);
    for (const auto& [number, rows] : batches) CHECK(rows == rows_in_batch);
    for (const std::uint64_t number : answered) REQUIRE(batches.contains(number));
    const auto welcome = store->welcome(workspace, device, noon);
    REQUIRE(welcome);
    CHECK(welcome->revision == batches.size());  // none missing, none twice
    CHECK(welcome->rows == batches.size() * rows_in_batch);
    CHECK(welcome->last_batch == batches.rbegin()->first);
  }
}

TEST_CASE("pushes of many threads get every revision once, and the listener hears the last") {
  const Folder folder;
  const auto store = open(folder.file());
  const std::uint32_t device = make_workspace(*store);
  std::atomic<std::uint64_t> heard = 0;
  store->set_revision_listener([&](const Uuid&, std::uint64_t revision) { heard = std::max(heard.load(), revision); });
  constexpr std::uint64_t threads = 4, pushes = 25;
  std::vector<std::thread> pushing;
  std::array<std::set<std::uint64_t>, threads> revisions;
  for (std::uint64_t thread = 0; thread < threads; ++thread) {
    pushing.emplace_back([&, thread] {
      for (std::uint64_t number = 1; number <= pushes; ++number) {
        const auto pushed = push(*store, device, thread * 1000 + number, rows_of_batch(thread * 1000 + number));
        if (pushed) revisions[thread].insert(pushed->revision);
      }
    });
  }
  for (auto& thread : pushing) thread.join();
  std::set<std::uint64_t> all;
  for (auto& some : revisions) all.merge(some);
  CHECK(all.size() == threads * pushes);
  CHECK(*all.rbegin() == threads * pushes);
  CHECK(heard == threads * pushes);
}

TEST_CASE("a push that fails is taken back alone") {
  const Folder folder;
  const auto store = open(folder.file());
  const std::uint32_t device = make_workspace(*store);
  std::vector<std::future<Result<sync::Pushed>>> answers;
  for (std::uint64_t number = 1; number <= 30; ++number) {
    const auto answer = std::make_shared<std::promise<Result<sync::Pushed>>>();
    answers.push_back(answer->get_future());
    Bytes rows = rows_of_batch(number);
    if (number % 3 == 0) rows.push_back(200);  // torn at its end, after rows that were stored
    store->push(workspace, device, {number, std::move(rows)}, noon,
                [answer](Result<sync::Pushed> pushed) { answer->set_value(std::move(pushed)); });
  }
  for (std::size_t index = 0; index < answers.size(); ++index) {
    CHECK(answers[index].get().has_value() == ((index + 1) % 3 != 0));
  }
  CHECK(stored_batches(*store).size() == 20);
  CHECK(store->welcome(workspace, device, noon)->rows == 20 * rows_in_batch);
}

TEST_CASE("a backup made while writing goes on opens as a store of its own") {
  const Folder folder;
  const auto store = open(folder.file());
  const std::uint32_t device = make_workspace(*store);
  for (std::uint64_t number = 1; number <= 20; ++number) REQUIRE(push(*store, device, number, rows_of_batch(number)));
  std::atomic<bool> stop = false;
  std::thread writing([&] {
    for (std::uint64_t number = 21; !stop; ++number) (void)push(*store, device, number, rows_of_batch(number));
  });
  const Status done = store->backup(folder.file("copy.sqlite"));
  stop = true;
  writing.join();
  REQUIRE(done);
  const auto copy = open(folder.file("copy.sqlite"));
  const auto batches = stored_batches(*copy);
  CHECK(batches.size() >= 20);
  CHECK(copy->find_workspace(workspace)->value().revision == batches.size());
  CHECK_FALSE(store->backup(folder.file("copy.sqlite")));  // never over a file that is there
}

TEST_CASE("data of a newer program is refused and left alone") {
  const Folder folder;
  {
    make_workspace(*open(folder.file()));
  }
  {
    storage::OpenOptions options;
    options.path = folder.file();
    options.durability = storage::Durability::file;
    REQUIRE((*storage::Database::open(options))->execute("PRAGMA user_version=1000"));
  }
  const auto store = open_sqlite_store({folder.file(), [] { return std::uint64_t{42}; }, 1});
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::newer_schema);
}

TEST_CASE("a file that is no database is refused") {
  const Folder folder;
  FILE* file = std::fopen(folder.file().c_str(), "w");
  std::fputs(std::string(5000, 'x').c_str(), file);
  std::fclose(file);
  const auto store = open_sqlite_store({folder.file(), [] { return std::uint64_t{42}; }, 1});
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::damaged);
}

TEST_CASE("accounts work through the writer and the readers") {
  const Folder folder;
  const auto store = open(folder.file());
  CHECK_FALSE(*store->is_initialised());
  make_workspace(*store);
  CHECK(*store->is_initialised());
  REQUIRE(*store->find_session(secret(2), noon));
  REQUIRE(wait_for<void>([&](auto done) { store->rename_member(workspace, ana, "Ana Prado", std::move(done)); }));
  CHECK((*store->find_session(secret(2), noon))->member.name == "Ana Prado");
  const auto change_password = [&](const std::optional<SecretHash>& kept) {
    return wait_for<std::vector<SecretHash>>(
        [&](auto done) { store->change_password(workspace, ana, "other", kept, std::move(done)); });
  };
  CHECK(change_password(secret(2))->empty());
  CHECK(*store->find_session(secret(2), noon));
  CHECK(*change_password(std::nullopt) == std::vector{secret(2)});
  CHECK_FALSE(*store->find_session(secret(2), noon));
  CHECK((*store->find_credentials("ana@example.org"))->password_hash == "other");
  CHECK(store->workspaces()->size() == 1);
}
