#include "views/exports.h"

#include <algorithm>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "widgets/progress.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_n;
using ui::Rect;

}  // namespace

void Exports::start(Context& context, const api::ExportRequest& request) {
  context.client.start_export(request, [this, &actions = context.actions](Result<api::ExportReady> ready) {
    if (!ready) return actions.show_error(ready.error().code);
    api::TaskProgress progress;  // word of it comes after this answer
    progress.task = ready->task;
    running_.push_back(std::move(progress));
  });
}

void Exports::on_progress(Actions& actions, const api::TaskProgress& progress) {
  const auto ours = std::ranges::find(running_, progress.task, &api::TaskProgress::task);
  if (progress.kind != "export" || ours == running_.end()) return;
  *ours = progress;
  if (progress.state == "running") return;
  running_.erase(ours);
  tell_end(actions, progress);
}

void Exports::tell_end(Actions& actions, const api::TaskProgress& progress) {
  if (progress.state == "failed") {
    const ErrorCode error = error_from_name(progress.error);
    if (error != ErrorCode::cancelled) return actions.show_error(error);
    return actions.toast(std::string(tr("The export stopped before its end. Start it again.")));  // its tab was closed
  }
  if (progress.state == "cancelled") return actions.toast(std::string(tr("The export was cancelled.")));
  actions.toast(fill(tr_n("{n} record was exported. Your browser saves the file.",
                          "{n} records were exported. Your browser saves the file.", progress.created),
                     {{"n", platform::format_count(progress.created)}}));
}

float Exports::draw(Context& context, Rect area) const {
  const float top = area.y;
  for (const api::TaskProgress& progress : running_) {
    // Its "bytes" are records.
    const std::int64_t done = progress.done_bytes, total = progress.total_bytes;
    const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : -1;
    const std::string text = total > 0 ? fill(tr("{n} of {total} records"), {{"n", platform::format_count(done)},
                                                                             {"total", platform::format_count(total)}})
                                       : std::string();
    const widgets::ProgressOptions options{.name = tr("Export"), .share = share, .text = text, .can_cancel = true};
    const auto id = ui::id(ui::id("export-progress"), static_cast<std::uint64_t>(progress.task));
    if (widgets::progress(id, area.take_top(widgets::progress_height(options), 12), options))
      context.client.cancel_task(progress.task);
  }
  return area.y - top;
}

}  // namespace vinculo::views
