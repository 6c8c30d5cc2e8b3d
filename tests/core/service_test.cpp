#include <catch_amalgamated.hpp>

#include "change/merge.h"
#include "support/served_workspace.h"

using namespace vinculo;
using namespace vinculo::test;
using namespace vinculo::api;
using Names = std::vector<std::string>;

namespace {
const auto no_params = RecordRequest{};
}

TEST_CASE("a person is made, shown, listed, undone and done again") {
  ServedWorkspace workspace;
  const Uuid id = workspace.add_person("Ana", "Silva", "ana@example.org", "+55 11 98765-4321");
  const auto page = workspace.must<PersonPage>("record.person", RecordRequest{id});
  CHECK(page.display_name == "Ana Silva");
  CHECK(page.fields.at("given_name") == "Ana");
  REQUIRE(page.mails.size() == 1);
  CHECK(page.mails[0].text == "ana@example.org");
  CHECK(page.phones[0].text == "+55 11 98765-4321");
  CHECK(page.changed_ms >= page.created_ms);

  const auto undone = workspace.must<Changed>("undo", no_params);
  CHECK(undone.redo_title == "New person");
  CHECK(workspace.names().empty());
  CHECK(workspace.must<PersonPage>("record.person", RecordRequest{id}).is_deleted);
  workspace.must<Changed>("redo", no_params);
  CHECK(workspace.names() == Names{"Ana Silva"});
  CHECK(workspace.ask<Changed>("redo", no_params).error().code == ErrorCode::not_found);
}

TEST_CASE("a request that arrives twice is done once and answered alike") {
  ServedWorkspace workspace;
  const Uuid id = workspace.add_person("Ana", "Silva");
  const EditRequest request{"Edit person", {{"person", id, {{"given_name", std::string("Anna")}}}}};
  const auto first = workspace.ask_as<Changed>(900, "tab-1", "edit", request);
  REQUIRE(first);
  workspace.must<Changed>("edit",
                          EditRequest{"Edit person", {{"person", id, {{"given_name", std::string("Hannah")}}}}});
  const auto notices = workspace.notices.size();
  workspace.open_service();  // another tab took over
  const auto second = workspace.ask_as<Changed>(900, "tab-1", "edit", request);
  REQUIRE(second);
  CHECK(second->operation == first->operation);
  CHECK(workspace.notices.size() == notices);
  CHECK(workspace.names() == Names{"Hannah Silva"});
  // The same number from another client is another request.
  REQUIRE(workspace.ask_as<Changed>(900, "tab-2", "edit", request));
  CHECK(workspace.names() == Names{"Anna Silva"});
}

TEST_CASE("every change is told to all clients with what Undo would do") {
  ServedWorkspace workspace;
  const Uuid id = workspace.add_person("Ana", "Silva");
  REQUIRE_FALSE(workspace.notices.empty());
  const auto& notice = workspace.notices.back();
  CHECK(notice.notice() == "changed");
  const auto changed = notice.body<Changed>();
  REQUIRE(changed);
  CHECK(changed->units == std::vector<Uuid>{id});
  CHECK(changed->undo_title == "New person");
}

TEST_CASE("edits that no record may have are refused whole") {
  ServedWorkspace workspace;
  const Uuid id = workspace.add_person("Ana", "Silva");
  const auto code = [&](std::vector<RowEdit> edits) {
    edits.insert(edits.begin(), {"person", id, {{"family_name", std::string("Changed")}}});
    const auto answer = workspace.ask<Changed>("edit", EditRequest{"Edit", std::move(edits)});
    return answer ? ErrorCode::none : answer.error().code;
  };
  CHECK(code({{"nonsense", id, {}}}) == ErrorCode::invalid_argument);
  CHECK(code({{"conflict", id, {{"resolution", std::int64_t{1}}}}}) == ErrorCode::invalid_argument);
  CHECK(code({{"person", id, {{"shoe_size", std::int64_t{43}}}}}) == ErrorCode::invalid_argument);
  CHECK(code({{"person", id, {{"given_name", std::int64_t{43}}}}}) == ErrorCode::invalid_argument);
  CHECK(code({{"person", id, {{"deleted", std::int64_t{2}}}}}) == ErrorCode::invalid_argument);
  CHECK(code({{"person", Uuid{}, {{"given_name", std::string("x")}}}}) == ErrorCode::invalid_argument);
  CHECK(code({{"person", id, {{"given_name", std::string(10'000, 'x')}}}}) == ErrorCode::too_large);
  CHECK(code(std::vector<RowEdit>(3'000, {"person", id, {}})) == ErrorCode::too_large);
  const Uuid label = workspace.store->new_id();
  CHECK(code({{"labelling", workspace.store->new_id(), {{"label", value_of(label)}, {"subject", value_of(id)}}}}) ==
        ErrorCode::invalid_argument);
  CHECK(workspace.names() == Names{"Ana Silva"});
}

TEST_CASE("texts that are not requests are answered with an error and change nothing") {
  ServedWorkspace workspace;
  for (const char* text : {"", "nonsense", "[]", "{\"id\":\"x\"}", "{\"v\":9,\"id\":1,\"method\":\"status\"}"}) {
    CAPTURE(text);
    const auto answer = Envelope::parse(workspace.service->handle(text));
    if (std::string_view(text).starts_with("{\"v\":9"))
      CHECK(answer->error()->code == ErrorCode::unsupported);
    else if (answer)
      CHECK(answer->error());
  }
  CHECK(workspace.ask<Changed>("no.such.method", no_params).error().code == ErrorCode::unsupported);
  const auto wrong =
      Envelope::parse(workspace.service->handle(R"({"v":1,"id":5,"client":"a","method":"edit","params":{"edits":7}})"));
  REQUIRE(wrong->error());
  CHECK(wrong->error()->code == ErrorCode::invalid_argument);
  CHECK(workspace.service->handle(R"({"id":0,"notice":"changed"})").empty());
}

TEST_CASE("windows outside of their limits are refused") {
  ServedWorkspace workspace;
  WindowRequest request;
  request.limit = max_window_rows + 1;
  CHECK(workspace.ask<Window>("list.window", request).error().code == ErrorCode::invalid_argument);
  request.limit = 10;
  request.offset = -1;
  CHECK(workspace.ask<Window>("list.window", request).error().code == ErrorCode::invalid_argument);
  request.offset = 1'000'000'000'000;
  CHECK(workspace.must<Window>("list.window", request).rows.empty());
}

TEST_CASE("labels are counted, suggested and filter a list") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva");
  workspace.add_person("Bruno", "Silva");
  const Uuid label = workspace.store->new_id();
  workspace.must<Changed>(
      "edit",
      EditRequest{"Add label",
                  {{"label", label, {{"name", std::string("São Cliente")}, {"colour", std::int64_t{0x2563EB}}}},
                   {"labelling", labelling_id(label, ana), {{"label", value_of(label)}, {"subject", value_of(ana)}}}}});
  const auto labels = workspace.must<LabelList>("labels", no_params);
  REQUIRE(labels.items.size() == 1);
  CHECK(labels.items[0].records == 1);
  CHECK(workspace.must<Suggestions>("label.suggest", SuggestRequest{"clie", 5}).items.size() == 1);
  CHECK(workspace.must<Suggestions>("label.suggest", SuggestRequest{"sao", 5}).items.size() == 1);
  CHECK(workspace.must<PersonPage>("record.person", RecordRequest{ana}).labels[0].name == "São Cliente");

  WindowRequest request;
  request.label = label;
  CHECK(workspace.must<Window>("list.window", request).total == 1);
  request.query = "silva";
  CHECK(workspace.must<Window>("list.window", request).total == 1);
  request.query = "bruno";
  CHECK(workspace.must<Window>("list.window", request).total == 0);
  CHECK(workspace.names("cliente") == Names{"Ana Silva"});

  workspace.must<Changed>(
      "edit", EditRequest{"Remove label", {{"labelling", labelling_id(label, ana), {{"deleted", std::int64_t{1}}}}}});
  request.query.clear();
  CHECK(workspace.must<Window>("list.window", request).total == 0);
  CHECK(workspace.names("cliente").empty());
}

TEST_CASE("an organisation shows its people and counts them") {
  ServedWorkspace workspace;
  const Uuid organisation = workspace.add_organisation("Padaria São João");
  const Uuid ana = workspace.add_person("Ana", "Silva");
  workspace.must<Changed>(
      "edit",
      EditRequest{
          "Edit",
          {{"affiliation",
            workspace.store->new_id(),
            {{"person", value_of(ana)}, {"organisation", value_of(organisation)}, {"title", std::string("Owner")}}}}});
  const auto page = workspace.must<OrganisationPage>("record.organisation", RecordRequest{organisation});
  CHECK(page.people_total == 1);
  REQUIRE(page.people.size() == 1);
  CHECK(page.people[0].person_name == "Ana Silva");
  CHECK(page.people[0].title == "Owner");
  const auto person = workspace.must<PersonPage>("record.person", RecordRequest{ana});
  CHECK(person.affiliations[0].organisation_name == "Padaria São João");
  WindowRequest request;
  request.list = ListKind::organisations;
  CHECK(workspace.must<Window>("list.window", request).rows[0].people == 1);
  CHECK(workspace.must<Suggestions>("organisation.suggest", SuggestRequest{"sao jo", 8}).items.size() == 1);
  CHECK(workspace.names("padaria") == Names{"Ana Silva"});
}

TEST_CASE("a job at an organisation that is there already, however it is spelled, makes no second one") {
  ServedWorkspace workspace;
  const Uuid known = workspace.add_organisation("Padaria São João");
  const Uuid ana = workspace.add_person("Ana", "Silva");
  for (const char* typed : {"padaria sao joao", "Café Novo"}) {
    const Uuid typed_row = workspace.store->new_id();
    workspace.must<Changed>("edit",
                            EditRequest{"Edit person",
                                        {{"organisation", typed_row, {{"name", std::string(typed)}}},
                                         {"affiliation",
                                          workspace.store->new_id(),
                                          {{"person", value_of(ana)}, {"organisation", value_of(typed_row)}}}}});
  }
  WindowRequest request;
  request.list = ListKind::organisations;
  CHECK(workspace.must<Window>("list.window", request).total == 2);
  CHECK(workspace.must<OrganisationPage>("record.organisation", RecordRequest{known}).people_total == 1);
  // A second one of that name can be made on purpose.
  workspace.add_organisation("Padaria São João");
  CHECK(workspace.must<Window>("list.window", request).total == 3);
}

TEST_CASE("a conflict is shown with both values and can be taken") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva");
  const Register lost{person::given_name, std::string("Anna"), Stamp{Hlc::from_ms(1'750'000'000'500), 9}, {}};
  const RowPatch conflict = make_conflict(1, ana, lost, Stamp{Hlc::from_ms(1'750'000'000'900), 7}, ana);
  BatchWriter batch(Bases::absent);
  batch.add(conflict);
  const auto changes = workspace.store->apply_remote(batch.take(), 1);
  REQUIRE(changes);
  workspace.service->tell_changed(*changes);
  CHECK(workspace.notices.back().notice() == "changed");
  CHECK(workspace.window().rows[0].has_conflict);
  CHECK(workspace.must<StatusReport>("status", no_params).conflicts == 1);
  const auto waiting = workspace.must<ConflictedRecords>("conflict.records", no_params);
  REQUIRE(waiting.items.size() == 1);
  CHECK(waiting.items[0].id == ana);
  CHECK(waiting.items[0].list == ListKind::people);
  CHECK(waiting.items[0].name == "Ana Silva");
  CHECK(waiting.items[0].conflicts == 1);
  auto page = workspace.must<PersonPage>("record.person", RecordRequest{ana});
  REQUIRE(page.conflicts.size() == 1);
  CHECK(page.conflicts[0].column == "given_name");
  CHECK(page.conflicts[0].kept_text == "Ana");
  CHECK(page.conflicts[0].lost_text == "Anna");
  CHECK_FALSE(page.conflicts[0].lost_is_mine);
  CHECK(page.conflicts[0].lost_at_ms == 1'750'000'000'500);

  workspace.must<Changed>("conflict.resolve", ResolveRequest{page.conflicts[0].id, Resolution::take});
  page = workspace.must<PersonPage>("record.person", RecordRequest{ana});
  CHECK(page.conflicts.empty());
  CHECK(page.fields.at("given_name") == "Anna");
  CHECK_FALSE(workspace.window().rows[0].has_conflict);
  CHECK(workspace.must<StatusReport>("status", no_params).conflicts == 0);
  workspace.must<Changed>("undo", no_params);
  CHECK(workspace.must<PersonPage>("record.person", RecordRequest{ana}).conflicts.size() == 1);
  CHECK(workspace.ask<Changed>("conflict.resolve", ResolveRequest{ana, Resolution::keep}).error().code ==
        ErrorCode::not_found);

  // Nobody is asked to decide where no page can be opened.
  workspace.must<Changed>("edit", EditRequest{"Delete person", {{"person", ana, {{"deleted", std::int64_t{1}}}}}});
  CHECK(workspace.must<ConflictedRecords>("conflict.records", no_params).items.empty());
  CHECK(workspace.must<StatusReport>("status", no_params).conflicts == 0);
}

TEST_CASE("what the server did not accept is listed with its words until it is dismissed") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva");
  const Uuid phone = workspace.store->new_id();
  workspace.must<Changed>("edit",
                          EditRequest{"Edit person",
                                      {{"phone", phone, {{"owner", value_of(ana)}, {"number", std::string("5550")}}},
                                       {"person", ana, {{"nickname", std::string("Aninha")}}}}});
  auto batch = workspace.store->next_batch(1'000'000);
  REQUIRE(batch);
  REQUIRE(*batch);
  const auto number_of = [](Table table) { return static_cast<std::uint64_t>(table); };
  REQUIRE(workspace.store->acknowledge((*batch)->number, {{number_of(Table::phone), phone, std::nullopt, "too_large"},
                                                          {number_of(Table::person), ana, std::nullopt, "forbidden"}}));
  auto refused = workspace.must<RefusedItems>("refusal.list", no_params);
  REQUIRE(refused.items.size() == 2);
  CHECK(refused.items[0].table == "person");
  CHECK(refused.items[0].record.is_nil());  // its creation was refused: there is no page of it
  CHECK(refused.items[0].fields.at("nickname") == "Aninha");
  CHECK(refused.items[1].table == "phone");
  CHECK(refused.items[1].fields.at("number") == "5550");
  CHECK(refused.items[1].reason == "too_large");

  refused = workspace.must<RefusedItems>("refusal.dismiss", DismissRequest{refused.items[1].number});
  REQUIRE(refused.items.size() == 1);
  CHECK(refused.items[0].table == "person");
  CHECK(workspace.must<RefusedItems>("refusal.dismiss", DismissRequest{999}).items.size() == 1);
}

TEST_CASE("status tells counts; settings are kept, the session's are private") {
  ServedWorkspace workspace;
  workspace.add_person("Ana", "Silva");
  REQUIRE(workspace.store->set_setting(session_setting::workspace_name, "Padaria"));
  const auto status = workspace.must<StatusReport>("status", no_params);
  CHECK(status.people == 1);
  CHECK(status.workspace_name == "Padaria");
  CHECK(status.undo_title == "New person");
  CHECK(status.database_bytes > 0);
  workspace.must<Setting>("setting.set", Setting{"language", "pt-BR"});
  CHECK(workspace.must<Setting>("setting.get", Setting{"language", {}}).value == "pt-BR");
  CHECK_FALSE(workspace.must<Setting>("setting.get", Setting{"theme", {}}).value);
  CHECK(workspace.ask<Setting>("setting.get", Setting{"session.token", {}}).error().code ==
        ErrorCode::invalid_argument);
}

TEST_CASE("records that are not there are not found") {
  ServedWorkspace workspace;
  CHECK(workspace.ask<PersonPage>("record.person", RecordRequest{workspace.store->new_id()}).error().code ==
        ErrorCode::not_found);
  CHECK(workspace.ask<OrganisationPage>("record.organisation", RecordRequest{}).error().code == ErrorCode::not_found);
  CHECK(workspace.ask<ExportReady>("export.start", ExportRequest{"csv", {}, workspace.store->new_id()}).error().code ==
        ErrorCode::not_found);
  CHECK(workspace.ask<ExportReady>("export.start", ExportRequest{"pdf", {}, {}}).error().code ==
        ErrorCode::invalid_argument);
}
