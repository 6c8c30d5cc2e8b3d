// The device's engine against the server's rows, message by message.
#include <catch_amalgamated.hpp>

#include <string>

#include "sync_pair.h"

using namespace vinculo;
using namespace vinculo::sync;
using test::Device;
using test::jose;
using test::now_ms;
using test::Server;

TEST_CASE("what one device writes the other has after both talked to the server") {
  Server server;
  Device one(server), two(server);
  one.write("Zé");
  CHECK(one.state().phase == Phase::offline);
  CHECK(one.sync() == 2);  // hello and push: nothing to pull
  CHECK(one.state().phase == Phase::idle);
  CHECK(one.state().rows_waiting == 0);
  CHECK(two.sync() == 2);  // hello and pull
  CHECK(two.nickname() == "Zé");
  CHECK(two.state().last_sync_ms == now_ms);
}

TEST_CASE("a notice makes a connected device pull") {
  Server server;
  Device one(server), two(server);
  two.sync();
  one.write("Zé");
  one.sync();
  two.talk(two.receive(Notice{1}).send);
  CHECK(two.nickname() == "Zé");
}

TEST_CASE("a change made while connected is sent at once, one request at a time") {
  Server server;
  Device one(server);
  one.sync();
  one.write("Zé");
  const auto request = one.engine->changed();
  REQUIRE(request);
  REQUIRE(*request);
  one.write("Zeca");
  CHECK_FALSE(*one.engine->changed());
  one.talk(*request);
  CHECK(one.state().rows_waiting == 0);
}

TEST_CASE("asking what is to be sent when nothing is does not count as a sync") {
  Server server;
  Device one(server);
  one.sync();
  const auto synchronised_ms = one.state().last_sync_ms;
  now_ms += 1000;
  CHECK_FALSE(*one.engine->changed());
  CHECK(one.state().last_sync_ms == synchronised_ms);
  CHECK(one.state().phase == Phase::idle);
  one.write("Zé");
  one.talk(*one.engine->changed());
  CHECK(one.state().last_sync_ms == now_ms);
}

TEST_CASE("two who wrote apart end equal, with the value that lost kept on both") {
  Server server;
  Device one(server), two(server);
  one.write("Zé");
  one.sync();
  two.sync();
  one.write("Zeca");
  two.write("Zezinho");
  one.sync();
  two.sync();
  one.sync();
  CHECK(one.nickname() == two.nickname());
  CHECK(one.conflicts() == std::vector<std::string>{"Zeca"});
  CHECK(two.conflicts() == one.conflicts());
}

TEST_CASE("an answer that was lost is taken from the next welcome") {
  Server server;
  Device one(server);
  one.write("Zé");
  const Bytes push = *one.receive(server.answer(one.number, *one.engine->connected("token"))).send;
  (void)server.answer(one.number, push);
  one.engine->disconnected();
  CHECK(one.sync() == 1);
  CHECK(one.state().rows_waiting == 0);
}

TEST_CASE("answers that come twice or to nothing are passed over") {
  Server server;
  Device one(server);
  one.write("Zé");
  const Message welcome = server.answer(one.number, *one.engine->connected("token"));
  const Bytes push = *one.receive(welcome).send;
  CHECK_FALSE(one.receive(welcome).send);
  const Message pushed = server.answer(one.number, push);
  CHECK_FALSE(one.receive(pushed).send);
  CHECK_FALSE(one.receive(pushed).send);
  CHECK_FALSE(one.receive(Changes{0, 5, true, {}, {1, 0}}).send);
  CHECK(one.state().phase == Phase::idle);
}

TEST_CASE("an answer to a pull before is passed over: it may be older than what was confirmed since") {
  Server server;
  Device one(server), two(server);
  one.write("Zé");
  one.sync();
  const Bytes pull = *two.receive(server.answer(two.number, *two.engine->connected("token"))).send;
  const auto answer = std::get<Changes>(server.answer(two.number, pull));
  Changes before = answer;
  before.request = answer.request + 1;
  CHECK_FALSE(two.receive(before).send);
  CHECK(two.store->revision() == 0);
  CHECK_FALSE(two.receive(answer).send);
  CHECK(two.store->revision() == answer.revision);
}

TEST_CASE("a clock that is ahead is told and sync goes on") {
  Server server;
  Device one(server), two(server);
  one.clock_ahead_ms = 86'400'000;
  one.write("Zé");
  one.sync();
  CHECK(one.state().clock_warning);
  two.sync();
  CHECK_FALSE(two.state().clock_warning);
  two.write("Zeca");
  two.sync();
  one.sync();
  CHECK(one.nickname() == "Zeca");
}

TEST_CASE("a server that speaks a newer protocol asks for an update, one with a newer schema is used") {
  Server server;
  Device one(server);
  (void)one.engine->connected("token");
  Welcome welcome;
  welcome.epoch = 5;
  welcome.schema = schema_version + 1;
  welcome.now_ms = now_ms;
  (void)one.receive(welcome);
  CHECK(one.state().newer_schema);
  CHECK(one.state().phase == Phase::idle);
  (void)one.engine->connected("token");
  welcome.protocol = protocol_version + 1;
  const auto step = one.engine->receive(encode(welcome));
  REQUIRE_FALSE(step);
  CHECK(step.error().code == ErrorCode::unsupported);
  CHECK(one.state().phase == Phase::update_needed);
}

TEST_CASE("a session that ended is told, and nothing waits less") {
  Server server;
  Device one(server);
  one.write("Zé");
  (void)one.engine->connected("token");
  const auto step = one.engine->receive(encode(ErrorMessage{ErrorCode::unauthorized, ""}));
  CHECK(step.error().code == ErrorCode::unauthorized);
  one.engine->disconnected();
  CHECK(one.state().phase == Phase::signed_out);
  CHECK(one.state().rows_waiting == 1);
}

TEST_CASE("an answer that is not ours ends the connection and changes nothing") {
  Server server;
  Device one(server);
  one.write("Zé");
  (void)one.engine->connected("token");
  const std::string page = "<html>Welcome to this hotel's network</html>";
  CHECK(one.engine->receive(as_bytes(page)).error().code == ErrorCode::protocol);
  CHECK(one.engine->receive(encode(Pull{})).error().code == ErrorCode::protocol);
  CHECK(one.sync() == 2);
}

TEST_CASE("a refused change is listed and the confirmed value is back") {
  Server server;
  Device one(server);
  one.write("Zé");
  one.sync();
  one.write("Zeca");
  const auto push = one.engine->changed();
  REQUIRE(push);
  REQUIRE(*push);
  BatchWriter confirmed(Bases::absent);
  confirmed.add({static_cast<std::uint64_t>(Table::person),
                 jose,
                 {{person::nickname, std::string("Zé"), {Hlc::from_ms(now_ms), one.number}, {}}}});
  Pushed answer;
  answer.batch = std::get<Push>(*decode(**push)).batch;
  answer.refused = {{static_cast<std::uint64_t>(Table::person), jose, person::nickname, "forbidden"}};
  answer.rows = confirmed.take();
  (void)one.receive(answer);
  CHECK(one.nickname() == "Zé");
  CHECK(one.state().refused == 1);
  CHECK(one.state().rows_waiting == 0);
}

TEST_CASE("a server that was put back to older data gets again what it lost") {
  Server server;
  Device one(server), two(server);
  one.write("Zé");
  one.sync();
  two.sync();
  server.execute(
      "DELETE FROM records; DELETE FROM counts; DELETE FROM batches; "
      "UPDATE workspaces SET revision=0, epoch=6; UPDATE devices SET last_batch=0");
  two.sync();
  Device three(server);
  three.sync();
  CHECK(three.nickname() == "Zé");
  one.sync();
  CHECK(one.nickname() == "Zé");
}

TEST_CASE("a check of equal sides repairs nothing") {
  Server server;
  Device one(server);
  one.write("Zé");
  one.sync();
  one.talk(*one.engine->start_check());
  REQUIRE(one.engine->check_result());
  CHECK(one.engine->check_result()->equal);
  CHECK(one.engine->check_result()->repaired_rows == 0);
}

TEST_CASE("a check finds what the server lost and what the device lost, and repairs both") {
  Server server;
  Device one(server), two(server);
  const Uuid rui = {{2, 9}};
  one.write("Zé");
  one.write("Rui", person::nickname, rui);
  one.sync();
  two.sync();
  server.execute("DELETE FROM records WHERE id=x'01000000000000000000000000000000'");
  server.execute("UPDATE counts SET rows=1, hash=(SELECT hash FROM records)");
  two.talk(*two.engine->start_check());
  REQUIRE(two.engine->check_result());
  CHECK(two.engine->check_result()->equal);
  CHECK(two.engine->check_result()->repaired_rows == 1);
  Device three(server);
  three.sync();
  CHECK(three.nickname() == "Zé");

  // A device that believes to have everything and has not.
  Device four(server);
  REQUIRE(four.store->apply_remote(BatchWriter(Bases::absent).take(), 1));
  four.sync();
  CHECK(four.nickname() == "Zé");  // came with the repair's own revision
  four.talk(*four.engine->start_check());
  CHECK(four.engine->check_result()->equal);
  CHECK(four.engine->check_result()->repaired_rows == 1);
  CHECK(*four.store->find_row(Table::person, rui));
}
