#include "server/http/error_response.h"

namespace vinculo::server {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + '"';
}

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
    case ErrorCode::malformed:
    case ErrorCode::protocol: return 400;
    case ErrorCode::unauthorized:
    case ErrorCode::wrong_credentials: return 401;
    case ErrorCode::forbidden: return 403;
    case ErrorCode::not_found: return 404;
    case ErrorCode::expired: return 410;
    case ErrorCode::too_large: return 413;
    case ErrorCode::unsupported: return 415;
    case ErrorCode::newer_schema:
    case ErrorCode::outdated: return 409;
    case ErrorCode::rate_limited: return 429;
    case ErrorCode::storage_full:
    case ErrorCode::read_only:
    case ErrorCode::offline: return 503;
    case ErrorCode::none:
    case ErrorCode::damaged:
    case ErrorCode::storage_failed:
    case ErrorCode::storage_refused:
    case ErrorCode::storage_lost:
    case ErrorCode::cancelled:
    case ErrorCode::internal: break;
  }
  return 500;
}

Response error_response(ErrorCode code, std::string_view detail) {
  return error_response(status_of(code), code, detail);
}

Response error_response(int status, ErrorCode code, std::string_view detail) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  response.body = "{\"error\":{\"code\":" + quoted(error_name(code)) + ",\"detail\":" + quoted(detail) + "}}";
  return response;
}

Response busy_response() {
  Response response = error_response(503, ErrorCode::rate_limited, "too much to do at the moment");
  response.headers.push_back({"Retry-After", "2"});
  return response;
}

}  // namespace vinculo::server
