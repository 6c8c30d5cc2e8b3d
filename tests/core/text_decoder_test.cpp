#include <catch_amalgamated.hpp>

#include "support/byte_source.h"
#include "transfer/text_decoder.h"

using namespace vinculo;
using namespace vinculo::transfer;
using namespace std::string_literals;
using vinculo::test::source_of;

namespace {

struct Decoded {
  std::string text;
  std::string encoding;
};

Decoded decoded(const std::string& bytes, std::size_t piece_bytes = 7) {
  TextDecoder decoder(source_of(bytes, piece_bytes));
  Decoded result;
  for (;;) {
    auto piece = decoder.next();
    REQUIRE(piece);
    if (piece->empty()) break;
    result.text += *piece;
  }
  result.encoding = encoding_name(decoder.encoding());
  CHECK(decoder.bytes_read() == static_cast<std::int64_t>(bytes.size()));
  return result;
}

Error refused(const std::string& bytes) {
  auto piece = TextDecoder(source_of(bytes)).next();
  REQUIRE(!piece);
  return piece.error();
}

std::string utf16(std::u16string_view text, bool is_big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const auto high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    (bytes += is_big_endian ? high : low) += is_big_endian ? low : high;
  }
  return bytes;
}

}  // namespace

TEST_CASE("UTF-8 is read with and without its mark, whatever the pieces") {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{4096}}) {
    CHECK(decoded("\xEF\xBB\xBFJosé 漢字 🦀", piece).text == "José 漢字 🦀");
    CHECK(decoded("José 漢字 🦀", piece).text == "José 漢字 🦀");
  }
  CHECK(decoded("José").encoding == "utf-8");
  CHECK(decoded("").text.empty());
}

TEST_CASE("UTF-16 is read in both byte orders, with and without its mark") {
  const std::u16string text = u"Nome;Cidade\nJosé;São Paulo 🦀\n";
  for (const bool is_big_endian : {false, true}) {
    const std::string mark = is_big_endian ? "\xFE\xFF" : "\xFF\xFE";
    CHECK(decoded(mark + utf16(text, is_big_endian)).text == "Nome;Cidade\nJosé;São Paulo 🦀\n");
    const Decoded unmarked = decoded(utf16(text, is_big_endian));
    CHECK(unmarked.text == "Nome;Cidade\nJosé;São Paulo 🦀\n");
    CHECK(unmarked.encoding == (is_big_endian ? "utf-16be" : "utf-16le"));
  }
}

TEST_CASE("half a surrogate pair and half a unit become replacement characters") {
  CHECK(decoded("\xFF\xFE"s + utf16(u"a\xD83D", false) + "b").text == "a\uFFFD\uFFFD");
}

TEST_CASE("a file of Western bytes is Windows-1252 as a whole") {
  const Decoded text = decoded("Jos\xE9;S\xE3o Paulo;\x80 5;\x93quoted\x94\n");
  CHECK(text.text == "José;São Paulo;€ 5;“quoted”\n");
  CHECK(text.encoding == "windows-1252");
}

TEST_CASE("the encoding is decided where the first special character stands, however late") {
  const std::string plain(200'000, 'x');
  CHECK(decoded(plain + "Jos\xE9", 4096).text.substr(plain.size()) == "José");
  CHECK(decoded(plain + "José", 4096).text.substr(plain.size()) == "José");
}

TEST_CASE("damage in a UTF-8 file is marked and does not turn the rest into noise") {
  CHECK(decoded("José, João, \xFF Conceição \xE2\x82").text == "José, João, \uFFFD Conceição \uFFFD");
}

TEST_CASE("a picture, an archive or a spreadsheet is refused by name before anything is read") {
  CHECK(refused("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s).code == ErrorCode::malformed);
  CHECK(refused("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s).detail == "png");
  CHECK(refused("PK\x03\x04rest").code == ErrorCode::unsupported);
  CHECK(refused("\xD0\xCF\x11\xE0rest").detail == "ole");
  CHECK(refused("<html><table><tr>").detail == "html");
  CHECK(refused("name,mail\nAna\0,ana@example.org\n"s).detail == "nul bytes");
  CHECK(refused("\x01\x02\x03\x04\x05\x06\x07\x0E").code == ErrorCode::malformed);
}

TEST_CASE("an error of the source is handed on") {
  TextDecoder decoder([](std::span<std::uint8_t>) -> Result<std::size_t> { return Error{ErrorCode::cancelled, ""}; });
  CHECK(decoder.next().error().code == ErrorCode::cancelled);
}
