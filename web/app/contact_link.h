// The address that the value of a contact leads to: a number to the device's telephone (RFC 3966), a mail address to a
// new mail (RFC 6068), a link to its page. The values come from anybody's files, so only these three are ever made, and
// nothing for what would not arrive. Pure text, no browser: tested natively.
#pragma once
#include <string>
#include <string_view>

namespace vinculo::app {

// "(11) 91234-5678 ramal 12" is "tel:11912345678;ext=12". Empty for two numbers in one and for codes with * or #.
[[nodiscard]] std::string phone_link(std::string_view number);
// "ana@café.example" is "mailto:ana@caf%C3%A9.example". Empty for what is not one address.
[[nodiscard]] std::string mail_link(std::string_view address);
// "www.padaria.example" is "https://www.padaria.example". Empty for other schemes and for what is no page.
[[nodiscard]] std::string page_link(std::string_view link);

}  // namespace vinculo::app
