#include <catch_amalgamated.hpp>

#include "support/memory_vfs.h"
#include "support/workspace.h"

using namespace vinculo;
using storage::Database;
using storage::Durability;
using storage::OpenOptions;
using test::Workspace;

namespace {

OpenOptions memory_file(const std::string& name) {
  test::register_memory_vfs();
  return {.path = name, .vfs = test::memory_vfs_name, .durability = Durability::host_vfs};
}

std::unique_ptr<Database> open(const OpenOptions& options) {
  auto database = Database::open(options);
  REQUIRE(database);
  return std::move(*database);
}

ErrorCode code_of(const Status& status) { return status ? ErrorCode::none : status.error().code; }

// Gives the disk its room back however the test ends.
struct DiskGuard {
  ~DiskGuard() { test::memory_disk() = {}; }
};

}  // namespace

TEST_CASE("values of every kind are bound and read back, NUL and emptiness kept") {
  const auto database = open({});
  const std::string with_nul("a\0b", 3);
  const Bytes blob = {0, 1, 255};
  REQUIRE(database->execute("CREATE TABLE t (a, b, c, d, e, f)"));
  REQUIRE(database->run("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", std::int64_t{-5}, std::string_view(with_nul),
                        ByteView(blob), std::string_view(), ByteView(), ValueView{}));
  auto row = database->prepare("SELECT * FROM t");
  REQUIRE(row);
  REQUIRE(*row->step());
  CHECK(row->integer(0) == -5);
  CHECK(row->text(1) == with_nul);
  CHECK(row->value(2).to_value() == Value(blob));
  CHECK(row->value(3).to_value() == Value(std::string()));
  CHECK(row->value(4).to_value() == Value(Bytes()));
  CHECK(row->is_null(5));
  CHECK_FALSE(*row->step());
}

TEST_CASE("a quote in a value is only a quote") {
  const auto database = open({});
  REQUIRE(database->execute("CREATE TABLE t (a)"));
  REQUIRE(database->run("INSERT INTO t VALUES (?)", std::string_view("'); DROP TABLE t; --")));
  CHECK(*database->query_integer("SELECT count(*) FROM t WHERE a = ?", std::string_view("'); DROP TABLE t; --")) == 1);
}

TEST_CASE("a statement can be leased again while it is held, and after it was given back") {
  const auto database = open({});
  auto first = database->prepare("SELECT ?");
  auto second = database->prepare("SELECT ?");
  REQUIRE((first && second));
  CHECK(first->handle() != second->handle());
  REQUIRE(*first->bind_all(std::int64_t{1}).step());
  REQUIRE(*second->bind_all(std::int64_t{2}).step());
  CHECK(first->integer(0) == 1);
  CHECK(second->integer(0) == 2);
  first = storage::Statement();
  auto third = database->prepare("SELECT ?");
  REQUIRE(*third->step());
  CHECK(third->is_null(0));
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  const auto database = open({});
  REQUIRE(database->execute("CREATE TABLE t (a)"));
  {
    auto transaction = storage::Transaction::begin(*database);
    REQUIRE(transaction);
    REQUIRE(database->execute("INSERT INTO t VALUES (1)"));
  }
  CHECK(*database->query_integer("SELECT count(*) FROM t") == 0);
  CHECK_FALSE(database->in_transaction());
}

TEST_CASE("a file that is no database is called damaged and not written to") {
  const Bytes garbage(10'000, 'x');
  test::put_memory_file("garbage", garbage);
  const auto database = Database::open(memory_file("garbage"));
  REQUIRE_FALSE(database);
  CHECK(database.error().code == ErrorCode::damaged);
  CHECK(test::memory_file("garbage") == garbage);
}

TEST_CASE("a database with a damaged page is called damaged") {
  {
    Workspace workspace(7, memory_file("torn"));
    for (int i = 0; i < 200; ++i) workspace.new_person("Maria da Conceição");
  }
  Bytes bytes = test::memory_file("torn");
  REQUIRE(bytes.size() > 100'000);
  std::fill(bytes.begin() + 8192, bytes.end(), std::uint8_t{0xee});
  test::put_memory_file("torn", bytes);
  const auto database = Database::open(memory_file("torn"));
  if (!database) {
    CHECK(database.error().code == ErrorCode::damaged);
    return;
  }
  const auto store = Store::open(**database, [] { return 1; }, [] { return 1; });
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::damaged);
}

TEST_CASE("a full disk refuses the change, keeps everything before it, and lets go when there is room again") {
  const DiskGuard guard;
  Workspace workspace(7, memory_file("full"));
  const Uuid jose = workspace.new_person("José");
  test::memory_disk().room_bytes = 0;
  const auto changed = [&](const Uuid& note) {
    return workspace.store->apply(
        {OperationKind::edit, "Add note", {{Table::note, note, {{note::body, std::string(100'000, 'x')}}}}});
  };
  const Uuid note = workspace.store->new_id();
  const auto refused = changed(note);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::storage_full);
  CHECK(workspace.name_of(jose) == "José");
  CHECK_FALSE(workspace.find(Table::note, note));
  CHECK(workspace.rows_waiting() == 1);

  test::memory_disk() = {};
  REQUIRE(changed(note));
  CHECK(workspace.rows_waiting() == 2);
  auto check = workspace.database->prepare("PRAGMA integrity_check");
  REQUIRE(*check->step());
  CHECK(check->text(0) == "ok");
}

TEST_CASE("a page limit is a full disk too") {
  Workspace workspace(7);
  const std::int64_t pages = *workspace.database->query_integer("PRAGMA page_count");
  REQUIRE(workspace.database->execute("PRAGMA max_page_count = " + std::to_string(pages + 10)));
  Status status;
  std::vector<Uuid> people;
  while (status) {
    const Uuid id = workspace.store->new_id();
    const auto applied = workspace.store->apply(
        {OperationKind::edit, "Edit person", {{Table::person, id, {{person::given_name, std::string(500, 'x')}}}}});
    if (applied) {
      people.push_back(id);
    } else {
      status = applied.error();
    }
  }
  CHECK(status.error().code == ErrorCode::storage_full);
  CHECK(people.size() > 5);
  for (const Uuid& id : people) CHECK(workspace.find(Table::person, id));
  CHECK(workspace.rows_waiting() == static_cast<std::int64_t>(people.size()));
}

TEST_CASE("a disk that fails is told from a full one") {
  const DiskGuard guard;
  Workspace workspace(7, memory_file("failing"));
  const Uuid jose = workspace.new_person("José");
  test::memory_disk().fails = true;
  const auto refused = workspace.store->apply(
      {OperationKind::edit, "Edit person", {{Table::person, jose, {{person::given_name, std::string("Zé")}}}}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::storage_failed);
  test::memory_disk() = {};
  CHECK(workspace.name_of(jose) == "José");
  workspace.name(jose, "Zé");
  CHECK(workspace.name_of(jose) == "Zé");
}

TEST_CASE("a workspace is there when its file is opened again") {
  Uuid jose;
  {
    Workspace workspace(7, memory_file("again"));
    jose = workspace.new_person("José");
  }
  Workspace workspace(7, memory_file("again"));
  CHECK(workspace.name_of(jose) == "José");
  CHECK(workspace.rows_waiting() == 1);
  CHECK(code_of(workspace.database->execute("INSERT INTO person (id) VALUES (1)")) == ErrorCode::internal);
}
