// The version that the server shows: of the project, from CMakeLists.txt.
#pragma once
#include <string_view>

namespace vinculo::server {

inline constexpr std::string_view version = VINCULO_VERSION;

}  // namespace vinculo::server
