#include <catch_amalgamated.hpp>

#include <algorithm>

#include "support/served_workspace.h"

using namespace vinculo;
using namespace vinculo::test;
using namespace vinculo::api;
using Names = std::vector<std::string>;

namespace {

const std::string three_rows =
    "First Name,Last Name,E-mail,Phone,Company,City,Job Title\r\n"
    "José,Silva,jose@example.org,+55 11 98765-4321,Padaria Ltda,São Paulo,Baker\r\n"
    "Ana,Souza,ana@example.org,,PADARIA LTDA,Recife,Owner\r\n"
    "Bob,Jones,bob@example.org,555-1234,,,\r\n";

std::int64_t count(ServedWorkspace& workspace, const std::string& table) {
  return *workspace.database->query_integer("SELECT count(*) FROM " + table + " WHERE deleted = 0");
}

}  // namespace

TEST_CASE("a file of contacts is previewed, imported and found") {
  ServedWorkspace workspace;
  const std::int64_t file = workspace.files.add("people.csv", three_rows);
  const auto preview = workspace.must<ImportPreview>(
      "import.start", ImportRequest{file, "people.csv", static_cast<std::int64_t>(three_rows.size())});
  CHECK(preview.format == "csv");
  CHECK(preview.encoding == "utf-8");
  CHECK(preview.separator == ",");
  CHECK(preview.records_about == 3);
  REQUIRE(preview.columns.size() == 7);
  CHECK(preview.columns[0].field == "given_name");
  REQUIRE(preview.sample.size() == 3);
  CHECK(preview.sample[0].name == "José Silva");
  CHECK(preview.sample[0].organisation == "Padaria Ltda");
  CHECK(workspace.names().empty());

  workspace.must<LabelList>("import.run", ImportRun{preview.task, {}});
  workspace.work_until_idle();
  const auto progress = workspace.last_progress();
  CHECK(progress.state == "done");
  CHECK(progress.created == 3);
  CHECK(progress.rejected == 0);
  CHECK(progress.rejects_file == 0);
  CHECK(progress.done_bytes == progress.total_bytes);
  CHECK(workspace.names() == Names{"Ana Souza", "Bob Jones", "José Silva"});
  CHECK(count(workspace, "organisation") == 1);
  CHECK(workspace.names("padaria baker") == Names{"José Silva"});
}

TEST_CASE("the same file again changes nothing") {
  ServedWorkspace workspace;
  workspace.import("people.csv", three_rows);
  const auto outbox = workspace.store->outbox_state()->rows_waiting;
  const auto again = workspace.import("people.csv", three_rows);
  CHECK(again.unchanged == 3);
  CHECK(again.created + again.updated + again.rejected == 0);
  CHECK(workspace.store->outbox_state()->rows_waiting == outbox);
  CHECK(count(workspace, "phone") == 2);
  // One undo still takes the first import back: the second did nothing.
  workspace.must<Changed>("undo", RecordRequest{});
  CHECK(workspace.names().empty());
}

TEST_CASE("an organisation is the same one in every order of names") {
  for (const search::Collation collation : {search::Collation::root, search::Collation::spanish}) {
    ServedWorkspace workspace;
    REQUIRE(workspace.service->search().set_collation(collation));
    workspace.import("one.csv", "First Name,Company\nAna,Bodegas Peña\n");
    workspace.import("two.csv", "First Name,Company\nBruna,BODEGAS PENA\nClara,???\nDora,!!!\n");
    CHECK(count(workspace, "organisation") == 3);
  }
}

TEST_CASE("somebody whose family name comes first is the same one in the next file, with and without the whole name") {
  ServedWorkspace workspace;
  workspace.import("people.csv", "First Name,Last Name,E-mail\n太郎,山田,taro@example.org\n민준,김,\n");
  const auto again =
      workspace.import("people.csv", "First Name,Last Name,E-mail\n太郎,山田,taro@example.org\n민준,김,\n");
  CHECK(again.unchanged == 2);
  workspace.import(
      "card.vcf",
      "BEGIN:VCARD\r\nVERSION:3.0\r\nN:山田;太郎;;;\r\nFN:山田太郎\r\nEMAIL:taro@example.org\r\nEND:VCARD\r\n");
  CHECK(count(workspace, "person") == 2);
}

TEST_CASE("a later file fills and replaces, and empties nothing") {
  ServedWorkspace workspace;
  workspace.import("people.csv", three_rows);
  const auto changed = workspace.import("later.csv",
                                        "First Name,Last Name,E-mail,Phone,Job Title\n"
                                        "Ana,Souza,ANA@example.org,11 5555-1111,Director\n"
                                        "José,Silva,jose@example.org,,\n");
  CHECK(changed.created == 0);
  CHECK(changed.updated == 1);
  CHECK(changed.unchanged == 1);
  const auto ana = workspace.window("ana").rows.at(0);
  CHECK(ana.phone == "11 5555-1111");
  CHECK(ana.city == "Recife");
  CHECK(workspace.window("jose").rows.at(0).phone == "+55 11 98765-4321");
}

TEST_CASE("people who share a mail address stay two people") {
  ServedWorkspace workspace;
  const auto progress =
      workspace.import("shared.csv", "Name,Email\nAna Silva,office@example.org\nBob Jones,office@example.org\n");
  CHECK(progress.created == 2);
  CHECK(workspace.window("office").total == 2);
  // A shorter form of the same name with the same address is the same person.
  const auto shorter = workspace.import("shorter.csv", "Name,Email\nAna Maria Silva,office@example.org\n");
  CHECK(shorter.created == 0);
}

TEST_CASE("the same numbers in another file do not make two people one") {
  ServedWorkspace workspace;
  workspace.import("a.csv", "id,name,email\n1,Ana Silva,ana@example.org\n");
  const auto other = workspace.import("b.csv", "id,name,email\n1,Bob Jones,bob@example.org\n");
  CHECK(other.created == 1);
  CHECK(workspace.names() == Names{"Ana Silva", "Bob Jones"});
}

TEST_CASE("an import is taken back by one undo and done again by one redo") {
  ServedWorkspace workspace;
  std::string rows = "name,email,company\n";
  for (int i = 0; i < 3'000; ++i) {
    rows += "Person " + std::to_string(i) + ",p" + std::to_string(i) + "@example.org,Company " +
            std::to_string(i % 50) + "\n";
  }
  CHECK(workspace.import("many.csv", rows).created == 3'000);
  CHECK(workspace.window().total == 3'000);
  CHECK(workspace.must<StatusReport>("status", RecordRequest{}).undo_title == "Import");
  auto undone = workspace.must<Changed>("undo", RecordRequest{});
  CHECK(undone.unfinished);
  CHECK(undone.undo_title == "Import");  // until it is over
  CHECK(workspace.window().total > 0);
  while (undone.unfinished) undone = workspace.must<Changed>("undo", RecordRequest{});
  CHECK(undone.redo_title == "Import");
  CHECK(workspace.window().total == 0);
  CHECK(count(workspace, "mail") == 0);
  while (workspace.must<Changed>("redo", RecordRequest{}).unfinished) {
  }
  CHECK(workspace.window().total == 3'000);
  CHECK(workspace.window("person 2999").total == 1);
}

TEST_CASE("other requests are answered between the slices of an import, and the list fills") {
  ServedWorkspace workspace;
  std::string rows = "name\n";
  for (int i = 0; i < 5'000; ++i) rows += "Person " + std::to_string(i) + "\n";
  const std::int64_t file = workspace.files.add("many.csv", rows);
  const auto preview = workspace.must<ImportPreview>(
      "import.start", ImportRequest{file, "many.csv", static_cast<std::int64_t>(rows.size())});
  workspace.must<LabelList>("import.run", ImportRun{preview.task, {}});
  std::int64_t seen = 0;
  int grew = 0;
  while (workspace.service->work(1)) {
    const std::int64_t total = workspace.window({}, 0, 1).total;
    grew += total > seen;
    seen = total;
    workspace.monotonic_ms += 150;
  }
  CHECK(seen == 5'000);
  CHECK(grew > 5);
  const auto told =
      std::ranges::count_if(workspace.notices, [](const Envelope& notice) { return notice.notice() == "changed"; });
  CHECK(told > 3);
  // Progress at most ten times a second.
  const auto progress =
      std::ranges::count_if(workspace.notices, [](const Envelope& notice) { return notice.notice() == "task"; });
  CHECK(static_cast<double>(progress) <= workspace.monotonic_ms / 100 + 2);
}

TEST_CASE("a cancelled import keeps what it has, as one undo") {
  ServedWorkspace workspace;
  std::string rows = "name\n";
  for (int i = 0; i < 5'000; ++i) rows += "Person " + std::to_string(i) + "\n";
  const std::int64_t file = workspace.files.add("many.csv", rows);
  const auto preview = workspace.must<ImportPreview>(
      "import.start", ImportRequest{file, "many.csv", static_cast<std::int64_t>(rows.size())});
  workspace.must<LabelList>("import.run", ImportRun{preview.task, {}});
  REQUIRE(workspace.service->work(1));
  workspace.must<LabelList>("import.cancel", TaskRequest{preview.task});
  CHECK(workspace.last_progress().state == "cancelled");
  workspace.work_until_idle();
  const auto kept = workspace.window().total;
  CHECK(kept > 0);
  CHECK(kept < 5'000);
  workspace.must<Changed>("undo", RecordRequest{});
  CHECK(workspace.window().total == 0);
  CHECK(workspace.ask<LabelList>("import.cancel", TaskRequest{preview.task}).error().code == ErrorCode::not_found);
}

TEST_CASE("each client has a preview of its own, and nobody runs or stops another's") {
  ServedWorkspace workspace;
  const auto preview = [&](const std::string& client, const std::string& name) {
    const std::string rows = "name\n" + name + "\n";
    const std::int64_t file = workspace.files.add("one.csv", rows);
    return workspace.ask_as<ImportPreview>(1, client, "import.start",
                                           ImportRequest{file, "one.csv", static_cast<std::int64_t>(rows.size())});
  };
  const auto ana = preview("tab-a", "Ana"), earlier = preview("tab-b", "Nobody"), rui = preview("tab-b", "Rui");
  REQUIRE(ana);
  REQUIRE(earlier);
  REQUIRE(rui);
  const auto run = [&](const std::string& client, std::int64_t task) {
    return workspace.ask_as<LabelList>(2, client, "import.run", ImportRun{task, {}});
  };
  CHECK(run("tab-b", ana->task).error().code == ErrorCode::not_found);
  CHECK(workspace.ask_as<LabelList>(3, "tab-b", "import.cancel", TaskRequest{ana->task}).error().code ==
        ErrorCode::not_found);
  CHECK(run("tab-b", earlier->task).error().code == ErrorCode::not_found);  // the client chose another file
  CHECK(run("tab-a", ana->task));
  CHECK(run("tab-b", rui->task));
  workspace.work_until_idle();
  CHECK(workspace.names() == std::vector<std::string>{"Ana", "Rui"});
}

TEST_CASE("previews of tabs that are gone keep nobody from importing") {
  ServedWorkspace workspace;
  const std::string rows = "name\nAna\n";
  for (int i = 0; i < 50; ++i) {
    const std::int64_t file = workspace.files.add("one.csv", rows);
    CHECK(workspace.ask_as<ImportPreview>(1, "tab-" + std::to_string(i), "import.start",
                                          ImportRequest{file, "one.csv", static_cast<std::int64_t>(rows.size())}));
  }
  const auto ready = workspace.must<ExportReady>("export.start", ExportRequest{"csv", "", {}});
  CHECK(ready.task > 0);
}

TEST_CASE("columns go where the person who imports says") {
  ServedWorkspace workspace;
  const std::string rows = "A,B\nana@example.org,Ana\n";
  workspace.import("odd.csv", rows, {"mail", "given_name"});
  CHECK(workspace.names() == Names{"Ana"});
  const std::int64_t file = workspace.files.add("odd.csv", rows);
  const auto preview = workspace.must<ImportPreview>("import.start", ImportRequest{file, "odd.csv", 0});
  CHECK(workspace.ask<LabelList>("import.run", ImportRun{preview.task, {"mail"}}).error().code ==
        ErrorCode::invalid_argument);
  CHECK(workspace.ask<LabelList>("import.run", ImportRun{preview.task, {"mail", "shoe size"}}).error().code ==
        ErrorCode::invalid_argument);
  CHECK(workspace.ask<LabelList>("import.run", ImportRun{preview.task + 1, {}}).error().code == ErrorCode::not_found);
}

TEST_CASE("rows that cannot be taken come out with their reason, the others go in") {
  ServedWorkspace workspace;
  const auto progress =
      workspace.import("mixed.csv", "Name,Email,Company\nAna,ana@example.org,\n" + std::string(5'000, 'n') +
                                        ",long@example.org,New Company\n"
                                        ",,\nBob,bob@example.org,New Company\n");
  CHECK(progress.state == "done");
  CHECK(progress.created == 2);
  CHECK(progress.rejected == 2);
  CHECK(workspace.names() == Names{"Ana", "Bob"});
  // The company of the row that was left out exists all the same, through the row that was taken.
  CHECK(workspace.window("bob").rows[0].organisation == "New Company");
  CHECK(count(workspace, "organisation") == 1);
  const auto& rejects = workspace.files.files.at(progress.rejects_file);
  CHECK(rejects.is_finished);
  CHECK(rejects.bytes.find("Name,Email,Company,line,reason,detail") != std::string::npos);
  CHECK(rejects.bytes.find("long@example.org,New Company,3,too_large,person.") != std::string::npos);
}

TEST_CASE("a cell of 10 MB is left out and the rest goes in") {
  ServedWorkspace workspace;
  const auto progress =
      workspace.import("huge.csv", "name,email\nAna,ana@example.org\n\"" + std::string(10'000'000, 'x') +
                                       "\",x@example.org\nBob,bob@example.org\n");
  CHECK(progress.rejected == 1);
  CHECK(workspace.names() == Names{"Ana", "Bob"});
}

TEST_CASE("a picture named .csv is refused before anything is imported") {
  ServedWorkspace workspace;
  const std::int64_t file = workspace.files.add(
      "photo.csv", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", 20) + std::string(5'000, '\0'));
  CHECK(workspace.ask<ImportPreview>("import.start", ImportRequest{file, "photo.csv", 5'020}).error().code ==
        ErrorCode::malformed);
  const std::int64_t empty = workspace.files.add("empty.csv", "");
  CHECK(workspace.ask<ImportPreview>("import.start", ImportRequest{empty, "empty.csv", 0}).error().code ==
        ErrorCode::malformed);
  CHECK(workspace.ask<ImportPreview>("import.start", ImportRequest{99, "gone.csv", 0}).error().code ==
        ErrorCode::not_found);
}

TEST_CASE("a file that ends in the middle of reading fails and keeps what it has") {
  ServedWorkspace workspace;
  std::string rows = "name\n";
  for (int i = 0; i < 50'000; ++i) rows += "Person number " + std::to_string(i) + "\n";
  const std::int64_t file = workspace.files.add("torn.csv", rows);
  const auto preview = workspace.must<ImportPreview>(
      "import.start", ImportRequest{file, "torn.csv", static_cast<std::int64_t>(rows.size())});
  workspace.files.fail_from_offset = 400'000;
  workspace.must<LabelList>("import.run", ImportRun{preview.task, {}});
  workspace.work_until_idle();
  CHECK(workspace.last_progress().state == "failed");
  CHECK(workspace.last_progress().error == "storage_failed");
  while (workspace.must<Changed>("undo", RecordRequest{}).unfinished) {
  }
  CHECK(workspace.window().total == 0);
}

TEST_CASE("vCards with photos, labels and properties we do not know come in and go out whole") {
  const std::string card =
      "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nFN:Ana Silva\r\nN:Silva;Ana;;;\r\nEMAIL;TYPE=work:ana@example.org\r\n"
      "TEL;TYPE=cell:+55 11 98765-4321\r\nORG:Padaria;Sales\r\nTITLE:Baker\r\nCATEGORIES:Friend,Customer\r\n"
      "NOTE:likes bread\r\nX-SHOE-SIZE:43\r\nPHOTO:data:image/png;base64,iVBORw0KGgo=\r\nEND:VCARD\r\n";
  ServedWorkspace workspace;
  CHECK(workspace.import("ana.vcf", card).created == 1);
  CHECK(workspace.import("ana.vcf", card).unchanged == 1);
  const auto page = workspace.must<PersonPage>("record.person", RecordRequest{workspace.window().rows.at(0).id});
  const auto photo = workspace.must<PersonPhoto>("record.photo", RecordRequest{page.id});
  CHECK(photo.data_url == "data:image/png;base64,iVBORw0KGgo=");
  CHECK(photo.version == page.photo_version);
  CHECK(page.labels.size() == 2);
  CHECK(page.notes.at(0).body == "likes bread");
  CHECK(page.affiliations.at(0).department == "Sales");

  const std::string exported = workspace.export_all("vcard4");
  CHECK(exported.find("X-SHOE-SIZE:43") != std::string::npos);
  ServedWorkspace other(2);
  CHECK(other.import("back.vcf", exported).rejected == 0);
  CHECK(other.export_all("vcard4") == exported);
}

TEST_CASE("an export as CSV is safe in a spreadsheet and comes back as it was") {
  ServedWorkspace workspace;
  workspace.add_person("=cmd|' /C calc'!A0", "+Silva", "ana@example.org", "+55 11 98765-4321");
  workspace.add_person("Bob", "Jones");
  const std::string exported = workspace.export_all("csv");
  CHECK(exported.find("'=cmd") != std::string::npos);
  ServedWorkspace other(2);
  CHECK(other.import("back.csv", exported).rejected == 0);
  CHECK(other.names() == workspace.names());
  CHECK(other.window("98765-4321").total == 1);
}

TEST_CASE("an export holds everything a query matches, not only what a list counts") {
  ServedWorkspace workspace;
  std::string rows = "name\n";
  for (int i = 0; i < 1'500; ++i) rows += "Maria Number" + std::to_string(i) + "\n";
  workspace.import("many.csv", rows);
  const auto ready = workspace.must<ExportReady>("export.start", ExportRequest{"vcard3", "maria", {}});
  workspace.work_until_idle();
  const std::string& bytes = workspace.files.files.at(ready.file).bytes;
  std::size_t cards = 0;
  for (std::size_t at = 0; (at = bytes.find("BEGIN:VCARD", at)) != std::string::npos; ++at) ++cards;
  CHECK(cards == 1'500);
}

TEST_CASE("what a file says beyond our fields is on the record's page, in words") {
  ServedWorkspace workspace;
  workspace.import("people.csv", "First Name,E-mail,Shoe size,Empty\nAna,ana@example.org,\"38, wide\",\n");
  auto page = workspace.must<PersonPage>("record.person", RecordRequest{workspace.window("ana").rows.at(0).id});
  REQUIRE(page.kept.size() == 1);
  CHECK(page.kept[0].name == "Shoe size");
  CHECK(page.kept[0].value == "38, wide");

  workspace.import("cards.vcf",
                   "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob Jones\r\nUID:urn:uuid:4711\r\n"
                   "X-SOCIAL-PROFILE;TYPE=mastodon:https://example.org/@bob\r\nCATEGORIES:Press\r\n"
                   "X-FAVOURITE:green\\, and\\nblue\r\nKEY;ENCODING=b:AAAA\r\nEND:VCARD\r\n");
  page = workspace.must<PersonPage>("record.person", RecordRequest{workspace.window("bob").rows.at(0).id});
  REQUIRE(page.kept.size() == 2);
  CHECK(page.kept[0].name == "Social profile · mastodon");
  CHECK(page.kept[0].value == "https://example.org/@bob");
  CHECK(page.kept[1].name == "Favourite");
  CHECK(page.kept[1].value == "green, and\nblue");
}
