#include "widgets/side_panel.h"

#include <algorithm>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::tr;

namespace {

constexpr float least_content = 320, gap = 16;

}  // namespace

SidePanel::SidePanel(Id id, Rect& area, std::string_view title, const Options& options) {
  if (screen().is_phone() || area.w - options.width - gap < least_content) {
    sheet_.emplace(id, title,
                   Dialog::Options{.width = options.width,
                                   .height = area.h,
                                   .with_footer = false,
                                   .first_focus = options.first_focus,
                                   .close_name = tr("Close"),
                                   .has_address = false});
    body_ = sheet_->body();
    closed_ = sheet_->dismissed();
    if (closed_ && options.owner) focus(options.owner);
    return;
  }
  const Rect rect = area.take_right(options.width, gap);
  body_ = card(rect, 20);
  open({.role = Role::complementary, .id = id, .rect = rect, .name = title, .state = state::escape_key});
  Rect head = body_.take_top(32, 12);
  const Id cross = ui::id(id, "close");
  closed_ = icon_button(cross, head.take_right(32, 8), theme::icon::x, tr("Close"), {.kind = ButtonKind::quiet}) ||
            key_pressed(id, Key::escape);
  ui::heading(head, 2, title, theme::size::title);
  static_cast<void>(appear(id));  // notes that it came
  if (appears_now(id)) focus(options.first_focus ? options.first_focus : cross);
  if (closed_ && options.owner) focus(options.owner);
}

SidePanel::~SidePanel() {
  if (!sheet_) close();
}

}  // namespace vinculo::widgets
