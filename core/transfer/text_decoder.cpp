#include "transfer/text_decoder.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <utility>

#include "transfer/file_signature.h"
#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

constexpr std::size_t block_bytes = 64 * 1024;

// Code points of the bytes 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252); the rest is ISO-8859-1.
constexpr std::array<char32_t, 32> windows1252_high{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

bool starts_with(const Bytes& bytes, std::initializer_list<std::uint8_t> prefix) {
  return bytes.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

// UTF-16 without a mark shows in Western text: nearly every second byte is zero, and only every second.
std::optional<TextEncoding> detect_utf16(const Bytes& bytes) {
  const std::size_t pairs = bytes.size() / 2;
  if (pairs == 0) return {};
  std::size_t even_zeros = 0, odd_zeros = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    even_zeros += bytes[2 * i] == 0;
    odd_zeros += bytes[2 * i + 1] == 0;
  }
  const auto is_most = [pairs](std::size_t count) { return count * 10 >= pairs * 6; };
  const auto is_few = [pairs](std::size_t count) { return count * 100 <= pairs; };
  if (is_most(odd_zeros) && is_few(even_zeros)) return TextEncoding::utf16le;
  if (is_most(even_zeros) && is_few(odd_zeros)) return TextEncoding::utf16be;
  return {};
}

Status check_is_text(const Bytes& bytes) {
  std::size_t controls = 0;
  for (const std::uint8_t byte : bytes) {
    if (byte == 0) return Error{ErrorCode::malformed, "nul bytes"};
    // TAB to CR are spaces and line ends; 0x1A ends files of old programs.
    controls += byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1A;
  }
  if (controls * 10 > bytes.size()) return Error{ErrorCode::malformed, "control characters"};
  return {};
}

std::string utf8_from_utf16(const Bytes& bytes, bool is_big_endian, bool is_last, std::size_t& used) {
  std::string out;
  const auto unit_at = [&](std::size_t at) -> char32_t {
    return is_big_endian ? static_cast<char32_t>(bytes[at] << 8 | bytes[at + 1])
                         : static_cast<char32_t>(bytes[at + 1] << 8 | bytes[at]);
  };
  used = 0;
  while (used + 1 < bytes.size()) {
    const char32_t unit = unit_at(used);
    if (unit >= 0xD800 && unit < 0xDC00) {
      if (used + 3 >= bytes.size() && !is_last) break;
      const char32_t low = used + 3 < bytes.size() ? unit_at(used + 2) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        append_utf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        used += 4;
        continue;
      }
    }
    append_utf8(out, unit >= 0xD800 && unit < 0xE000 ? replacement_character : unit);
    used += 2;
  }
  if (is_last && used < bytes.size()) {
    append_utf8(out, replacement_character);
    used = bytes.size();
  }
  return out;
}

}  // namespace

std::string_view encoding_name(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::ascii:
    case TextEncoding::utf8: return "utf-8";
    case TextEncoding::utf16le: return "utf-16le";
    case TextEncoding::utf16be: return "utf-16be";
    case TextEncoding::windows1252: return "windows-1252";
  }
  return "utf-8";
}

TextDecoder::TextDecoder(ByteSource source, ByteText mode) : source_(std::move(source)), mode_(mode) {}

Result<std::string_view> TextDecoder::next() {
  if (!has_begun_) {
    if (auto begun = begin(); !begun) return std::move(begun).error();
    has_begun_ = true;
  }
  text_.clear();
  while (text_.empty()) {
    decode_pending();
    if (!text_.empty() || is_at_end_) break;
    if (auto filled = fill(); !filled) return std::move(filled).error();
  }
  return std::string_view(text_);
}

Status TextDecoder::begin() {
  while (!is_at_end_ && pending_.size() < block_bytes) {
    if (auto filled = fill(); !filled) return filled;
  }
  const auto drop = [this](std::size_t count) {
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
  };
  if (starts_with(pending_, {0xEF, 0xBB, 0xBF})) {
    encoding_ = TextEncoding::utf8;
    drop(3);
    return check_is_text(pending_);
  }
  if (starts_with(pending_, {0xFF, 0xFE, 0, 0}) || starts_with(pending_, {0, 0, 0xFE, 0xFF}))
    return Error{ErrorCode::unsupported, "utf-32"};
  if (starts_with(pending_, {0xFF, 0xFE}) || starts_with(pending_, {0xFE, 0xFF})) {
    encoding_ = pending_[0] == 0xFF ? TextEncoding::utf16le : TextEncoding::utf16be;
    drop(2);
    return {};
  }
  if (auto signature = check_file_signature(pending_); !signature) return signature;
  if (const auto utf16 = detect_utf16(pending_)) {
    encoding_ = *utf16;
    return {};
  }
  return check_is_text(pending_);
}

Status TextDecoder::fill() {
  const std::size_t before = pending_.size();
  pending_.resize(before + block_bytes);
  auto count = source_(std::span(pending_).subspan(before));
  if (!count) {
    pending_.resize(before);
    return std::move(count).error();
  }
  pending_.resize(before + *count);
  bytes_read_ += static_cast<std::int64_t>(*count);
  is_at_end_ = *count == 0;
  return {};
}

TextEncoding TextDecoder::decide_from(std::size_t first_high_byte) const {
  const std::string_view window = as_text(pending_).substr(first_high_byte, block_bytes);
  std::size_t well_formed = 0, malformed = 0;
  for (std::size_t at = 0; at < window.size();) {
    const Utf8Step step = utf8_step(window, at);
    if (step.is_cut_off && !is_at_end_) break;  // by the window's end
    if (step.length > 1 && step.is_valid) ++well_formed;
    if (!step.is_valid) ++malformed;
    at += step.length;
  }
  return well_formed >= malformed ? TextEncoding::utf8 : TextEncoding::windows1252;
}

void TextDecoder::decode_pending() {
  std::size_t used = 0;
  if (encoding_ == TextEncoding::utf16le || encoding_ == TextEncoding::utf16be) {
    text_ = utf8_from_utf16(pending_, encoding_ == TextEncoding::utf16be, is_at_end_, used);
  } else if (mode_ == ByteText::keep_bytes) {
    text_ = as_text(pending_);
    used = pending_.size();
  } else {
    if (encoding_ == TextEncoding::ascii) {
      const auto high = std::ranges::find_if(pending_, [](std::uint8_t byte) { return byte >= 0x80; });
      const auto ascii = static_cast<std::size_t>(high - pending_.begin());
      const bool can_decide = high != pending_.end() && (is_at_end_ || pending_.size() - ascii >= block_bytes);
      if (can_decide)
        encoding_ = decide_from(ascii);
      else
        used = ascii;
    }
    if (encoding_ == TextEncoding::ascii) {
      text_ = as_text(pending_).substr(0, used);
    } else if (encoding_ == TextEncoding::windows1252) {
      text_ = utf8_from_windows1252(as_text(pending_));
      used = pending_.size();
    } else {
      used = is_at_end_ ? pending_.size() : pending_.size() - cut_off_tail(as_text(pending_));
      text_ = repaired_utf8(as_text(pending_).substr(0, used));
    }
  }
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(used));
}

std::string utf8_from_windows1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char character : bytes) {
    const auto byte = static_cast<std::uint8_t>(character);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? windows1252_high[byte - 0x80] : byte);
  }
  return out;
}

}  // namespace vinculo::transfer
