// Any bytes as a CSV file: reading ends, stays within its limits, and what was read is the same after writing and
// reading it again. The first byte chooses the size of the pieces in which the file arrives.
#include <cstdio>
#include <cstdlib>

#include "support/byte_source.h"
#include "transfer/contact_rows.h"
#include "transfer/csv.h"
#include "transfer/utf8.h"

using namespace vinculo;
using namespace vinculo::transfer;

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

std::vector<Row> read_rows(const std::string& text, std::size_t piece_bytes) {
  CsvReader reader(vinculo::test::source_of(text, piece_bytes));
  std::vector<Row> rows;
  for (std::size_t count = 0;; ++count) {
    require(count <= text.size() + 1, "there are no more records than bytes");
    auto record = reader.next();
    if (!record || !*record) return rows;
    require((*record)->line >= 1, "lines are counted from one");
    if ((*record)->rejection) {
      require((*record)->rejection->raw.size() <= max_rejected_text_bytes, "rejected text is bounded");
      continue;
    }
    for (const std::string& cell : (*record)->cells) require(is_valid_utf8(cell), "cells are UTF-8");
    rows.push_back(std::move((*record)->cells));
  }
}

void check_written_again(const std::vector<Row>& rows) {
  std::string text;
  CsvWriter writer([&text](ByteView bytes) -> Status {
    text += as_text(bytes);
    return {};
  });
  require(writer.write(Row{"a", "b"}).has_value(), "the header is written");
  for (const Row& row : rows) require(writer.write(row).has_value(), "a row is written");
  std::vector<Row> again = read_rows(text, 4096);
  if (again.empty()) return;  // mostly control characters: refused as a whole
  require(again.size() == rows.size() + 1, "as many rows are read as were written");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::string& cell : again[i + 1]) cell = unguard_formula(cell);
    require(again[i + 1] == rows[i], "a row is read as it was written");
  }
}

void check_as_contacts(const std::vector<Row>& rows) {
  if (rows.empty()) return;
  const std::span<const Row> data = std::span(rows).subspan(1);
  std::vector<std::string> fields;
  for (const ColumnPlan& column : plan_columns(rows.front(), data)) {
    require(column.field.empty() || parse_field(column.field).has_value(), "a planned field is a field");
    fields.push_back(column.field);
  }
  const RowReader reader(rows.front(), fields);
  for (const Row& row : data)
    require(export_row(reader.contact(row)).size() == export_header().size(), "a contact has its row");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::vector<Row> rows = read_rows(text, 1 + data[0]);
  require(rows == read_rows(text, 65536), "the pieces make no difference");
  check_written_again(rows);
  check_as_contacts(rows);
  return 0;
}
