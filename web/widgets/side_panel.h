// Something beside the content, such as the record that a row is about: a panel at the right where there is room, which
// leaves the rest usable (a complementary landmark), a sheet over the whole screen on phones (a dialog). The focus
// moves in when it opens and back to `owner` when it closes with Escape, its cross or, as a sheet, Back. Draw it as
// long as it is open, before what it takes its place from. Main thread, inside a frame.
//   if (open) {
//     SidePanel panel(ui::id("person"), area, name, {.owner = row});
//     draw_person(panel.body());
//     if (panel.closed()) open = false;
//   }
#pragma once
#include <optional>
#include <string_view>

#include "widgets/overlay.h"

namespace vinculo::widgets {

class SidePanel {
 public:
  struct Options {
    float width = 380;
    ui::Id owner = 0;        // gets the focus back
    ui::Id first_focus = 0;  // 0: the cross
  };
  // Takes its place off `area`, on phones nothing.
  SidePanel(ui::Id id, ui::Rect& area, std::string_view title, const Options& options);
  ~SidePanel();
  SidePanel(const SidePanel&) = delete;
  SidePanel& operator=(const SidePanel&) = delete;
  [[nodiscard]] ui::Rect body() const { return body_; }
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  std::optional<Dialog> sheet_;
  ui::Rect body_;
  bool closed_ = false;
};

}  // namespace vinculo::widgets
