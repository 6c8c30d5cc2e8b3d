// Between rows of a CSV file and contacts: reading by a plan of columns (mapping.h), writing in our own full format,
// whose header maps back by itself to equal contacts. Photos do not travel in CSV (use vCard); everything else does.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "transfer/contact.h"
#include "transfer/mapping.h"

namespace vinculo::transfer {

inline constexpr std::string_view column_property = "X-VINCULO-COLUMN";

class RowReader {
 public:
  // fields: one per column as in mapping.h, empty (or not a field) for a column that has none.
  RowReader(const Row& header, std::span<const std::string> fields);

  // Cells are trimmed, formula guards removed, several values in a cell (" ::: ", and ";" or "/" between mail
  // addresses or phone numbers) become several. Columns without a field, and cells beyond the header, become
  // properties "X-VINCULO-COLUMN;X-NAME=header:value". The answer may be is_empty().
  [[nodiscard]] Contact contact(const Row& cells) const;

 private:
  struct Column {
    std::string header;
    std::optional<Field> field;
  };
  class Building;

  std::vector<Column> columns_;
  bool is_own_format_ = false;
};

[[nodiscard]] const Row& export_header();
[[nodiscard]] Row export_row(const Contact& contact);

}  // namespace vinculo::transfer
