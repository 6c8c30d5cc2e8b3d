#include "views/notifications.h"

#include <algorithm>
#include <optional>
#include <string>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/field_names.h"
#include "widgets/button.h"
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

constexpr std::size_t max_shown_bytes = 200;

// The row itself and what is done with it.
ui::Id row_id(std::string_view key) { return ui::id(ui::id("notification"), key); }

struct Line {
  std::string key;  // the same from frame to frame, whatever comes before it
  std::string text, detail;
  std::string address;  // empty: pressing it takes the new version
  ui::Icon icon = 0;
  ui::Colour tone = ui::Colour::muted;
  std::optional<std::int64_t> refusal = {};  // can be copied and dismissed
  std::string whole = {};                    // of a refusal: `text` is its beginning
};

std::string address_of(const Context& context, app::Screen screen, const Uuid& record) {
  return app::format_route(app::route_to(screen, context.route, record));
}

Line line_of(const Context& context, const api::ConflictedRecord& record) {
  const bool is_person = record.list == api::ListKind::people;
  return {to_string(record.id),
          record.name.empty() ? std::string(tr("No name")) : record.name,
          fill(tr_n("{n} value was written twice", "{n} values were written twice", record.conflicts),
               {{"n", platform::format_count(record.conflicts)}}),
          address_of(context, is_person ? app::Screen::people : app::Screen::organisations, record.id),
          icon::git_merge,
          ui::Colour::warning};
}

// A note may have 300 kB.
std::string beginning_of(const std::string& text) {
  if (text.size() <= max_shown_bytes) return text;
  std::size_t end = max_shown_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a letter
  return text.substr(0, end) + "…";
}

// "First name: Ana · Last name: Silva", or what was done where no words were written.
std::string words_of(const api::RefusedItem& item) {
  const TableInfo* table = find_table(item.table);
  std::string words;
  for (const auto& [column, text] : item.fields) {
    if (column == "kind" || column == "author") continue;
    words += (words.empty() ? "" : " · ") + (table ? column_label(table->table, column) : column) + ": " + text;
  }
  if (!words.empty()) return words;
  return std::string(item.is_deletion ? tr("Moved to the trash") : tr("A change"));
}

Line line_of(const Context& context, const api::RefusedItem& item) {
  const bool is_too_large = error_from_name(item.reason) == ErrorCode::too_large;
  std::string why(is_too_large ? tr("Not accepted: too large") : tr("Not accepted"));
  const std::string words = words_of(item);
  Line line{"refusal " + std::to_string(item.number),
            beginning_of(words),
            item.name.empty() ? why : item.name + " · " + why,
            {},
            icon::circle_alert,
            ui::Colour::danger,
            item.number,
            words};
  const bool is_person = item.list == api::ListKind::people;
  line.address = item.record.is_nil()
                     ? app::format_route(app::route_with(app::Over::notifications, context.route))
                     : address_of(context, is_person ? app::Screen::people : app::Screen::organisations, item.record);
  return line;
}

Line line_of(const Context& context, const KeptDraft& kept) {
  const bool is_person = kept.draft.kind == RecordKind::person;
  const auto screen = is_person ? app::Screen::people : app::Screen::organisations;
  const std::string name = display_name(kept.draft);
  Line line{"draft " + to_string(kept.draft.id),
            name.empty() ? std::string(is_person ? tr("New person") : tr("New organisation")) : name,
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
    lines.push_back({"update",
                     std::string(tr("A new version is ready.")),
                     std::string(tr("Update")),
                     {},
                     icon::refresh_cw,
                     ui::Colour::primary});
  if (const auto& refused = context.client.refused_items(); refused.value)
    for (const api::RefusedItem& item : refused.value->items) lines.push_back(line_of(context, item));
  if (const auto& records = context.client.conflicted_records(); records.value)
    for (const api::ConflictedRecord& record : records.value->items) lines.push_back(line_of(context, record));
  const std::string below = app::format_route(app::route_with(app::Over::nothing, context.route));
  for (const KeptDraft& kept : waiting.unsaved)
    if (Line line = line_of(context, kept); line.address != below) lines.push_back(std::move(line));
  return lines;
}

// The words of a refused change stay here until somebody has read them: they are nowhere else.
// `after`: the row that has the focus when this one is gone, 0: none is left.
void draw_refusal_actions(Context& context, Rect place, const Line& line, ui::Id after) {
  const float height = ui::screen().control_height();
  const ui::Id id = row_id(line.key);
  const Rect copy = place.take_left(height, 4).middle(height), dismiss = place.take_left(height).middle(height);
  if (widgets::icon_button(ui::id(id, "dismiss"), dismiss, icon::x, tr("Dismiss"),
                           {.kind = widgets::ButtonKind::quiet, .description = line.text})) {
    if (after) ui::focus(after);
    context.client.dismiss_refusal(*line.refusal, [&actions = context.actions](Result<api::RefusedItems> left) {
      if (!left) actions.show_error(left.error().code);
    });
  }
  if (widgets::icon_button(ui::id(id, "copy"), copy, icon::copy, tr("Copy"),
                           {.kind = widgets::ButtonKind::quiet, .description = line.text})) {
    platform::copy_text(line.whole);
    context.actions.toast(std::string(tr("Copied.")));
  }
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
  const auto& conflicts = context.client.conflicted_records();
  const auto& refused = context.client.refused_items();
  const ErrorCode error = conflicts.error != ErrorCode::none ? conflicts.error : refused.error;
  float rows = 0;
  for (const Line& line : lines) rows += widgets::link_row_height(row_of(line));
  widgets::Dialog dialog(ui::id("notifications"), tr("Notifications"),
                         {.width = 480,
                          .height = 96 + (lines.empty() ? 220.f : rows),
                          .with_footer = false,
                          .first_focus = lines.empty() ? 0 : row_id(lines[0].key),
                          .close_name = tr("Close")});
  Rect body = dialog.body();
  if (error != ErrorCode::none) {
    const std::string_view sentence = i18n::sentence_for(error);
    const widgets::BannerOptions style{.tone = ui::Colour::danger, .icon = icon::circle_alert};
    widgets::banner(ui::id("notifications-failed"),
                    body.take_top(widgets::banner_height(sentence, body.w, style), lines.empty() ? 0 : 8), sentence,
                    style);
  }
  bool update = false;
  if (lines.empty() && (!conflicts.value || !refused.value)) {
    if (error == ErrorCode::none)
      widgets::skeleton_rows(ui::id("notifications-load"), body, ui::screen().row_height(), 3, 0);
  } else if (lines.empty()) {
    widgets::empty_state(ui::id("no-notifications"), body,
                         {.icon = icon::circle_check,
                          .title = tr("Nothing waits for you"),
                          .text = tr("Values that two people wrote at once and what you have not saved come here."),
                          .level = 3});
  } else {
    ui::ScrollPane pane(ui::id("notification-pane"), body);
    Rect rest = pane.content();
    rest.h = rows;
    const ui::Scope list(ui::Landmark::list, ui::id("notification-list"), rest, tr("Notifications"));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Line& line = lines[i];
      const widgets::LinkRow row = row_of(line);
      Rect place = rest.take_top(widgets::link_row_height(row));
      const ui::Scope item(ui::Landmark::list_item, ui::id(row_id(line.key), "item"), place);
      const Rect actions = line.refusal ? place.take_right(2 * ui::screen().control_height() + 4, 4) : Rect{};
      update |= widgets::link_row(row_id(line.key), place, row);
      const ui::Id after = lines.size() < 2 ? 0 : row_id(lines[i + 1 < lines.size() ? i + 1 : i - 1].key);
      if (line.refusal) draw_refusal_actions(context, actions, line, after);
    }
    pane.set_content_height(rows);
  }
  if (dialog.dismissed()) context.actions.back();
  return update;
}

}  // namespace vinculo::views
