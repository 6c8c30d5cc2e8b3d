#include <catch_amalgamated.hpp>

#include <algorithm>

#include "support/workspace.h"

using namespace vinculo;
using test::Workspace;

namespace {

Result<ChangeSet> try_apply(Workspace& workspace, const Edit& edit) {
  return workspace.store->apply({OperationKind::edit, "Edit person", {edit}});
}

class Recorder : public ChangeListener {
 public:
  Status rows_changed(std::span<const RowChange> rows) override {
    changes.insert(changes.end(), rows.begin(), rows.end());
    return answer;
  }
  std::vector<RowChange> changes;
  Status answer;
};

}  // namespace

TEST_CASE("an edit creates the row and is read back with its stamp") {
  Workspace workspace(7);
  const Uuid jose = workspace.store->new_id();
  const ChangeSet changes = workspace.name(jose, std::string("José\0x", 7));
  CHECK(changes.units == std::vector<Uuid>{jose});
  CHECK(changes.operation > 0);
  const auto row = workspace.find(Table::person, jose);
  REQUIRE(row);
  REQUIRE(row->registers.size() == 1);
  CHECK(text_of(row->registers[0].value) == std::string_view("José\0x", 7));
  CHECK(row->registers[0].stamp == Stamp{Hlc::from_ms(workspace.now_ms), 7});
}

TEST_CASE("a value equal to what is stored is no change") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  CHECK(workspace.name(jose, "José").operation == 0);
  CHECK(workspace.set(Table::person, jose, person::nickname, Value{}).operation == 0);
  CHECK(workspace.set(Table::person, jose, column_deleted, std::int64_t{0}).operation == 0);
  CHECK(workspace.find(Table::person, jose)->registers.size() == 1);
}

TEST_CASE("nothing is made of an edit that says nothing about a row that does not exist") {
  Workspace workspace(7);
  const Uuid nobody = workspace.store->new_id();
  CHECK(workspace.set(Table::person, nobody, person::given_name, Value{}).operation == 0);
  CHECK(workspace.set(Table::person, nobody, column_deleted, std::int64_t{1}).operation == 0);
  CHECK_FALSE(workspace.find(Table::person, nobody));
}

TEST_CASE("an operation with one bad value changes nothing") {
  Workspace workspace(7);
  const Uuid jose = workspace.store->new_id();
  const auto code_of = [&](Edit bad) {
    const Edit good{Table::person, jose, {{person::given_name, std::string("José")}}};
    const auto result = workspace.store->apply({OperationKind::edit, "Edit person", {good, bad}});
    return result ? ErrorCode::none : result.error().code;
  };
  CHECK(code_of({Table::person, jose, {{person::given_name, std::int64_t{1}}}}) == ErrorCode::invalid_argument);
  CHECK(code_of({Table::person, jose, {{Column{30}, std::string("x")}}}) == ErrorCode::invalid_argument);
  CHECK(code_of({static_cast<Table>(99), jose, {{Column{1}, std::string("x")}}}) == ErrorCode::invalid_argument);
  CHECK(code_of({Table::person, Uuid{}, {{person::given_name, std::string("x")}}}) == ErrorCode::invalid_argument);
  CHECK(code_of({Table::person, jose, {{person::given_name, std::string("\xff")}}}) == ErrorCode::invalid_argument);
  CHECK(code_of({Table::person, jose, {{column_deleted, Value{}}}}) == ErrorCode::invalid_argument);
  CHECK(code_of({Table::note, jose, {{note::body, std::string(10'000'000, 'x')}}}) == ErrorCode::too_large);
  CHECK_FALSE(workspace.find(Table::person, jose));
  CHECK(workspace.rows_waiting() == 0);
}

TEST_CASE("without a number from the server nothing can be changed") {
  Workspace workspace(0);
  const auto result =
      try_apply(workspace, {Table::person, workspace.store->new_id(), {{person::given_name, std::string("x")}}});
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::unauthorized);
}

TEST_CASE("an edit of a trashed row does not bring it back") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  workspace.set(Table::person, jose, column_deleted, std::int64_t{1});
  workspace.name(jose, "Zé");
  CHECK(workspace.is_trashed(Table::person, jose));
  CHECK(workspace.name_of(jose) == "Zé");
  workspace.set(Table::person, jose, column_deleted, std::int64_t{0});
  CHECK_FALSE(workspace.is_trashed(Table::person, jose));
}

TEST_CASE("two edits of one row in an operation are one, the later winning") {
  Workspace workspace(7);
  Recorder recorder;
  workspace.store->set_listener(&recorder);
  const Uuid jose = workspace.store->new_id();
  workspace.apply(
      {{Table::person, jose, {{person::given_name, std::string("José")}}},
       {Table::person, jose, {{person::given_name, std::string("Zé")}, {person::nickname, std::string("Z")}}}});
  CHECK(workspace.name_of(jose) == "Zé");
  REQUIRE(recorder.changes.size() == 1);
  CHECK(recorder.changes[0].columns == ((1U << person::given_name) | (1U << person::nickname)));
}

TEST_CASE("a phone's change names the person it belongs to, before and after") {
  Workspace workspace(7);
  Recorder recorder;
  workspace.store->set_listener(&recorder);
  const Uuid jose = workspace.new_person("José");
  const Uuid ana = workspace.new_person("Ana");
  const Uuid phone = workspace.store->new_id();
  const auto added = workspace.apply(
      {{Table::phone, phone, {{phone::owner, value_of(jose)}, {phone::number, std::string("+351 912 345 678")}}}});
  CHECK(added.units == std::vector<Uuid>{jose});
  CHECK(recorder.changes.back().unit == jose);
  CHECK(recorder.changes.back().is_new);
  const auto moved = workspace.set(Table::phone, phone, phone::owner, value_of(ana));
  CHECK(moved.units.size() == 2);
  CHECK(recorder.changes.back().unit == ana);
  CHECK(recorder.changes.back().unit_before == jose);
  CHECK(recorder.changes.back().columns == 1U << phone::owner);
}

TEST_CASE("an affiliation's change names the organisation too") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const Uuid acme = workspace.store->new_id();
  const auto changes =
      workspace.apply({{Table::affiliation,
                        workspace.store->new_id(),
                        {{affiliation::person, value_of(jose)}, {affiliation::organisation, value_of(acme)}}}});
  CHECK(changes.units.size() == 2);
  CHECK(std::ranges::count(changes.units, acme) == 1);
}

TEST_CASE("when the listener fails nothing is changed") {
  Workspace workspace(7);
  Recorder recorder;
  recorder.answer = Error{ErrorCode::storage_full, "test"};
  workspace.store->set_listener(&recorder);
  const Uuid jose = workspace.store->new_id();
  const auto result = try_apply(workspace, {Table::person, jose, {{person::given_name, std::string("José")}}});
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::storage_full);
  CHECK_FALSE(workspace.find(Table::person, jose));
  CHECK(workspace.rows_waiting() == 0);
}

TEST_CASE("phones are read in their order without those in the trash") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  std::vector<Uuid> phones;
  for (const std::int64_t position : {3, 1, 2}) {
    phones.push_back(workspace.store->new_id());
    workspace.apply(
        {{Table::phone,
          phones.back(),
          {{phone::owner, value_of(jose)}, {phone::number, std::string("1")}, {phone::position, position}}}});
  }
  workspace.set(Table::phone, phones[2], column_deleted, std::int64_t{1});
  const auto rows = workspace.store->rows_of(Table::phone, jose);
  REQUIRE(rows);
  REQUIRE(rows->size() == 2);
  CHECK((*rows)[0].id == phones[1]);
  CHECK((*rows)[1].id == phones[0]);
}

TEST_CASE("a unit of work is committed or rolled back as a whole") {
  Workspace workspace(7);
  const Uuid client = workspace.random.id();
  const Uuid jose = workspace.store->new_id();
  {
    auto unit = workspace.store->begin_unit();
    REQUIRE(unit);
    workspace.name(jose, "José");
    REQUIRE(workspace.store->remember_request(client, 1, "{}"));
  }
  CHECK_FALSE(workspace.find(Table::person, jose));
  CHECK(workspace.rows_waiting() == 0);
  CHECK(*workspace.store->find_request(client, 1) == std::nullopt);
  auto unit = workspace.store->begin_unit();
  REQUIRE(unit);
  CHECK_FALSE(workspace.store->begin_unit());
  workspace.name(jose, "José");
  REQUIRE(workspace.store->remember_request(client, 1, "{}"));
  REQUIRE(unit->commit());
  CHECK(workspace.name_of(jose) == "José");
  CHECK(*workspace.store->find_request(client, 1) == "{}");
}

TEST_CASE("a refused edit in a unit leaves the unit usable, a failed write does not") {
  Workspace workspace(7);
  Recorder recorder;
  workspace.store->set_listener(&recorder);
  const Uuid jose = workspace.store->new_id();
  {
    auto unit = workspace.store->begin_unit();
    REQUIRE(unit);
    CHECK_FALSE(try_apply(workspace, {Table::person, jose, {{Column{30}, std::string("x")}}}));
    workspace.name(jose, "José");
    CHECK(unit->commit());
  }
  auto unit = workspace.store->begin_unit();
  REQUIRE(unit);
  recorder.answer = Error{ErrorCode::storage_failed, "test"};
  CHECK_FALSE(try_apply(workspace, {Table::person, jose, {{person::given_name, std::string("Zé")}}}));
  recorder.answer = {};
  CHECK_FALSE(try_apply(workspace, {Table::person, jose, {{person::given_name, std::string("Zeca")}}}));
  const auto committed = unit->commit();
  REQUIRE_FALSE(committed);
  CHECK(committed.error().code == ErrorCode::storage_failed);
  CHECK(workspace.name_of(jose) == "José");
}

TEST_CASE("only the newest requests are remembered") {
  Workspace workspace(7);
  const Uuid client = workspace.random.id();
  auto unit = workspace.store->begin_unit();
  REQUIRE(unit);
  for (std::int64_t id = 1; id <= Store::max_remembered_requests + 5; ++id) {
    REQUIRE(workspace.store->remember_request(client, id, "{}"));
  }
  REQUIRE(unit->commit());
  CHECK(*workspace.store->find_request(client, 5) == std::nullopt);
  CHECK(*workspace.store->find_request(client, 6) == "{}");
}

TEST_CASE("settings are kept until they are removed") {
  Workspace workspace(0);
  REQUIRE(workspace.store->set_setting("language", "pt-BR"));
  REQUIRE(workspace.store->set_setting("language", "es"));
  workspace.open_store();
  CHECK(*workspace.store->find_setting("language") == "es");
  REQUIRE(workspace.store->set_setting("language", std::nullopt));
  CHECK(*workspace.store->find_setting("language") == std::nullopt);
}

TEST_CASE("new ids ascend within a millisecond") {
  Workspace workspace(0);
  Uuid last = workspace.store->new_id();
  for (int i = 0; i < 10'000; ++i) {
    const Uuid next = workspace.store->new_id();
    CHECK(last < next);
    last = next;
  }
}

TEST_CASE("what was changed is there when the store is opened again, and its clock goes on") {
  Workspace workspace(7);
  const Uuid jose = workspace.new_person("José");
  const Stamp before = workspace.find(Table::person, jose)->registers[0].stamp;
  workspace.open_store();
  CHECK(workspace.store->device() == 7);
  CHECK(workspace.rows_waiting() == 1);
  workspace.now_ms -= 1'000'000;  // the device's clock was set back
  workspace.name(jose, "Zé");
  CHECK(workspace.find(Table::person, jose)->registers[0].stamp > before);
}
