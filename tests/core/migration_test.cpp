#include <catch_amalgamated.hpp>

#include <fstream>
#include <iterator>

#include "storage/migrations.h"
#include "support/memory_vfs.h"
#include "support/workspace.h"

using namespace vinculo;
using storage::Database;
using storage::Durability;
using test::Workspace;

namespace {

storage::OpenOptions memory_file(const std::string& name) {
  test::register_memory_vfs();
  return {.path = name, .vfs = test::memory_vfs_name, .durability = Durability::host_vfs};
}

// As written by the version named; never written again. See tests/data/README.md.
Bytes stored_workspace(const std::string& name) {
  std::ifstream file(std::string(VINCULO_TEST_DATA) + "/" + name, std::ios::binary);
  REQUIRE(file);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

ErrorCode open_code(const std::string& name) {
  const auto database = Database::open(memory_file(name));
  REQUIRE(database);
  const auto store = Store::open(**database, [] { return 1; }, [] { return 1; });
  return store ? ErrorCode::none : store.error().code;
}

}  // namespace

TEST_CASE("a workspace stored by version 1 opens with its records, its outbox and its undo") {
  test::put_memory_file("v1", stored_workspace("workspace-1.sqlite"));
  Workspace workspace(7, memory_file("v1"));
  CHECK(workspace.store->device() == 7);
  const Uuid jose = *parse_uuid("0199c82c-c000-7001-8000-000000000001");
  CHECK(workspace.name_of(jose) == "Zé");
  const auto phones = workspace.store->rows_of(Table::phone, jose);
  REQUIRE(phones);
  REQUIRE(phones->size() == 1);
  CHECK(text_of((*phones)[0].registers[phone::number - 1].value) == "+351 912 345 678");
  CHECK(workspace.rows_waiting() == 2);
  CHECK(*workspace.store->find_setting("language") == "pt-BR");
  REQUIRE(workspace.store->undo());
  CHECK(workspace.name_of(jose) == "José");
  CHECK(*workspace.database->query_integer("PRAGMA user_version") == newest_schema);
}

TEST_CASE("a new workspace has the newest version and is marked as ours") {
  Workspace workspace(7);
  CHECK(*workspace.database->query_integer("PRAGMA user_version") == newest_schema);
  CHECK(*workspace.database->query_integer("PRAGMA application_id") == storage::workspace_application_id);
}

TEST_CASE("a workspace of a newer version is refused and not touched") {
  {
    Workspace workspace(7, memory_file("newer"));
    REQUIRE(workspace.database->execute("PRAGMA user_version = 1000"));
  }
  const Bytes before = test::memory_file("newer");
  CHECK(open_code("newer") == ErrorCode::newer_schema);
  CHECK(test::memory_file("newer") == before);
}

TEST_CASE("a database of another program is refused and not touched") {
  {
    const auto database = Database::open(memory_file("other"));
    REQUIRE((*database)->execute("CREATE TABLE person (name)"));
  }
  const Bytes before = test::memory_file("other");
  CHECK(open_code("other") == ErrorCode::damaged);
  CHECK(test::memory_file("other") == before);
}
