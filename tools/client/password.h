// A password, never from the command line (which every process of the machine can read).
#pragma once
#include <string>

#include "base/error.h"

namespace vinculo::client {

// From the environment (VINCULO_PASSWORD), else typed without echo at a terminal, else the first line of standard
// input. invalid_argument: there is none.
[[nodiscard]] Result<std::string> read_password();

}  // namespace vinculo::client
