#include "views/command_palette.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/field_names.h"
#include "views/shortcuts.h"
#include "widgets/palette.h"

namespace vinculo::views {
namespace {

using i18n::tr;
namespace icon = theme::icon;

constexpr std::size_t most_people = 6, most_organisations = 3;

// Whether every word of the query begins a word of the text; both folded.
bool begins_words_of(std::string_view query, std::string_view text) {
  const std::string padded = " " + std::string(text);
  while (!query.empty()) {
    const std::size_t end = std::min(query.find(' '), query.size());
    if (padded.find(" " + std::string(query.substr(0, end))) == padded.npos) return false;
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return true;
}

}  // namespace

void CommandPalette::find_actions(Context& context) {
  const std::string query = platform::folded(query_);
  const auto add = [&](Command command) {
    if (begins_words_of(query, platform::folded(command.text))) found_.push_back(std::move(command));
  };
  const auto go_to = [&](app::Screen screen, std::string_view name, ui::Icon mark) {
    add({.kind = Kind::screen,
         .text = std::string(name),
         .detail = std::string(tr("Go to")),
         .icon = mark,
         .route = app::route_to(screen, context.route)});
  };
  const auto make = [&](app::Screen screen, std::string_view name, std::string_view keys) {
    app::Route route = app::route_to(screen, context.route);
    route.is_new = true;
    add({.kind = Kind::new_record,
         .text = std::string(name),
         .detail = {},
         .keys = keys,
         .icon = icon::plus,
         .route = route});
  };
  make(app::Screen::people, tr("New person"), shortcut_keys(Shortcut::new_record));
  make(app::Screen::organisations, tr("New organisation"), {});
  go_to(app::Screen::people, tr("People"), icon::users);
  go_to(app::Screen::organisations, tr("Organisations"), icon::building_2);
  go_to(app::Screen::import_file, tr("Import"), icon::file_up);
  go_to(app::Screen::settings, tr("Settings"), icon::settings);
  if (const auto& title = context.client.undo_title())
    add({.kind = Kind::undo,
         .text = std::string(tr("Undo")),
         .detail = std::string(operation_label(*title)),
         .keys = shortcut_keys(Shortcut::undo),
         .icon = icon::undo_2});
  if (const auto& title = context.client.redo_title())
    add({.kind = Kind::redo,
         .text = std::string(tr("Redo")),
         .detail = std::string(operation_label(*title)),
         .keys = shortcut_keys(Shortcut::redo),
         .icon = icon::redo_2});
  const auto appearance = [&](std::string_view name, std::string_view stored, ui::Icon mark) {
    add({.kind = Kind::theme,
         .text = std::string(name),
         .detail = std::string(tr("Appearance")),
         .icon = mark,
         .theme = std::string(stored)});
  };
  appearance(tr("Light"), "light", icon::sun);
  appearance(tr("Dark"), "dark", icon::moon);
  add({.kind = Kind::shortcuts,
       .text = std::string(tr("Keyboard shortcuts")),
       .detail = {},
       .keys = shortcut_keys(Shortcut::help),
       .icon = icon::keyboard});
}

bool CommandPalette::find_records(Context& context, api::ListKind kind, std::size_t most) {
  api::WindowRequest request;
  request.list = kind;
  request.query = query_;
  const auto& window = context.client.window(request, 0);
  if (!window.value) return window.error != ErrorCode::none;
  const bool is_person = kind == api::ListKind::people;
  for (const api::ListRow& row : window.value->rows) {
    if (most-- == 0) break;
    std::string detail = is_person ? row.organisation : row.city;
    if (detail.empty()) detail = is_person ? row.mail : std::string(tr("Organisation"));
    found_.push_back(
        {.kind = Kind::record,
         .text = row.name.empty() ? std::string(tr("No name")) : row.name,
         .detail = std::move(detail),
         .icon = is_person ? icon::user : icon::building_2,
         .is_person = is_person,
         .photo = {row.id, row.photo_version},
         .route = app::route_to(is_person ? app::Screen::people : app::Screen::organisations, context.route, row.id)});
  }
  return true;
}

// With nothing typed what can be done; else the records that are meant, behind them what begins like that.
void CommandPalette::find(Context& context) {
  std::vector<Command> last = std::exchange(found_, {});
  const std::string query = platform::folded(query_);
  is_answered_ = true;
  if (!query.empty()) {
    const bool has_people = find_records(context, api::ListKind::people, most_people);
    is_answered_ = find_records(context, api::ListKind::organisations, most_organisations) && has_people;
    if (!is_answered_) {  // what was there stays until it is known what comes
      found_ = std::move(last);
      return;
    }
    // Who is called so comes before who only has it in an address or a note.
    std::ranges::stable_partition(
        found_, [&](const Command& record) { return begins_words_of(query, platform::folded(record.text)); });
  }
  const std::size_t records = found_.size();
  find_actions(context);
  if (query.empty()) return;
  // Few actions begin with what was typed; they must not be pushed out by the records.
  const std::size_t actions = found_.size() - records, room = widgets::palette_rows();
  if (records + std::min<std::size_t>(actions, 3) > room)
    std::rotate(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(records), found_.end());
}

void CommandPalette::draw(Context& context) {
  if (!opening_.empty()) query_ = std::exchange(opening_, {});
  find(context);
  active_ = 0;
  if (moved_to_) {
    const auto shown = found_ | std::views::take(static_cast<std::ptrdiff_t>(widgets::palette_rows()));
    const auto place = std::ranges::find_if(shown, [&](const Command& each) { return each.is_same(*moved_to_); });
    if (place != shown.end()) active_ = static_cast<int>(place - shown.begin());
  }
  const int before = active_;
  std::vector<widgets::PaletteItem> items;
  items.reserve(found_.size());
  for (const Command& command : found_)
    items.push_back({.text = command.text,
                     .detail = command.detail,
                     .keys = command.keys,
                     .icon = command.icon,
                     .is_person = command.is_person,
                     .photo = command.photo});
  const auto result = widgets::palette(ui::id("palette"), query_, items, active_,
                                       {.name = tr("Search all"),
                                        .placeholder = tr("A name, a phone, or what to do…"),
                                        .nothing = is_answered_ ? tr("Nothing found") : std::string_view(),
                                        .close_name = tr("Close")});
  if (result.changed) {
    enter_is_due_ = false;
    moved_to_.reset();
  } else if (active_ != before && active_ < static_cast<int>(found_.size())) {
    moved_to_ = found_[static_cast<std::size_t>(active_)];
  }
  if (result.chosen >= 0 && result.by_key && (!is_answered_ || result.changed)) {
    enter_is_due_ = true;
  } else if (result.chosen >= 0) {
    carry_out(context, std::move(found_[static_cast<std::size_t>(result.chosen)]));
  } else if (enter_is_due_ && is_answered_ && !found_.empty()) {
    carry_out(context, std::move(found_[static_cast<std::size_t>(active_)]));
  } else if (result.dismissed) {
    context.actions.back();
  }
}

void CommandPalette::clear() {
  query_.clear();
  found_.clear();
  active_ = 0;
  moved_to_.reset();
  enter_is_due_ = false;
}

void CommandPalette::carry_out(Context& context, const Command& command) {
  app::Route below = context.route;
  below.over = app::Over::nothing;
  switch (command.kind) {
    case Kind::screen:
    case Kind::new_record:
    case Kind::record: context.actions.go_instead(command.route); return;
    case Kind::shortcuts:
      below.over = app::Over::shortcuts;
      context.actions.go_instead(below);
      return;
    case Kind::theme:
      platform::set_local_setting("theme", command.theme);
      platform::set_theme(command.theme == "dark" ? platform::Theme::dark : platform::Theme::light);
      break;
    case Kind::undo: context.actions.undo(); break;
    case Kind::redo: context.actions.redo(); break;
  }
  context.actions.back();
}

}  // namespace vinculo::views
