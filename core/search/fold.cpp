#include "search/fold.h"

#include <utf8proc.h>

#include <array>
#include <cstdint>

namespace vinculo::search {
namespace {

constexpr std::int32_t combining_tilde = 0x303;
// A word longer than this is cut: nobody types it, and a file of 10 MB without a space must not become one term.
constexpr std::size_t max_word_bytes = 64;

// Letters that have no decomposition and that people type without the stroke.
std::string_view plain_form(std::int32_t letter) {
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

bool is_word_character(std::int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CO: return true;
    default: return false;
  }
}

bool is_mark(std::int32_t code_point) {
  const auto category = utf8proc_category(code_point);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

void append_utf8(std::string& out, std::int32_t code_point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto count = utf8proc_encode_char(code_point, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
}

// Calls on_text(std::string_view) with folded pieces of words and on_gap() between words. keep_tilde: ñ is reported
// as "n" and then "{", the character after z.
template <class OnText, class OnGap>
void walk(std::string_view text, bool keep_tilde, OnText on_text, OnGap on_gap) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  std::string piece;
  bool after_n = false;
  for (utf8proc_ssize_t at = 0; at < size;) {
    const std::uint8_t byte = bytes[at];
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
    std::int32_t code_point = -1;
    const auto used = utf8proc_iterate(bytes + at, size - at, &code_point);
    at += used > 0 ? used : 1;
    if (used <= 0) {
      on_gap();
      continue;
    }
    if (keep_tilde && (code_point == 0xF1 || code_point == 0xD1)) {
      on_text("n{");
      continue;
    }
    if (is_mark(code_point)) {
      if (keep_tilde && after_n && code_point == combining_tilde) on_text("{");
      after_n = false;
      continue;
    }
    after_n = false;
    std::array<utf8proc_int32_t, 24> parts{};
    int boundary = 0;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                        UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    const auto count = utf8proc_decompose_char(code_point, parts.data(), parts.size(), options, &boundary);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) continue;
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
      const std::int32_t part = parts[static_cast<std::size_t>(i)];
      if (!is_word_character(part)) {
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
