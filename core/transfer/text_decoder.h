// Turns the bytes of a text file into UTF-8, whatever wrote it: UTF-8 and UTF-16 with or without a byte order mark,
// Windows-1252. Bytes that are not text at all (a picture named .csv) are refused before anything is handed out.
//
// UTF-8 is assumed until the first bytes that are not ASCII; the 64 KiB from there decide once for the whole file:
// mostly well-formed sequences mean UTF-8 (damaged ones become U+FFFD), mostly malformed ones Windows-1252 (WHATWG
// Encoding Standard, so that every byte has a character). One thread; owns its source; holds at most two blocks.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/stream.h"

namespace vinculo::transfer {

enum class TextEncoding : std::uint8_t { ascii /* so far */, utf8, utf16le, utf16be, windows1252 };

[[nodiscard]] std::string_view encoding_name(
    TextEncoding encoding);  // "utf-8", "utf-16le", "windows-1252"; ascii is "utf-8"

// What a decoder does with bytes that are neither UTF-16 nor marked as UTF-8.
enum class ByteText : std::uint8_t {
  decode,     // decides between UTF-8 and Windows-1252 for the whole file
  keep_bytes  // hands the bytes on as they are: vCard lines carry a charset each
};

class TextDecoder {
 public:
  explicit TextDecoder(ByteSource source, ByteText mode = ByteText::decode);

  // The next piece of text, valid until the next call; empty at the end. Pieces may end anywhere between characters.
  // malformed: not a text file (detail names what it looks like: "png", "nul bytes"); unsupported: a spreadsheet
  // program's own format ("zip", "ole"), which has to be saved as CSV first; errors of the source.
  [[nodiscard]] Result<std::string_view> next();

  [[nodiscard]] TextEncoding encoding() const { return encoding_; }
  [[nodiscard]] std::int64_t bytes_read() const { return bytes_read_; }

 private:
  Status begin();
  Status fill();  // reads one block behind what is pending
  [[nodiscard]] TextEncoding decide_from(std::size_t first_high_byte) const;
  void decode_pending();

  ByteSource source_;
  ByteText mode_;
  TextEncoding encoding_ = TextEncoding::ascii;
  bool has_begun_ = false;
  bool is_at_end_ = false;
  Bytes pending_;     // read, not yet decoded
  std::string text_;  // what next() handed out
  std::int64_t bytes_read_ = 0;
};

// Every byte as the character it has in Windows-1252 (of which ISO-8859-1 text is a part).
[[nodiscard]] std::string utf8_from_windows1252(std::string_view bytes);

}  // namespace vinculo::transfer
