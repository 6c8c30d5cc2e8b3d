// What went wrong, as a sentence for the person at the terminal and as the program's exit code.
#pragma once
#include <string>

#include "base/error.h"

namespace vinculo::client {

// Exit codes are part of the program's interface: do not renumber.
enum class ExitCode : int {
  ok = 0,
  failed = 1,         // anything that has no code of its own
  usage = 2,          // the command line cannot be understood
  offline = 3,        // the server cannot be reached, or what answers is not a Vinculo server
  not_permitted = 4,  // not signed in, wrong password, expired invite, forbidden
  not_found = 5,
  bad_input = 6,  // a file or value that cannot be used
  storage = 7,    // this device's file: full, damaged, in use, of a newer version
  different = 8,  // `check` found a difference that it could not repair
};

[[nodiscard]] ExitCode exit_code_of(ErrorCode code);
// A full sentence that says what to do, where something can be done.
[[nodiscard]] std::string sentence_of(const Error& error);

}  // namespace vinculo::client
