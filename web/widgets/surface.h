// What content stands on and beside: page background, cards, headings of sections, key-value rows, chips, avatars,
// empty states, skeletons. No state, nothing to remember.
#pragma once
#include <cstdint>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

void page_background();
// A surface with a soft shadow; on a phone edge to edge when `rect` spans the screen. Returns the inside.
ui::Rect card(ui::Rect rect, float padding = 20);
void divider(ui::Rect rect);  // a hairline at the rect's top

// The title of a section with room for an action at its right end, which is what is returned (empty width when none).
ui::Rect section_heading(ui::Rect rect, std::string_view title, int level = 2);
// "E-mail   ana@example.com": label left (above on phones), value right. With an address the value is a link.
float key_value_height();
void key_value(ui::Id id, ui::Rect rect, std::string_view key, std::string_view value, std::string_view address = {});

// The same with a value of any length, broken into lines (the key too); the height that was used.
float key_paragraph(ui::Id id, ui::Rect area, std::string_view key, std::string_view value);

// A round with the photo, or as long as there is none with initials in a colour that follows from the name.
// Decoration: the name stands beside it.
void avatar(ui::Rect rect, std::string_view name, const ui::Photo& photo = {});
[[nodiscard]] int palette_index(std::string_view name);

enum class ChipResult : std::uint8_t { none, activated, removed };
struct ChipOptions {
  int colour = -1;           // theme::palette index, -1: neutral
  bool activatable = false;  // a button
  bool selected = false;
  std::string_view remove_name = {};  // "Remove label Client": shows a cross
};
[[nodiscard]] float chip_width(std::string_view text, const ChipOptions& options = {});
inline constexpr float chip_height = 28;  // with a cross or activatable 36 on touch screens
ChipResult chip(ui::Id id, ui::Rect rect, std::string_view text, const ChipOptions& options = {});
// A small count or state word; colour is one of danger, warning, success, primary, muted.
void badge(ui::Rect rect, std::string_view text, ui::Colour colour);
[[nodiscard]] float badge_width(std::string_view text);

// A line that says how things are ("Offline · 3 changes wait"): shown, and spoken politely when it changes (role
// status).
void status_text(ui::Id id, ui::Rect rect, std::string_view text, ui::Colour colour = ui::Colour::muted);

struct EmptyState {
  ui::Icon icon = 0;
  std::string_view title, text;
  std::string_view action = {};  // a primary button
  ui::Icon action_icon = 0;
  std::uint8_t level = 2;  // of the title; 1 where it is all there is
};
// In the middle of `rect`. True when the action was activated.
bool empty_state(ui::Id id, ui::Rect rect, const EmptyState& state);

// Grey bars in place of rows that are loading, the first `avatars` of them with a round. Whoever cannot see them hears
// "Loading…", once, when it takes longer than half a second. Draw them as long as it loads.
void skeleton_rows(ui::Id id, ui::Rect area, float row_height, int rows, int avatars);
// The parts of it, for lists that have rows of their own.
void skeleton_row(ui::Rect row, bool with_avatar);
void loading_status(ui::Id id, ui::Rect area);

void icon(ui::Rect rect, ui::Icon icon, ui::Colour colour = ui::Colour::text, float size = theme::size::icon);

}  // namespace vinculo::widgets
