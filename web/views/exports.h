// The exports that this page has asked for: how far they are, a way to stop them, and a word at the end of each
// wherever one is by then. The work is a task of the core; the file arrives as the browser's download. Main thread.
#pragma once
#include <vector>

#include "api/messages.h"
#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

class Exports {
 public:
  void start(Context& context, const api::ExportRequest& request);
  // Of every task, in any tab.
  void on_progress(Actions& actions, const api::TaskProgress& progress);
  // A line for each that runs; the height that was used.
  float draw(Context& context, ui::Rect area) const;
  void forget() { running_.clear(); }  // those of who was signed in

 private:
  void tell_end(Actions& actions, const api::TaskProgress& progress);

  std::vector<api::TaskProgress> running_;
};

}  // namespace vinculo::views
