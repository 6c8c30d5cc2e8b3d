// Sync over POST and over a WebSocket: the same messages, see core/sync/protocol.h.
#pragma once
#include <memory>
#include <optional>

#include "server/app/services.h"
#include "server/http/message.h"
#include "server/http/socket.h"

namespace vinculo::server {

[[nodiscard]] Response sync_by_post(Services& services, const Request& request);     // POST /api/sync
[[nodiscard]] std::unique_ptr<SocketListener> make_sync_socket(Services& services);  // GET /api/socket

[[nodiscard]] std::optional<Response> require_token_and_cbor(const Request& request);

}  // namespace vinculo::server
