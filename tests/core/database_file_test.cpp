// Files of the operating system: natively only.
#include <catch_amalgamated.hpp>
#include <filesystem>

#include "support/workspace.h"

using namespace vinculo;
using test::Workspace;

namespace {

// A folder of its own that goes with the test.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("vinculo-" + to_string(test::Random().id()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] storage::OpenOptions file(const std::string& name) const {
    return {.path = (path_ / name).string(), .vfs = {}, .durability = storage::Durability::file};
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a workspace in a file is there when it is opened again") {
  const Folder folder;
  Uuid jose;
  {
    Workspace workspace(7, folder.file("workspace"));
    jose = workspace.new_person("José");
  }
  Workspace workspace(7, folder.file("workspace"));
  CHECK(workspace.name_of(jose) == "José");
  CHECK(*workspace.database->query_integer("PRAGMA synchronous") == 2);
}

TEST_CASE("a second program that opens a workspace is told that another one has it") {
  const Folder folder;
  Workspace first(7, folder.file("workspace"));
  const Uuid jose = first.new_person("José");
  const auto is_taken = [&] {
    const auto database = storage::Database::open(folder.file("workspace"));
    if (!database) return database.error().code == ErrorCode::read_only;
    const auto second = Store::open(**database, [] { return 1; }, [] { return 1; });
    return !second && second.error().code == ErrorCode::read_only;
  };
  CHECK(is_taken());
  CHECK(first.name_of(jose) == "José");
  first.name(jose, "Zé");
  CHECK(first.name_of(jose) == "Zé");
}

TEST_CASE("a file in a folder that does not exist cannot be opened") {
  const Folder folder;
  const auto database = storage::Database::open(folder.file("missing/folder/workspace"));
  REQUIRE_FALSE(database);
  CHECK(database.error().code == ErrorCode::storage_failed);
}
