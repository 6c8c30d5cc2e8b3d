#include "search/fold.h"

#include <array>

#include "base/folding.h"
#include "base/utf8.h"

namespace vinculo::search {
namespace {

constexpr char32_t combining_tilde = 0x303;
constexpr std::size_t max_primary_bytes = 64;
constexpr std::string_view tilde_of_n = "{";  // the character after z
// Between a key's letters and their marks: before every letter and the space, so that what is longer comes later.
constexpr char marks_follow = '\x01', no_mark = '\x02';
// A word longer than this is cut: nobody types it, and a file of 10 MB without a space must not become one term.
constexpr std::size_t max_word_bytes = 64;

// Letters that have no decomposition and that people type without the stroke.
std::string_view plain_form(char32_t letter) {
  switch (letter) {
    case 0xE6: return "ae";   // æ
    case 0xF0: return "d";    // ð
    case 0xF8: return "o";    // ø
    case 0xFE: return "th";   // þ
    case 0x111: return "d";   // đ
    case 0x127: return "h";   // ħ
    case 0x131: return "i";   // ı
    case 0x142: return "l";   // ł
    case 0x153: return "oe";  // œ
    default: return {};
  }
}

// A combining mark's rank among marks (CLDR root, DUCET's secondary weights), from 1.
int rank_of_mark(char32_t mark) {
  switch (mark) {
    case 0x301: return 1;  // acute
    case 0x300: return 2;  // grave
    case 0x302: return 3;  // circumflex
    case 0x30A: return 4;  // ring
    case 0x308: return 5;  // diaeresis
    case combining_tilde: return 6;
    case 0x327: return 7;  // cedilla
    default: return 8;
  }
}

// Of a letter that has its mark in it: Latin-1 as Unicode decomposes it, one rank for the rarer ones. 0: it has none.
int rank_of_mark_in(char32_t letter) {
  static constexpr std::array<std::uint8_t, 32> from_c0 = {2, 1, 3, 6, 5, 4, 0, 7, 2, 1, 3, 5, 2, 1, 3, 5,
                                                           0, 6, 2, 1, 3, 6, 5, 0, 8, 2, 1, 3, 5, 1, 0, 0};
  if (letter == 0xFF) return 5;  // ÿ
  if (letter >= 0xC0 && letter < 0x100) return from_c0[(letter - 0xC0) % 32];
  const bool is_rarer_latin = (letter >= 0x100 && letter < 0x250) || (letter >= 0x1E00 && letter < 0x1F00);
  return is_rarer_latin ? 8 : 0;
}

// Calls on_text(std::string_view) with folded pieces of words, on_mark(int) with the ranks of the marks on what was
// last, and on_gap() between words. keep_tilde: ñ is reported as "n" and then "{", the character after z.
template <class OnText, class OnGap, class OnMark>
void walk(std::string_view text, bool keep_tilde, OnText on_text, OnGap on_gap, OnMark on_mark) {
  std::string piece;
  FoldBuffer buffer;
  bool after_n = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      ++at;
      const char lower = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      after_n = lower == 'n';
      const bool is_word = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
      if (is_word)
        on_text(std::string_view(&lower, 1));
      else
        on_gap();
      continue;
    }
    const Utf8Step step = utf8_step(text, at);
    at += step.length;
    if (!step.is_valid) {
      on_gap();
      continue;
    }
    if (keep_tilde && (step.character == 0xF1 || step.character == 0xD1)) {
      on_text("n{");
      continue;
    }
    if (class_of(step.character) == CharacterClass::mark) {
      if (keep_tilde && after_n && step.character == combining_tilde)
        on_text(tilde_of_n);
      else
        on_mark(rank_of_mark(step.character));
      after_n = false;
      continue;
    }
    after_n = false;
    for (const char32_t part : fold(step.character, buffer)) {
      if (class_of(part) != CharacterClass::word) {
        on_gap();
        continue;
      }
      piece = plain_form(part);
      if (piece.empty()) append_utf8(piece, part);
      on_text(piece);
    }
    if (const int rank = rank_of_mark_in(step.character)) on_mark(rank);
  }
}

constexpr auto ignore_mark = [](int) {};

struct Joined {
  std::string letters;  // of at most the limit
  std::string marks;    // no_mark for each piece and gap, a character for each mark; ends with a mark
};

Joined joined(std::string_view text, bool keep_tilde, std::size_t limit_bytes) {
  Joined out;
  bool gap = false;
  bool is_full = false;
  walk(
      text.substr(0, limit_bytes < text.size() / 8 ? limit_bytes * 8 : text.size()), keep_tilde,
      [&](std::string_view piece) {
        const bool needs_space = gap && !out.letters.empty();
        is_full = is_full || out.letters.size() + piece.size() + needs_space > limit_bytes;
        if (is_full) return;
        if (needs_space) out.letters += ' ';
        gap = false;
        out.letters += piece;
        if (piece != tilde_of_n) out.marks.append(needs_space ? 2 : 1, no_mark);
      },
      [&] { gap = true; },
      [&](int rank) {
        if (!is_full && !out.letters.empty()) out.marks += static_cast<char>(no_mark + rank);
      });
  while (out.marks.ends_with(no_mark)) out.marks.pop_back();
  return out;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  walk(
      text, false,
      [&](std::string_view piece) {
        if (!open) words.emplace_back();
        open = true;
        if (words.back().size() + piece.size() <= max_word_bytes) words.back() += piece;
      },
      [&] { open = false; }, ignore_mark);
  return words;
}

Collation collation_of(std::string_view language) {
  return language == "es" || language.starts_with("es-") || language.starts_with("es_") ? Collation::spanish
                                                                                        : Collation::root;
}

std::string sort_key(std::string_view text, Collation collation) {
  Joined key = joined(text, collation == Collation::spanish, max_primary_bytes);
  if (key.letters.empty()) return "\xEF\xBF\xBF";  // U+FFFF: nothing comes last
  if (!key.marks.empty()) (key.letters += marks_follow) += key.marks;
  if (key.letters.size() > max_sort_key_bytes) key.letters.resize(max_sort_key_bytes);
  return std::move(key.letters);
}

std::string folded(std::string_view text) { return joined(text, false, text.size() * 4 + 4).letters; }

}  // namespace vinculo::search
