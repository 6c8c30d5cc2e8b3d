// What a value looks like when its column's header does not say. Pure functions.
#pragma once
#include <string_view>

namespace vinculo::transfer {

[[nodiscard]] bool looks_like_mail(std::string_view value);
[[nodiscard]] bool looks_like_link(std::string_view value);
// At least eight digits, and something that only telephone numbers have beside them (+, brackets, spaces, hyphens in
// them) or a leading zero: a number alone may be anything.
[[nodiscard]] bool looks_like_phone(std::string_view value);
[[nodiscard]] bool looks_like_date(std::string_view value);  // 1985-04-12, 12/4/1985, 12.04.85
[[nodiscard]] bool may_be_phone(
    std::string_view value);  // five digits or more and no '@': good enough below a fitting header

}  // namespace vinculo::transfer
