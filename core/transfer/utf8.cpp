#include "transfer/utf8.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace vinculo::transfer {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

struct Lead {
  std::size_t length = 0;  // 0: no lead byte
  std::uint8_t second_low = 0x80, second_high = 0xBF;
};

Lead lead_of(std::uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};  // no surrogates
  if (byte >= 0xE1 && byte <= 0xEF) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {};
}

}  // namespace

Utf8Step utf8_step(std::string_view text, std::size_t at) {
  const std::uint8_t first = byte_at(text, at);
  if (first < 0x80) return {1, true, false};
  const Lead lead = lead_of(first);
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (at + i == text.size()) return {i, false, true};
    const std::uint8_t byte = byte_at(text, at + i);
    const bool continues = i == 1 ? byte >= lead.second_low && byte <= lead.second_high : (byte & 0xC0) == 0x80;
    if (!continues) return {i, false, false};
  }
  return lead.length == 0 ? Utf8Step{} : Utf8Step{lead.length, true, false};
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto add = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xC0 | code_point >> 6);
    add(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    add(0xE0 | code_point >> 12);
    add(0x80 | (code_point >> 6 & 0x3F));
    add(0x80 | (code_point & 0x3F));
  } else {
    add(0xF0 | code_point >> 18);
    add(0x80 | (code_point >> 12 & 0x3F));
    add(0x80 | (code_point >> 6 & 0x3F));
    add(0x80 | (code_point & 0x3F));
  }
}

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
    const std::uint8_t byte = byte_at(bytes, bytes.size() - back);
    if ((byte & 0xC0) == 0x80) continue;
    return utf8_step(bytes, bytes.size() - back).is_cut_off ? back : 0;
  }
  return 0;
}

std::string folded(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (length < 0) return std::string(text);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view no_break_space = "\xC2\xA0";
  constexpr std::string_view spaces = " \t\r\n\v\f";
  for (;;) {
    if (!text.empty() && (spaces.find(text.front()) != std::string_view::npos))
      text.remove_prefix(1);
    else if (text.starts_with(no_break_space))
      text.remove_prefix(2);
    else
      break;
  }
  for (;;) {
    if (!text.empty() && (spaces.find(text.back()) != std::string_view::npos))
      text.remove_suffix(1);
    else if (text.ends_with(no_break_space))
      text.remove_suffix(2);
    else
      break;
  }
  return text;
}

}  // namespace vinculo::transfer
