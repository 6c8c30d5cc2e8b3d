// What views draw with. Everything that is shown goes through this layer: it draws on the canvas with Dear ImGui and
// describes the same thing as a node, which the page turns into a native element lying exactly over the drawing (the
// mirror). Views never include imgui.h. Main thread only; every call is valid only inside Application::draw.
//
// Units are CSS pixels of the window, strings are UTF-8, colours are theme tokens. String views need to live only for
// the call. Ids are hashes that do not depend on where something is drawn: the same id in two frames is the same thing,
// and an id may appear once a frame. Texts need no id.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/uuid.h"
#include "theme/theme.h"
#include "ui/geometry.h"

namespace vinculo::ui {

using theme::Colour;
using Icon = char32_t;  // a code point of the icon font: theme::icon::...; 0 is no icon
// Of a person: where it is asked for when it is drawn (photo.h). `version` is another whenever the picture is another.
struct Photo {
  Uuid person;
  std::int64_t version = 0;  // 0: there is none
};

// --- ids ---
using Id = std::uint32_t;  // 0: nothing
[[nodiscard]] constexpr Id id(std::string_view key, Id within = 0x811C9DC5u) {
  Id hash = within;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
  hash = (hash ^ (hash >> 15)) * 0x2C1B3C6Du;
  return hash ? hash : 1;
}
[[nodiscard]] constexpr Id id(Id parent, std::string_view key) { return id(key, parent ^ 0x9E3779B9u); }
[[nodiscard]] constexpr Id id(Id parent, std::uint64_t number) {
  Id hash = parent ^ 0x85EBCA6Bu;
  for (int i = 0; i < 8; ++i, number >>= 8) hash = (hash ^ static_cast<Id>(number & 0xFF)) * 0x01000193u;
  hash = (hash ^ (hash >> 15)) * 0x2C1B3C6Du;
  return hash ? hash : 1;
}

// --- the window ---
enum class Breakpoint : std::uint8_t { phone, medium, wide };  // below 640, below 1024, and above
struct Screen {
  Rect area;   // what may be used: without the notch, without the on-screen keyboard
  Rect whole;  // to the edges; backgrounds go here
  Breakpoint breakpoint = Breakpoint::wide;
  bool touch = false;            // the main pointer is a finger: controls are 44 high whatever the width
  float device_pixel_ratio = 1;  // device pixels of one of ours
  float text_scale = 1;          // CSS pixels of one of ours: how large people want everything
  float spacing = 0;             // pixels more or less for each row of a list
  [[nodiscard]] bool is_phone() const { return breakpoint == Breakpoint::phone; }
  [[nodiscard]] float control_height() const { return touch || is_phone() ? 44 : 36; }
  [[nodiscard]] float row_height() const { return (touch || is_phone() ? 56 : 44) + spacing; }
  [[nodiscard]] float margin() const { return is_phone() ? 16 : breakpoint == Breakpoint::medium ? 24 : 32; }
};
[[nodiscard]] const Screen& screen();
// The colours in use, and whether people asked for no motion.
[[nodiscard]] theme::Scheme scheme();
[[nodiscard]] bool reduced_motion();
// Somebody holds files over the window: they may be dropped anywhere, a place for them lights up.
[[nodiscard]] bool files_are_dragged();
// Milliseconds of a clock that never goes back, constant during a frame.
[[nodiscard]] double frame_time_ms();
// Draw again at that time, for example when a toast leaves. Without input nothing else causes a frame.
void wake_at(double time_ms);
// Some of the box can be seen: it is not scrolled out of its pane and nothing covers all of it. What moves as long as
// it is shown asks before it asks for another frame.
[[nodiscard]] bool is_in_view(Rect box);
// 0 to 1, easing towards `on` within theme::animation_ms and asking for frames meanwhile; at once with reduced motion
// and when it is seen for the first time.
[[nodiscard]] float animate(Id id, bool on);
// 0 to 1 from the first frame on in which it is asked for: for what comes over the page.
[[nodiscard]] float appear(Id id);

// --- text ---
enum class Weight : std::uint8_t { regular, medium, semibold };
enum class Align : std::uint8_t { start, centre, end };
struct TextStyle {
  float size = theme::size::body;
  Weight weight = Weight::regular;
  Colour colour = Colour::text;
  Align align = Align::start;
};
// One line in the vertical middle of the box, cut with an ellipsis when it is too long. Can be found, selected, copied.
void text(Rect box, std::string_view value, const TextStyle& style = {});
// Text of any length broken at words within the box's width, from its top. '\n' starts a line. Returns the height used.
// `max_lines` 0: all of it; otherwise the last line ends with an ellipsis.
float paragraph(Rect box, std::string_view value, const TextStyle& style = {}, int max_lines = 0);
// A heading of level 1 to 6; size 0 takes the size of the level (24, 20, 16, 14...).
void heading(Rect box, int level, std::string_view value, float size = 0);
[[nodiscard]] float text_width(std::string_view value, const TextStyle& style = {});
// The largest size of the type scale, up to the style's, in which the value fits into the width; `least` when none is.
[[nodiscard]] float fitting_size(std::string_view value, TextStyle style, float width, float least);
[[nodiscard]] float paragraph_height(std::string_view value, float width, const TextStyle& style = {},
                                     int max_lines = 0);
// 1.5 times the size, 1.25 from 20 on, in whole device pixels.
[[nodiscard]] float line_height(float size);

// --- structure: what screen readers and tests see around the content ---
enum class Landmark : std::uint8_t {
  main,
  navigation,
  banner,
  complementary,
  search,
  form,
  group,
  list,
  list_item,
  tab_panel,
  region
};
// Everything drawn while it lives is inside. A form reports Enter in any of its fields. Needs a name where several of a
// kind are on a screen (form, group, navigation, region).
class Scope {
 public:
  Scope(Landmark kind, Id id, Rect rect, std::string_view name = {});
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  // True in the frame in which Enter was pressed in a single-line field inside.
  [[nodiscard]] bool submitted() const;

 private:
  Id id_;
};

// A part of the screen that scrolls by itself with the browser's own scrolling. Draw into content(): it starts at the
// scrolled place and may be as high as it likes; nothing outside the view is drawn. Tell the height before it ends.
//   ScrollPane pane(ui::id("person"), area);
//   Stack stack(pane.content().inset(16), 12); ...; pane.set_content_height(stack.used() + 32);
class ScrollPane {
 public:
  // `content_width` above the view's: it moves sideways too.
  ScrollPane(Id id, Rect view, std::string_view name = {}, float content_width = 0);
  ~ScrollPane();
  ScrollPane(const ScrollPane&) = delete;
  ScrollPane& operator=(const ScrollPane&) = delete;
  [[nodiscard]] Rect view() const { return view_; }
  // As wide as the view without its scrollbar, or as asked for; moved by what is scrolled.
  [[nodiscard]] Rect content() const;
  void set_content_height(float height) { height_ = height; }
  // False: the box is outside the view and drawing it can be left out (its node then does not exist either).
  [[nodiscard]] bool shows(Rect box) const { return box.intersects(view_); }

 private:
  Id id_;
  Rect view_;
  float width_, height_ = 0;
  std::size_t node_;
};
// The width of the browser's scrollbar; on touch screens it lies over the content and goes away. As in page.css.
[[nodiscard]] float scrollbar_size();
void scroll_to(Id pane, double top);
void scroll_sideways(Id pane, double left);
[[nodiscard]] double scroll_top(Id pane);
[[nodiscard]] double scroll_left(Id pane);

// Something over the rest: menus, suggestions, toasts. Covers what lies below for mouse and eye; fields below go on
// being typed into. A dialog is widgets::Dialog.
class Layer {
 public:
  enum class Mouse : std::uint8_t { taken, passed_on };  // to what lies below, as tooltips do
  // `fade` from appear().
  explicit Layer(Id id, Rect rect, float fade = 1, Mouse mouse = Mouse::taken);
  ~Layer();
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;
};

// --- focus ---
// Moves the focus when this frame is shown; the element has to be in it.
void focus(Id id);
[[nodiscard]] bool has_focus(Id id);
[[nodiscard]] Id focused();

// --- for screen readers ---
// Spoken once without being shown; toasts and banners speak by themselves.
void announce(std::string_view text);

}  // namespace vinculo::ui
