// Random histories of a team. The seed of a history that fails is printed; VINCULO_SEED=n plays that one alone.
// Natively 10,000 are played, a million with VINCULO_LONG_TESTS=1, few in wasm; VINCULO_HISTORIES=n plays n.
#include <catch_amalgamated.hpp>

#include <cstdlib>
#include <string>

#include "sync_world.h"

using namespace vinculo;

namespace {

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

test::WorldOptions options_of(std::uint64_t seed) {
  test::WorldOptions options;
  options.seed = seed;
  options.devices = 2 + static_cast<int>(seed % 3);
  options.steps = 30 + static_cast<int>(seed % 7) * 15;
  options.check_at_end = seed % 8 == 0;
  if (seed % 4 == 1) {  // a server in trouble: put back again and again, from copies of any age
    options.saves_per_mille = 25;
    options.restores_per_mille = 25;
  }
  return options;
}

}  // namespace

TEST_CASE("whatever happens on the way, everyone ends equal and nothing that was written is lost") {
  test::WorldDatabases databases;
  if (const std::uint64_t seed = number_from("VINCULO_SEED", 0)) {
    test::WorldOptions options = options_of(seed);
    options.is_told = true;
    CHECK(test::World(databases, options).run() == "");
    return;
  }
  const std::uint64_t first = (std::uint64_t{Catch::getSeed()} << 24) + 1;
  const std::uint64_t usual = number_from("VINCULO_LONG_TESTS", 0) ? VINCULO_LONG_HISTORIES : VINCULO_USUAL_HISTORIES;
  const std::uint64_t histories = number_from("VINCULO_HISTORIES", usual);
  for (std::uint64_t history = 0; history < histories; ++history) {
    const std::string problem = test::World(databases, options_of(first + history)).run();
    if (!problem.empty()) FAIL(problem);
  }
  SUCCEED(histories << " histories from seed " << first);
}

TEST_CASE("histories that lost something once") {
  test::WorldDatabases databases;
  const std::uint64_t seeds[] = {
      30120747582109260,  // an answer to an earlier pull, repeated
      27474057049937748,  // two batches of a device in the other order
  };
  for (const std::uint64_t seed : seeds) CHECK(test::World(databases, options_of(seed)).run() == "");
}
