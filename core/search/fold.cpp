#include "search/fold.h"

#include "base/folding.h"
#include "base/utf8.h"

namespace vinculo::search {
namespace {

constexpr char32_t combining_tilde = 0x303;
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

// Calls on_text(std::string_view) with folded pieces of words and on_gap() between words. keep_tilde: ñ is reported
// as "n" and then "{", the character after z.
template <class OnText, class OnGap>
void walk(std::string_view text, bool keep_tilde, OnText on_text, OnGap on_gap) {
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
      if (keep_tilde && after_n && step.character == combining_tilde) on_text("{");
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
  }
}

std::string joined(std::string_view text, bool keep_tilde, std::size_t limit_bytes) {
  std::string out;
  bool gap = false;
  bool is_full = false;
  walk(
      text.substr(0, limit_bytes < text.size() / 8 ? limit_bytes * 8 : text.size()), keep_tilde,
      [&](std::string_view piece) {
        const bool needs_space = gap && !out.empty();
        is_full = is_full || out.size() + piece.size() + needs_space > limit_bytes;
        if (is_full) return;
        if (needs_space) out += ' ';
        gap = false;
        out += piece;
      },
      [&] { gap = true; });
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
      [&] { open = false; });
  return words;
}

std::string sort_key(std::string_view text) {
  std::string key = joined(text, true, max_sort_key_bytes);
  if (key.empty()) key = "\xEF\xBF\xBF";  // U+FFFF: nothing comes last
  return key;
}

std::string folded(std::string_view text) { return joined(text, false, text.size() * 4 + 4); }

}  // namespace vinculo::search
