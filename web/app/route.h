// Where the user is: every screen and every opened record has a URL. Pure text, no browser: tested natively.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.h"

namespace vinculo::app {

enum class Screen : std::uint8_t { people, organisations, import_file, settings, join };
[[nodiscard]] constexpr bool has_records(Screen screen) {
  return screen == Screen::people || screen == Screen::organisations;
}

// What lies over the screen and belongs to no screen: the command palette, the list of keys, what waits, who one is.
enum class Over : std::uint8_t { nothing, palette, shortcuts, notifications, account, sign_out };

struct Route {
  Screen screen = Screen::people;
  std::optional<Uuid> record;  // the opened person or organisation
  bool is_new = false;         // the form for a new record is open
  Over over = Over::nothing;
  // What the list shows, also while a record of it is open. In the fragment as well: names are nobody's but the user's.
  std::string search;
  std::optional<Uuid> label;
  std::string invite;    // join: the secret of the link (in the fragment, never sent to the server)
  std::string language;  // "?lang=": fixes the language of the page
  bool operator==(const Route&) const = default;
};

// Another screen, or a record of it, keeping what the current address fixes: the language, and what the list beside the
// record shows.
[[nodiscard]] Route route_to(Screen screen, const Route& current, std::optional<Uuid> record = std::nullopt);

// The list that the current record or form belongs to, as it is searched.
[[nodiscard]] Route list_of(const Route& current);

// The current place with something over it.
[[nodiscard]] Route route_with(Over over, const Route& current);

// Reads "/people/0192…?lang=en" or "/#/join/SECRET"; an unknown path is the list of people.
[[nodiscard]] Route parse_route(std::string_view url);
[[nodiscard]] std::string format_route(const Route& route);

// The route without its innermost layer (a dialog, then a record); empty on the screen itself. Back leads there.
[[nodiscard]] std::optional<Route> parent_of(const Route& route);

}  // namespace vinculo::app
