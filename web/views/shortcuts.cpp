#include "views/shortcuts.h"

#include <array>

#include "i18n/catalogue.h"
#include "widgets/overlay.h"
#include "widgets/palette.h"

namespace vinculo::views {
namespace {

using i18n::tr;
using ui::Rect;

constexpr float row_height = 36, width = 440;

struct Line {
  std::string_view keys, text;
};

}  // namespace

std::string_view shortcut_keys(Shortcut shortcut) {
  static const bool is_mac = platform::has_command_key();
  switch (shortcut) {
    case Shortcut::palette: return is_mac ? "⌘+K" : "Ctrl+K";
    case Shortcut::undo: return is_mac ? "⌘+Z" : "Ctrl+Z";
    case Shortcut::redo: return is_mac ? "⇧+⌘+Z" : "Ctrl+Shift+Z";
    case Shortcut::print: return is_mac ? "⌘+P" : "Ctrl+P";
    case Shortcut::search: return single_keys_are_on() ? "/" : "";
    case Shortcut::new_record: return single_keys_are_on() ? "N" : "";
    case Shortcut::help: return single_keys_are_on() ? "?" : "";
  }
  return {};
}

bool single_keys_are_on() { return platform::local_setting("single_keys") != "off"; }
void set_single_keys(bool on) { platform::set_local_setting("single_keys", on ? "" : "off"); }

void draw_shortcut_sheet(Context& context) {
  const std::array lines{Line{shortcut_keys(Shortcut::palette), tr("Search all")},
                         Line{shortcut_keys(Shortcut::search), tr("Search in the list")},
                         Line{shortcut_keys(Shortcut::new_record), tr("New person or organisation")},
                         Line{shortcut_keys(Shortcut::undo), tr("Undo")},
                         Line{shortcut_keys(Shortcut::redo), tr("Redo")},
                         Line{shortcut_keys(Shortcut::print), tr("Print")},
                         Line{shortcut_keys(Shortcut::help), tr("Keyboard shortcuts")},
                         Line{"Esc", tr("Close what is open")}};
  widgets::Dialog dialog(ui::id("shortcuts"), tr("Keyboard shortcuts"),
                         {.width = width,
                          .height = 96 + row_height * static_cast<float>(lines.size()),
                          .with_footer = false,
                          .close_name = tr("Close")});
  Rect body = dialog.body();
  const ui::Scope list(ui::Landmark::list, ui::id("shortcut-list"), body, tr("Keyboard shortcuts"));
  for (const Line& line : lines) {
    if (line.keys.empty()) continue;
    Rect row = body.take_top(row_height);
    const ui::Scope item(ui::Landmark::list_item, ui::id(ui::id("shortcut"), line.text), row);
    widgets::key_caps(row, line.keys);
    const Rect keys = row.take_right(140, 12);
    ui::text(row, line.text);
    ui::text(keys, line.keys, {.colour = theme::Colour::none, .align = ui::Align::end});
  }
  if (dialog.dismissed()) context.actions.back();
}

}  // namespace vinculo::views
