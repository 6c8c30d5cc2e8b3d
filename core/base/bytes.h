// Byte buffers and the primitive encodings that every stored and wire format of Vinculo is made of: LEB128 varints
// (protobuf encoding), zigzag for signed numbers, length-prefixed strings. Little endian. Not thread-safe, no I/O.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vinculo {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class ByteWriter {
 public:
  explicit ByteWriter(Bytes& out) : out_(out) {}
  void u8(std::uint8_t value) { out_.push_back(value); }
  void u64(std::uint64_t value);     // 8 bytes, little endian
  void varint(std::uint64_t value);  // LEB128, 1 to 10 bytes
  void zigzag(std::int64_t value);   // signed as unsigned, then varint
  void raw(ByteView bytes);          // no length
  void blob(ByteView bytes);         // varint length, then the bytes

 private:
  Bytes& out_;
};

// Reads what ByteWriter wrote. A read past the end or a varint over 10 bytes makes ok() false for good; every value
// read from then on is zero or empty, so a decoder checks ok() once at the end of a unit.
class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : rest_(bytes) {}
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::size_t remaining() const { return rest_.size(); }
  std::uint8_t u8();
  std::uint64_t u64();
  std::uint64_t varint();
  std::int64_t zigzag();
  ByteView raw(std::size_t count);  // a view into the source
  ByteView blob();                  // a view into the source

 private:
  ByteView rest_;
  bool ok_ = true;
};

}  // namespace vinculo
