// Accounts over HTTP: JSON in, JSON out, the structs at the end of core/api/messages.h. The work is done in
// server/auth.
#pragma once
#include <optional>

#include "server/app/services.h"
#include "server/http/message.h"

namespace vinculo::server {

[[nodiscard]] Response account_state(Services& services, const Request& request);    // GET  /api/state
[[nodiscard]] Response setup(Services& services, const Request& request);            // POST /api/setup
[[nodiscard]] Response login(Services& services, const Request& request);            // POST /api/login
[[nodiscard]] Response join(Services& services, const Request& request);             // POST /api/join
[[nodiscard]] Response logout(Services& services, const Request& request);           // POST /api/logout
[[nodiscard]] Response member(Services& services, const Request& request);           // GET  /api/member
[[nodiscard]] Response rename(Services& services, const Request& request);           // POST /api/member
[[nodiscard]] Response change_password(Services& services, const Request& request);  // POST /api/password
[[nodiscard]] Response invite(Services& services, const Request& request);           // POST /api/invite

// Gates: refused before the body is read. A page of another site cannot send these content types or headers without
// asking first (RFC 9110 and the fetch standard's preflight), and we never say yes.
[[nodiscard]] std::optional<Response> require_json(const Request& request);
[[nodiscard]] std::optional<Response> require_token(const Request& request);

}  // namespace vinculo::server
