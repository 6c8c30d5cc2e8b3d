#include <array>
#include <vector>

#include "transfer/csv.h"

namespace vinculo::transfer {
namespace {

constexpr std::size_t lines_looked_at = 50;

// Cells of each of the first records, if `separator` were the one. The last record may be cut off and is left out
// unless it is the only one.
std::vector<std::size_t> count_cells(std::string_view sample, char separator) {
  std::vector<std::size_t> counts;
  std::size_t cells = 1;
  bool is_quoted = false, is_cell_start = true, has_text = false;
  for (const char byte : sample) {
    if (byte == '"' && (is_quoted || is_cell_start)) is_quoted = !is_quoted;
    is_cell_start = false;
    if (is_quoted) {
      has_text = true;
    } else if (byte == separator) {
      ++cells;
      is_cell_start = has_text = true;
    } else if (byte == '\n' || byte == '\r') {
      if (has_text) counts.push_back(cells);
      if (counts.size() == lines_looked_at) return counts;
      cells = 1;
      is_cell_start = true;
      has_text = false;
    } else {
      is_cell_start = byte == ' ' && cells > 1 && is_cell_start;
      has_text = true;
    }
  }
  if (counts.empty() && has_text) counts.push_back(cells);
  return counts;
}

}  // namespace

char detect_separator(std::string_view sample) {
  char best = ',';
  double best_score = 0;
  for (const char separator : std::array{',', ';', '\t', '|'}) {
    const std::vector<std::size_t> counts = count_cells(sample, separator);
    if (counts.empty() || counts.front() < 2) continue;
    std::size_t agreeing = 0;
    for (const std::size_t count : counts) agreeing += count == counts.front();
    const double agreement = static_cast<double>(agreeing) / static_cast<double>(counts.size());
    // Among separators that the lines agree on, the one with more cells; one that they do not agree on has to show
    // far more cells to win.
    const double score = agreement * agreement * static_cast<double>(counts.front());
    if (score > best_score) {
      best_score = score;
      best = separator;
    }
  }
  return best;
}

}  // namespace vinculo::transfer
