// Language and appearance (device-local, act at once), who one is, the team, data on this device, export.
#pragma once
#include <optional>
#include <string>

#include "api/messages.h"
#include "ui/ui.h"
#include "views/card_column.h"
#include "views/context.h"
#include "views/profile.h"

namespace vinculo::views {

class SettingsView {
 public:
  SettingsView();
  void draw(Context& context, ui::Rect area);
  // Set when the user chose another language: its tag, once.
  [[nodiscard]] std::optional<std::string> take_new_language() { return std::exchange(new_language_, std::nullopt); }
  void forget();  // what belongs to who was signed in

 private:
  float draw_team(Context& context, ui::Rect area);
  float draw_data(Context& context, ui::Rect area);
  float draw_check(Context& context, ui::Rect area);

  ProfileView profile_;
  CardHeights heights_;
  std::optional<std::string> new_language_;
  std::string invite_mail_, invite_link_;
  ErrorCode invite_error_ = ErrorCode::none;
  std::optional<api::CheckReport> check_;
  ErrorCode check_error_ = ErrorCode::none;
  bool is_checking_ = false;
};

}  // namespace vinculo::views
