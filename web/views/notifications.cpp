#include "views/notifications.h"

#include <algorithm>
#include <string>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "widgets/link_row.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_n;
using ui::Rect;
namespace icon = theme::icon;

ui::Id row_id(std::size_t index) { return ui::id(ui::id("notification"), index); }

std::string number(std::int64_t value) { return platform::format_number(static_cast<double>(value)); }

struct Line {
  std::string text, detail, address;
  ui::Icon icon = 0;
  ui::Colour tone = ui::Colour::muted;
};

std::string name_of(const RecordDraft& draft) {
  const auto field = [&](const char* column) {
    const auto found = draft.fields.find(column);
    return found == draft.fields.end() ? std::string() : found->second;
  };
  if (draft.kind == RecordKind::organisation) return field("name");
  std::string name = field("given_name");
  if (const std::string family = field("family_name"); !family.empty()) name += (name.empty() ? "" : " ") + family;
  return name.empty() ? field("full_name") : name;
}

std::string address_of(const Context& context, app::Screen screen, const Uuid& record) {
  return app::format_route(app::route_to(screen, context.route, record));
}

Line line_of(const Context& context, const api::ConflictedRecord& record) {
  const bool is_person = record.list == api::ListKind::people;
  return {record.name.empty() ? std::string(tr("No name")) : record.name,
          fill(tr_n("{n} value was written twice", "{n} values were written twice", record.conflicts),
               {{"n", number(record.conflicts)}}),
          address_of(context, is_person ? app::Screen::people : app::Screen::organisations, record.id), icon::git_merge,
          ui::Colour::warning};
}

Line line_of(const Context& context, const KeptDraft& kept) {
  const bool is_person = kept.draft.kind == RecordKind::person;
  const auto screen = is_person ? app::Screen::people : app::Screen::organisations;
  const std::string name = name_of(kept.draft);
  Line line{name.empty() ? std::string(is_person ? tr("New person") : tr("New organisation")) : name,
            std::string(tr("Not saved yet")),
            {},
            icon::pencil};
  if (kept.draft.is_new) {
    app::Route form = app::route_to(screen, context.route);
    form.is_new = true;
    line.address = app::format_route(form);
  } else {
    line.address = address_of(context, screen, kept.draft.id);
  }
  return line;
}

std::vector<Line> lines_of(Context& context, const Waiting& waiting) {
  std::vector<Line> lines;
  if (waiting.new_version)
    lines.push_back({std::string(tr("A new version is ready.")),
                     std::string(tr("Update")),
                     {},
                     icon::refresh_cw,
                     ui::Colour::primary});
  if (const std::int64_t refused = context.client.sync().refused; refused > 0)
    lines.push_back(
        {fill(tr_n("{n} change was not accepted", "{n} changes were not accepted", refused), {{"n", number(refused)}}),
         std::string(tr("The server keeps what was there before.")),
         app::format_route(app::route_to(app::Screen::settings, context.route)), icon::circle_alert,
         ui::Colour::danger});
  if (const auto& records = context.client.conflicted_records(); records.value)
    for (const api::ConflictedRecord& record : records.value->items) lines.push_back(line_of(context, record));
  for (const KeptDraft& kept : waiting.unsaved) lines.push_back(line_of(context, kept));
  return lines;
}

}  // namespace

int notification_count(client::Client& client, bool new_version) {
  const auto& status = client.status();
  const std::int64_t conflicts = status.value ? status.value->conflicts : 0;
  return static_cast<int>(std::min<std::int64_t>(conflicts + client.sync().refused + (new_version ? 1 : 0), 1'000));
}

bool draw_notifications(Context& context, const Waiting& waiting) {
  const std::vector<Line> lines = lines_of(context, waiting);
  const auto row_of = [](const Line& line) {
    return widgets::LinkRow{
        .icon = line.icon, .text = line.text, .detail = line.detail, .address = line.address, .tone = line.tone};
  };
  float rows = 0;
  for (const Line& line : lines) rows += widgets::link_row_height(row_of(line));
  widgets::Dialog dialog(ui::id("notifications"), tr("Notifications"),
                         {.width = 480,
                          .height = 96 + (lines.empty() ? 220.f : rows),
                          .with_footer = false,
                          .first_focus = lines.empty() ? 0 : row_id(0),
                          .close_name = tr("Close")});
  bool update = false;
  if (lines.empty() && !context.client.conflicted_records().value) {
    Rect rest = dialog.body();
    for (int i = 0; i < 3; ++i) widgets::skeleton_row(rest.take_top(ui::screen().row_height()), false);
  } else if (lines.empty()) {
    widgets::empty_state(ui::id("no-notifications"), dialog.body(),
                         {.icon = icon::circle_check,
                          .title = tr("Nothing waits for you"),
                          .text = tr("Values that two people wrote at once and what you have not saved come here."),
                          .level = 3});
  } else {
    ui::ScrollPane pane(ui::id("notification-pane"), dialog.body());
    Rect rest = pane.content();
    rest.h = rows;
    const ui::Scope list(ui::Landmark::list, ui::id("notification-list"), rest, tr("Notifications"));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const widgets::LinkRow row = row_of(lines[i]);
      const Rect place = rest.take_top(widgets::link_row_height(row));
      const ui::Scope item(ui::Landmark::list_item, ui::id(ui::id("notification-item"), i), place);
      update |= widgets::link_row(row_id(i), place, row);
    }
    pane.set_content_height(rows);
  }
  if (dialog.dismissed()) context.actions.back();
  return update;
}

}  // namespace vinculo::views
