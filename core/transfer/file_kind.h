// What a chosen file is, by its first bytes rather than by its name.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace vinculo::transfer {

enum class FileKind : std::uint8_t { csv, vcard };

// `first_bytes`: up to some kilobytes from the start, in any encoding that TextDecoder knows. The name decides only
// when the bytes say nothing (an empty file). Whether the file is readable at all, its reader says.
[[nodiscard]] FileKind detect_file_kind(ByteView first_bytes, std::string_view name);

}  // namespace vinculo::transfer
