#include "base/bytes.h"

namespace vinculo {

void ByteWriter::u64(std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) out_.push_back(static_cast<std::uint8_t>(value >> shift));
}

void ByteWriter::varint(std::uint64_t value) {
  while (value >= 0x80) {
    out_.push_back(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  out_.push_back(static_cast<std::uint8_t>(value));
}

void ByteWriter::zigzag(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  varint((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::raw(ByteView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }

void ByteWriter::blob(ByteView bytes) {
  varint(bytes.size());
  raw(bytes);
}

std::uint8_t ByteReader::u8() {
  const ByteView byte = raw(1);
  return byte.empty() ? 0 : byte[0];
}

std::uint64_t ByteReader::u64() {
  const ByteView bytes = raw(8);
  std::uint64_t value = 0;
  for (std::size_t index = 0; index < bytes.size(); ++index) value |= std::uint64_t{bytes[index]} << (8 * index);
  return value;
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 70; shift += 7) {
    if (rest_.empty()) break;
    const std::uint8_t byte = rest_[0];
    rest_ = rest_.subspan(1);
    if (shift == 63 && byte > 1) break;  // more than 64 bits
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80) == 0) return ok_ ? value : 0;
  }
  ok_ = false;
  rest_ = {};
  return 0;
}

std::int64_t ByteReader::zigzag() {
  const std::uint64_t bits = varint();
  return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
}

ByteView ByteReader::raw(std::size_t count) {
  if (!ok_ || count > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  const ByteView taken = rest_.first(count);
  rest_ = rest_.subspan(count);
  return taken;
}

ByteView ByteReader::blob() {
  const std::uint64_t size = varint();
  if (size > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  return raw(static_cast<std::size_t>(size));
}

}  // namespace vinculo
