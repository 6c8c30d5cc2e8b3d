#include "transfer/utf8.h"

#include <algorithm>

#include "base/folding.h"

namespace vinculo::transfer {
namespace {

constexpr std::string_view spaces = " \t\r\n\v\f", no_break_space = "\xC2\xA0";

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Step step = utf8_step(bytes, at);
    if (!step.is_valid) return false;
    at += step.length;
  }
  return true;
}

std::string repaired_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Step step = utf8_step(bytes, at);
    if (step.is_valid)
      out.append(bytes, at, step.length);
    else
      append_utf8(out, replacement_character);
    at += step.length;
  }
  return out;
}

std::size_t cut_off_tail(std::string_view bytes) {
  // A cut-off sequence has at most three bytes: look back for its lead byte.
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    return utf8_step(bytes, bytes.size() - back).is_cut_off ? back : 0;
  }
  return 0;
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  FoldBuffer buffer;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Step step = utf8_step(text, at);
    if (!step.is_valid) return std::string(text);
    for (const char32_t part : fold(step.character, buffer)) append_utf8(out, part);
    at += step.length;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  for (;;) {
    if (!text.empty() && spaces.find(text.front()) != std::string_view::npos)
      text.remove_prefix(1);
    else if (text.starts_with(no_break_space))
      text.remove_prefix(no_break_space.size());
    else
      break;
  }
  for (;;) {
    if (!text.empty() && spaces.find(text.back()) != std::string_view::npos)
      text.remove_suffix(1);
    else if (text.ends_with(no_break_space))
      text.remove_suffix(no_break_space.size());
    else
      break;
  }
  return text;
}

std::size_t find_space(std::string_view text) {
  constexpr std::string_view first_bytes = " \t\r\n\v\f\xC2";
  std::size_t at = text.find_first_of(first_bytes);
  while (at != std::string_view::npos && text[at] == no_break_space.front() &&
         !text.substr(at).starts_with(no_break_space))
    at = text.find_first_of(first_bytes, at + 1);
  return std::min(at, text.size());
}

}  // namespace vinculo::transfer
