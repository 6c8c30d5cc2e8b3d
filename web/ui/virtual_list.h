// Rows of one height, any number of them (1,000,000 and more), of which only the visible ones are drawn and described.
// Scrolls with the browser's own scrollbar; beyond the height that browsers can make an element (about 17 million
// pixels) the scrollbar is a scale: dragging it reaches any place at once, wheel and finger move pixel by pixel.
// Rows are known by their index, so a row that is still loading can already be focused. Main thread, inside a frame.
#pragma once
#include <cstdint>

#include "ui/ui.h"

namespace vinculo::ui {

enum class ListKind : std::uint8_t { list, grid };

struct VirtualRow {
  std::int64_t index = 0;
  Rect rect;             // snapped to device pixels
  Id id = 0;             // of the row; make the ids of its parts from it
  bool visible = false;  // false: kept only because it has the focus or the text selection; describe it, do not draw
  bool hovered = false, pressed = false, focused = false;
  bool activated = false;  // clicked, tapped, Enter or Space
};

// The rows to draw now, one after the other:
//   VirtualList rows(id, ListKind::grid, rect, {.row_count = total, .row_height = 44});
//   VirtualRow row;
//   while (rows.next(row)) { ... }
class VirtualList {
 public:
  struct Options {
    std::int64_t row_count = 0;
    float row_height = 44;
    int first_aria_row = 1;      // 2 where a header row comes first
    std::string_view name;       // for lists; a grid is named by its table
    std::int64_t selected = -1;  // the row shown as chosen
    bool activatable = true;     // rows answer clicks
  };
  VirtualList(Id id, ListKind kind, Rect view, const Options& options);
  ~VirtualList();
  VirtualList(const VirtualList&) = delete;
  VirtualList& operator=(const VirtualList&) = delete;

  // The previous row ends, the next one begins. False after the last.
  bool next(VirtualRow& row);
  // What is in view, to be asked for: [first, last). Neighbours outside the view are included.
  [[nodiscard]] std::int64_t first() const { return first_; }
  [[nodiscard]] std::int64_t last() const { return last_; }

 private:
  void plan_rows();
  void answer_keys();
  void end_row();

  Id id_;
  ListKind kind_;
  Rect view_;
  Options options_;
  double top_ = 0;          // scrolled distance of the whole list
  double row_height_ = 0;   // in whole device pixels
  std::int64_t first_ = 0, last_ = 0;
  std::int64_t kept_[2] = {-1, -1};  // rows outside [first, last) that must stay: focus, selection
  std::int64_t focus_row_ = -1;
  std::int64_t next_ = 0;
  int stage_ = 0;
  bool in_row_ = false;
};
// Brings a row into view and, with focus, moves the focus there.
void show_row(Id list, std::int64_t index, bool with_focus = false);

}  // namespace vinculo::ui
