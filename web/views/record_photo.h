// Somebody's photo on their page: it is chosen, changed and taken away there, each with Undo.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

// What take_photo() needs to know when the picture arrives, which may be on another page: whose it is, and which row to
// write to (nil: a new one).
struct PhotoPlace {
  Uuid person, photo;
};
void draw_photo_button(ui::Rect rect, const PhotoPlace& place, std::string_view name, std::int64_t photo_version);

// Stores the picture for whom `purpose` names; empty: says that it is none.
void take_photo(client::Client& client, Actions& actions, std::string_view purpose, std::span<const std::uint8_t> jpeg);
void remove_photo(Context& context, const Uuid& photo);

}  // namespace vinculo::views
