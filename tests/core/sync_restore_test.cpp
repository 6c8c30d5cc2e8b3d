// A server whose data is put back from an older copy while devices are in the middle of something. What chance found in
// sync_simulation_test.cpp, or could have, step by step.
#include <catch_amalgamated.hpp>

#include <memory>
#include <string>
#include <vector>

#include "sync_pair.h"

using namespace vinculo;
using namespace vinculo::sync;
using test::Device;
using test::now_ms;
using test::Server;

namespace {

// The push that the device makes for what waits; it is on its way and has no answer yet.
Bytes push_of(Device& device, Server& server) {
  auto request = device.engine->connected("token");
  REQUIRE(request);
  auto step = device.receive(server.answer(device.number, *request));
  REQUIRE(step.send);
  REQUIRE(std::holds_alternative<Push>(*decode(*step.send)));
  return *step.send;
}

Push read_push(const Bytes& request) { return std::get<Push>(*decode(request)); }

}  // namespace

// Seed 48623917648055133: the answer to the change of one field held the whole row as the older data had it, and that
// replaced what the device had confirmed in the other fields, before it had sent it again.
TEST_CASE("a change in flight while older data is put back does not bring back the older values of its row") {
  Server server;
  Device one(server);
  one.write("Zé");
  one.sync();
  server.save();
  one.write("Zeca");
  one.sync();
  one.clock_ahead_ms = 86'400'000;  // its change is stamped anew: not stored as sent, so the answer holds the row
  one.write("José", person::given_name);
  (void)push_of(one, server);
  server.put_back();
  one.sync();
  CHECK(one.nickname() == "Zeca");
  CHECK(one.text(person::given_name) == "José");
  Device three(server);
  three.sync();
  CHECK(three.nickname() == "Zeca");
  CHECK(three.conflicts().empty());
}

TEST_CASE("what a device edited while all is sent again is sent after it, on what it replaced") {
  Server server;
  Device one(server);
  one.write("Zé");
  one.sync();
  server.save();
  one.write("Zeca");
  one.sync();
  one.write("Zezinho");
  server.put_back();
  one.sync();
  Device two(server);
  two.sync();
  CHECK(two.nickname() == "Zezinho");
  CHECK(two.conflicts().empty());
}

TEST_CASE("a conversation that goes on over older data begins anew before anything of it is taken or stored") {
  Server server;
  Device one(server), two(server);
  one.write("Zé");
  one.sync();
  two.sync();
  server.save();
  one.write("Zeca");
  one.sync();
  server.put_back();
  two.write("Silva", person::family_name);
  two.sync();
  SECTION("with a pull") { one.talk(one.receive(Notice{9}).send); }
  SECTION("with a push") {
    one.write("José", person::given_name);
    one.talk(*one.engine->changed());
  }
  CHECK(one.nickname() == "Zeca");
  CHECK(one.text(person::family_name) == "Silva");
  CHECK(one.state().phase == Phase::idle);
  Device three(server);
  three.sync();
  CHECK(three.nickname() == "Zeca");
}

TEST_CASE("a push on its way is not taken by a server that was put back meanwhile") {
  Server server;
  Device one(server);
  one.sync();
  server.save();
  one.write("Zé");
  const Bytes request = push_of(one, server);
  server.put_back();
  const Message answer = server.answer(one.number, request);
  REQUIRE(std::get_if<ErrorMessage>(&answer));
  CHECK(std::get<ErrorMessage>(answer).code == ErrorCode::expired);
  one.talk(one.receive(answer).send);
  CHECK(one.state().rows_waiting == 0);
  Device two(server);
  two.sync();
  CHECK(two.nickname() == "Zé");
}

TEST_CASE("no device number is given twice when the same copy is put back twice") {
  Server server;
  server.save();
  server.put_back();
  const std::uint32_t first = server.sign_in();
  server.put_back();
  CHECK(server.sign_in() != first);
}

// With the number of another device its edit counted as that device's own, and nobody heard of the value it replaced.
TEST_CASE("two devices that signed in after the same copy was put back twice do not overwrite each other unseen") {
  Server server;
  Device one(server), two(server);
  one.write("Zé");
  one.sync();
  server.save();
  server.put_back();
  one.sign_in();
  one.sync();
  one.write("Zeca");
  server.put_back();
  two.sign_in();
  two.sync();
  two.write("Zezinho");
  two.sync();
  one.sign_in();
  one.sync();
  // "Zé" too: of what happened between the two times this server knows nothing, so it does not know who saw it.
  CHECK(one.nickname() == "Zezinho");
  CHECK(one.conflicts() == std::vector<std::string>{"Zeca", "Zé"});
}

TEST_CASE("a device that lacks part of an answer does not say that it knew the data of that epoch") {
  Server server;
  Device one(server);
  one.write("Zé");
  one.sync();
  one.write("Zeca");
  Pushed cut;
  cut.batch = read_push(push_of(one, server)).batch;
  cut.revision = 7;
  cut.complete = false;
  (void)one.receive(cut);
  bool knows = false;
  SECTION("until it has pulled the rest") {
    (void)one.receive(Changes{1, 7, false, {}, BatchWriter(Bases::absent).take()});
    knows = true;
  }
  SECTION("even when the program was closed meanwhile") {
    one.engine = std::make_unique<Engine>(*one.store, [] { return now_ms; });
  }
  (void)one.engine->connected("token");
  Welcome welcome;
  welcome.epoch = 77;
  welcome.now_ms = now_ms;
  const auto step = one.receive(welcome);
  REQUIRE(step.send);
  CHECK((read_push(*step.send).copies_of == 5) == knows);
  CHECK(read_push(*step.send).copies_of != 0);
}
