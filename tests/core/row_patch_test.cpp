#include <catch_amalgamated.hpp>

#include "change/row_patch.h"
#include "support/random_row.h"

using namespace vinculo;

namespace {

Bytes packed(const RowPatch& row, Bases bases) {
  Bytes bytes;
  ByteWriter out(bytes);
  write_row(out, row, bases);
  return bytes;
}

RowPatch fresh_phone() {
  const Stamp stamp{Hlc::from_ms(1'760'000'000'000), 3};
  RowPatch row{static_cast<std::uint64_t>(Table::phone), Uuid{}, {}};
  row.registers = {{phone::owner, value_of(Uuid{}), stamp, {}},
                   {phone::kind, std::string("mobile"), stamp, {}},
                   {phone::number, std::string("+55 11 98765-4321"), stamp, {}}};
  return row;
}

}  // namespace

TEST_CASE("random rows come back from a batch as they went in") {
  test::Random random;
  for (const Bases bases : {Bases::absent, Bases::present}) {
    std::vector<RowPatch> rows;
    BatchWriter writer(bases);
    for (int i = 0; i < 300; ++i) {
      rows.push_back(test::random_row(random, bases));
      if (i % 2 == 0) {
        writer.add(rows.back());
      } else {
        writer.add_packed(packed(rows.back(), bases));
      }
    }
    CHECK(writer.row_count() == rows.size());
    const Bytes batch = writer.take();
    CHECK(writer.row_count() == 0);
    auto reader = BatchReader::open(batch);
    REQUIRE(reader);
    CHECK(reader->bases() == bases);
    for (const RowPatch& row : rows) {
      const auto read = reader->next();
      REQUIRE(read);
      CHECK(*read == row);
    }
    CHECK(reader->at_end());
  }
}

TEST_CASE("a row cut anywhere is refused, and so is one with something behind it") {
  test::Random random;
  for (int i = 0; i < 50; ++i) {
    Bytes row = packed(test::random_row(random, Bases::present), Bases::present);
    for (std::size_t size = 0; size < row.size(); ++size) {
      CHECK_FALSE(read_row(ByteView(row).first(size), Bases::present));
    }
    row.push_back(0);
    CHECK_FALSE(read_row(row, Bases::present));
  }
}

TEST_CASE("columns out of order are refused") {
  RowPatch row = fresh_phone();
  std::swap(row.registers[0], row.registers[1]);
  const auto read = read_row(packed(row, Bases::absent), Bases::absent);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::malformed);
}

TEST_CASE("a batch of a later version is told from a damaged one") {
  CHECK(BatchReader::open(Bytes{2, 0}).error().code == ErrorCode::unsupported);
  CHECK(BatchReader::open(Bytes{1, 7}).error().code == ErrorCode::malformed);
  CHECK(BatchReader::open(Bytes{1}).error().code == ErrorCode::malformed);
}

TEST_CASE("registers that share a stamp cost one byte for it") {
  // table, id, count; the stamp once (form, clock, device); then column, "same", tag and value
  const std::size_t head = 1 + 16 + 1;
  const std::size_t values = (1 + 1 + 1 + 16) + (1 + 1 + 1 + 1 + 6) + (1 + 1 + 1 + 1 + 17);
  CHECK(packed(fresh_phone(), Bases::absent).size() == head + values + 9 + 1);
}

TEST_CASE("the hash of a row changes with its value, its stamp, its column and its id") {
  const RowPatch row = fresh_phone();
  RowPatch value = row, stamp = row, column = row, id = row;
  value.registers[1].value = std::string("home");
  stamp.registers[2].stamp.device = 4;
  column.registers[2].column = phone::custom_kind;
  id.id.bytes[15] = 1;
  for (const RowPatch& other : {value, stamp, column, id}) CHECK(row_hash(other) != row_hash(row));
  // On the wire between versions: must not change.
  CHECK(row_hash(row) == 0x080017e1445cc385);
}
