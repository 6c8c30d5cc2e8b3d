// The one place where JSON texts are read: nlohmann's parser is compiled once for a program, and without the callbacks
// that nlohmann::json::parse() has room for (they are half of it). Pure function.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace vinculo {

// is_discarded() when the text is not JSON.
[[nodiscard]] nlohmann::json parse_json(std::string_view text);

}  // namespace vinculo
