// The keys that do something anywhere in the program, and the sheet that lists them.
#pragma once
#include <string_view>

#include "platform/platform.h"
#include "views/context.h"

namespace vinculo::views {

using platform::Shortcut;

// As printed on the keys, "Ctrl+K"; on a Mac with its own. Empty for single keys that the user has switched off.
[[nodiscard]] std::string_view shortcut_keys(Shortcut shortcut);

// Single keys get in the way of some ways of speaking to a computer: they can be switched off (WCAG 2.1, 2.1.4).
[[nodiscard]] bool single_keys_are_on();
void set_single_keys(bool on);

// While the route says that it is open.
void draw_shortcut_sheet(Context& context);

}  // namespace vinculo::views
