#include <catch_amalgamated.hpp>

#include "domain/schema.h"

using namespace vinculo;

namespace {

ErrorCode code_of(const ColumnInfo& column, const Value& value) {
  const Status status = check_value(column, ValueView::of(value));
  return status ? ErrorCode::none : status.error().code;
}

}  // namespace

TEST_CASE("tables and columns are found by number and by name") {
  for (const TableInfo& table : all_tables()) {
    CHECK(find_table(static_cast<std::uint64_t>(table.table)) == &table);
    CHECK(find_table(table.name) == &table);
    for (const ColumnInfo& column : table.columns) {
      CHECK(find_column(table, column.number) == &column);
      CHECK(find_column(table, column.name) == &column);
    }
    CHECK(find_column(table, table.columns.size() + 1) == nullptr);
  }
  CHECK(find_table(std::uint64_t{0}) == nullptr);
  CHECK(find_table(200) == nullptr);
}

TEST_CASE("a register refuses a value of another type") {
  const ColumnInfo& number = *find_column(table_info(Table::phone), phone::number);
  const ColumnInfo& owner = *find_column(table_info(Table::phone), phone::owner);
  CHECK(code_of(number, std::string("+55 11 98765-4321")) == ErrorCode::none);
  CHECK(code_of(number, Value{}) == ErrorCode::none);
  CHECK(code_of(number, std::int64_t{5}) == ErrorCode::invalid_argument);
  CHECK(code_of(owner, Bytes(15)) == ErrorCode::invalid_argument);
  CHECK(code_of(owner, value_of(Uuid{})) == ErrorCode::none);
  CHECK(code_of(deleted_column(), std::int64_t{1}) == ErrorCode::none);
  CHECK(code_of(deleted_column(), std::int64_t{2}) == ErrorCode::invalid_argument);
}

TEST_CASE("a register refuses a value over its limit") {
  const ColumnInfo& body = *find_column(table_info(Table::note), note::body);
  CHECK(code_of(body, std::string(body.limit_bytes, 'x')) == ErrorCode::none);
  CHECK(code_of(body, std::string(body.limit_bytes + 1, 'x')) == ErrorCode::too_large);
}

TEST_CASE("only well-formed UTF-8 is text") {
  for (const std::string_view good : {"", "José", "中文 😀", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"}) {
    CHECK(is_utf8(as_bytes(good)));
  }
  for (const std::string_view bad : {"\x80", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3",
                                     "a\xff", "\xf0\x80\x80\x80", "\xe4\xb8"}) {
    CHECK_FALSE(is_utf8(as_bytes(bad)));
  }
  CHECK(is_utf8(as_bytes(std::string_view("a\0b", 3))));
}

TEST_CASE("an error code is found by its name") {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
    CHECK(error_from_name(error_name(static_cast<ErrorCode>(code))) == static_cast<ErrorCode>(code));
  }
  CHECK(error_from_name("of a newer version") == ErrorCode::internal);
}
