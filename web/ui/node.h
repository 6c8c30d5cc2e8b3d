// The description of what is on the screen: a flat list of nodes in the order of drawing, their texts in one string.
// A frame collects one; the difference to the last one is what the page hears (difference.h). Plain data without Dear
// ImGui or a browser. The numbers of Role and State are read by web/platform/page/mirror.js: keep both in step.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::ui {

using Id = std::uint32_t;

enum class Role : std::uint8_t {
  main,
  navigation,
  banner,
  complementary,
  search,
  form,
  group,
  region,
  heading,
  text,
  label,
  status,
  alert,
  button,
  link,
  checkbox,
  toggle,
  radio_group,
  radio,
  file_button,
  text_field,
  search_field,
  text_area,
  select,
  option,
  combobox,
  listbox,
  suggestion,
  grid,
  row_group,
  row,
  column_header,
  cell,
  list,
  list_item,
  dialog,
  menu,
  menu_item,
  tab_list,
  tab,
  tab_panel,
  progress,
  scroller,
  active_cell,  // a cell that answers clicks and keys
  handle,       // dragged with the mouse; nothing for screen readers
  figure,
  table,  // to be read only; what is walked by keys is a grid
  table_cell,
  row_header,
  tooltip,
  choices,  // a button that opens a list to choose several of, and says which are chosen
  count
};

namespace state {
enum : std::uint32_t {
  disabled = 1u << 0,
  checked = 1u << 1,
  expanded = 1u << 2,
  selected = 1u << 3,
  live = 1u << 4,  // a field whose text the page shows itself
  sort_ascending = 1u << 5,
  sort_descending = 1u << 6,
  tab_stop = 1u << 7,     // the one element of a group that Tab reaches
  popup_menu = 1u << 8,   // opens a menu
  popup_list = 1u << 9,   // opens suggestions
  scrolls = 1u << 10,     // has content of `content_height` and the browser's scrollbar
  arrow_keys = 1u << 11,  // arrows, Home, End, Page Up and Down go to the program
  enter_key = 1u << 12,   // so does Enter
  escape_key = 1u << 13,  // so does Escape
  required = 1u << 14,
  invalid = 1u << 15,
  read_only = 1u << 16,
  pressable = 1u << 17,    // a toggle button: `checked` is its aria-pressed
  activatable = 1u << 18,  // a row that answers clicks and keys
  name_only = 1u << 19,    // the name is not drawn as text: aria-label and tooltip instead of text content
  several = 1u << 20,      // a file button that takes more than one file
  wraps = 1u << 21,        // text of several lines
  busy = 1u << 22,
  current = 1u << 23,       // the navigation item of this screen
  dismissible = 1u << 24,   // Escape, or a press outside of it and of `first`, dismisses it
  submits = 1u << 25,       // the button that Enter in a form stands for
  overlay = 1u << 26,       // lies over its neighbours
  space_key = 1u << 27,     // Space goes to the program
  context_menu = 1u << 28,  // right click, long press and the menu key open a menu of the program
  back_closes = 1u << 29,   // lies over the screen without an address of its own: Back dismisses it
};
}

// A part of NodeList::strings, with its hash so that comparing needs no second look.
struct TextSpan {
  std::uint32_t start = 0, size = 0;
  std::uint64_t hash = 0;
  bool operator==(const TextSpan& other) const { return size == other.size && hash == other.hash; }
};

// CSS pixels in 1/64: exact for every device pixel ratio that browsers have, even eight million pixels down a list.
struct FixedRect {
  std::int32_t x = 0, y = 0, w = 0, h = 0;
  bool operator==(const FixedRect&) const = default;
};

// How the page has to set the text so that it lies over the drawn one.
struct NodeStyle {
  float font_px = 14;
  float line_px = 0;  // 0: one line in the vertical middle
  float pad_left = 0, pad_right = 0, pad_top = 0;
  std::uint16_t weight = 400;
  std::uint8_t align = 0;  // start, centre, end
  bool operator==(const NodeStyle&) const = default;
};

struct Node {
  Id id = 0, parent = 0;
  Role role = Role::text;
  std::uint8_t level = 0;  // headings
  std::uint32_t state = 0;
  std::uint32_t first = 0, second = 0;  // row and column numbers and counts; the field of a label
  FixedRect rect;                       // in the parent; in a scroller's content
  NodeStyle style;
  std::int32_t content_width = 0,
               content_height = 0;   // of a scroller, 1/64 px; width 0: its own, it cannot be moved sideways
  TextSpan name, value, attributes;  // attributes: "key\x1Fvalue\x1E…", HTML names
};

[[nodiscard]] std::uint64_t hash_text(std::string_view text);

struct NodeList {
  std::vector<Node> nodes;
  std::string strings;

  void clear() {
    nodes.clear();
    strings.clear();
  }
  TextSpan add(std::string_view text);
  [[nodiscard]] std::string_view view(TextSpan span) const {
    return std::string_view(strings).substr(span.start, span.size);
  }
};

}  // namespace vinculo::ui
