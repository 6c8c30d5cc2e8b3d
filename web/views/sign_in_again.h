// The session has ended (after weeks without the server, or by a new password) and the records are still here: the
// password is asked for over the screen, and everything goes on where it was.
#pragma once
#include <string>

#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

class SignInAgain {
 public:
  void open() { *this = {}, is_open_ = true; }
  [[nodiscard]] bool is_open() const { return is_open_; }
  void draw(Context& context);

 private:
  void send(Context& context, const std::string& mail);

  std::string password_;
  ErrorCode error_ = ErrorCode::none;
  bool is_open_ = false, was_tried_ = false, is_sending_ = false;
};

}  // namespace vinculo::views
