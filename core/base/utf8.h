// UTF-8 byte by byte: well-formedness as Unicode 15 table 3-7 has it. Pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace vinculo {

inline constexpr char32_t replacement_character = 0xFFFD;

// The sequence that starts at a place: its length (of the maximal part when it is malformed, at least 1).
struct Utf8Step {
  std::size_t length = 1;
  bool is_valid = false;
  bool is_cut_off = false;  // well-formed as far as it goes, and the text ends in it
  char32_t character = replacement_character;
};
[[nodiscard]] Utf8Step utf8_step(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t code_point);

}  // namespace vinculo
