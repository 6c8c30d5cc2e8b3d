#include <catch_amalgamated.hpp>

#include "base/stamp.h"

using namespace vinculo;

TEST_CASE("stamps of one device ascend even when its clock stands still or goes back") {
  Clock clock(1);
  const Stamp first = clock.next(1000);
  const Stamp second = clock.next(1000);
  const Stamp third = clock.next(500);
  CHECK(first < second);
  CHECK(second < third);
  CHECK(first.clock.unix_ms() == 1000);
}

TEST_CASE("what is written after seeing a stamp from elsewhere is newer than it") {
  Clock clock(1);
  CHECK(clock.observe(Hlc::from_ms(30'000), 1000));
  CHECK(clock.next(1000) > Stamp{Hlc::from_ms(30'000), 9});
}

TEST_CASE("a stamp more than a minute ahead is not followed") {
  Clock clock(1);
  CHECK_FALSE(clock.observe(Hlc::from_ms(61'001), 1000));
  CHECK(clock.next(1000).clock.unix_ms() == 1000);
}

TEST_CASE("equal clocks are ordered by device") { CHECK(Stamp{Hlc::from_ms(5), 1} < Stamp{Hlc::from_ms(5), 2}); }
