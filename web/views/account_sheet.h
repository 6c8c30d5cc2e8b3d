// Who is signed in and how the device and the server stand, with the ways to what is rarely needed; on phones it is
// also the rest of the navigation. Its address is "?account" on any screen.
#pragma once
#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

struct AccountSheet {
  std::string_view state;  // the line about saving and synchronising
  ui::Icon state_icon = 0;
  ui::Colour state_colour = ui::Colour::muted;
  int notifications = 0;
};
void draw_account_sheet(Context& context, const AccountSheet& sheet);

}  // namespace vinculo::views
