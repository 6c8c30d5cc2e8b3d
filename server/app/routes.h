// The list of everything the server answers.
#pragma once
#include "server/app/services.h"
#include "server/http/router.h"

namespace vinculo::server {

inline constexpr std::size_t max_account_body_bytes = 16 * 1024;

// `services` must outlive the router.
[[nodiscard]] Router make_routes(Services& services);

}  // namespace vinculo::server
