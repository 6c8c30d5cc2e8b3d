// What an address brings from outside of the program instead of naming a place in it: the mailto: or tel: link that the
// system gave to Vinculo, or word of a share that did not arrive. Such an address comes from anybody and is judged
// here. Pure text, no browser: tested natively.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/messages.h"

namespace vinculo::app {

struct Arrival {
  enum class Kind : std::uint8_t { nothing, contact_link, missed_share };
  Kind kind = Kind::nothing;
  // Of a link: its first mail address (RFC 6068) or its number (RFC 3966). Nothing when it has neither.
  std::optional<api::ContactRequest> contact;
};

// "/contact#mailto%3Aana%40padaria.example" (the link is in the fragment, which no server sees),
// "/people?share=missed".
[[nodiscard]] Arrival read_arrival(std::string_view url);
// The address that leads to whoever has this mail address, and to a form with it where nobody has. `language` as in
// Route.
[[nodiscard]] std::string contact_address(std::string_view mail, std::string_view language);

}  // namespace vinculo::app
