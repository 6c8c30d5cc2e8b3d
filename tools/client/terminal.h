// What people typed somewhere, as it may be shown in a terminal.
#pragma once
#include <string>
#include <string_view>

namespace vinculo::client {

// The text with a replacement character for every control character but line break and tab: an escape sequence in
// somebody's name must not reach the terminal. `text` is UTF-8.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace vinculo::client
