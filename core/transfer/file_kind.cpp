#include "transfer/file_kind.h"

#include <algorithm>

#include "transfer/content_line.h"
#include "transfer/utf8.h"

namespace vinculo::transfer {

FileKind detect_file_kind(ByteView first_bytes, std::string_view name) {
  // Without the zeros of UTF-16 and any byte order mark, a card begins with BEGIN:VCARD in every encoding.
  std::string start(as_text(first_bytes.subspan(0, std::min<std::size_t>(first_bytes.size(), 8192))));
  std::erase_if(start, [](char c) { return c == '\0' || static_cast<unsigned char>(c) >= 0x80; });
  const std::string upper = upper_ascii(start);
  if (trimmed(upper).starts_with("BEGIN:VCARD") || upper.find("\nBEGIN:VCARD") != std::string::npos)
    return FileKind::vcard;
  const std::string lower = lower_ascii(name);
  const bool is_named_card = lower.ends_with(".vcf") || lower.ends_with(".vcard");
  return is_named_card && trimmed(start).empty() ? FileKind::vcard : FileKind::csv;
}

}  // namespace vinculo::transfer
