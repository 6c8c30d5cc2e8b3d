#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "support/byte_source.h"
#include "support/random.h"
#include "support/shared_data.h"
#include "transfer/csv.h"

using namespace vinculo;
using namespace vinculo::transfer;
using namespace std::string_literals;
using vinculo::test::source_of;
using Rows = std::vector<std::vector<std::string>>;

namespace {

std::vector<CsvRecord> read_all(const std::string& text, std::size_t piece_bytes = 4096) {
  CsvReader reader(source_of(text, piece_bytes));
  std::vector<CsvRecord> records;
  for (;;) {
    auto record = reader.next();
    REQUIRE(record);
    if (!*record) return records;
    records.push_back(std::move(**record));
  }
}

Rows rows_of(const std::string& text, std::size_t piece_bytes = 4096) {
  Rows rows;
  for (CsvRecord& record : read_all(text, piece_bytes)) {
    REQUIRE(!record.rejection);
    rows.push_back(std::move(record.cells));
  }
  return rows;
}

char separator_of(const std::string& text) {
  CsvReader reader(source_of(text));
  REQUIRE(reader.next());
  return reader.separator();
}

std::string written(const Rows& rows, char separator = ',') {
  std::string text;
  CsvWriter writer(
      [&text](ByteView bytes) -> Status {
        text += as_text(bytes);
        return {};
      },
      separator);
  for (const auto& row : rows) REQUIRE(writer.write(row));
  return text;
}

}  // namespace

TEST_CASE("every case of csv-spectrum is read as it says") {
  const auto folder = vinculo::test::shared_path("csv-spectrum");
  if (!std::filesystem::exists(folder)) SKIP("no shared data");
  int cases = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder / "csvs")) {
    CAPTURE(file.path().string());
    const Rows rows = rows_of(*vinculo::test::read_file(file.path()), 1);
    auto expected =
        nlohmann::json::parse(*vinculo::test::read_file(folder / "json" / (file.path().stem().string() + ".json")));
    if (expected.is_object()) expected = nlohmann::json::array({expected});
    REQUIRE(rows.size() == expected.size() + 1);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      REQUIRE(rows[i + 1].size() == rows[0].size());
      for (std::size_t column = 0; column < rows[0].size(); ++column) {
        if (!expected[i].contains(rows[0][column])) continue;
        // The expected text of location_coordinates has another phone number than its CSV file.
        if (rows[0][column] == "Contact Phone Number") continue;
        CHECK(rows[i + 1][column] == expected[i][rows[0][column]].get<std::string>());
      }
    }
    ++cases;
  }
  CHECK(cases == 12);
}

TEST_CASE("lines end in CRLF, LF or a lone CR, and the last one need not end") {
  const Rows expected{{"a", "b"}, {"1", "2"}};
  for (const std::string end : {"\r\n", "\n", "\r", "\r\r\n"}) {
    CHECK(rows_of("a,b" + end + "1,2" + end) == expected);
    CHECK(rows_of("a,b" + end + "1,2") == expected);
    CHECK(rows_of("a,b" + end + end + "1,2" + end + end + end) == expected);
  }
}

TEST_CASE("an empty file has no records") {
  CHECK(read_all("").empty());
  CHECK(read_all("\r\n\r\n\n").empty());
  CHECK(read_all("\xEF\xBB\xBF").empty());
}

TEST_CASE("the separator is found by sampling") {
  CHECK(separator_of("name;city\nAna;Lisboa, Portugal\n") == ';');
  CHECK(separator_of("name\tcity\nAna\tLisboa; Portugal\n") == '\t');
  CHECK(separator_of("name|city\nAna|Lisboa\n") == '|');
  CHECK(separator_of("name,city\nAna,\"a;b;c\"\n") == ',');
  CHECK(separator_of("name\nAna\n") == ',');
  CHECK(separator_of("\"Nome, completo\";Cidade;UF\n\"Silva, Ana\";Lisboa;x\n") == ';');
  CHECK(separator_of("a;b;c\n1,5;2,5;3,5\n") == ';');
}

TEST_CASE("Excel's line sep= names the separator and is no record") {
  CHECK(rows_of("sep=;\r\nname;city\r\nAna;a,b,c,d\r\n") == Rows{{"name", "city"}, {"Ana", "a,b,c,d"}});
  CHECK(rows_of("SEP=|\nname|city,x\n") == Rows{{"name", "city,x"}});
}

TEST_CASE("quotes are doubled, stray or behind spaces") {
  CHECK(rows_of("a,b\n\"x \"\"y\"\" z\",2\n")[1][0] == "x \"y\" z");
  CHECK(rows_of("a,b\n\"John \"Johnny\" Doe\",2\n")[1][0] == "John \"Johnny\" Doe");
  CHECK(rows_of("a,b\n5\" disk,2\n")[1][0] == "5\" disk");
  CHECK(rows_of("a,b\n1, \"x, y\" \n")[1] == std::vector<std::string>{"1", "x, y"});
  CHECK(rows_of("a,b\n\"x\"y,2\n")[1] == std::vector<std::string>{"xy", "2"});
  CHECK(rows_of("a,b\n\"\",\"\"\"\"\n")[1] == std::vector<std::string>{"", "\""});
}

TEST_CASE("rows may be shorter or longer than the header") {
  CHECK(rows_of("a,b,c\n1\n1,2,3,4\n,,\n") == Rows{{"a", "b", "c"}, {"1"}, {"1", "2", "3", "4"}, {"", "", ""}});
}

TEST_CASE("records know their lines, also behind cells with line breaks") {
  const auto records = read_all("a,b\n\"x\ny\nz\",1\n\n2,3\n");
  REQUIRE(records.size() == 3);
  CHECK(records[1].line == 2);
  CHECK(records[2].line == 6);
}

TEST_CASE("a cell of ten megabytes is rejected and reading goes on") {
  for (const std::string quote : {"", "\""}) {
    const auto records = read_all("a,b\n1," + quote + std::string(10'000'000, 'x') + quote + "\n3,4\n", 65536);
    REQUIRE(records.size() == 3);
    REQUIRE(records[1].rejection);
    CHECK(records[1].rejection->reason.code == ErrorCode::too_large);
    CHECK(records[1].rejection->reason.detail == "cell");
    CHECK(records[1].rejection->line == 2);
    CHECK(records[1].rejection->is_raw_cut);
    CHECK(records[1].rejection->raw.size() <= max_rejected_text_bytes);
    CHECK(records[2].cells == std::vector<std::string>{"3", "4"});
    CHECK(records[2].line == 3);
  }
}

TEST_CASE("a record over the limit, or of too many cells, is rejected and reading goes on") {
  std::string wide;
  for (int i = 0; i < 5; ++i) wide += std::string(900'000, 'y') + ",";
  auto records = read_all("a,b\n" + wide + "\n3,4\n", 65536);
  REQUIRE(records.size() == 3);
  CHECK(records[1].rejection->reason.detail == "record");
  records = read_all("a,b\n" + std::string(50'000, ',') + "\n3,4\n", 65536);
  REQUIRE(records.size() == 3);
  CHECK(records[1].rejection->reason.detail == "cells");
  CHECK(records[2].cells == std::vector<std::string>{"3", "4"});
}

TEST_CASE("a quote that is never closed costs its own line, not the file") {
  auto records = read_all("a,b,c\n1,\"oops,3\n4,5,6\n7,8,9\n");
  REQUIRE(records.size() == 4);
  REQUIRE(records[1].rejection);
  CHECK(records[1].rejection->reason.code == ErrorCode::malformed);
  CHECK(records[1].rejection->raw == "1,\"oops,3\n");
  CHECK(records[2].cells == std::vector<std::string>{"4", "5", "6"});
  CHECK(records[3].line == 4);

  std::string text = "a,b,c\n1,\"oops,3\n";
  for (int i = 0; i < 200'000; ++i) text += "4,5,six\n";
  records = read_all(text, 65536);
  CHECK(records.size() == 200'002);
  CHECK(records[1].rejection);
  CHECK(!records[2].rejection);
}

TEST_CASE("a quote that another record's quote closes costs its own line too") {
  const auto records = read_all("a,b,c\n1,\"oops,3\n4,5,6\n7,8,9\n10,\"x, y\",12\n13,14,15\n");
  REQUIRE(records.size() == 6);
  CHECK(records[1].rejection);
  CHECK(records[4].cells == std::vector<std::string>{"10", "x, y", "12"});
}

TEST_CASE("a record with a NUL behind the first pages is rejected and reading goes on") {
  std::string text = "a,b\n";
  for (int i = 0; i < 20'000; ++i) text += "1,2,3\n";
  const auto records = read_all(text + "x,\0\ny,z\n"s, 65536);
  REQUIRE(records.size() == 20'003);
  CHECK(records[20'001].rejection->reason.code == ErrorCode::malformed);
  CHECK(records[20'002].cells == std::vector<std::string>{"y", "z"});
}

TEST_CASE("a picture named .csv is malformed before there is any record") {
  CsvReader reader(source_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s));
  CHECK(reader.next().error().code == ErrorCode::malformed);
}

TEST_CASE("cells that a spreadsheet would run are guarded, and the guard comes off exactly") {
  for (const std::string cell : {"=1+1", "+55 11", "-5", "@x", "\tx", "\rx"}) {
    CHECK(guard_formula(cell) == "'" + cell);
    CHECK(unguard_formula("'" + cell) == cell);
  }
  for (const std::string cell : {"", "'", "a=b", "'quoted'", "'=x", "''+x", "O'Neil", "'-"})
    CHECK(unguard_formula(guard_formula(cell)) == cell);
  CHECK(guard_formula("'tis") == "'tis");
}

TEST_CASE("what is written is read back, whatever the cells (random)") {
  vinculo::test::Random random;
  const std::string alphabet[] = {"a", "é", "🦀", "\"", ",", ";", "\t", "|", "\n", "\r\n", " ", "'", "=", "+", "0", ""};
  for (int round = 0; round < 500; ++round) {
    const std::size_t columns = 2 + random.below(5);
    Rows rows(1 + random.below(6), std::vector<std::string>(columns));
    for (std::size_t i = 0; i < columns; ++i) rows[0][i] = "column " + std::to_string(i);
    for (std::size_t row = 1; row < rows.size(); ++row)
      for (std::string& cell : rows[row])
        for (auto length = random.below(8); length > 0; --length) cell += alphabet[random.below(std::size(alphabet))];
    const std::string text = written(rows);
    CAPTURE(text);
    Rows read = rows_of(text, 1 + random.below(50));
    for (auto& row : read)
      for (std::string& cell : row) cell = unguard_formula(cell);
    REQUIRE(read == rows);
  }
}
