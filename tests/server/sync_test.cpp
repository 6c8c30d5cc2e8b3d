// Two devices and the server between them, over WebSocket and over POST.
#include "catch_amalgamated.hpp"
#include "change/row_patch.h"
#include "support/test_server.h"

using namespace vinculo;
using namespace vinculo::test;

namespace {

const Uuid ana = make_uuid_v7(test_epoch_ms, 1, 1);

std::vector<std::string> names_in(const Bytes& rows) {
  std::vector<std::string> names;
  auto batch = BatchReader::open(rows);
  REQUIRE(batch.has_value());
  while (!batch->at_end()) {
    const auto row = batch->next();
    REQUIRE(row.has_value());
    if (row->table == static_cast<std::uint64_t>(Table::person))
      names.emplace_back(text_of(row->registers.front().value));
  }
  return names;
}

}  // namespace

TEST_CASE("what one device pushes, the others are told of and pull") {
  TestServer server;
  const auto owner = server.set_up();
  const auto member = server.join(owner, "m@acme.example");
  const auto first = server.connect(owner);
  const auto second = server.connect(member);
  const auto third = server.connect(server.login("m@acme.example"));
  first->send(sync::Push{1, person_batch(ana, "Ana", owner.device, test_epoch_ms)});
  CHECK(first->receive<sync::Pushed>().revision == 1);
  for (WebSocketClient* other : {second.get(), third.get()}) {
    CHECK(other->receive<sync::Notice>().revision == 1);
    other->send(sync::Pull{});
    const auto changes = other->receive<sync::Changes>();
    CHECK(changes.revision == 1);
    CHECK(names_in(changes.rows) == std::vector<std::string>{"Ana"});
  }
}

TEST_CASE("a device that pushes over POST is heard of on sockets") {
  TestServer server;
  const auto owner = server.set_up();
  const auto member = server.join(owner, "m@acme.example");
  const auto socket = server.connect(member);
  const auto answer = server.sync(owner.token, sync::Push{1, person_batch(ana, "Ana", owner.device, test_epoch_ms)});
  REQUIRE(std::holds_alternative<sync::Pushed>(answer));
  CHECK(socket->receive<sync::Notice>().revision == 1);
  const auto changes = server.sync(member.token, sync::Pull{});
  CHECK(names_in(std::get<sync::Changes>(changes).rows) == std::vector<std::string>{"Ana"});
}

TEST_CASE("a batch that is sent twice is stored once") {
  TestServer server;
  const auto owner = server.set_up();
  const sync::Push push{1, person_batch(ana, "Ana", owner.device, test_epoch_ms)};
  const auto first = std::get<sync::Pushed>(server.sync(owner.token, push));
  const auto again = std::get<sync::Pushed>(server.sync(owner.token, push));
  CHECK(first.revision == again.revision);
  sync::Hello hello;
  const auto welcome = std::get<sync::Welcome>(server.sync(owner.token, hello));
  CHECK(welcome.revision == 1);
  CHECK(welcome.last_batch == 1);
  CHECK(welcome.now_ms == test_epoch_ms);
}

TEST_CASE("many pushes at once lose nothing and their notices are joined") {
  TestServer server;
  const auto owner = server.set_up();
  const auto listener = server.connect(server.join(owner, "m@acme.example"));
  std::vector<std::unique_ptr<WebSocketClient>> writers;
  std::vector<api::Session> sessions;
  for (int i = 0; i < 15; ++i) {
    sessions.push_back(server.login("owner@acme.example"));
    writers.push_back(server.connect(sessions.back()));
  }
  for (std::uint64_t batch = 1; batch <= 5; ++batch) {
    for (std::size_t i = 0; i < writers.size(); ++i)
      writers[i]->send(sync::Push{
          batch, person_batch(make_uuid_v7(test_epoch_ms, i, batch), "P", sessions[i].device, test_epoch_ms)});
    for (auto& writer : writers) writer->receive<sync::Pushed>();
  }
  std::uint64_t last = 0;
  for (int count = 0; last < 75; ++count) {
    REQUIRE(count < 75);
    const std::uint64_t revision = listener->receive<sync::Notice>().revision;
    CHECK(revision > last);
    last = revision;
  }
  CHECK(names_in(std::get<sync::Changes>(server.sync(owner.token, sync::Pull{})).rows).size() == 75);
}

TEST_CASE("a body of sync that is no message is answered as one") {
  TestServer server;
  const auto owner = server.set_up();
  const std::string headers = "Content-Type: application/cbor\r\nAuthorization: Bearer " + owner.token + "\r\n";
  for (const std::string& body :
       {std::string(), std::string("nonsense"), std::string("\xff\xff\xff", 3), std::string(5'000, '\x81')}) {
    const auto response = ask(server.port(), request_text("POST", "/api/sync", headers, body));
    CHECK(response.status == 400);
    const auto message = sync::decode(as_bytes(response.body));
    REQUIRE(message.has_value());
    CHECK(std::holds_alternative<sync::ErrorMessage>(*message));
  }
  CHECK(ask(server.port(), request_text("POST", "/api/sync", headers, std::string(1'000'001, 'x'))).status == 413);
  const auto batch = server.sync(owner.token, sync::Push{1, Bytes{9, 9, 9}});
  CHECK(std::get<sync::ErrorMessage>(batch).code == ErrorCode::malformed);
}
