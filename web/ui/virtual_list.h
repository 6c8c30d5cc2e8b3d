// Rows of one height, any number of them (1,000,000 and more), of which only the visible ones are drawn and described.
// Scrolls with the browser's own scrollbar; beyond the height that browsers can make an element (about 17 million
// pixels) the scrollbar is a scale: dragging it reaches any place at once, wheel and finger move pixel by pixel.
// Rows are known by their index, so a row that is still loading can already be focused. Main thread, inside a frame.
#pragma once
#include <cstdint>
#include <vector>

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
    int first_aria_row = 1;       // 2 where a header row comes first
    std::string_view name;        // for lists; a grid is named by its table
    std::int64_t selected = -1;   // the row shown as chosen
    float content_width = 0;      // above the view's: the rows are that wide and move sideways
    bool activatable = true;      // rows answer clicks
    std::uint32_t row_state = 0;  // further bits of state:: that all rows have
    std::string_view row_attributes = {};
  };
  VirtualList(Id id, ListKind kind, Rect view, const Options& options);
  ~VirtualList();
  VirtualList(const VirtualList&) = delete;
  VirtualList& operator=(const VirtualList&) = delete;

  // The previous row ends, the next one begins. False after the last.
  bool next(VirtualRow& row);
  // What screen readers call the row that was given last; rows of a grid are called by their cells.
  void name_row(std::string_view name);
  // What is in view, to be asked for: [first, last). Neighbours outside the view are included.
  [[nodiscard]] std::int64_t first() const { return first_; }
  [[nodiscard]] std::int64_t last() const { return last_; }

 private:
  struct Scroll;
  void place(Scroll& scroll);
  void place_mapped(Scroll& scroll, double page_top, double end, double page_end);
  void answer_keys(Scroll& scroll);
  void show(Scroll& scroll, std::int64_t index);
  void plan_rows(Scroll& scroll);
  [[nodiscard]] Id row_id(std::int64_t index) const { return id(id_, static_cast<std::uint64_t>(index)); }
  [[nodiscard]] double view_height() const;
  [[nodiscard]] bool is_wide() const { return options_.content_width > view_.w; }
  [[nodiscard]] static Scroll& scroll_of(Id list);
  friend void show_row(Id list, std::int64_t index, bool with_focus);

  Id id_;
  ListKind kind_;
  Rect view_;
  Options options_;
  double row_height_ = 0;  // device pixels, whole
  double top_ = 0;         // device pixels of the list above the view
  double page_top_ = 0;    // where the page's scrollbar stands, device pixels
  std::int64_t first_ = 0, last_ = 0;
  std::int64_t focus_row_ = -1, tab_row_ = -1;
  std::vector<std::int64_t> plan_;  // the rows to describe, ascending
  std::size_t next_ = 0;
  std::size_t row_place_ = 0;  // of the row that was given last
  bool in_row_ = false;
};
// Brings a row into view and, with focus, moves the focus there.
void show_row(Id list, std::int64_t index, bool with_focus = false);

}  // namespace vinculo::ui
