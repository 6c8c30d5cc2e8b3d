// SHA-256 (FIPS 180-4), for ids that follow from what they name. Not for passwords or tokens: those are the server's
// and use libsodium. Pure function.
#pragma once
#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace vinculo {

[[nodiscard]] std::array<std::uint8_t, 32> sha256(ByteView bytes);

}  // namespace vinculo
