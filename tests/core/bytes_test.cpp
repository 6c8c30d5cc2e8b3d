#include <catch_amalgamated.hpp>

#include <limits>

#include "base/bytes.h"
#include "support/random.h"

using namespace vinculo;

TEST_CASE("numbers of every size come back as they were written") {
  test::Random random;
  Bytes bytes;
  ByteWriter out(bytes);
  std::vector<std::uint64_t> numbers = {0, 1, 127, 128, std::numeric_limits<std::uint64_t>::max()};
  for (int i = 0; i < 1000; ++i) numbers.push_back(random.bits() >> random.below(64));
  for (const std::uint64_t number : numbers) {
    out.varint(number);
    out.zigzag(static_cast<std::int64_t>(number));
    out.u64(number);
  }
  ByteReader in(bytes);
  for (const std::uint64_t number : numbers) {
    CHECK(in.varint() == number);
    CHECK(in.zigzag() == static_cast<std::int64_t>(number));
    CHECK(in.u64() == number);
  }
  CHECK((in.ok() && in.at_end()));
}

TEST_CASE("small negative numbers are short") {
  Bytes bytes;
  ByteWriter(bytes).zigzag(-1);
  CHECK(bytes == Bytes{1});
  CHECK(ByteReader(bytes).zigzag() == -1);
}

TEST_CASE("a read past the end fails for good") {
  const Bytes bytes = {3, 'a', 'b'};
  ByteReader in(bytes);
  CHECK(in.blob().empty());
  CHECK_FALSE(in.ok());
  CHECK(in.u8() == 0);
  CHECK(in.remaining() == 0);
}

TEST_CASE("a varint of more than 64 bits is refused") {
  const Bytes too_long(11, 0x80);
  ByteReader in(too_long);
  CHECK(in.varint() == 0);
  CHECK_FALSE(in.ok());
  const Bytes too_big = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
  ByteReader big(too_big);
  CHECK(big.varint() == 0);
  CHECK_FALSE(big.ok());
}
