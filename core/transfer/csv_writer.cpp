#include "transfer/csv.h"

namespace vinculo::transfer {
namespace {

constexpr std::string_view formula_starts = "=+-@\t\r";

// A cell that begins with a formula character behind any number of single quotes.
bool is_formula_behind_quotes(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && formula_starts.find(cell[first]) != std::string_view::npos;
}

}  // namespace

std::string guard_formula(std::string_view cell) {
  std::string guarded(is_formula_behind_quotes(cell) ? "'" : "");
  return guarded += cell;
}

std::string unguard_formula(std::string_view cell) {
  if (cell.starts_with('\'') && is_formula_behind_quotes(cell)) cell.remove_prefix(1);
  return std::string(cell);
}

Status CsvWriter::write(std::span<const std::string> cells) {
  std::string line(has_begun_ ? "" : "\xEF\xBB\xBF");
  has_begun_ = true;
  bool is_first = true;
  for (const std::string& cell : cells) {
    if (!is_first) line.push_back(separator_);
    is_first = false;
    const std::string guarded = guard_formula(cell);
    // A record of one empty cell would be an empty line, which readers leave out.
    const bool is_lone_empty = guarded.empty() && cells.size() == 1;
    const bool has_edge_space = !guarded.empty() && (guarded.front() == ' ' || guarded.back() == ' ');
    if (!is_lone_empty && !has_edge_space && guarded.find_first_of("\",;\t|\r\n") == std::string::npos &&
        guarded.find(separator_) == std::string::npos) {
      line += guarded;
      continue;
    }
    line.push_back('"');
    for (const char byte : guarded) {
      if (byte == '"') line.push_back('"');
      line.push_back(byte);
    }
    line.push_back('"');
  }
  line += "\r\n";
  return sink_(as_bytes(line));
}

}  // namespace vinculo::transfer
