// How people want the program to look on this device: theme, contrast, text size, spacing. Kept in the browser and not
// in the database, because a start needs it before the database is open.
#pragma once
#include <optional>
#include <string>

#include "ui/ui.h"

namespace vinculo::views {

// Takes into force what is kept; at every start.
void apply_appearance();

// The section of the settings. `new_language` is the tag of another language when one was chosen in this frame. Returns
// the height used.
float draw_appearance(ui::Rect area, std::optional<std::string>& new_language);

}  // namespace vinculo::views
