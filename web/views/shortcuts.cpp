#include "views/shortcuts.h"

#include <array>

#include "i18n/catalogue.h"
#include "widgets/key_sheet.h"

namespace vinculo::views {

using i18n::tr;

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
  const std::array lines{widgets::KeyLine{shortcut_keys(Shortcut::palette), tr("Search all")},
                         widgets::KeyLine{shortcut_keys(Shortcut::search), tr("Search in the list")},
                         widgets::KeyLine{shortcut_keys(Shortcut::new_record), tr("New person or organisation")},
                         widgets::KeyLine{shortcut_keys(Shortcut::undo), tr("Undo")},
                         widgets::KeyLine{shortcut_keys(Shortcut::redo), tr("Redo")},
                         widgets::KeyLine{shortcut_keys(Shortcut::print), tr("Print")},
                         widgets::KeyLine{shortcut_keys(Shortcut::help), tr("Keyboard shortcuts")},
                         widgets::KeyLine{"Esc", tr("Close what is open")}};
  if (widgets::key_sheet(ui::id("shortcuts"), tr("Keyboard shortcuts"), lines)) context.actions.back();
}

}  // namespace vinculo::views
