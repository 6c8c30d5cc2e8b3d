// What is left of a character when case, accents and compatibility forms do not count, and what kind of character it
// is. The same as utf8proc's decomposition with COMPAT, CASEFOLD, STRIPMARK and IGNORE (Unicode 15), from a table a
// twelfth of its size (tools/unicode/fold_table.cpp writes it; tests/core/folding_test.cpp compares every character).
// Pure functions, for any thread; the table is unpacked at the first use.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace vinculo {

// word: letters, digits and symbols such as emoji. mark: accents and what else is written onto the letter before.
enum class CharacterClass : std::uint8_t { gap = 0, word = 1, mark = 2 };
[[nodiscard]] CharacterClass class_of(char32_t character);

// The folded form, up to 18 characters, in `buffer`; none for marks and for characters that are not seen. What is no
// character (a surrogate, beyond Unicode) is its own form.
inline constexpr std::size_t max_folded = 18;
using FoldBuffer = std::array<char32_t, max_folded>;
[[nodiscard]] std::span<const char32_t> fold(char32_t character, FoldBuffer& buffer);

}  // namespace vinculo
