// The server's side of the sync protocol (core/sync/protocol.h): one message in, one out, the same for WebSocket and
// POST. Blocks on the store: call it on a lane.
#pragma once
#include <cstdint>

#include "server/store/store.h"
#include "sync/protocol.h"

namespace vinculo::server {

// Answers a message of a device that is signed in. What cannot be done comes as an ErrorMessage.
[[nodiscard]] sync::Message answer_message(ServerStore& store, const Session& session, sync::Message message,
                                           std::uint64_t now_ms);

// An error as a device may see it: what is wrong inside the server is not told.
[[nodiscard]] sync::ErrorMessage error_message(const Error& error);

}  // namespace vinculo::server
