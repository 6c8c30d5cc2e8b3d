#include <catch_amalgamated.hpp>

#include <algorithm>

#include "support/random.h"
#include "support/served_workspace.h"

using namespace vinculo;
using namespace vinculo::test;
using Names = std::vector<std::string>;

namespace {

// What the counted blocks answer, without them.
std::vector<std::string> ordered_names(ServedWorkspace& workspace, search::Sort sort, std::int64_t offset,
                                       std::int64_t limit) {
  const std::string columns = sort == search::Sort::name           ? "name_key, key"
                              : sort == search::Sort::organisation ? "organisation_key, name_key, key"
                              : sort == search::Sort::family_name  ? "family_key, name_key, key"
                                                                   : "changed_ms, key";
  auto statement =
      workspace.database->prepare("SELECT name FROM person_list ORDER BY " + columns + " LIMIT ?1 OFFSET ?2");
  REQUIRE(statement);
  statement->bind_all(limit, offset);
  std::vector<std::string> names;
  while (*statement->step()) names.emplace_back(statement->text(0));
  return names;
}

std::vector<std::string> block_names(ServedWorkspace& workspace, search::Sort sort, std::int64_t offset,
                                     std::int64_t limit, bool descending = false) {
  search::Question question;
  question.sort = sort;
  question.offset = offset;
  question.limit = limit;
  question.descending = descending;
  auto window = workspace.service->search().window(question);
  REQUIRE(window);
  std::vector<std::string> names;
  for (const search::Entry& entry : window->rows) names.push_back(entry.name);
  return names;
}

void check_positions(ServedWorkspace& workspace, Random& random) {
  const auto total = *workspace.database->query_integer("SELECT count(*) FROM person_list");
  REQUIRE(*workspace.service->search().count(search::List::people) == total);
  for (const search::Sort sort :
       {search::Sort::name, search::Sort::organisation, search::Sort::changed, search::Sort::family_name}) {
    for (int i = 0; i < 6; ++i) {
      const auto offset = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(total + 20)));
      REQUIRE(block_names(workspace, sort, offset, 30) == ordered_names(workspace, sort, offset, 30));
    }
    auto all = ordered_names(workspace, sort, 0, total);
    std::ranges::reverse(all);
    const auto offset = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(total + 1)));
    const std::vector<std::string> part(all.begin() + offset, all.begin() + std::min(offset + 10, total));
    REQUIRE(block_names(workspace, sort, offset, 10, true) == part);
  }
}

}  // namespace

TEST_CASE("any position of a list is exact while rows come, go and move") {
  ServedWorkspace workspace;
  Random random;
  std::vector<Uuid> people;
  const Uuid organisation = workspace.add_organisation("Padaria");
  for (int round = 0; round < 40; ++round) {
    Operation operation{OperationKind::edit, "Edit", {}};
    const auto changes = 1 + random.below(round % 7 == 0 ? 600 : 60);
    for (std::uint64_t i = 0; i < changes; ++i) {
      if (people.empty() || random.chance(60)) {
        people.push_back(workspace.store->new_id());
        operation.edits.push_back({Table::person,
                                   people.back(),
                                   {{person::given_name, random.text(6) + "x"},
                                    {person::family_name, random.chance(40) ? "Nu\u00F1o" : random.text(4)}}});
        if (random.chance(30)) {
          operation.edits.push_back(
              {Table::affiliation,
               workspace.store->new_id(),
               {{affiliation::person, value_of(people.back())}, {affiliation::organisation, value_of(organisation)}}});
        }
      } else {
        const Uuid& person = people[random.below(people.size())];
        if (random.chance(50)) {
          operation.edits.push_back({Table::person, person, {{column_deleted, std::int64_t{random.chance(70)}}}});
        } else {
          operation.edits.push_back({Table::person, person, {{person::given_name, random.text(3)}}});
        }
      }
    }
    REQUIRE(workspace.store->apply(operation));
    if (random.chance(20)) REQUIRE(workspace.store->undo());
    const auto collation = random.chance(50) ? search::Collation::spanish : search::Collation::root;
    if (random.chance(30)) REQUIRE(workspace.service->search().set_collation(collation));
    if (random.chance(20)) workspace.open_service();  // the blocks are read from the table again
    check_positions(workspace, random);
  }
  REQUIRE(workspace.service->search().rebuild());
  workspace.work_until_idle();
  check_positions(workspace, random);
}

TEST_CASE("blocks shrink and join when nearly everything is removed") {
  ServedWorkspace workspace;
  Random random;
  std::vector<Edit> edits;
  std::vector<Uuid> people;
  for (int i = 0; i < 4'000; ++i) {
    people.push_back(workspace.store->new_id());
    edits.push_back(
        {Table::person, people.back(), {{person::given_name, "p" + std::to_string(random.below(1'000'000))}}});
  }
  REQUIRE(workspace.store->apply({OperationKind::edit, "New", edits}));
  check_positions(workspace, random);
  const auto many = *workspace.database->query_integer("SELECT count(*) FROM list_block WHERE list_order = 1");
  CHECK(many >= 8);
  std::ranges::shuffle(people, std::mt19937_64(random.bits()));
  edits.clear();
  for (std::size_t i = 10; i < people.size(); ++i)
    edits.push_back({Table::person, people[i], {{column_deleted, std::int64_t{1}}}});
  REQUIRE(workspace.store->apply({OperationKind::edit, "Delete", edits}));
  check_positions(workspace, random);
  CHECK(*workspace.database->query_integer("SELECT count(*) FROM list_block WHERE list_order = 1") <= 3);
}

TEST_CASE("a change that is rolled back leaves lists and search as they were") {
  ServedWorkspace workspace;
  workspace.add_person("Ana", "Silva");
  CHECK(workspace.names() == Names{"Ana Silva"});
  {
    auto unit = workspace.store->begin_unit();
    REQUIRE(unit);
    REQUIRE(workspace.store->apply(
        {OperationKind::edit,
         "New",
         {{Table::person, workspace.store->new_id(), {{person::given_name, std::string("Brunhilde")}}}}}));
    // The unit ends without a commit.
  }
  CHECK(workspace.names() == Names{"Ana Silva"});
  CHECK(workspace.window().total == 1);
  CHECK(workspace.names("brunhilde").empty());
  workspace.add_person("Brunhilde", "Meyer");
  CHECK(workspace.names() == Names{"Ana Silva", "Brunhilde Meyer"});
  CHECK(workspace.names("brunhil") == Names{"Brunhilde Meyer"});
}

TEST_CASE("people are found by what they are called, however it is typed") {
  ServedWorkspace workspace;
  workspace.add_person("José", "da Silva", "jose.silva@padaria.com.br");
  workspace.add_person("Joséphine", "Núñez");
  workspace.add_person("Zoë", "O'Brien");
  workspace.add_person("Ana", "Josefa");
  CHECK(workspace.names("JOSE") == Names{"José da Silva", "Ana Josefa", "Joséphine Núñez"});  // the whole word first
  CHECK(workspace.names("nunez") == Names{"Joséphine Núñez"});
  CHECK(workspace.names("zoe o'br") == Names{"Zoë O'Brien"});
  CHECK(workspace.names("silva jose") == Names{"José da Silva"});
  CHECK(workspace.names("josé silva nobody").empty());
}

TEST_CASE("a name that is shown without a space is found by its parts and as it is shown") {
  ServedWorkspace workspace;
  workspace.add_person("太郎", "山田");
  CHECK(workspace.names() == Names{"山田太郎"});
  for (const char* typed : {"山田太郎", "山田", "太郎", "太郎 山田"})
    CHECK(workspace.names(typed) == Names{"山田太郎"});
}

TEST_CASE("mails are found by their parts and as typed") {
  ServedWorkspace workspace;
  workspace.add_person("Ana", "S.", "ana.silva@padaria.com.br");
  workspace.add_person("Ana", "T.", "ana.souza@gmail.com");
  CHECK(workspace.names("ana.silva@pad") == Names{"Ana S."});
  CHECK(workspace.names("padaria") == Names{"Ana S."});
  CHECK(workspace.names("padar") == Names{"Ana S."});
  CHECK(workspace.names("souza@gmail.com") == Names{"Ana T."});
}

TEST_CASE("a phone is found by the whole, the national, the last eight and the last four digits, punctuated or not") {
  ServedWorkspace workspace;
  workspace.add_person("Ana", "Silva", {}, "+55 (11) 98765-4321");
  workspace.add_person("Bob", "Jones", {}, "(555) 123-9999");
  for (const char* typed : {"+5511987654321", "5511987654321", "+55 11 98765-4321", "0055 11 98765 4321", "11987654321",
                            "(11) 98765-4321", "011 98765-4321", "11 9876", "87654321", "8765-4321", "98765-4321",
                            "4321", "+55 (11) 98765", "ana 98765-4321", "98765-4321 silva"}) {
    CAPTURE(typed);
    CHECK(workspace.names(typed) == Names{"Ana Silva"});
  }
  CHECK(workspace.names("+1 555 123 9999") == Names{"Bob Jones"});  // stored without country code
  CHECK(workspace.names("bob 98765-4321").empty());
}

TEST_CASE("nothing that is typed fails") {
  ServedWorkspace workspace;
  workspace.add_person("Ana", "🦀 Silva");
  std::string endless;
  while (endless.size() < 10'000) endless += "word" + std::to_string(endless.size()) + " ";
  for (const std::string& typed :
       {std::string("\""), std::string("*"), std::string("ana*"), std::string("name:ana"), std::string("AND"),
        std::string("a OR NOT b"), std::string("NEAR(ana silva)"), std::string("ana AND ("), std::string("^ana"),
        std::string("'; DROP TABLE person; --"), std::string("\0ana", 4), std::string("\xff\xfe"), std::string("%_"),
        std::string("{}[]"), std::string("+"), std::string("---"), std::string(10'000, 'a'), endless}) {
    CAPTURE(typed);
    CHECK(workspace.window(typed).total <= 1);
  }
  CHECK(workspace.names("🦀") == Names{"Ana 🦀 Silva"});
  CHECK(workspace.names("ana\"").size() == 1);
}

TEST_CASE("a name match comes before a match in other texts") {
  ServedWorkspace workspace;
  workspace.add_person("Paulo", "Lima");
  const Uuid other = workspace.add_person("Bruna", "Costa");
  workspace.must<api::Changed>(
      "edit",
      api::EditRequest{
          "Edit",
          {{"address", workspace.store->new_id(), {{"owner", value_of(other)}, {"city", std::string("São Paulo")}}}}});
  CHECK(workspace.names("paulo") == Names{"Paulo Lima", "Bruna Costa"});
}

TEST_CASE("a query counts no further than its limit") {
  ServedWorkspace workspace;
  std::vector<Edit> edits;
  for (int i = 0; i < 1'200; ++i) {
    edits.push_back({Table::person, workspace.store->new_id(), {{person::given_name, "Maria " + std::to_string(i)}}});
  }
  REQUIRE(workspace.store->apply({OperationKind::edit, "New", edits}));
  const auto many = workspace.window("mar");
  CHECK(many.total == api::query_total_limit);
  CHECK_FALSE(many.total_is_exact);
  const auto few = workspace.window("maria 77");
  CHECK(few.total == 11);
  CHECK(few.total_is_exact);
  // Windows of the same answer follow each other.
  CHECK(workspace.window("mar", 990, 20).rows.size() == 10);
}

TEST_CASE("a renamed organisation is shown and found with its people") {
  ServedWorkspace workspace;
  const Uuid organisation = workspace.add_organisation("Padaria");
  std::vector<Edit> edits;
  for (int i = 0; i < 700; ++i) {  // more than are refreshed at once
    const Uuid person = workspace.store->new_id();
    edits.push_back({Table::person, person, {{person::given_name, "P" + std::to_string(i)}}});
    edits.push_back({Table::affiliation,
                     workspace.store->new_id(),
                     {{affiliation::person, value_of(person)},
                      {affiliation::organisation, value_of(organisation)},
                      {affiliation::title, std::string("Baker")}}});
  }
  REQUIRE(workspace.store->apply({OperationKind::edit, "New", edits}));
  CHECK(workspace.window("padaria").total == 700);
  workspace.must<api::Changed>(
      "edit", api::EditRequest{"Edit", {{"organisation", organisation, {{"name", std::string("Bakery")}}}}});
  workspace.work_until_idle();
  CHECK(workspace.window("padaria").total == 0);
  CHECK(workspace.window("bakery").total == 700);
  CHECK(workspace.window("bakery").rows[0].organisation == "Bakery");
  CHECK(workspace.window("bakery").rows[0].title == "Baker");
  workspace.must<api::Changed>(
      "edit", api::EditRequest{"Delete", {{"organisation", organisation, {{"deleted", std::int64_t{1}}}}}});
  workspace.work_until_idle();
  CHECK(workspace.window("bakery").total == 0);
  workspace.must<api::Changed>("undo", api::RecordRequest{});
  workspace.work_until_idle();
  CHECK(workspace.window("bakery").total == 700);
}

TEST_CASE("people are ordered by what they are called in their family, and without one by what they are called") {
  ServedWorkspace workspace;
  for (const auto& [given, family] : std::vector<std::pair<const char*, const char*>>{
           {"Zé", "Abreu"}, {"Ana", "Souza"}, {"Bruna", "Souza"}, {"Madonna", ""}, {"Ana", "de la Cruz"}})
    workspace.add_person(given, family);
  CHECK(block_names(workspace, search::Sort::family_name, 0, 10) ==
        Names{"Zé Abreu", "Ana de la Cruz", "Madonna", "Ana Souza", "Bruna Souza"});
}

TEST_CASE("the order follows the language of the page, at once, and is kept") {
  ServedWorkspace workspace;
  for (const char* name : {"Nuzio", "Ñandú", "Nubia", "Nuño", "Nuno"}) workspace.add_person(name, "");
  const Names root{"Ñandú", "Nubia", "Nuno", "Nuño", "Nuzio"}, spanish{"Nubia", "Nuno", "Nuño", "Nuzio", "Ñandú"};
  CHECK(workspace.names() == root);
  const auto say = [&](const char* language) {
    const auto params = api::encode(api::LanguageRequest{language});
    const auto answer = workspace.service->handle(api::request_text(900, "tab", "list.language", params));
    CHECK(answer.find("error") == std::string::npos);
  };
  say("es-AR");
  CHECK(workspace.names() == spanish);
  workspace.add_person("Nuñez", "");
  workspace.open_service();
  CHECK(workspace.names() == Names{"Nubia", "Nuno", "Nuñez", "Nuño", "Nuzio", "Ñandú"});
  REQUIRE(workspace.service->search().rebuild());
  workspace.work_until_idle();
  CHECK(workspace.names() == Names{"Nubia", "Nuno", "Nuñez", "Nuño", "Nuzio", "Ñandú"});
  say("pt-BR");
  CHECK(workspace.names() == Names{"Ñandú", "Nubia", "Nuñez", "Nuno", "Nuño", "Nuzio"});
}

TEST_CASE("an export waits for the lists that are being made again, and has everybody") {
  ServedWorkspace workspace;
  constexpr int people = 700;
  for (int i = 0; i < people; ++i) workspace.add_person("Ana", std::to_string(i));
  REQUIRE(workspace.service->search().rebuild());
  const auto ready = workspace.must<api::ExportReady>("export.start", api::ExportRequest{"csv", "", {}});
  while (workspace.service->work(0.05)) {
  }
  CHECK(workspace.last_progress().created == people);
  const std::string& bytes = workspace.files.files.at(ready.file).bytes;
  CHECK(std::ranges::count(bytes, '\n') == people + 1);
  CHECK(workspace.window().total == people);
}

TEST_CASE("lists made again from the records are the same") {
  ServedWorkspace workspace;
  Random random;
  for (int i = 0; i < 50; ++i) workspace.add_person(random.text(8), random.text(8), "m" + std::to_string(i) + "@x.org");
  const Names before = workspace.names();
  const Names found = workspace.names("m7");
  REQUIRE(workspace.service->search().rebuild());
  CHECK(workspace.names().empty());
  workspace.work_until_idle();
  CHECK(workspace.names() == before);
  CHECK(workspace.names("m7") == found);
}

TEST_CASE("derived data of an older form is made again when the workspace opens") {
  ServedWorkspace workspace;
  workspace.add_person("Ana", "Silva");
  REQUIRE(
      workspace.database->execute("UPDATE search_state SET value = 0 WHERE name = 'form'; DELETE FROM person_list"));
  workspace.open_service();
  workspace.work_until_idle();
  CHECK(workspace.names("ana") == Names{"Ana Silva"});
}
