#include <catch_amalgamated.hpp>

#include <map>

#include "support/merge_server.h"
#include "support/workspace.h"

using namespace vinculo;
using test::MergeServer;
using test::Workspace;

namespace {

constexpr auto person_table = static_cast<std::uint64_t>(Table::person);

OutgoingBatch next_batch(Workspace& workspace, std::size_t max_bytes = 400'000) {
  auto batch = workspace.store->next_batch(max_bytes);
  REQUIRE(batch);
  REQUIRE(*batch);
  return **batch;
}

bool has_batch(Workspace& workspace) {
  auto batch = workspace.store->next_batch(400'000);
  REQUIRE(batch);
  return batch->has_value();
}

std::vector<RowPatch> rows_of(const OutgoingBatch& batch) {
  auto reader = BatchReader::open(batch.rows);
  REQUIRE(reader);
  CHECK(reader->bases() == Bases::present);
  std::vector<RowPatch> rows;
  while (!reader->at_end()) {
    rows.push_back(*reader->next());
  }
  return rows;
}

void acknowledge(Workspace& workspace, const OutgoingBatch& batch, const std::vector<Refusal>& refused = {}) {
  REQUIRE(workspace.store->acknowledge(batch.number, refused));
}

Uuid confirmed_person(Workspace& workspace, const std::string& name) {
  const Uuid id = workspace.new_person(name);
  acknowledge(workspace, next_batch(workspace));
  return id;
}

}  // namespace

TEST_CASE("a new row is sent whole, as something nobody has seen") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  workspace.set(Table::person, jose, person::nickname, std::string("Zé"));
  CHECK(workspace.rows_waiting() == 1);
  const auto rows = rows_of(next_batch(workspace));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].id == jose);
  REQUIRE(rows[0].registers.size() == 2);
  CHECK(rows[0].registers[0].base.is_zero());
  CHECK(rows[0].registers[1].base.is_zero());
}

TEST_CASE("a row edited twice before it is sent is sent once, with the base of the first edit") {
  Workspace workspace(7);
  const Uuid jose = confirmed_person(workspace, "José");
  const Stamp seen = workspace.find(Table::person, jose)->registers[0].stamp;
  workspace.name(jose, "Zé");
  workspace.name(jose, "Zeca");
  CHECK(workspace.rows_waiting() == 1);
  const auto rows = rows_of(next_batch(workspace));
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0].registers.size() == 1);
  CHECK(text_of(rows[0].registers[0].value) == "Zeca");
  CHECK(rows[0].registers[0].base == seen);
}

TEST_CASE("a batch that was not answered is sent again as it was, whatever was edited since") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const OutgoingBatch sent = next_batch(workspace);
  workspace.name(jose, "Zé");
  workspace.open_store();
  const OutgoingBatch again = next_batch(workspace);
  CHECK(again.number == sent.number);
  CHECK(again.rows == sent.rows);
  const auto state = workspace.store->outbox_state();
  CHECK(state->rows_waiting == 2);
  CHECK(state->rows_in_flight == 1);
}

TEST_CASE("an edit made while the row is in flight waits for the next batch, based on what was sent") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const OutgoingBatch first = next_batch(workspace);
  workspace.name(jose, "Zé");
  acknowledge(workspace, first);
  CHECK(workspace.rows_waiting() == 1);
  const OutgoingBatch second = next_batch(workspace);
  CHECK(second.number == first.number + 1);
  CHECK(rows_of(second)[0].registers[0].base == rows_of(first)[0].registers[0].stamp);
}

TEST_CASE("an answer that comes twice or for another batch does nothing") {
  Workspace workspace(7);
  workspace.new_person("José");
  const OutgoingBatch batch = next_batch(workspace);
  REQUIRE(workspace.store->acknowledge(batch.number + 1, {}));
  CHECK(workspace.rows_waiting() == 1);
  acknowledge(workspace, batch);
  CHECK(workspace.rows_waiting() == 0);
  acknowledge(workspace, batch);
  CHECK_FALSE(has_batch(workspace));
}

TEST_CASE("batches keep to their size and together have every row once, in the order of the changes") {
  Workspace workspace(7);
  std::vector<Uuid> people;
  for (int i = 0; i < 3; ++i) {
    std::vector<Edit> edits;
    for (int j = 0; j < 400; ++j) {
      people.push_back(workspace.store->new_id());
      edits.push_back({Table::person, people.back(), {{person::given_name, std::string("Maria da Conceição")}}});
    }
    workspace.apply(edits);
  }
  CHECK(workspace.rows_waiting() == 1200);
  std::vector<Uuid> sent;
  while (sent.size() < people.size()) {
    const OutgoingBatch batch = next_batch(workspace, 10'000);
    CHECK(batch.rows.size() <= 10'000);
    for (const RowPatch& row : rows_of(batch)) sent.push_back(row.id);
    acknowledge(workspace, batch);
  }
  CHECK_FALSE(has_batch(workspace));
  CHECK(sent == people);
}

TEST_CASE("a row larger than a batch is sent alone") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const Uuid note = workspace.store->new_id();
  workspace.apply({{Table::note, note, {{note::owner, value_of(jose)}, {note::body, std::string(100'000, 'x')}}}});
  const OutgoingBatch first = next_batch(workspace, 1000);
  CHECK(rows_of(first).size() == 1);
  acknowledge(workspace, first);
  const auto second = rows_of(next_batch(workspace, 1000));
  REQUIRE(second.size() == 1);
  CHECK(second[0].id == note);
}

TEST_CASE("a refused edit gets the confirmed value back and is listed with what was typed") {
  Workspace workspace(7);
  const Uuid jose = confirmed_person(workspace, "José");
  const RowPatch before = *workspace.find(Table::person, jose);
  workspace.apply(
      {{Table::person, jose, {{person::given_name, std::string("Zé")}, {person::nickname, std::string("Z")}}}});
  const OutgoingBatch batch = next_batch(workspace);
  const auto changes =
      workspace.store->acknowledge(batch.number, {{person_table, jose, person::given_name, "forbidden"}});
  REQUIRE(changes);
  CHECK(changes->units == std::vector<Uuid>{jose});
  CHECK(workspace.name_of(jose) == "José");
  CHECK(workspace.find(Table::person, jose)->registers[0] == before.registers[0]);
  CHECK(text_of(workspace.value(Table::person, jose, person::nickname)) == "Z");
  const auto refused = workspace.store->refusals();
  REQUIRE(refused);
  REQUIRE(refused->size() == 1);
  CHECK((*refused)[0].refusal.reason == "forbidden");
  CHECK((*refused)[0].refusal.column == person::given_name);
  REQUIRE((*refused)[0].attempted.registers.size() == 1);
  CHECK(text_of((*refused)[0].attempted.registers[0].value) == "Zé");
  CHECK(workspace.rows_waiting() == 0);
  REQUIRE(workspace.store->dismiss_refusal((*refused)[0].number));
  CHECK(*workspace.store->refusal_count() == 0);
}

TEST_CASE(
    "a refused value that was edited since stays as edited, and goes back to what was confirmed if that is refused too") {
  Workspace workspace(7);
  const Uuid jose = confirmed_person(workspace, "José");
  const Stamp seen = workspace.find(Table::person, jose)->registers[0].stamp;
  workspace.name(jose, "Zé");
  const OutgoingBatch first = next_batch(workspace);
  workspace.name(jose, "Zeca");
  acknowledge(workspace, first, {{person_table, jose, person::given_name, "forbidden"}});
  CHECK(workspace.name_of(jose) == "Zeca");
  const OutgoingBatch second = next_batch(workspace);
  CHECK(rows_of(second)[0].registers[0].base == seen);
  acknowledge(workspace, second, {{person_table, jose, std::nullopt, "forbidden"}});
  CHECK(workspace.name_of(jose) == "José");
  CHECK(*workspace.store->refusal_count() == 2);
}

TEST_CASE("a refused creation takes the row away and keeps what was typed") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const Uuid ana = workspace.new_person("Ana");
  const OutgoingBatch batch = next_batch(workspace);
  workspace.set(Table::person, jose, person::nickname, std::string("Zé"));
  acknowledge(workspace, batch, {{person_table, jose, std::nullopt, "forbidden"}});
  CHECK_FALSE(workspace.find(Table::person, jose));
  CHECK(workspace.find(Table::person, ana));
  CHECK(workspace.rows_waiting() == 0);
  const auto refused = workspace.store->refusals();
  REQUIRE(refused->size() == 1);
  CHECK((*refused)[0].attempted.registers.size() == 2);
  CHECK(test::sums_of(workspace)[person_table].first == 1);

  SECTION("and typing it again makes it again") {
    workspace.name(jose, "José");
    CHECK(workspace.name_of(jose) == "José");
    CHECK_FALSE(workspace.is_trashed(Table::person, jose));
    CHECK(rows_of(next_batch(workspace))[0].registers[0].base.is_zero());
  }
  SECTION("and undoing its creation has nothing to do") {
    REQUIRE(workspace.store->undo());
    REQUIRE(workspace.store->undo());
    CHECK_FALSE(workspace.find(Table::person, jose));
  }
}

TEST_CASE("a refused field of a new row is emptied and the row stays") {
  Workspace workspace(7);
  const Uuid jose = workspace.store->new_id();
  workspace.apply(
      {{Table::person, jose, {{person::given_name, std::string("José")}, {person::nickname, std::string("Z")}}}});
  acknowledge(workspace, next_batch(workspace), {{person_table, jose, person::nickname, "forbidden"}});
  CHECK(is_null(workspace.value(Table::person, jose, person::nickname)));
  CHECK(workspace.find(Table::person, jose)->registers.size() == 1);
  CHECK(text_of((*workspace.store->refusals())[0].attempted.registers[0].value) == "Z");
}

TEST_CASE("after the server lost everything a device gives it back, with what waited still waiting") {
  MergeServer old_server, new_server;
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const Uuid ana = workspace.new_person("Ana");
  old_server.sync(workspace);
  workspace.name(jose, "Zé");
  const Uuid rui = workspace.new_person("Rui");
  REQUIRE(workspace.store->requeue_everything());
  new_server.push_all(workspace);
  CHECK(workspace.rows_waiting() == 0);
  CHECK(new_server.sums() == test::sums_of(workspace));
  CHECK(new_server.conflicts().empty());
  for (const Uuid& id : {jose, ana, rui}) CHECK(new_server.rows.contains({person_table, id}));
}

TEST_CASE("a batch that is given up waits again, with the bases it had and what was edited since") {
  Workspace workspace(7);
  const Uuid jose = confirmed_person(workspace, "José");
  const Stamp confirmed = workspace.find(Table::person, jose)->registers[0].stamp;
  workspace.name(jose, "Zé");
  const Uuid rui = workspace.new_person("Rui");
  const Uuid ana = workspace.new_person("Ana");
  const std::uint64_t given_up = next_batch(workspace).number;
  workspace.name(jose, "Zeca");
  workspace.set(Table::person, jose, person::nickname, std::string("Z"));
  workspace.name(rui, "Ruy");
  REQUIRE(workspace.store->requeue_everything());

  const OutgoingBatch batch = next_batch(workspace);
  CHECK(batch.number != given_up);
  std::map<Uuid, std::vector<RowPatch>> sent;
  for (RowPatch& row : rows_of(batch)) sent[row.id].push_back(std::move(row));
  REQUIRE(sent[jose].size() == 2);  // the copy, then the change
  CHECK(text_of(sent[jose][0].registers[0].value) == "José");
  CHECK(sent[jose][0].registers[0].base == confirmed);
  REQUIRE(sent[jose][1].registers.size() == 2);
  CHECK(text_of(sent[jose][1].registers[0].value) == "Zeca");
  CHECK(sent[jose][1].registers[0].base == confirmed);
  CHECK(sent[jose][1].registers[1].base.is_zero());
  for (const Uuid& id : {rui, ana}) {
    REQUIRE(sent[id].size() == 1);
    CHECK(sent[id][0].registers[0].base.is_zero());
  }
  CHECK(text_of(sent[rui][0].registers[0].value) == "Ruy");
  acknowledge(workspace, batch);
  CHECK(workspace.rows_waiting() == 0);
}

TEST_CASE("a row that is asked for is sent again as a copy") {
  Workspace workspace(7);
  const Uuid jose = confirmed_person(workspace, "José");
  confirmed_person(workspace, "Ana");
  REQUIRE(workspace.store->requeue({{person_table, jose}, {person_table, workspace.random.id()}, {99, jose}}));
  const auto rows = rows_of(next_batch(workspace));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].id == jose);
  CHECK(rows[0].registers[0].base == rows[0].registers[0].stamp);
  acknowledge(workspace, next_batch(workspace), {{person_table, jose, std::nullopt, "forbidden"}});
  CHECK(workspace.name_of(jose) == "José");
}
