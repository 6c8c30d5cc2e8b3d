// The value of one register: nothing, an integer, UTF-8 text or bytes. References to rows are 16-byte blobs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/bytes.h"
#include "base/uuid.h"

namespace vinculo {

using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

[[nodiscard]] inline bool is_null(const Value& value) { return value.index() == 0; }
[[nodiscard]] inline Value value_of(const Uuid& id) { return Bytes(id.bytes.begin(), id.bytes.end()); }
[[nodiscard]] inline std::string_view text_of(const Value& value) {  // empty unless it is text
  const auto* text = std::get_if<std::string>(&value);
  return text ? std::string_view(*text) : std::string_view();
}
[[nodiscard]] inline std::int64_t integer_of(const Value& value) {  // 0 unless it is an integer
  const auto* number = std::get_if<std::int64_t>(&value);
  return number ? *number : 0;
}
[[nodiscard]] Uuid uuid_of(const Value& value);  // nil unless it is 16 bytes

// varint tag (0 null, 1 integer, 2 text, 3 bytes; do not renumber), then zigzag or blob.
void write_value(ByteWriter& out, const Value& value);
[[nodiscard]] Value read_value(ByteReader& in);  // in.ok() is false for an unknown tag

// The same value without owning its text or bytes, for paths that pass hundreds of thousands of rows. Valid as long as
// what it looks at.
struct ValueView {
  enum class Kind : std::uint8_t { null = 0, integer = 1, text = 2, bytes = 3 };  // the tags; do not renumber
  Kind kind = Kind::null;
  std::int64_t integer = 0;
  ByteView bytes;  // of a text or of bytes

  [[nodiscard]] static ValueView of(const Value& value);
  [[nodiscard]] Value to_value() const;
  [[nodiscard]] bool operator==(const ValueView& other) const;
};
void write_value(ByteWriter& out, const ValueView& value);
[[nodiscard]] ValueView read_value_view(ByteReader& in);  // as read_value()

// Well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF). U+0000 is a character like others.
[[nodiscard]] bool is_utf8(ByteView bytes);

}  // namespace vinculo
