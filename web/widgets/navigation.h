// The frame of the application: a side bar (a narrow rail on medium screens), or a bottom bar on phones.
#pragma once
#include <span>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct NavigationItem {
  ui::Icon icon = 0;
  std::string_view label;
  std::string_view address;  // a real link
  bool current = false;
  int count = 0;               // a badge when above 0
  std::string_view keys = {};  // of the shortcut that leads there too: shown in the side bar
};
struct NavigationOptions {
  std::string_view name;          // "Main navigation", spoken
  std::string_view product = {};  // beside the mark, on wide screens
  float corner_height = 0;        // that the application will use of what is returned
};
// Takes its place off `area` (left, or bottom on phones), draws there, and returns what is left at the side bar's lower
// end for the application's own use (sync state, account): empty on phones and in windows that are too low for it.
ui::Rect navigation(ui::Rect& area, std::span<const NavigationItem> items, const NavigationOptions& options);
// Who is signed in, in the navigation's corner: avatar and name, on a rail the avatar. `spoken` says both what it is
// and the name.
void profile_link(ui::Rect rect, std::string_view name, std::string_view spoken, std::string_view address,
                  const ui::Photo& photo = {});
// The bottom bar's height on phones, otherwise 0 (toasts keep clear of it).
[[nodiscard]] float bottom_bar_height();

// The top of a page: title (heading 1), a line below it, and room for buttons at the right, which is returned.
struct PageHeader {
  std::string_view title, subtitle = {};
  std::string_view back_address = {};  // an arrow that leads there
  std::string_view back_name = {};
  int buttons = 2;  // that will stand beside the title, which leaves them their place
};
ui::Rect page_header(ui::Rect& area, const PageHeader& header);

}  // namespace vinculo::widgets
