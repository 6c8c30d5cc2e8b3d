// A record of a file that could not be read, as it is told to the person who imports: where, what, why. A list of
// them is written as a CSV file that can be mended and imported again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace vinculo::transfer {

inline constexpr std::size_t max_rejected_text_bytes = 64 * 1024;

struct Rejection {
  std::int64_t line = 0;    // 1-based line of the file where the record starts
  std::string raw;          // the text as it stands in the file (UTF-8), at most max_rejected_text_bytes of it
  bool is_raw_cut = false;  // the record was longer than `raw`
  Error reason;             // too_large, malformed, ...
};

// The first row of a file of rejections, and the row of one: line, reason (error name), detail, text.
[[nodiscard]] std::vector<std::string> rejection_header();
[[nodiscard]] std::vector<std::string> rejection_row(const Rejection& rejection);

}  // namespace vinculo::transfer
