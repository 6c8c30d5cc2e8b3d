// What waits for somebody's decision, from wherever they are: a new version, changes that the server did not accept,
// values that two people wrote at once, forms that were left unsaved. Its address is "?notifications" on any screen.
#pragma once
#include <vector>

#include "views/context.h"
#include "views/record_draft.h"

namespace vinculo::views {

// What the program around knows; the rest is asked of the core.
struct Waiting {
  bool new_version = false;
  std::vector<KeptDraft> unsaved;
};

// How many things wait, for the mark beside "Notifications": unsaved forms are not counted, they are somebody's work.
[[nodiscard]] int notification_count(client::Client& client, bool new_version);

// True when the new version is to be taken.
[[nodiscard]] bool draw_notifications(Context& context, const Waiting& waiting);

}  // namespace vinculo::views
