// Quoted-printable (RFC 2045 section 6.7) as vCard 2.1 uses it. Pure function.
#pragma once
#include <string>
#include <string_view>

namespace vinculo::transfer {

// The bytes; soft line breaks ("=" at the end of a line) are left out, and an "=" that begins no code stands for
// itself.
[[nodiscard]] std::string from_quoted_printable(std::string_view text);

}  // namespace vinculo::transfer
