// Text in memory as a source that arrives in pieces, as a file does.
#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "base/stream.h"

namespace vinculo::test {

// Hands out at most `piece_bytes` at a time.
inline ByteSource source_of(std::string text, std::size_t piece_bytes = 4096) {
  auto rest = std::make_shared<std::pair<std::string, std::size_t>>(std::move(text), 0);
  return [rest, piece_bytes](std::span<std::uint8_t> into) -> Result<std::size_t> {
    auto& [all, at] = *rest;
    const std::size_t count = std::min({into.size(), piece_bytes, all.size() - at});
    std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(at), count, into.begin());
    at += count;
    return count;
  };
}

}  // namespace vinculo::test
