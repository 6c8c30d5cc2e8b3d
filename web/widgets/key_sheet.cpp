#include "widgets/key_sheet.h"

#include <algorithm>

#include "i18n/catalogue.h"
#include "widgets/overlay.h"
#include "widgets/palette.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::tr;

namespace {

constexpr float row_height = 36, width = 440;

}  // namespace

bool key_sheet(Id id, std::string_view title, std::span<const KeyLine> lines) {
  const auto shown = std::ranges::count_if(lines, [](const KeyLine& line) { return !line.keys.empty(); });
  const Dialog dialog(id, title,
                      {.width = width,
                       .height = 96 + row_height * static_cast<float>(shown),
                       .with_footer = false,
                       .close_name = tr("Close")});
  Rect body = dialog.body();
  const Scope list(Landmark::list, ui::id(id, "list"), body, title);
  for (const KeyLine& line : lines) {
    if (line.keys.empty()) continue;
    Rect row = body.take_top(row_height);
    const Scope item(Landmark::list_item, ui::id(ui::id(id, "line"), line.text), row);
    const float keys_width = key_caps(row, line.keys);
    const Rect keys = row.take_right(keys_width, 12);
    ui::text(row, line.text);
    ui::text(keys, line.keys, {.colour = Colour::none, .align = Align::end});
  }
  return dialog.dismissed();
}

}  // namespace vinculo::widgets
