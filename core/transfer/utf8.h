// Texts of files in UTF-8: whether they are well-formed, their repair, and folding of case and accents for comparing
// words. Pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace vinculo::transfer {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);
// Malformed sequences become U+FFFD, one for each maximal part (Unicode 15, section 3.9).
[[nodiscard]] std::string repaired_utf8(std::string_view bytes);
// Length of a sequence that the end of the text cuts off, 0 when there is none.
[[nodiscard]] std::size_t cut_off_tail(std::string_view bytes);

// Lower case without accents ("Órgão" -> "orgao"); the text itself when it cannot be folded.
[[nodiscard]] std::string folded(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);  // without spaces, tabs, line ends and no-break spaces
[[nodiscard]] std::size_t find_space(std::string_view text);    // the first of those, or text.size()

}  // namespace vinculo::transfer
