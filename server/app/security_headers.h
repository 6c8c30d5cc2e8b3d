// The headers that every answer carries, so that a browser does with our pages only what they are meant to do.
#pragma once
#include <vector>

#include "server/http/message.h"

namespace vinculo::server {

// is_secure: people reach the server by https, so browsers may be told to stay there.
[[nodiscard]] std::vector<Header> security_headers(bool is_secure);

}  // namespace vinculo::server
