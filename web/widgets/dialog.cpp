#include <algorithm>

#include "theme/icons.h"
#include "ui/draw.h"
#include "ui/element.h"
#include "widgets/button.h"
#include "widgets/overlay.h"

namespace vinculo::widgets {

using namespace ui;

Dialog::Dialog(Id id, std::string_view title, const Options& options) {
  const Rect whole = screen().whole, area = screen().area;
  const bool is_sheet = screen().is_phone();
  const float fade = appear(id);
  dim_.emplace(ui::id(id, "dim"), whole, fade);
  draw::fill(whole, is_sheet ? Colour::card : Colour::scrim);

  Rect rect =
      is_sheet ? area : area.centred(std::min(options.width, area.w - 32), std::min(options.height, area.h - 48));
  if (!is_sheet) rect.y = std::max(24.f, area.y + (area.h - rect.h) * 0.36f);
  layer_.emplace(ui::id(id, "sheet"), rect, 1.f);
  if (!is_sheet) {
    draw::shadow(rect, theme::radius::card, draw::Elevation::dialog);
    draw::fill(rect, Colour::card, theme::radius::card);
    if (theme::has_more_contrast(scheme())) draw::border(rect, Colour::line, theme::radius::card);
  }
  dismissed_ = was_dismissed(id);
  open({.role = Role::dialog,
        .id = id,
        .rect = rect,
        .name = title,
        .state = options.has_address ? 0u : state::back_closes});

  const float padding = is_sheet ? 16 : 24;
  Rect rest = rect.inset(padding, is_sheet ? 12.f : 20.f);
  if (options.title_is_shown || is_sheet) {
    const float size = is_sheet || screen().touch ? 44.f : 32.f;
    Rect head = rest.take_top(size, is_sheet ? 12.f : 16.f);
    if (!options.close_name.empty()) {
      const Rect cross = is_sheet ? head.take_left(size, 8) : head.take_right(size, 8);
      if (icon_button(ui::id(id, "close"), cross, theme::icon::x, options.close_name, {.kind = ButtonKind::quiet}))
        dismissed_ = true;
    }
    ui::heading(head, 2, title, theme::size::section);
  }
  if (options.with_footer) footer_ = rest.take_bottom(screen().control_height(), 20);
  body_ = rest;
  if (options.first_focus && appears_now(id)) focus(options.first_focus);
}

Dialog::~Dialog() {
  close();
  layer_.reset();
  dim_.reset();
}

}  // namespace vinculo::widgets
