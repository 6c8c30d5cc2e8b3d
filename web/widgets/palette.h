// The command palette: one field over the page, below it what it finds. Draw it as long as it is open, after the page.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct PaletteItem {
  std::string_view text;
  std::string_view detail = {};  // muted, beside it: what kind of thing it is
  std::string_view keys = {};    // of the shortcut that does the same
  ui::Icon icon = 0;
  bool is_person = false;  // their photo or initials stand in place of the icon
  ui::Photo photo = {};
};
struct PaletteOptions {
  std::string_view name;         // of the dialog and its field, spoken
  std::string_view placeholder;  // in the field
  std::string_view nothing;      // said when there is no item
  std::string_view close_name;
};
struct PaletteResult {
  bool changed = false;  // `query` is new
  int chosen = -1;       // index of the item chosen in this frame
  bool by_key = false;   // with Enter
  bool dismissed = false;
};
// How many items have room; more are not shown.
[[nodiscard]] std::size_t palette_rows();
// `active`: the item that Enter takes, owned by the caller; starts at 0, arrows move it.
PaletteResult palette(ui::Id id, std::string& query, std::span<const PaletteItem> items, int& active,
                      const PaletteOptions& options);

// A key as it is printed on a keyboard: "Ctrl", "K". Decoration.
[[nodiscard]] float key_cap_width(std::string_view key);
void key_cap(ui::Rect rect, std::string_view key);
// Several, joined by "+" in `keys` ("Ctrl+K"), at the rect's right end; the width that was used.
float key_caps(ui::Rect rect, std::string_view keys);

}  // namespace vinculo::widgets
