#include <catch_amalgamated.hpp>

#include "api/messages.h"

using namespace vinculo;
using namespace vinculo::api;

namespace {
const Uuid some_id = *parse_uuid("0190a5b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b");
}

TEST_CASE("a message comes back as it was written") {
  WindowRequest request;
  request.list = ListKind::organisations;
  request.sort = SortKey::changed;
  request.descending = true;
  request.query = "josé \"x\" 🦀\n";
  request.label = some_id;
  request.offset = 999'999;
  const auto read = decode<WindowRequest>(encode(request));
  REQUIRE(read);
  CHECK(read->list == ListKind::organisations);
  CHECK(read->sort == SortKey::changed);
  CHECK(read->descending);
  CHECK(read->query == request.query);
  CHECK(read->label == some_id);
  CHECK(read->offset == 999'999);
  CHECK(read->limit == 60);
}

TEST_CASE("every kind of value survives") {
  EditRequest request;
  request.title = "Edit person";
  request.edits.push_back({"person", some_id, {}});
  auto& set = request.edits[0].set;
  set["given_name"] = std::string("Ana");
  set["deleted"] = std::int64_t{1};
  set["family_name"] = std::monostate{};
  set["owner"] = value_of(some_id);
  set["data"] = Bytes{0, 255, 10};
  const auto read = decode<EditRequest>(encode(request));
  REQUIRE(read);
  REQUIRE(read->edits.size() == 1);
  CHECK(read->edits[0].row == some_id);
  CHECK(read->edits[0].set == set);
}

TEST_CASE("members that are missing, null or unknown are forgiven") {
  const auto read = decode<WindowRequest>(R"({"offset":null,"later":{"a":[1]},"limit":5.0})");
  REQUIRE(read);
  CHECK(read->offset == 0);
  CHECK(read->limit == 5);
}

TEST_CASE("a member of a wrong type is named") {
  for (const auto& [text, path] :
       std::vector<std::pair<std::string, std::string>>{{R"({"limit":"x"})", "limit"},
                                                        {R"({"limit":1e300})", "limit"},
                                                        {R"({"limit":99999999999})", "limit"},
                                                        {R"({"label":"not an id"})", "label"},
                                                        {R"({"sort":"shoe size"})", "sort"}}) {
    CAPTURE(text);
    const auto read = decode<WindowRequest>(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::invalid_argument);
    CHECK(read.error().detail.find(path) != std::string::npos);
  }
  const auto nested = decode<EditRequest>(R"({"edits":[{"table":"person","row":"x"}]})");
  REQUIRE_FALSE(nested);
  CHECK(nested.error().detail.find("edits.row") != std::string::npos);
}

TEST_CASE("what is not JSON is malformed") {
  for (const char* text : {"", "{", "nonsense", "{\"a\":\xff}", "[1,", "\"\\ud800\""}) {
    CAPTURE(text);
    CHECK(decode<Window>(text).error().code == ErrorCode::malformed);
    CHECK_FALSE(Envelope::parse(text));
  }
  CHECK(decode<Window>("[]").error().code == ErrorCode::invalid_argument);
}

TEST_CASE("text that is not UTF-8 is still written as JSON") {
  ListRow row;
  row.name = "Jos\xe9";
  const auto read = decode<ListRow>(encode(row));
  REQUIRE(read);
  CHECK(read->name == "Jos\uFFFD");
}

TEST_CASE("envelopes carry requests, responses, errors and notices") {
  const auto request = Envelope::parse(request_text(7, "tab-1", "list.window", encode(WindowRequest{})));
  REQUIRE(request);
  CHECK(request->id() == 7);
  CHECK(request->client() == "tab-1");
  CHECK(request->method() == "list.window");
  CHECK(request->params<WindowRequest>());

  Window window;
  window.total = 3;
  const auto response = Envelope::parse(response_text(7, encode(window)));
  REQUIRE(response);
  CHECK_FALSE(response->error());
  CHECK(response->result<Window>()->total == 3);

  const auto refused = Envelope::parse(error_text(8, {ErrorCode::not_found, "no \"such\" record"}));
  REQUIRE(refused);
  REQUIRE(refused->error());
  CHECK(refused->error()->code == ErrorCode::not_found);
  CHECK(refused->error()->detail == "no \"such\" record");

  TaskProgress progress;
  progress.task = 4;
  progress.error = "storage_full";
  const auto notice = Envelope::parse(notice_text("task", encode(progress)));
  REQUIRE(notice);
  CHECK(notice->id() == 0);
  CHECK(notice->notice() == "task");
  CHECK(notice->body<TaskProgress>()->error == "storage_full");
  CHECK_FALSE(notice->error());
}

TEST_CASE("another version of the boundary is refused") {
  CHECK(Envelope::parse(R"({"v":2,"id":1,"method":"status"})").error().code == ErrorCode::unsupported);
}
