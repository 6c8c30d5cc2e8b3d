#include "app/app.h"
#include "i18n/catalogue.h"
#include "theme/icons.h"

namespace vinculo::app {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_n;
namespace icon = theme::icon;

}  // namespace

StateLine state_line(const api::SavedState& saved, const api::SyncState& sync) {
  if (saved.state == "full")
    return {std::string(i18n::sentence_for(ErrorCode::storage_full)), icon::hard_drive, ui::Colour::danger};
  if (saved.state == "failing")
    return {std::string(i18n::sentence_for(ErrorCode::storage_failed)), icon::hard_drive, ui::Colour::danger};
  if (saved.state == "fenced")
    return {std::string(i18n::sentence_for(ErrorCode::read_only)), icon::circle_alert, ui::Colour::warning};
  if (sync.state == "signed_out")
    return {std::string(tr("Sign in again")), icon::cloud_off, ui::Colour::danger, StateLine::Way::sign_in,
            std::string(i18n::sentence_for(ErrorCode::unauthorized))};
  const std::string waiting = fill(tr_n("{n} change waits", "{n} changes wait", sync.rows_waiting),
                                   {{"n", platform::format_count(sync.rows_waiting)}});
  if (sync.state == "offline" || sync.state == "connecting") {
    const bool has_waiting = sync.rows_waiting > 0;
    const std::string text = std::string(tr("Offline")) + (has_waiting ? " · " + waiting : std::string());
    return {text, icon::cloud_off, has_waiting ? ui::Colour::warning : ui::Colour::muted};
  }
  if (sync.refused > 0)
    return {fill(tr_n("{n} change was not accepted", "{n} changes were not accepted", sync.refused),
                 {{"n", platform::format_count(sync.refused)}}),
            icon::circle_alert, ui::Colour::danger, StateLine::Way::notifications};
  if (sync.clock_warning) return {std::string(tr("Check the clock of this device")), icon::clock, ui::Colour::warning};
  if (sync.expected_rows > 0 && sync.received_rows < sync.expected_rows)
    return {fill(tr("Receiving {n} of {total}"), {{"n", platform::format_count(sync.received_rows)},
                                                  {"total", platform::format_count(sync.expected_rows)}}),
            icon::refresh_cw, ui::Colour::primary};
  if (saved.state == "saving") return {std::string(tr("Saving…")), icon::save, ui::Colour::muted};
  if (sync.rows_waiting > 0)
    return {std::string(tr("Sending…")) + " " + waiting, icon::refresh_cw, ui::Colour::primary};
  if (sync.state == "syncing") return {std::string(tr("Synchronising…")), icon::refresh_cw, ui::Colour::primary};
  return {std::string(tr("Everything is saved")), icon::cloud, ui::Colour::muted};
}

}  // namespace vinculo::app
