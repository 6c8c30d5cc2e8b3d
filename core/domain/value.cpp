#include "domain/value.h"

#include <algorithm>

namespace vinculo {

Uuid uuid_of(const Value& value) {
  const auto* bytes = std::get_if<Bytes>(&value);
  return bytes ? uuid_from_bytes(*bytes).value_or(Uuid{}) : Uuid{};
}

void write_value(ByteWriter& out, const Value& value) { write_value(out, ValueView::of(value)); }

Value read_value(ByteReader& in) { return read_value_view(in).to_value(); }

ValueView ValueView::of(const Value& value) {
  switch (value.index()) {
    case 1: return {.kind = Kind::integer, .integer = std::get<1>(value), .bytes = {}};
    case 2: return {.kind = Kind::text, .integer = 0, .bytes = as_bytes(std::get<2>(value))};
    case 3: return {.kind = Kind::bytes, .integer = 0, .bytes = std::get<3>(value)};
    default: return {};
  }
}

Value ValueView::to_value() const {
  switch (kind) {
    case Kind::null: return {};
    case Kind::integer: return integer;
    case Kind::text: return std::string(as_text(bytes));
    case Kind::bytes: return Bytes(bytes.begin(), bytes.end());
  }
  return {};
}

bool ValueView::operator==(const ValueView& other) const {
  return kind == other.kind && integer == other.integer && std::ranges::equal(bytes, other.bytes);
}

void write_value(ByteWriter& out, const ValueView& value) {
  out.varint(static_cast<std::uint8_t>(value.kind));
  if (value.kind == ValueView::Kind::integer) out.zigzag(value.integer);
  if (value.kind == ValueView::Kind::text || value.kind == ValueView::Kind::bytes) out.blob(value.bytes);
}

ValueView read_value_view(ByteReader& in) {
  const std::uint64_t tag = in.varint();
  if (tag > static_cast<std::uint8_t>(ValueView::Kind::bytes)) {
    (void)in.raw(in.remaining() + 1);  // makes ok() false
    return {};
  }
  ValueView value;
  value.kind = static_cast<ValueView::Kind>(tag);
  if (value.kind == ValueView::Kind::integer) value.integer = in.zigzag();
  if (value.kind == ValueView::Kind::text || value.kind == ValueView::Kind::bytes) value.bytes = in.blob();
  return in.ok() ? value : ValueView{};
}

namespace {

// The length of the well-formed sequence that begins `bytes` (not empty), 0 when there is none.
std::size_t utf8_sequence(ByteView bytes) {
  const std::uint8_t lead = bytes[0];
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((bytes[i] & 0xc0) != 0x80) return 0;
  }
  if (lead == 0xe0 && bytes[1] < 0xa0) return 0;  // overlong
  if (lead == 0xed && bytes[1] > 0x9f) return 0;  // surrogate
  if (lead == 0xf0 && bytes[1] < 0x90) return 0;  // overlong
  if (lead == 0xf4 && bytes[1] > 0x8f) return 0;  // past U+10FFFF
  return length;
}

}  // namespace

bool is_utf8(ByteView bytes) {
  while (!bytes.empty()) {
    const std::size_t length = utf8_sequence(bytes);
    if (length == 0) return false;
    bytes = bytes.subspan(length);
  }
  return true;
}

}  // namespace vinculo
