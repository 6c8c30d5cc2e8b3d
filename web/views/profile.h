// Who is signed in, as the settings show it: photo, name and password can be changed, on the server and at once for all
// of the member's devices.
#pragma once
#include <optional>
#include <string>

#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

class ProfileView {
 public:
  ProfileView();
  // The height that was used.
  float draw(Context& context, ui::Rect area);
  void forget();  // somebody else may sign in

 private:
  float draw_name(Context& context, ui::Rect area, const std::string& name);
  void rename(Context& context);
  void keep_name() const;
  void show_name_as_it_is();
  void draw_password(Context& context);
  void change_password(Context& context);

  std::optional<std::string> name_;  // as typed, until it is saved
  ErrorCode name_error_ = ErrorCode::none;
  bool is_renaming_ = false;

  struct NewPassword {
    std::string current, password;
    ErrorCode error = ErrorCode::none;
    bool was_tried = false, is_sending = false;
  };
  std::optional<NewPassword> new_password_;  // the dialog is open
  float password_height_ = 0;                // of its form, as drawn last
};

}  // namespace vinculo::views
