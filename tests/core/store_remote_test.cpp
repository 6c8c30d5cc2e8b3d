#include <catch_amalgamated.hpp>

#include "support/merge_server.h"
#include "support/random_row.h"
#include "support/workspace.h"

using namespace vinculo;
using test::MergeServer;
using test::Workspace;

namespace {

constexpr auto person_table = static_cast<std::uint64_t>(Table::person);

Stamp at(std::uint64_t ms, std::uint32_t device) { return {Hlc::from_ms(ms), device}; }

void take(Workspace& workspace, const std::vector<RowPatch>& rows, std::uint64_t revision = 1) {
  BatchWriter writer(Bases::absent);
  for (const RowPatch& row : rows) writer.add(row);
  REQUIRE(workspace.store->apply_remote(writer.take(), revision));
}

RowPatch person_named(const Uuid& id, const std::string& name, Stamp stamp) {
  return {person_table, id, {{person::given_name, name, stamp, {}}}};
}

}  // namespace

TEST_CASE("rows from the server are there, and the revision is remembered") {
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  take(workspace, {person_named(jose, "José", at(workspace.now_ms, 9))}, 41);
  CHECK(workspace.name_of(jose) == "José");
  CHECK(workspace.rows_waiting() == 0);
  workspace.open_store();
  CHECK(workspace.store->revision() == 41);
}

TEST_CASE("what is written after seeing a row from elsewhere is newer than it") {
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  SECTION("when it is a little ahead") {
    take(workspace, {person_named(jose, "José", at(workspace.now_ms + 30'000, 9))});
  }
  SECTION("when it is far ahead") {
    take(workspace, {person_named(jose, "José", at(workspace.now_ms + 3'600'000, 9))});
  }
  const Stamp seen = workspace.find(Table::person, jose)->registers[0].stamp;
  workspace.name(jose, "Zé");
  CHECK(workspace.find(Table::person, jose)->registers[0].stamp > seen);
}

TEST_CASE("a clock far ahead elsewhere does not drag this one along") {
  Workspace workspace(7);
  take(workspace, {person_named(workspace.random.id(), "José", at(workspace.now_ms + 3'600'000, 9))});
  const Uuid ana = workspace.new_person("Ana");
  CHECK(workspace.find(Table::person, ana)->registers[0].stamp == at(workspace.now_ms, 7));
}

TEST_CASE("a confirmed register takes what the server decided, even with a lesser stamp") {
  MergeServer server;
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  server.push_all(workspace);
  take(workspace, {person_named(jose, "Zé", at(1000, 9))});
  CHECK(workspace.name_of(jose) == "Zé");
  CHECK(workspace.find(Table::person, jose)->registers[0].stamp == at(1000, 9));
}

TEST_CASE("a waiting change keeps its value, and its base says that it had not seen the other") {
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  const Stamp first = at(workspace.now_ms, 9);
  take(workspace, {person_named(jose, "José", first)});
  workspace.name(jose, "Zé");
  take(workspace, {person_named(jose, "Zeca", at(workspace.now_ms + 1000, 9))});
  CHECK(workspace.name_of(jose) == "Zé");
  const auto batch = workspace.store->next_batch(1000);
  const auto row = BatchReader::open((*batch)->rows)->next();
  CHECK(row->registers[0].base == first);
  SECTION("refused, it goes back to the newest confirmed value") {
    REQUIRE(workspace.store->acknowledge((*batch)->number, {{person_table, jose, std::nullopt, "forbidden"}}));
    CHECK(workspace.name_of(jose) == "Zeca");
  }
}

TEST_CASE("an earlier change of ours that the server restamped becomes the base of the next") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  auto batch = workspace.store->next_batch(1000);
  workspace.name(jose, "Zé");
  const Stamp restamped = at(workspace.now_ms - 5000, 7);
  take(workspace, {person_named(jose, "José", restamped)});
  REQUIRE(workspace.store->acknowledge((*batch)->number, {}));
  CHECK(workspace.name_of(jose) == "Zé");
  batch = workspace.store->next_batch(1000);
  CHECK(BatchReader::open((*batch)->rows)->next()->registers[0].base == restamped);
}

TEST_CASE("an answer that was lost does not leave the device behind") {
  // The server merged our change, someone's later one won, and we pull that before we learn that ours arrived.
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  take(workspace, {person_named(jose, "José", at(workspace.now_ms, 9))});
  workspace.name(jose, "Zé");
  const auto batch = workspace.store->next_batch(1000);
  take(workspace, {person_named(jose, "Zeca", at(workspace.now_ms + 1000, 9))});
  REQUIRE(workspace.store->acknowledge((*batch)->number, {}));
  CHECK(workspace.name_of(jose) == "Zeca");
}

TEST_CASE("a column of a later version is parked and still part of the row's hash") {
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  RowPatch row = person_named(jose, "José", at(1000, 9));
  row.registers.push_back({Column{200}, std::string("of tomorrow"), at(1000, 9), {}});
  const RowPatch unknown{77, workspace.random.id(), {{Column{1}, std::string("x"), at(1000, 9), {}}}};
  take(workspace, {row, unknown});
  CHECK(workspace.find(Table::person, jose)->registers.size() == 1);
  const auto sums = test::sums_of(workspace);
  CHECK(sums.at(person_table) == std::pair<std::uint64_t, std::uint64_t>(1, row_hash(row)));
  CHECK(sums.at(77) == std::pair<std::uint64_t, std::uint64_t>(1, row_hash(unknown)));
  CHECK(*workspace.store->rows_in_bucket(person_table, jose.bytes.back()) == std::vector{row});

  row.registers[1] = {Column{200}, std::string("of later"), at(2000, 9), {}};
  take(workspace, {row});
  CHECK(test::sums_of(workspace).at(person_table).second == row_hash(row));
}

TEST_CASE("what an earlier version parked is taken when this one knows it") {
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  take(workspace, {person_named(jose, "José", at(1000, 9))});
  // As a version without nicknames would have left it.
  const RowPatch parked{person_table, jose, {{person::nickname, std::string("Zé"), at(1000, 9), {}}}};
  Bytes packed;
  ByteWriter out(packed);
  write_row(out, parked, Bases::absent);
  REQUIRE(workspace.database->run("INSERT INTO parked VALUES (1, ?, ?)", jose, ByteView(packed)));
  workspace.open_store();
  const auto changes = workspace.store->replay_parked();
  REQUIRE(changes);
  CHECK(changes->units == std::vector<Uuid>{jose});
  CHECK(text_of(workspace.value(Table::person, jose, person::nickname)) == "Zé");
  CHECK(*workspace.database->query_integer("SELECT count(*) FROM parked") == 0);
  CHECK(workspace.store->replay_parked()->units.empty());
}

TEST_CASE("a value of a type that this version does not expect is parked, not bent") {
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  const RowPatch row{person_table, jose, {{person::given_name, std::int64_t{5}, at(1000, 9), {}}}};
  take(workspace, {row});
  CHECK_FALSE(workspace.find(Table::person, jose));
  CHECK(test::sums_of(workspace).at(person_table).second == row_hash(row));
  take(workspace, {person_named(jose, "José", at(2000, 9))});
  CHECK(test::sums_of(workspace).at(person_table).second == row_hash(person_named(jose, "José", at(2000, 9))));
}

TEST_CASE("a damaged batch changes nothing") {
  Workspace workspace(7);
  const Uuid jose = workspace.random.id();
  BatchWriter writer(Bases::absent);
  writer.add(person_named(jose, "José", at(1000, 9)));
  writer.add_packed(Bytes{1, 2, 3});
  const auto result = workspace.store->apply_remote(writer.take(), 9);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::malformed);
  CHECK_FALSE(workspace.find(Table::person, jose));
  CHECK(workspace.store->revision() == 0);
  CHECK_FALSE(workspace.store->apply_remote(BatchWriter(Bases::present).take(), 9));
}

TEST_CASE("the sums of the parts of a table are those of the table") {
  Workspace workspace(7);
  for (int i = 0; i < 500; ++i) workspace.new_person("Maria");
  const auto whole = test::sums_of(workspace)[person_table];
  const auto parts = workspace.store->check_buckets(person_table);
  REQUIRE(parts);
  REQUIRE(parts->size() == 256);
  std::pair<std::uint64_t, std::uint64_t> sum;
  for (const Store::TableCheck& part : *parts) {
    sum.first += part.rows;
    sum.second += part.hash;
    std::uint64_t hash = 0;
    for (const RowPatch& row : *workspace.store->rows_in_bucket(person_table, static_cast<std::uint8_t>(part.table))) {
      hash += row_hash(row);
    }
    CHECK(hash == part.hash);
  }
  CHECK(sum == whole);
}

TEST_CASE("of two edits made apart everyone keeps the later and sees the other as a conflict") {
  MergeServer server;
  Workspace ana(1), rui(2);
  const Uuid jose = ana.new_person("José");
  server.sync(ana);
  server.sync(rui);
  ana.name(jose, "Zé");
  rui.now_ms = ana.now_ms + 5;
  rui.name(jose, "Zeca");
  SECTION("the later arrives last") {
    server.sync(ana);
    server.sync(rui);
  }
  SECTION("the later arrives first") {
    server.sync(rui);
    server.sync(ana);
  }
  SECTION("both were pulled before they were pushed") {
    server.push_all(ana);
    server.pull(rui);
    server.sync(rui);
  }
  server.pull(ana);
  server.pull(rui);
  CHECK(ana.name_of(jose) == "Zeca");
  CHECK(rui.name_of(jose) == "Zeca");
  REQUIRE(server.conflicts().size() == 1);
  const auto kept = ana.store->rows_of(Table::conflict, jose);
  REQUIRE(kept->size() == 1);
  CHECK(integer_of((*kept)[0].registers[conflict::lost_device - 1].value) == 1);
  CHECK(test::sums_of(ana) == test::sums_of(rui));
  CHECK(test::sums_of(ana) == server.sums());
}

TEST_CASE("devices that edit, undo and sync at random end equal to each other and to the server") {
  test::Random random;
  for (int history = 0; history < 100; ++history) {
    MergeServer server;
    std::vector<std::unique_ptr<Workspace>> devices;
    for (std::uint32_t number = 1; number <= 3; ++number) {
      devices.push_back(std::make_unique<Workspace>(number));
      devices.back()->now_ms += random.below(50'000);  // clocks that differ
    }
    std::vector<Uuid> people;
    for (int i = 0; i < 4; ++i) people.push_back(random.id());
    for (int step = 0; step < 40; ++step) {
      Workspace& device = *devices[random.below(devices.size())];
      device.now_ms += random.below(20'000);
      const Uuid& someone = people[random.below(people.size())];
      switch (random.below(8)) {
        case 0: server.sync(device); break;
        case 1: server.pull(device); break;
        case 2: {  // the push arrives, its answer does not
          if (auto batch = device.store->next_batch(400); *batch) server.take(device.store->device(), (*batch)->rows);
          break;
        }
        case 3: (void)device.store->undo(); break;
        case 4: (void)device.store->redo(); break;
        case 5: device.set(Table::person, someone, column_deleted, static_cast<std::int64_t>(random.below(2))); break;
        default:
          device.apply(
              {{Table::person, someone, {{person::given_name, random.text(3)}, {person::nickname, random.text(1)}}}});
      }
    }
    for (int round = 0; round < 2; ++round) {
      for (auto& device : devices) server.sync(*device);
    }
    INFO("history " << history);
    for (auto& device : devices) {
      CHECK(device->rows_waiting() == 0);
      CHECK(test::sums_of(*device) == server.sums());
    }
  }
}
