#include "client/password.h"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace vinculo::client {
namespace {

// Typing is not shown while this lives.
class SilentTerminal {
 public:
  SilentTerminal() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    is_silent_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  ~SilentTerminal() {
    if (is_silent_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

 private:
  termios before_{};
  bool is_silent_ = false;
};

}  // namespace

Result<std::string> read_password() {
  if (const char* given = std::getenv("VINCULO_PASSWORD"); given && *given) return std::string(given);
  std::string password;
  if (isatty(STDIN_FILENO)) {
    std::cerr << "Password: " << std::flush;
    const SilentTerminal silent;
    std::getline(std::cin, password);
    std::cerr << "\n";
  } else {
    std::getline(std::cin, password);
  }
  if (password.ends_with('\r')) password.pop_back();
  if (password.empty())
    return Error{ErrorCode::invalid_argument, "a password is needed: VINCULO_PASSWORD or standard input"};
  return password;
}

}  // namespace vinculo::client
