#include <catch_amalgamated.hpp>

#include "support/merge_server.h"
#include "support/workspace.h"

using namespace vinculo;
using test::MergeServer;
using test::Workspace;

namespace {

// Again while there is more.
void undo(Workspace& workspace) {
  auto changes = workspace.store->undo();
  while (changes && changes->unfinished) changes = workspace.store->undo();
  REQUIRE(changes);
}
void redo(Workspace& workspace) {
  auto changes = workspace.store->redo();
  while (changes && changes->unfinished) changes = workspace.store->redo();
  REQUIRE(changes);
}
ErrorCode code_of(const Result<ChangeSet>& result) { return result ? ErrorCode::none : result.error().code; }

std::vector<Edit> new_people(Workspace& workspace, int count) {
  std::vector<Edit> edits;
  for (int i = 0; i < count; ++i) {
    edits.push_back({Table::person, workspace.store->new_id(), {{person::given_name, std::string("Maria")}}});
  }
  return edits;
}

std::int64_t live_people(Workspace& workspace) {
  return *workspace.database->query_integer("SELECT count(*) FROM person WHERE deleted = 0");
}

}  // namespace

TEST_CASE("undo walks back and redo walks forward again") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("a");
  workspace.name(jose, "b");
  workspace.name(jose, "c");
  undo(workspace);
  CHECK(workspace.name_of(jose) == "b");
  undo(workspace);
  CHECK(workspace.name_of(jose) == "a");
  redo(workspace);
  CHECK(workspace.name_of(jose) == "b");
  redo(workspace);
  CHECK(workspace.name_of(jose) == "c");
  CHECK(code_of(workspace.store->redo()) == ErrorCode::not_found);
  undo(workspace);
  undo(workspace);
  undo(workspace);
  CHECK(workspace.is_trashed(Table::person, jose));
  CHECK(code_of(workspace.store->undo()) == ErrorCode::not_found);
  redo(workspace);
  CHECK_FALSE(workspace.is_trashed(Table::person, jose));
  CHECK(workspace.name_of(jose) == "a");
}

TEST_CASE("a new edit ends what could be redone") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("a");
  workspace.name(jose, "b");
  undo(workspace);
  CHECK(workspace.store->undo_state()->redo_title);
  workspace.name(jose, "c");
  CHECK_FALSE(workspace.store->undo_state()->redo_title);
  CHECK(code_of(workspace.store->redo()) == ErrorCode::not_found);
  undo(workspace);
  CHECK(workspace.name_of(jose) == "a");
}

TEST_CASE("the names of what undo and redo would do are known") {
  Workspace workspace(7);
  CHECK_FALSE(workspace.store->undo_state()->undo_title);
  const Uuid jose = workspace.store->new_id();
  workspace.apply({{Table::person, jose, {{person::given_name, std::string("a")}}}}, "Create person");
  workspace.apply({{Table::person, jose, {{person::given_name, std::string("b")}}}}, "Edit person");
  CHECK(workspace.store->undo_state()->undo_title == "Edit person");
  undo(workspace);
  CHECK(workspace.store->undo_state()->undo_title == "Create person");
  CHECK(workspace.store->undo_state()->redo_title == "Edit person");
}

TEST_CASE("an emptied field comes back") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  workspace.set(Table::person, jose, person::nickname, std::string("Zé"));
  undo(workspace);
  CHECK(is_null(workspace.value(Table::person, jose, person::nickname)));
  redo(workspace);
  CHECK(text_of(workspace.value(Table::person, jose, person::nickname)) == "Zé");
}

TEST_CASE("undo leaves alone what someone else wrote since") {
  MergeServer server;
  Workspace mine(1), theirs(2);
  const Uuid jose = mine.new_person("José");
  server.sync(mine);
  mine.apply({{Table::person, jose, {{person::given_name, std::string("Zé")}, {person::nickname, std::string("Z")}}}});
  server.sync(mine);
  server.sync(theirs);
  theirs.now_ms += 1000;
  theirs.name(jose, "Zeca");
  server.sync(theirs);
  server.sync(mine);
  undo(mine);
  CHECK(mine.name_of(jose) == "Zeca");
  CHECK(is_null(mine.value(Table::person, jose, person::nickname)));
}

TEST_CASE("undo is sent like any other change") {
  MergeServer server;
  Workspace mine(1), theirs(2);
  const Uuid jose = mine.new_person("José");
  mine.name(jose, "Zé");
  server.sync(mine);
  undo(mine);
  CHECK(mine.rows_waiting() == 1);
  server.sync(mine);
  server.sync(theirs);
  CHECK(theirs.name_of(jose) == "José");
}

TEST_CASE("an import of many slices is one undo") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const auto import = workspace.store->begin_batch(OperationKind::import, "Import contacts");
  REQUIRE(import);
  for (int slice = 0; slice < 30; ++slice) {
    auto edits = new_people(workspace, 1000);
    edits.push_back({Table::person, jose, {{person::nickname, "Z" + std::to_string(slice)}}});
    REQUIRE(workspace.store->apply_more(*import, edits));
  }
  REQUIRE(workspace.store->end_batch(*import));
  CHECK(live_people(workspace) == 30'001);
  undo(workspace);
  CHECK(live_people(workspace) == 1);
  CHECK(is_null(workspace.value(Table::person, jose, person::nickname)));
  redo(workspace);
  CHECK(live_people(workspace) == 30'001);
  CHECK(text_of(workspace.value(Table::person, jose, person::nickname)) == "Z29");
  undo(workspace);
  CHECK(live_people(workspace) == 1);
}

TEST_CASE("an undo that was interrupted goes on") {
  Workspace workspace(7);
  const auto import = workspace.store->begin_batch(OperationKind::import, "Import contacts");
  REQUIRE(import);
  for (int slice = 0; slice < 50; ++slice) {
    REQUIRE(workspace.store->apply_more(*import, new_people(workspace, 1000)));
  }
  REQUIRE(workspace.store->end_batch(*import));

  const auto first = workspace.store->undo();
  REQUIRE(first);
  CHECK(first->unfinished);
  CHECK(live_people(workspace) < 50'000);
  class Fails : public ChangeListener {
    Status rows_changed(std::span<const RowChange>) override { return Error{ErrorCode::storage_full, "test"}; }
  } listener;
  workspace.store->set_listener(&listener);
  CHECK(code_of(workspace.store->undo()) == ErrorCode::storage_full);
  workspace.store->set_listener(nullptr);
  const std::int64_t left = live_people(workspace);
  CHECK(left > 0);
  CHECK(left < 50'000);
  CHECK(workspace.store->undo_state()->undo_title == "Import contacts");
  undo(workspace);
  CHECK(live_people(workspace) == 0);
  redo(workspace);
  CHECK(live_people(workspace) == 50'000);
}

TEST_CASE("an import that changed nothing is not offered for undo") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  undo(workspace);
  redo(workspace);
  const auto import = workspace.store->begin_batch(OperationKind::import, "Import contacts");
  REQUIRE(import);
  REQUIRE(workspace.store->apply_more(*import, {{Table::person, jose, {{person::given_name, std::string("José")}}}}));
  REQUIRE(workspace.store->end_batch(*import));
  CHECK(workspace.store->undo_state()->undo_title == "Edit person");
  CHECK_FALSE(workspace.store->apply_more(*import, {}));
}

TEST_CASE("a running import is not what undo takes back") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const auto import = workspace.store->begin_batch(OperationKind::import, "Import contacts");
  REQUIRE(import);
  REQUIRE(workspace.store->apply_more(*import, new_people(workspace, 10)));
  undo(workspace);
  CHECK(workspace.is_trashed(Table::person, jose));
  CHECK(code_of(workspace.store->undo()) == ErrorCode::not_found);
  REQUIRE(workspace.store->end_batch(*import));
  undo(workspace);
  CHECK(live_people(workspace) == 0);
}
