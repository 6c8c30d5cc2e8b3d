// For widgets: how one element is described to the page and how it hears what happened to it. Views do not need this.
// Main thread, inside a frame.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ui/node.h"
#include "ui/ui.h"

namespace vinculo::ui {

// "key\x1Fvalue\x1E" pairs for Element::attributes. A value "@" + an id names another element (aria-controls, for).
class Attributes {
 public:
  Attributes& set(std::string_view key, std::string_view value);
  Attributes& refer(std::string_view key, Id element);
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string text_;
};

struct Element {
  Role role = Role::text;
  Id id = 0;
  Rect rect;
  std::string_view name = {};
  NodeStyle style = {};
  std::uint32_t state = 0;
  std::string_view value = {};
  std::uint8_t level = 0;
  std::uint32_t first = 0, second = 0;
  std::string_view attributes = {};
  float content_width = 0, content_height = 0;
};
// Adds the element inside of what is open; menus, lists of suggestions, dialogs and tooltips are put beside what
// scrolls, into the dialog or landmark around it, so that they are not cut. Returns its place in the frame, for
// set_content_height().
std::size_t describe(const Element& element);
// The same for what lies over the button, cell or row that is open: it is put beside it.
void describe_over(const Element& element);
// The same, and everything until close() is inside of it. `top` and `left` are the page's scroll position of a
// scroller.
std::size_t open(const Element& element, double top = 0, double left = 0);
void close();
void set_content_height(std::size_t place, double height);
// The page's text style for a drawn style.
[[nodiscard]] NodeStyle node_style(const TextStyle& style, float pad_left = 0, float pad_right = 0);
// Texts that are drawn, found, selected and copied like any other, and that screen readers leave out: the element
// around or beside them says it in its own words.
void silent_text(Rect box, std::string_view value, const TextStyle& style = {});
void silent_text_rgba(Rect box, std::string_view value, const TextStyle& style, theme::Rgba colour);
// The same for what stands on a button or a cell that is called by other words (state::name_only): it is put beside
// that element, not into it, and lets the mouse through. People who say what they see would be told another name
// (WCAG 2.5.3).
void text_over(Rect box, std::string_view value, const TextStyle& style = {});
void text_over_rgba(Rect box, std::string_view value, const TextStyle& style, theme::Rgba colour);
// A text as the page gets it where it is drawn by draw::paragraph() (state::wraps): our line breaks made explicit.
[[nodiscard]] std::string wrapped(std::string_view value, float width, const TextStyle& style);

// Mouse and focus over something that can be activated. The activation itself is the page's click, whatever caused it.
struct Interaction {
  bool hovered = false;
  bool held = false;
  bool focused = false;
  bool activated = false;
};
Interaction interact(Id id, Rect rect, bool enabled = true);

enum class Key : std::uint8_t { up, down, left, right, home, end, page_up, page_down, enter, escape, space };
// Keys arrive at elements whose state asks for them (state::arrow_keys, enter_key, escape_key, space_key).
[[nodiscard]] bool key_pressed(Id id, Key key);
[[nodiscard]] const std::string* typed_text(Id id);  // nullptr: nothing new
[[nodiscard]] bool was_submitted(Id id);
[[nodiscard]] bool lost_focus(Id id);
[[nodiscard]] bool was_dismissed(Id id);
// state::back_closes for menus and the like, where Back is a gesture of the system that takes away what lies uppermost.
// At a desk it is the browser's button, which leaves the screen: they close with it and cost no entry of the history.
[[nodiscard]] std::uint32_t closed_by_back();
// Asks for the program's own copy of an event, for composed widgets: the element counts as clicked this frame.
[[nodiscard]] bool take_click(Id id);
// Where a menu was asked for on the element (state::context_menu), a point: by mouse or finger there, by a key inside
// of `rect`.
[[nodiscard]] std::optional<Rect> menu_asked(Id id, Rect rect);
// The element has the focus and it shows: not where a mouse or finger put it.
[[nodiscard]] bool has_visible_focus(Id id);
// The mouse is over it, whatever else is there. Not for touch.
[[nodiscard]] bool mouse_is_over(Rect rect);
// Where the mouse is, and its button: for what is dragged. Off the window there is no place.
struct Mouse {
  float x = 0, y = 0;
  bool is_there = false, is_down = false;
};
[[nodiscard]] Mouse mouse();
// The first frame in which appear(id) was asked for.
[[nodiscard]] bool appears_now(Id id);
// When the frames began in which it was asked for without a break: since when something is shown.
[[nodiscard]] double shown_since_ms(Id id);
// A layer above covers it (as of the last frame).
[[nodiscard]] bool is_covered(Rect rect);
// The row that holds the selected text, 0 when none.
[[nodiscard]] Id selection_row();

}  // namespace vinculo::ui
