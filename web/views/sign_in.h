// Before there is a workspace on this device: create the owner with the setup code, sign in, or join by an invite.
#pragma once
#include <string>

#include "api/messages.h"
#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

class SignInView {
 public:
  SignInView();
  // Asks the server which form is needed; again when the answer was that it cannot be reached.
  void draw(Context& context, ui::Rect whole);
  // Says above the form why signing in is needed again, until something else must be said.
  void explain(ErrorCode reason) { reason_ = reason; }
  // After signing out: nothing of who was here.
  void forget();

 private:
  enum class Form : std::uint8_t { unknown, setup, login, join };
  void ask_server(Context& context);
  void draw_fields(Context& context, ui::Rect& area);
  void keep() const;
  void send(Context& context);

  Form form_ = Form::unknown;
  bool is_asking_ = false;
  bool is_sending_ = false;
  bool was_tried_ = false;  // what is missing is marked
  ErrorCode error_ = ErrorCode::none;
  ErrorCode reason_ = ErrorCode::none;
  std::string server_workspace_;
  std::string code_, workspace_, name_, mail_, password_;
  float height_ = 420;
};

}  // namespace vinculo::views
