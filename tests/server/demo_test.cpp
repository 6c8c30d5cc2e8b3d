// Made-up people: the same for the same seed, complete, plausible, and unable to reach anybody real.
#include <map>
#include <set>

#include "catch_amalgamated.hpp"
#include "domain/schema.h"
#include "server/demo/generator.h"
#include "support/test_server.h"

using namespace vinculo;
using namespace vinculo::test;

namespace {

std::vector<RowPatch> made(std::size_t people, std::uint64_t seed) {
  std::vector<RowPatch> rows;
  server::demo::Generator generator({.people = people, .now_ms = test_epoch_ms, .device = 7, .seed = seed},
                                    [&](const RowPatch& row) { rows.push_back(row); });
  generator.make_labels_and_companies();
  for (std::size_t i = 0; i < people; ++i) generator.make_person();
  return rows;
}

Value value_of_column(const RowPatch& row, Column column) {
  for (const Register& field : row.registers)
    if (field.column == column) return field.value;
  return {};
}

}  // namespace

TEST_CASE("the same seed makes the same people, another seed others") {
  CHECK(made(50, 1) == made(50, 1));
  CHECK(made(50, 1) != made(50, 2));
}

TEST_CASE("made-up rows are valid and point at each other") {
  const auto rows = made(400, 1);
  std::set<Uuid> ids;
  std::map<std::uint64_t, std::size_t> count;
  for (const RowPatch& row : rows) {
    CHECK(ids.insert(row.id).second);
    ++count[row.table];
    const TableInfo* table = find_table(row.table);
    REQUIRE(table != nullptr);
    for (const Register& field : row.registers) {
      const ColumnInfo* column = find_column(*table, field.column);
      REQUIRE(column != nullptr);
      if (column->type == ColumnType::text) {
        CHECK(std::holds_alternative<std::string>(field.value));
        CHECK(text_of(field.value).size() <= column->limit_bytes);
      }
      if (column->type == ColumnType::reference) CHECK(ids.contains(uuid_of(field.value)));
    }
  }
  CHECK(count[static_cast<std::uint64_t>(Table::person)] == 400);
  CHECK(count[static_cast<std::uint64_t>(Table::organisation)] == 50);
  for (const Table table :
       {Table::affiliation, Table::phone, Table::mail, Table::address, Table::labelling, Table::note})
    CHECK(count[static_cast<std::uint64_t>(table)] > 60);
}

TEST_CASE("made-up mail addresses lead nowhere") {
  for (const RowPatch& row : made(400, 3)) {
    if (row.table != static_cast<std::uint64_t>(Table::mail)) continue;
    const Value value = value_of_column(row, mail::address);
    const std::string_view address = text_of(value);
    INFO(address);
    CHECK((address.ends_with(".example") || address.ends_with("@example.com")));
    for (const char c : address) CHECK((c > ' ' && c < 0x7f));
    CHECK(address.find("..") == std::string_view::npos);
  }
}

TEST_CASE("names come in four languages, with their accents") {
  std::set<std::string> names;
  for (const RowPatch& row : made(2'000, 1))
    if (row.table == static_cast<std::uint64_t>(Table::person))
      names.insert(std::string(text_of(value_of_column(row, person::given_name))));
  for (const char* name : {"José", "João", "Begoña", "Inês", "Oliver", "Zoë"}) CHECK(names.contains(name));
}

TEST_CASE("a demo is refused by nobody and comes through sync like anything else") {
  TestServer server([](auto& settings) { settings.demo_people = 300; });
  const auto owner = server.set_up();
  const auto socket = server.connect(owner);
  // The last batch is in when the workspace is as large as what the generator makes.
  const std::size_t expected = made(300, server::demo::Generator::Settings().seed).size();
  for (std::uint64_t rows = 0; rows != expected;) {
    const auto welcome = server.sync(owner.token, sync::Hello{});
    rows = std::get<sync::Welcome>(welcome).rows;
    REQUIRE(rows <= expected);
  }
}
