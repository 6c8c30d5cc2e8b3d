#include "transfer/file_signature.h"

#include <array>
#include <string>
#include <string_view>

namespace vinculo::transfer {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes, name;
  ErrorCode code;
};

constexpr std::array signatures{
    Signature{"\x89PNG"sv, "png", ErrorCode::malformed},
    Signature{"\xFF\xD8\xFF"sv, "jpeg", ErrorCode::malformed},
    Signature{"GIF8"sv, "gif", ErrorCode::malformed},
    Signature{"RIFF"sv, "riff", ErrorCode::malformed},
    Signature{"%PDF-"sv, "pdf", ErrorCode::malformed},
    Signature{"\x7F"
              "ELF"sv,
              "elf", ErrorCode::malformed},
    Signature{"SQLite format 3\0"sv, "sqlite", ErrorCode::malformed},
    Signature{"{\\rtf"sv, "rtf", ErrorCode::malformed},
    Signature{"\x1F\x8B"sv, "gzip", ErrorCode::unsupported},
    Signature{"\xFD"
              "7zXZ\0"sv,
              "xz", ErrorCode::unsupported},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "7z", ErrorCode::unsupported},
    Signature{"PK\x03\x04"sv, "zip", ErrorCode::unsupported},
    Signature{"\xD0\xCF\x11\xE0"sv, "ole", ErrorCode::unsupported},
    Signature{"<!doctype html"sv, "html", ErrorCode::unsupported},
    Signature{"<html"sv, "html", ErrorCode::unsupported},
    Signature{"<?xml"sv, "xml", ErrorCode::unsupported},
};

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char lower = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (lower != prefix[i] && text[i] != prefix[i]) return false;
  }
  return true;
}

}  // namespace

Status check_file_signature(ByteView first_bytes) {
  for (const Signature& signature : signatures) {
    if (starts_with_ignoring_case(as_text(first_bytes), signature.bytes))
      return Error{signature.code, std::string(signature.name)};
  }
  return {};
}

}  // namespace vinculo::transfer
