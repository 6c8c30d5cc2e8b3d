#include "server/app/routes.h"

#include <limits>

#include "server/app/account_routes.h"
#include "server/app/sync_routes.h"
#include "server/http/error_response.h"
#include "sync/protocol.h"

namespace vinculo::server {
namespace {

Response health(Services& services) {
  if (!services.store.is_initialised()) return error_response(503, ErrorCode::storage_failed);
  return {.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          .body = R"({"status":"ok"})"};
}

// The system's share menu. The service worker takes what is shared and the server never sees it; without one (on a
// first visit) it is lost, and the page says so.
std::optional<Response> missed_share(const Request&) {
  return Response{.status = 303, .headers = {{"Location", "/people?share=missed"}, {"Cache-Control", "no-store"}}};
}

}  // namespace

Router make_routes(Services& services) {
  Router router;
  WorkLane* const storage = &services.storage_lane;
  WorkLane* const password = &services.password_lane;  // two at a time, 32 waiting: hashing is made to be slow

  const auto to = [&services](auto function) {
    return [&services, function](const Request& request) { return function(services, request); };
  };
  const auto get = [&](const char* path, WorkLane* lane, Handler handler) {
    router.add({.method = Method::get, .path = path, .handler = std::move(handler), .lane = lane});
  };
  const auto post = [&](const char* path, WorkLane* lane, std::size_t max_body_bytes, Gate gate, Handler handler) {
    router.add({.method = Method::post,
                .path = path,
                .handler = std::move(handler),
                .lane = lane,
                .max_body_bytes = max_body_bytes,
                .gate = std::move(gate)});
  };

  // Anybody
  get("/health", storage, [&services](const Request&) { return health(services); });
  router.add({.method = Method::post,
              .path = "/share",
              .max_body_bytes = std::numeric_limits<std::size_t>::max(),
              .gate = missed_share,
              .takes_any_origin = true});
  get("/api/state", storage, to(account_state));
  post("/api/setup", password, max_account_body_bytes, require_json, to(setup));
  post("/api/login", password, max_account_body_bytes, require_json, to(login));
  post("/api/join", password, max_account_body_bytes, require_json, to(join));
  // Members
  post("/api/logout", storage, max_account_body_bytes, require_token, to(logout));
  get("/api/member", storage, to(member));
  post("/api/member", storage, max_account_body_bytes, require_token, to(rename));
  post("/api/password", password, max_account_body_bytes, require_token, to(change_password));
  post("/api/sync", storage, sync::max_message_bytes, require_token_and_cbor, to(sync_by_post));
  router.add({.path = "/api/socket", .lane = storage, .socket = [&services](const Request&) {
                return make_sync_socket(services);  // the first message carries the session
              }});
  // Owners
  post("/api/invite", storage, max_account_body_bytes, require_token, to(invite));

  router.set_fallback([site = services.site](const Request& request) {
    return site ? site->answer(request) : error_response(ErrorCode::not_found);
  });
  return router;
}

}  // namespace vinculo::server
