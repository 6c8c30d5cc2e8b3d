// Refusals as JSON: {"error":{"code":"not_found","detail":"..."}} with the names of base/error.h. The code is what a
// program maps to a sentence; the detail is a short constant for developers and never repeats what the client sent.
#pragma once
#include <string_view>

#include "base/error.h"
#include "server/http/message.h"

namespace vinculo::server {

[[nodiscard]] int status_of(ErrorCode code);
[[nodiscard]] Response error_response(ErrorCode code, std::string_view detail = {});
// For refusals that HTTP is more precise about than our codes (405, 426, 431, 503).
[[nodiscard]] Response error_response(int status, ErrorCode code, std::string_view detail = {});
// Answers 503: a queue is full, the same request may succeed in a moment.
[[nodiscard]] Response busy_response();

}  // namespace vinculo::server
