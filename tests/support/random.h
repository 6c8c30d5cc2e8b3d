// Random input for tests, from the seed that Catch2 prints at the start of a run ("Randomness seeded to"): run the test
// again with --rng-seed to get the same input.
#pragma once
#include <catch_amalgamated.hpp>

#include <cstdint>
#include <random>
#include <string>

#include "base/uuid.h"

namespace vinculo::test {

class Random {
 public:
  explicit Random(std::uint64_t salt = 0) : engine_(Catch::getSeed() + salt) {}
  std::uint64_t bits() { return engine_(); }
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  bool chance(unsigned percent) { return below(100) < percent; }
  Uuid id() { return make_uuid_v7(1'700'000'000'000 + below(1'000'000), bits(), bits()); }
  // Letters of one, two, three and four bytes, and sometimes U+0000.
  std::string text(std::size_t longest) {
    static constexpr const char* letters[] = {"a", "Z", "0", " ", "é", "ß", "中", "😀"};
    std::string text;
    for (std::size_t left = below(longest + 1); left > 0; --left) text += letters[below(std::size(letters))];
    if (chance(5)) text += '\0';
    return text;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace vinculo::test
