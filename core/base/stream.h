// Bytes that arrive or leave piece by piece, so that a file larger than memory's comfort passes through.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "base/bytes.h"
#include "base/error.h"

namespace vinculo {

// Fills `into` from the source, in order; answers the number of bytes, 0 at the end.
using ByteSource = std::function<Result<std::size_t>(std::span<std::uint8_t> into)>;
using ByteSink = std::function<Status(ByteView bytes)>;

}  // namespace vinculo
