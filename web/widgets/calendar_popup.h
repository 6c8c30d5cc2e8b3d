// A month to pick a day from, at a date field. For web/widgets.
#pragma once
#include <chrono>
#include <optional>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct CalendarResult {
  std::optional<std::chrono::sys_days> chosen;
  bool cleared = false;
  bool closed = false;  // also after a choice
};
// Draw it as long as it is open. Keys (WAI-ARIA Authoring Practices, date picker dialog): arrows a day or a week, Home
// and End the week, Page Up and Down the month.
CalendarResult calendar_popup(ui::Id id, ui::Rect anchor, std::string_view name,
                              std::optional<std::chrono::sys_days> selected);

}  // namespace vinculo::widgets
