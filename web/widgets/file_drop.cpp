#include "widgets/file_drop.h"

#include <algorithm>

#include "theme/icons.h"
#include "ui/draw.h"
#include "widgets/button.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

constexpr float padding = 24, icon_size = 40, gap = 12, dash = 6;
constexpr TextStyle title_style{.size = theme::size::title, .weight = Weight::semibold, .align = Align::centre};
constexpr TextStyle text_style{.colour = Colour::muted, .align = Align::centre};

float title_height(float width, const FileDrop& drop) { return paragraph_height(drop.title, width, title_style); }
float text_height(float width, const FileDrop& drop) {
  return drop.text.empty() ? 0 : paragraph_height(drop.text, width, text_style) + gap;
}

void draw_dashes(Rect rect, Colour colour, float thickness) {
  for (float x = rect.x; x < rect.right(); x += 2 * dash) {
    const float w = std::min(dash, rect.right() - x);
    draw::fill({x, rect.y, w, thickness}, colour);
    draw::fill({x, rect.bottom() - thickness, w, thickness}, colour);
  }
  for (float y = rect.y; y < rect.bottom(); y += 2 * dash) {
    const float h = std::min(dash, rect.bottom() - y);
    draw::fill({rect.x, y, thickness, h}, colour);
    draw::fill({rect.right() - thickness, y, thickness, h}, colour);
  }
}

}  // namespace

float file_drop_height(float width, const FileDrop& drop) {
  const float inside = width - 2 * padding;
  return 2 * padding + icon_size + gap + title_height(inside, drop) + gap + text_height(inside, drop) +
         screen().control_height();
}

void file_drop(Id id, Rect rect, const FileDrop& drop) {
  const bool is_lit = files_are_dragged();
  draw::fill(rect, is_lit ? Colour::selected : Colour::raised);
  draw_dashes(rect, is_lit ? Colour::primary : Colour::control, is_lit ? 2.f : 1.f);
  Rect rest = rect.inset(padding);
  icon(rest.take_top(icon_size, gap).centred(icon_size, icon_size), theme::icon::file_up, Colour::primary, icon_size);
  const Rect title = rest.take_top(title_height(rest.w, drop), gap);
  if (const float wanted = text_width(drop.title, title_style) + 2; wanted <= title.w)
    heading(title.centred(wanted, title.h), 2, drop.title, title_style.size);
  else
    paragraph(title, drop.title, title_style);
  if (!drop.text.empty()) paragraph(rest.take_top(text_height(rest.w, drop)), drop.text, text_style);
  const float width = std::min(rest.w, button_width(drop.button, theme::icon::file_up));
  file_button(id, rest.take_top(screen().control_height()).centred(width, screen().control_height()), drop.button,
              drop.accept, drop.several, {.kind = ButtonKind::primary, .icon = theme::icon::file_up});
}

}  // namespace vinculo::widgets
