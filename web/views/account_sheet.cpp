#include "views/account_sheet.h"

#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/shortcuts.h"
#include "widgets/button.h"
#include "widgets/link_row.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using ui::Rect;
namespace icon = theme::icon;

constexpr float head_height = 56, state_height = 48;

ui::Id row_id(std::string_view text) { return ui::id(ui::id("account-row"), text); }

// Photo or initials, mail address and workspace: the name is the sheet's title.
void draw_member(Rect head, const api::StatusReport& status) {
  widgets::avatar(head.take_left(48, 12).middle(48), status.member_name,
                  {status.member_person, status.member_photo_version});
  Rect words = head.middle(44);
  ui::text(words.take_top(22), status.member_mail, {.weight = ui::Weight::medium});
  ui::text(words, status.workspace_name, {.size = theme::size::caption, .colour = ui::Colour::muted});
}

void draw_sync(Rect row, const AccountSheet& sheet, std::int64_t last_sync_ms) {
  row = row.inset(12, 0);
  widgets::icon(row.take_left(20, 12).centred(20, 20), sheet.state_icon, sheet.state_colour, theme::size::icon);
  if (last_sync_ms > 0) {
    const std::string last = fill(tr("Last synchronised {when}"), {{"when", platform::format_relative(last_sync_ms)}});
    ui::text(row.take_bottom(22), last, {.size = theme::size::caption, .colour = ui::Colour::muted});
  }
  ui::text(row, sheet.state);
}

}  // namespace

void draw_account_sheet(Context& context, const AccountSheet& sheet) {
  const auto& answer = context.client.status();
  const api::StatusReport status = answer.value.value_or(api::StatusReport{});
  const auto over = [&](app::Over what) { return app::format_route(app::route_with(what, context.route)); };
  const auto screen = [&](app::Screen what) { return app::format_route(app::route_to(what, context.route)); };
  const std::string addresses[] = {over(app::Over::notifications), screen(app::Screen::import_file),
                                   screen(app::Screen::settings), over(app::Over::shortcuts)};
  std::vector<widgets::LinkRow> rows;
  rows.push_back(
      {.icon = icon::bell, .text = tr("Notifications"), .address = addresses[0], .count = sheet.notifications});
  if (ui::screen().is_phone()) rows.push_back({.icon = icon::file_up, .text = tr("Import"), .address = addresses[1]});
  rows.push_back({.icon = icon::settings, .text = tr("Settings"), .address = addresses[2]});
  rows.push_back({.icon = icon::keyboard,
                  .text = tr("Keyboard shortcuts"),
                  .address = addresses[3],
                  .keys = ui::screen().is_phone() ? std::string_view() : shortcut_keys(Shortcut::help)});
  rows.push_back({.icon = icon::log_out, .text = tr("Sign out")});

  float height = head_height + 8 + state_height + 8;
  for (const auto& row : rows) height += widgets::link_row_height(row);
  widgets::Dialog dialog(ui::id("account"),
                         status.member_name.empty() ? tr("You") : std::string_view(status.member_name),
                         {.width = 400,
                          .height = 96 + height,
                          .with_footer = false,
                          .first_focus = row_id(rows[0].text),
                          .close_name = tr("Close")});
  ui::ScrollPane pane(ui::id("account-pane"), dialog.body());
  Rect rest = pane.content();
  rest.h = height;
  draw_member(rest.take_top(head_height, 8), status);
  draw_sync(rest.take_top(state_height, 8), sheet, context.client.sync().last_sync_ms);
  const ui::Scope list(ui::Landmark::list, ui::id("account-list"), rest, tr("You"));
  for (const auto& row : rows) {
    const Rect place = rest.take_top(widgets::link_row_height(row));
    const ui::Scope item(ui::Landmark::list_item, ui::id(ui::id("account-item"), row.text), place);
    if (widgets::link_row(row_id(row.text), place, row)) context.actions.sign_out();
  }
  pane.set_content_height(height);
  if (dialog.dismissed()) context.actions.back();
}

}  // namespace vinculo::views
