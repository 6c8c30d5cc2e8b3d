#include "ui/node.h"

#include <cstring>

namespace vinculo::ui {

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ull;
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 29;
  }
  for (; left > 0; ++at, --left) hash = (hash ^ static_cast<unsigned char>(*at)) * 1099511628211ull;
  return hash;
}

TextSpan NodeList::add(std::string_view text) {
  const TextSpan span{static_cast<std::uint32_t>(strings.size()), static_cast<std::uint32_t>(text.size()),
                      hash_text(text)};
  strings += text;
  return span;
}

}  // namespace vinculo::ui
