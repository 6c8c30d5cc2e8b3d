#include "base/folding.h"

#include <fold_table.h>

#include <algorithm>
#include <vector>

namespace vinculo {
namespace {

constexpr char32_t last_character = 0x10FFFF;
// Unicode 15, section 3.12: a Hangul syllable is two or three letters, by arithmetic.
constexpr char32_t first_syllable = 0xAC00, first_leading = 0x1100, first_vowel = 0x1161, before_trailing = 0x11A7;
constexpr char32_t syllable_count = 11'172, vowel_count = 21, trailing_count = 28;

class Numbers {
 public:
  explicit Numbers(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_empty() const { return at_ == bytes_.size(); }
  std::uint32_t next() {
    std::uint32_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t byte = bytes_[at_++];
      number |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
  }
  std::uint32_t next_difference() {  // to be added modulo 2^32
    const std::uint32_t number = next();
    return number % 2 == 0 ? number / 2 : 0 - (number + 1) / 2;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

struct Tables {
  struct Run {
    char32_t start;
    CharacterClass kind;
  };
  struct Mapping {
    char32_t from;
    std::uint16_t at;  // of its form in `forms`; it ends where the next one starts
  };
  std::vector<Run> runs;
  std::vector<Mapping> mappings;  // with one more at the end
  std::vector<char32_t> forms;

  Tables() {
    read_runs();
    read_mappings();
  }

 private:
  void read_runs() {
    char32_t start = 0;
    for (Numbers numbers(fold_table::classes); !numbers.is_empty();) {
      const std::uint32_t run = numbers.next();
      runs.push_back({start, static_cast<CharacterClass>(run % 4)});
      start += run / 4;
    }
  }

  void read_mappings() {
    Numbers gaps(fold_table::gaps), counts(fold_table::counts), firsts(fold_table::firsts), others(fold_table::others);
    char32_t from = 0, first = 0;
    while (!gaps.is_empty()) {
      const std::uint32_t gap = gaps.next();
      from += gap;
      first += gap;
      mappings.push_back({from, static_cast<std::uint16_t>(forms.size())});
      const std::uint32_t count = counts.next();
      if (count == 0) continue;
      first += firsts.next_difference();
      forms.push_back(first);
      for (std::uint32_t i = 1; i < count; ++i) forms.push_back(forms.back() + others.next_difference());
    }
    mappings.push_back({0xFFFF'FFFF, static_cast<std::uint16_t>(forms.size())});
  }
};

const Tables& tables() {
  static const Tables unpacked;
  return unpacked;
}

std::span<const char32_t> letters_of(char32_t syllable, FoldBuffer& buffer) {
  const char32_t index = syllable - first_syllable;
  buffer[0] = first_leading + index / (vowel_count * trailing_count);
  buffer[1] = first_vowel + index / trailing_count % vowel_count;
  buffer[2] = before_trailing + index % trailing_count;
  return {buffer.data(), buffer[2] == before_trailing ? 2U : 3U};
}

}  // namespace

CharacterClass class_of(char32_t character) {
  const auto& runs = tables().runs;
  return std::ranges::upper_bound(runs, character, {}, &Tables::Run::start)[-1].kind;
}

std::span<const char32_t> fold(char32_t character, FoldBuffer& buffer) {
  if (character < 0x80) {
    buffer[0] = character >= 'A' && character <= 'Z' ? character + 32 : character;
    return {buffer.data(), 1};
  }
  if (character > last_character) {
    buffer[0] = character;
    return {buffer.data(), 1};
  }
  if (character - first_syllable < syllable_count) return letters_of(character, buffer);
  const auto& [runs, mappings, forms] = tables();
  const auto found = std::ranges::lower_bound(mappings, character, {}, &Tables::Mapping::from);
  if (found->from == character) return {forms.data() + found->at, forms.data() + found[1].at};
  buffer[0] = character;
  return {buffer.data(), class_of(character) == CharacterClass::mark ? 0U : 1U};
}

}  // namespace vinculo
