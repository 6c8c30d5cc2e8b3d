#include <catch_amalgamated.hpp>

#include "change/merge.h"
#include "support/random_row.h"

using namespace vinculo;

namespace {

constexpr std::uint32_t ana = 1;
constexpr std::uint32_t rui = 2;
constexpr Uuid jose = {{1}};

Stamp at(std::uint64_t ms, std::uint32_t device) { return {Hlc::from_ms(ms), device}; }

RowPatch person_with(const std::string& nickname, Stamp stamp, Stamp base = {}) {
  return {static_cast<std::uint64_t>(Table::person), jose, {{person::nickname, nickname, stamp, base}}};
}

const Register& first(const MergeResult& result) { return result.row.registers.front(); }

}  // namespace

TEST_CASE("a row that nobody has is taken as it is, without bases") {
  const auto result = merge_row(std::nullopt, person_with("Zé", at(5, ana), at(1, rui)), ana);
  CHECK(result.row == person_with("Zé", at(5, ana)));
  CHECK(result.changed == std::vector<Column>{person::nickname});
  CHECK(result.conflicts.empty());
}

TEST_CASE("a change of what its author saw wins without a conflict") {
  const auto result = merge_row(person_with("Zé", at(5, ana)), person_with("Zeca", at(9, rui), at(5, ana)), rui);
  CHECK(text_of(first(result).value) == "Zeca");
  CHECK(result.conflicts.empty());
}

TEST_CASE("a change of what its author saw wins even when the clock was behind") {
  const auto result = merge_row(person_with("Zé", at(50, ana)), person_with("Zeca", at(9, rui), at(50, ana)), rui);
  CHECK(text_of(first(result).value) == "Zeca");
  CHECK(first(result).stamp > at(50, ana));
  CHECK(first(result).stamp.device == rui);
  CHECK(result.conflicts.empty());
}

TEST_CASE("of two changes made apart the later wins and the other is kept as a conflict") {
  const auto found = person_with("Zeca", at(9, ana));
  const auto result = merge_row(found, person_with("Zezinho", at(11, rui), at(5, ana)), rui);
  CHECK(text_of(first(result).value) == "Zezinho");
  REQUIRE(result.conflicts.size() == 1);
  CHECK(result.conflicts[0] == make_conflict(found.table, jose, found.registers[0], at(11, rui), jose));
}

TEST_CASE("a change that arrives late and is older is kept as a conflict too") {
  const auto incoming = person_with("Zezinho", at(7, rui), at(5, ana));
  const auto result = merge_row(person_with("Zeca", at(9, ana)), incoming, rui);
  CHECK(text_of(first(result).value) == "Zeca");
  CHECK(result.changed.empty());
  REQUIRE(result.conflicts.size() == 1);
  CHECK(result.conflicts[0].registers[conflict::kept_device - 1].value == Value(std::int64_t{ana}));
  CHECK(result.conflicts[0].registers[conflict::lost_device - 1].value == Value(std::int64_t{rui}));
}

TEST_CASE("what a device wrote itself is never concurrent with it") {
  const auto result = merge_row(person_with("Zé", at(5, rui)), person_with("Zeca", at(9, rui), at(4, rui)), rui);
  CHECK(text_of(first(result).value) == "Zeca");
  CHECK(result.conflicts.empty());
}

TEST_CASE("the same value written apart is no conflict") {
  const auto result = merge_row(person_with("Zé", at(5, ana)), person_with("Zé", at(9, rui)), rui);
  CHECK(first(result).stamp == at(9, rui));
  CHECK(result.conflicts.empty());
}

TEST_CASE("a copy of what was confirmed before wins or loses without a conflict") {
  const auto newer = merge_row(person_with("Zé", at(5, ana)), person_with("Zeca", at(9, rui), at(9, rui)), rui);
  CHECK(text_of(first(newer).value) == "Zeca");
  CHECK(newer.conflicts.empty());
  const auto older = merge_row(person_with("Zé", at(15, ana)), person_with("Zeca", at(9, rui), at(9, rui)), rui);
  CHECK(text_of(first(older).value) == "Zé");
  CHECK(older.conflicts.empty());
}

TEST_CASE("deleting, order, photos, labellings and conflicts do not conflict") {
  CHECK_FALSE(can_conflict(static_cast<std::uint64_t>(Table::person), column_deleted));
  CHECK_FALSE(can_conflict(static_cast<std::uint64_t>(Table::phone), phone::position));
  CHECK_FALSE(can_conflict(static_cast<std::uint64_t>(Table::person), person::import_key));
  CHECK_FALSE(can_conflict(static_cast<std::uint64_t>(Table::photo), photo::data));
  CHECK_FALSE(can_conflict(static_cast<std::uint64_t>(Table::labelling), labelling::label));
  CHECK_FALSE(can_conflict(static_cast<std::uint64_t>(Table::conflict), conflict::resolution));
  CHECK(can_conflict(static_cast<std::uint64_t>(Table::phone), phone::number));
}

TEST_CASE("a conflict is shown on the record that the row belongs to") {
  const RowPatch found{
      static_cast<std::uint64_t>(Table::phone),
      Uuid{{7}},
      {{phone::owner, value_of(jose), at(1, ana), {}}, {phone::number, std::string("1"), at(9, ana), {}}}};
  const RowPatch incoming{found.table, found.id, {{phone::number, std::string("2"), at(8, rui), at(1, ana)}}};
  const auto result = merge_row(found, incoming, rui);
  REQUIRE(result.conflicts.size() == 1);
  CHECK(uuid_of(result.conflicts[0].registers[conflict::unit - 1].value) == jose);
}

TEST_CASE("merging a change twice is the same as once") {
  test::Random random;
  for (int i = 0; i < 500; ++i) {
    RowPatch found = test::random_row(random, Bases::absent);
    RowPatch incoming = test::random_row(random, Bases::present);
    incoming.table = found.table;
    incoming.id = found.id;
    const auto once = merge_row(found, incoming, rui);
    const auto twice = merge_row(once.row, incoming, rui);
    CHECK(twice.row == once.row);
    CHECK(twice.changed.empty());
  }
}
