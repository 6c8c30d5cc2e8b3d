#include <catch_amalgamated.hpp>

#include "support/served_workspace.h"

using namespace vinculo;
using namespace vinculo::test;
using namespace vinculo::api;
using Names = std::vector<std::string>;

namespace {

const auto no_params = RecordRequest{};

Selection some(std::vector<Uuid> ids) {
  Selection selection;
  selection.ids = std::move(ids);
  return selection;
}
Selection all_but(std::vector<Uuid> ids, std::string query = {}, std::optional<Uuid> label = {}) {
  Selection selection = some(std::move(ids));
  selection.all = true;
  selection.query = std::move(query);
  selection.label = label;
  return selection;
}
BulkRequest trash(Selection selection, std::int64_t expected) {
  return {BulkAction::trash, std::move(selection), expected, {}};
}
BulkRequest add_label(Selection selection, std::int64_t expected, const Uuid& label, std::string name = {}) {
  return {BulkAction::add_label, std::move(selection), expected, {label, std::move(name), 3, 0}};
}

std::int64_t count(ServedWorkspace& workspace, const Selection& selection) {
  return workspace.must<Selected>("list.selected", selection).count;
}
ErrorCode refusal(ServedWorkspace& workspace, const std::string& method, const BulkRequest& request) {
  const auto answer = workspace.ask<Changed>(method, request);
  return answer ? ErrorCode::none : answer.error().code;
}

// As a colleague's device did it and the server told.
void trash_elsewhere(ServedWorkspace& workspace, const Uuid& person) {
  RowPatch row{.table = static_cast<std::uint64_t>(Table::person), .id = person, .registers = {}};
  row.registers.push_back({column_deleted, std::int64_t{1}, Stamp{Hlc::from_ms(1'750'000'900'000), 9}, {}});
  BatchWriter batch(Bases::absent);
  batch.add(row);
  const auto changes = workspace.store->apply_remote(batch.take(), 1);
  REQUIRE(changes);
  workspace.service->tell_changed(*changes);
}

std::vector<Uuid> add_people(ServedWorkspace& workspace, int number) {
  std::string file = "First Name,E-mail\r\n";
  for (int i = 0; i < number; ++i) {
    const std::string name = "P" + std::to_string(100'000 + i);  // in the order of the list
    file += name + "," + name + "@example.org\r\n";
  }
  workspace.import("people.csv", file);
  return workspace.ids();
}

}  // namespace

TEST_CASE("many people are moved to the trash as one step of Undo") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva"), bruno = workspace.add_person("Bruno", "Lima");
  workspace.add_person("Célia", "Reis");
  const auto changed = workspace.must<Changed>("bulk.edit", trash(some({ana, bruno}), 2));
  CHECK(changed.undo_title == "Move to trash");
  CHECK(changed.units.size() == 2);
  CHECK(workspace.names() == Names{"Célia Reis"});
  CHECK(workspace.must<PersonPage>("record.person", RecordRequest{ana}).is_deleted);
  workspace.must<Changed>("undo", no_params);
  CHECK(workspace.names() == Names{"Ana Silva", "Bruno Lima", "Célia Reis"});
  workspace.must<Changed>("redo", no_params);
  CHECK(workspace.names() == Names{"Célia Reis"});
}

TEST_CASE("organisations are moved to the trash as well, people of the same selection are not meant") {
  ServedWorkspace workspace;
  const Uuid padaria = workspace.add_organisation("Padaria"), ana = workspace.add_person("Ana", "Silva");
  workspace.add_organisation("Oficina");
  Selection selection = some({padaria, ana});
  selection.list = ListKind::organisations;
  CHECK(count(workspace, selection) == 1);
  workspace.must<Changed>("bulk.edit", trash(selection, 1));
  CHECK(workspace.must<StatusReport>("status", no_params).organisations == 1);
  CHECK(workspace.names() == Names{"Ana Silva"});
}

TEST_CASE("a label is added to those who do not have it, as one step of Undo") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva"), bruno = workspace.add_person("Bruno", "Lima");
  const Uuid label = workspace.store->new_id();
  workspace.must<Changed>("bulk.edit", add_label(some({ana}), 1, label, "Client"));
  workspace.must<Changed>("bulk.edit", add_label(all_but({}), 2, label));
  auto labels = workspace.must<LabelList>("labels", no_params);
  REQUIRE(labels.items.size() == 1);
  CHECK(labels.items[0].name == "Client");
  CHECK(labels.items[0].colour == 3);
  CHECK(labels.items[0].records == 2);
  CHECK(workspace.must<Changed>("bulk.edit", add_label(all_but({}), 2, label)).operation == 0);

  workspace.must<Changed>("undo", no_params);
  CHECK(workspace.must<PersonPage>("record.person", RecordRequest{ana}).labels.size() == 1);
  CHECK(workspace.must<PersonPage>("record.person", RecordRequest{bruno}).labels.empty());
  workspace.must<Changed>("undo", no_params);
  CHECK(workspace.must<LabelList>("labels", no_params).items.empty());
  CHECK(refusal(workspace, "bulk.edit", add_label(some({ana}), 1, label)) == ErrorCode::not_found);
  CHECK(refusal(workspace, "bulk.edit", add_label(some({ana}), 1, workspace.store->new_id())) ==
        ErrorCode::invalid_argument);
}

TEST_CASE("all means what the list shows, but those that were left out") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva"), bruno = workspace.add_person("Bruno", "Silva");
  const Uuid celia = workspace.add_person("Célia", "Reis"), label = workspace.store->new_id();
  workspace.must<Changed>("bulk.edit", add_label(some({ana, celia}), 2, label, "Client"));
  CHECK(count(workspace, all_but({})) == 3);
  CHECK(count(workspace, all_but({ana})) == 2);
  CHECK(count(workspace, all_but({}, "silva")) == 2);
  CHECK(count(workspace, all_but({}, "", label)) == 2);
  CHECK(count(workspace, all_but({}, "silva", label)) == 1);
  workspace.must<Changed>("bulk.edit", trash(all_but({bruno}, "silva"), 1));
  CHECK(workspace.names() == Names{"Bruno Silva", "Célia Reis"});
}

TEST_CASE("a query that finds more than a list counts is selected whole") {
  ServedWorkspace workspace;
  add_people(workspace, 1'200);
  CHECK(workspace.window("p").total == query_total_limit);
  CHECK(count(workspace, all_but({}, "p")) == 1'200);
}

TEST_CASE("who is gone, unknown, or shown no more is not selected") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva"), bruno = workspace.add_person("Bruno", "Silva");
  const Selection chosen = some({ana, bruno, workspace.store->new_id(), ana});
  CHECK(count(workspace, chosen) == 2);
  trash_elsewhere(workspace, ana);
  const auto left = workspace.must<Selected>("list.selected", chosen);
  CHECK(left.count == 1);
  CHECK(left.ids == std::vector<Uuid>{bruno});
  Selection in_search = some({bruno});
  in_search.query = "silva";
  CHECK(count(workspace, in_search) == 1);
  workspace.must<Changed>("edit",
                          EditRequest{"Edit person", {{"person", bruno, {{"family_name", std::string("Lima")}}}}});
  CHECK(count(workspace, in_search) == 0);
  CHECK(workspace.ask<Selected>("list.selected", some(std::vector<Uuid>(max_selected_ids + 1, ana))).error().code ==
        ErrorCode::too_large);
}

TEST_CASE("nothing is done when there is another number than was expected") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva"), bruno = workspace.add_person("Bruno", "Lima");
  const auto all = trash(all_but({}), 2), both = trash(some({ana, bruno}), 2);
  trash_elsewhere(workspace, ana);
  for (const std::string method : {"bulk.edit", "bulk.start"}) {
    CHECK(refusal(workspace, method, all) == ErrorCode::outdated);
    CHECK(refusal(workspace, method, both) == ErrorCode::outdated);
  }
  CHECK(workspace.names() == Names{"Bruno Lima"});
  workspace.must<Changed>("bulk.edit", trash(all_but({}), 1));
  // What a colleague trashed stays in the trash.
  workspace.must<Changed>("undo", no_params);
  CHECK(workspace.names() == Names{"Bruno Lima"});
}

TEST_CASE("more records than one transaction takes are changed in slices, and taken back as one operation") {
  ServedWorkspace workspace;
  const auto ids = add_people(workspace, 1'200);
  const auto request = trash(all_but({ids[7]}), 1'199);
  CHECK(refusal(workspace, "bulk.edit", request) == ErrorCode::too_large);
  const auto task = workspace.must<TaskStarted>("bulk.start", request).task;
  workspace.work_until_idle();
  const auto progress = workspace.last_progress();
  CHECK(progress.task == task);
  CHECK(progress.kind == "bulk");
  CHECK(progress.state == "done");
  CHECK(progress.done_bytes == 1'199);
  CHECK(workspace.names() == Names{"P100007"});
  while (workspace.must<Changed>("undo", no_params).unfinished) {
  }
  CHECK(workspace.window().total == 1'200);
  CHECK(workspace.must<StatusReport>("status", no_params).undo_title == "Import");
}

TEST_CASE("a change of many records that is cancelled keeps what it did, as one undo") {
  ServedWorkspace workspace;
  add_people(workspace, 3'000);
  const Uuid label = workspace.store->new_id();
  const auto task = workspace.must<TaskStarted>("bulk.start", add_label(all_but({}), 3'000, label, "Client")).task;
  REQUIRE(workspace.service->work(20));
  workspace.must<LabelList>("import.cancel", TaskRequest{task});
  CHECK(workspace.last_progress().state == "cancelled");
  const auto labelled = count(workspace, all_but({}, "", label));
  CHECK(labelled > 0);
  CHECK(labelled < 3'000);
  CHECK(labelled == workspace.last_progress().done_bytes);
  while (workspace.must<Changed>("undo", no_params).unfinished) {
  }
  CHECK(workspace.must<LabelList>("labels", no_params).items.empty());
}

TEST_CASE("what was selected is exported and nothing else") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva");
  workspace.add_person("Bruno", "Lima");
  workspace.add_organisation("Padaria");
  const auto ready = workspace.must<ExportReady>("export.start", ExportRequest{"vcard4", {}, {}, some({ana})});
  workspace.work_until_idle();
  CHECK(workspace.last_progress().created == 1);
  const std::string& cards = workspace.files.files.at(ready.file).bytes;
  CHECK(cards.find("FN:Ana Silva") != std::string::npos);
  CHECK(cards.find("Bruno") == std::string::npos);
}
