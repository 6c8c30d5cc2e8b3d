// Percent-encoding of texts in addresses (RFC 3986 section 2.1).
#pragma once
#include <string>
#include <string_view>

namespace vinculo::app {

// Only unreserved characters stay as they are.
[[nodiscard]] std::string percent_encoded(std::string_view text);
// What is no escape stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace vinculo::app
