// What happened with somebody, the newest first: who did what, when, and a few words. Grouped by day (beside the
// entries, on phones as a line above that follows the scrolling). Any number of entries: only those in view are drawn;
// each has the same height, and what has no room is for the panel that the caller opens beside. A list to screen
// readers, with a heading where a day begins. Fills `rect`. Main thread, inside a frame; views need to live for the
// call only.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ui/ui.h"
#include "widgets/overlay.h"

namespace vinculo::widgets {

struct TimelineEntry {
  ui::Icon icon = 0;
  int colour = 0;              // theme::palette
  std::string_view who;        // "Ana Silva"
  std::string_view what;       // "called"
  std::string_view text = {};  // two lines of it are shown
  std::chrono::sys_days day;
  int minutes = 0;  // since midnight
};
struct TimelineOptions {
  std::string_view name;        // of the list, spoken
  std::int64_t opened = -1;     // the entry that is open beside it
  int heading_level = 2;        // of the days
  bool has_older = false;       // there is more to be loaded: a button at the end
  ContextMenu* menu = nullptr;  // asked for each entry
};
struct TimelineResult {
  std::optional<std::int64_t> opened;    // activated
  std::optional<std::int64_t> menu_for;  // the menu opens for it
  bool wants_older = false;
};
TimelineResult timeline(ui::Id id, ui::Rect rect, std::span<const TimelineEntry> entries,
                        const TimelineOptions& options);
// The row of an entry, to give the focus back to.
[[nodiscard]] ui::Id timeline_row(ui::Id id, std::int64_t entry);

}  // namespace vinculo::widgets
