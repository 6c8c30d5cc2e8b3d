#include <catch_amalgamated.hpp>

#include <nlohmann/json.hpp>
#include <type_traits>

#include "support/random.h"
#include "sync/protocol.h"

using namespace vinculo;
using namespace vinculo::sync;
using Json = nlohmann::json;

namespace {

Pushed some_answer() {
  Pushed answer;
  answer.batch = 7;
  answer.revision = 99;
  answer.refused = {{1, Uuid{{1, 2, 3}}, Column{4}, "too_large"}, {300, Uuid{{9}}, std::nullopt, "malformed"}};
  answer.clock_clamped = true;
  answer.rows = {1, 0};
  answer.complete = false;
  return answer;
}

std::vector<Message> one_of_each() {
  Welcome welcome{1, 2, 0xffffffffffffffff, 4, 5, 6, some_answer(), 7, 8};
  Checked checked;
  checked.revision = 3;
  checked.table = 2;
  checked.tables = {{1, 2, 3}, {4, 5, 0xfedcba9876543210}};
  checked.buckets = {{255, 1, 1}};
  return {Hello{1, 1, "tökén", 2, 3, 4},
          welcome,
          Push{3, {1, 1, 0, 255}, 4, 5},
          some_answer(),
          Pull{5, 1000, {1, 2}, 7, 8},
          Changes{5, 9, true, {3}, {1, 0}, 8},
          Notice{12},
          Check{},
          checked,
          Fetch{4, 255, {}, 7},
          Fetched{4, 255, {8}, {1, 0}},
          ErrorMessage{ErrorCode::unauthorized, "session"}};
}

Bytes cbor(const Json& json) { return Json::to_cbor(json); }

ErrorCode failure(const Bytes& bytes) {
  const auto message = decode(bytes);
  return message ? ErrorCode::none : message.error().code;
}

}  // namespace

TEST_CASE("every message comes back as it was sent") {
  const auto messages = one_of_each();
  REQUIRE(messages.size() == std::variant_size_v<Message>);
  for (const Message& message : messages) {
    const Bytes sent = encode(message);
    const auto received = decode(sent);
    REQUIRE(received);
    CHECK(received->index() == message.index());
    CHECK(encode(*received) == sent);
  }
}

TEST_CASE("an answer arrives with its refusals") {
  const auto received = decode(encode(some_answer()));
  REQUIRE(received);
  const auto& answer = std::get<Pushed>(*received);
  REQUIRE(answer.refused.size() == 2);
  CHECK(answer.refused[0].column == Column{4});
  CHECK(answer.refused[0].row == Uuid{{1, 2, 3}});
  CHECK(answer.refused[0].reason == "too_large");
  CHECK(answer.refused[1].table == 300);
  CHECK_FALSE(answer.refused[1].column);
}

TEST_CASE("fields that are not known are passed over") {
  const auto message = decode(cbor({{"type", "notice"}, {"revision", 4}, {"colour", "green"}, {"more", {1, {2}}}}));
  REQUIRE(message);
  CHECK(std::get<Notice>(*message).revision == 4);
}

TEST_CASE("requests of a program that knows no epochs in them are read") {
  const Json nothing = Json::binary({});
  auto message = decode(cbor({{"type", "push"}, {"batch", 4}, {"rows", nothing}, {"copies_of", 0}}));
  REQUIRE(message);
  CHECK(std::get<Push>(*message).epoch == 0);
  message = decode(cbor({{"type", "pull"}, {"since", 4}, {"max_bytes", 9}, {"cursor", nothing}}));
  REQUIRE(message);
  CHECK(std::get<Pull>(*message).epoch == 0);
  CHECK(decode(encode(Fetch{4, 255, {}})));
}

TEST_CASE("what is not a message of ours is named as such") {
  CHECK(failure({}) == ErrorCode::malformed);
  CHECK(failure(cbor({1, 2, 3})) == ErrorCode::malformed);
  CHECK(failure(cbor({{"revision", 4}})) == ErrorCode::malformed);
  CHECK(failure(cbor({{"type", "dance"}})) == ErrorCode::unsupported);
  CHECK(failure(Bytes(max_message_bytes + 1)) == ErrorCode::too_large);
  Bytes longer = encode(Notice{4});
  longer.push_back(0);
  CHECK(failure(longer) == ErrorCode::malformed);
}

TEST_CASE("a field of a wrong type, a missing one and one over its limit are malformed") {
  CHECK(failure(cbor({{"type", "notice"}})) == ErrorCode::malformed);
  CHECK(failure(cbor({{"type", "notice"}, {"revision", -1}})) == ErrorCode::malformed);
  CHECK(failure(cbor({{"type", "notice"}, {"revision", 1.5}})) == ErrorCode::malformed);
  CHECK(failure(cbor({{"type", "notice"}, {"revision", "4"}})) == ErrorCode::malformed);
  const Json no_cursor = Json::binary({});
  CHECK(failure(cbor({{"type", "pull"}, {"since", 1}, {"max_bytes", 0x100000000}, {"cursor", no_cursor}})) ==
        ErrorCode::malformed);
  CHECK(failure(cbor({{"type", "pull"}, {"since", 1}, {"max_bytes", 1}, {"cursor", Json::binary(Bytes(65))}})) ==
        ErrorCode::malformed);
  CHECK(failure(cbor({{"type", "error"}, {"code", "internal"}, {"detail", std::string(1001, 'a')}})) ==
        ErrorCode::malformed);
  Json refused = Json::array();
  refused.push_back({1, Json::binary(Bytes(15)), 2, "x"});
  CHECK(failure(cbor({{"type", "pushed"},
                      {"batch", 1},
                      {"revision", 1},
                      {"refused", refused},
                      {"clock_clamped", false},
                      {"rows", no_cursor},
                      {"complete", true}})) == ErrorCode::malformed);
}

TEST_CASE("deeply nested input is refused without recursing into it") {
  CHECK(failure(Bytes(max_message_bytes, 0x81)) == ErrorCode::malformed);
}

TEST_CASE("a message with any byte changed or cut short is read or refused, never more") {
  test::Random random(71);
  for (const Message& message : one_of_each()) {
    const Bytes sent = encode(message);
    for (int round = 0; round < 300; ++round) {
      Bytes damaged = sent;
      damaged[random.below(damaged.size())] = static_cast<std::uint8_t>(random.bits());
      if (random.chance(30)) damaged.resize(random.below(damaged.size() + 1));
      if (const auto read = decode(damaged)) CHECK_FALSE(encode(*read).empty());
    }
  }
}

TEST_CASE("an error text that is too long is cut, not lost") {
  const auto received = decode(encode(ErrorMessage{ErrorCode::internal, std::string(5000, 'x')}));
  REQUIRE(received);
  CHECK(std::get<ErrorMessage>(*received).detail.size() == 1000);
}
