// UTF-8 byte by byte: well-formedness as Unicode 15 table 3-7 has it, and folding of case and accents for comparing
// words. Pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace vinculo::transfer {

inline constexpr char32_t replacement_character = 0xFFFD;

// The sequence that starts at a place: its length (of the maximal part when it is malformed, at least 1).
struct Utf8Step {
  std::size_t length = 1;
  bool is_valid = false;
  bool is_cut_off = false;  // well-formed as far as it goes, and the text ends in it
};
[[nodiscard]] Utf8Step utf8_step(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t code_point);
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);
// Malformed sequences become U+FFFD, one for each maximal part (Unicode 15, section 3.9).
[[nodiscard]] std::string repaired_utf8(std::string_view bytes);
// Length of a sequence that the end of the text cuts off, 0 when there is none.
[[nodiscard]] std::size_t cut_off_tail(std::string_view bytes);

// Lower case without accents ("Órgão" -> "orgao"); the text itself when it cannot be folded.
[[nodiscard]] std::string folded(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);  // without spaces, tabs, line ends and no-break spaces

}  // namespace vinculo::transfer
