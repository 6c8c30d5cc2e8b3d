// Base64 (RFC 4648 section 4, with padding): photos of vCards and data URLs. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace vinculo {

[[nodiscard]] std::string to_base64(ByteView bytes);
// White space is skipped and missing padding forgiven, as files have both; empty for any other character.
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);

}  // namespace vinculo
