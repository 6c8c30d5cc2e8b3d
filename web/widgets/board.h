// Cards in columns, such as the deals of a pipeline by their stage. A card is moved with the mouse, with the keyboard
// (Space picks it up, arrows carry it, Space or Enter puts it down, Esc puts it back) or with its menu; on touch
// screens with the menu. Columns may hold any number of cards: only what is in view is drawn. When the columns do not
// fit they move sideways. Main thread, inside a frame.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct BoardCard {
  std::string_view title;
  std::string_view detail = {};  // below it, muted
  std::string_view note = {};    // at the lower end: a value, a date
  std::string_view owner = {};   // whose initials stand in the corner; spoken
};
struct BoardColumn {
  std::string_view title;
  std::string_view summary = {};  // below the title: a sum
  int colour = -1;                // theme::palette index of its mark, -1: none
  std::span<const BoardCard> cards;
};
// The card `index` of column `from` goes before the card that is `before` in column `to`, counted without the card.
struct BoardMove {
  int from = 0, index = 0, to = 0, before = 0;
};
struct BoardPlace {
  int column = 0, index = 0;
};
struct BoardResult {
  std::optional<BoardMove> move;     // the caller carries it out
  std::optional<BoardPlace> opened;  // clicked, tapped, Enter
};
BoardResult board(ui::Id id, ui::Rect rect, std::string_view name, std::span<const BoardColumn> columns);

}  // namespace vinculo::widgets
