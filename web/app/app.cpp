#include "app/app.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "app/kept_drafts.h"
#include "i18n/catalogue.h"
#include "i18n/loading.h"
#include "theme/icons.h"
#include "ui/photo.h"
#include "views/account_sheet.h"
#include "views/appearance.h"
#include "views/notifications.h"
#include "views/shortcuts.h"
#include "views/sign_out.h"
#include "widgets/navigation.h"
#include "widgets/surface.h"

namespace vinculo::app {
namespace {

using i18n::fill;
using i18n::tr;
using ui::Rect;
namespace icon = theme::icon;

constexpr int toast_undo = 1;
constexpr int toast_show_draft = 2;
constexpr float list_pane_width = 400, narrow_list_width = 272;
constexpr float least_width_of_two = 680;  // of a narrow list and a record beside the navigation

// Spreads the browser's random UUIDs over as many ids as a form needs (splitmix64, Steele et al. 2014).
std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

}  // namespace

App::App()
    : client_(platform::random_uuid(), [](const std::string& text) { platform::post_to_worker(text); }),
      was_working_(platform::local_setting("workspace") == "open") {
  const auto seed = parse_uuid(platform::random_uuid()).value_or(Uuid{});
  ByteReader bytes(seed.view());
  random_state_[0] = bytes.u64();
  random_state_[1] = bytes.u64();
  client_.set_events({.task = [this](const api::TaskProgress& progress) { follow_task(progress); },
                      .change_failed = [this](ErrorCode code) { show_error(code); },
                      .session_started =
                          [this] {
                            if (i18n::current() != language_) i18n::choose(language_);  // could not be had before
                            read_status();
                          },
                      .session_ended =
                          [this] {
                            if (stage_ == Stage::working) read_status();
                          },
                      .signed_out = [this] { signed_out(); }});
  ui::set_photo_source([this](unsigned number, const ui::Photo& photo) {
    client_.read_photo(photo.person, [number, version = photo.version](Result<api::PersonPhoto> found) {
      const bool is_meant = found && found->version == version;  // if not, what shows it is about to be told
      ui::photo_found(number, is_meant ? std::string_view(found->data_url) : std::string_view());
    });
  });
  views::apply_appearance();
}

void App::choose_language(std::string_view tag) {
  language_ = i18n::language_of(tag);
  i18n::choose(language_);
  if (stage_ == Stage::working) client_.set_language(tag_of(language_));
}

// --- events ---

void App::on_route(std::string_view path) {
  const bool first = route_ == Route{} && stage_ == Stage::starting;
  const Route before = route_;
  route_ = parse_route(path);
  if (first || route_.language != before.language) {
    std::string tag = route_.language;
    if (tag.empty()) tag = platform::local_setting("language");
    if (tag.empty()) tag = platform::browser_language();
    choose_language(tag);
  }
  arrivals_.on_route(path);
  if (status_asked_) return;
  read_status();
  if (was_working_) client_.show_beginnings(platform::local_setting("lists"));
}

// What the next start shows before the core is open. Whoever has signed out has left nothing.
void App::on_leave() {
  if (stage_ != Stage::working || !was_working_) return;
  if (const std::string lists = client_.beginnings(); !lists.empty()) platform::set_local_setting("lists", lists);
}

void App::read_status() {
  status_asked_ = true;
  client_.forget_everything();
  ui::forget_photos();
  client_.read_status([this](Result<api::StatusReport> status) {
    if (status) {
      const bool was_signed_out = stage_ == Stage::signed_out;
      stage_ = Stage::working;
      client_.set_language(tag_of(language_));
      if (member_mail_ && *member_mail_ != status->member_mail) forget_member();
      member_mail_ = status->member_mail;
      remember_workspace(true);
      take_back_drafts();
      arrivals_.welcome();
      on_files({}, std::exchange(early_files_, {}));
      if (was_signed_out && route_.screen == Screen::join) go_instead(route_to(Screen::people, route_));
      return;
    }
    remember_workspace(false);
    arrivals_.wait();
    badge_.clear();
    failure_ = status.error().code;
    const bool is_gone = failure_ == ErrorCode::damaged || failure_ == ErrorCode::storage_lost;
    const bool may_sign_in = is_gone || failure_ == ErrorCode::unauthorized || failure_ == ErrorCode::offline;
    stage_ = may_sign_in ? Stage::signed_out : Stage::failed;
    sign_in_.explain(is_gone ? failure_ : ErrorCode::none);
  });
}

void App::follow_task(const api::TaskProgress& progress) {
  exports_.on_progress(*this, progress);
  people_.on_progress(*this, progress);
  organisations_.on_progress(*this, progress);
  if (import_.on_progress(progress) && route_.screen != Screen::import_file) import_.tell_end(*this);
  if (progress.state != "running")
    long_changes_.erase(progress.task);
  else if (progress.kind != "export")
    long_changes_.insert(progress.task);
}

std::vector<views::KeptDraft> App::drafts() const {
  std::vector<views::KeptDraft> kept;
  new_person_.keep(kept);
  new_organisation_.keep(kept);
  person_page_.keep(kept);
  organisation_page_.keep(kept);
  return kept;
}

std::optional<std::string> App::unsaved() {
  if (!member_mail_) return std::nullopt;
  return text_of(drafts(), *member_mail_);
}

void App::on_unsaved(std::string_view text) {
  drafts_are_known_ = true;
  if (!text.empty()) kept_texts_.emplace_back(text);
  if (stage_ == Stage::working) take_back_drafts();
}

void App::take_back_drafts() {
  for (const std::string& text : std::exchange(kept_texts_, {}))
    for (views::KeptDraft& kept : drafts_from(text, *member_mail_)) {
      const bool is_person = kept.draft.kind == views::RecordKind::person;
      Route place = route_to(is_person ? Screen::people : Screen::organisations, route_);
      if (kept.draft.is_new) {
        place.is_new = true;
        if (new_record(place).take_back(std::move(kept), is_shown(place))) continue;
      } else {
        place.record = kept.draft.id;
        (is_person ? person_page_ : organisation_page_).take_back(std::move(kept));
        if (is_shown(place)) continue;
      }
      kept_draft_ = place;
      tells_of_draft_ = true;
    }
}

views::NewRecordView& App::new_record(const Route& route) {
  return route.screen == Screen::people ? new_person_ : new_organisation_;
}

bool App::is_shown(const Route& place) const {
  return place.screen == route_.screen && place.record == route_.record && place.is_new == route_.is_new;
}

void App::show_kept_draft() {
  const Route place = *std::exchange(kept_draft_, std::nullopt);
  if (place.is_new) new_record(place).show_waiting();
  if (!is_shown(place)) go(place);
}

// By their own wish: what they had not saved goes with the rest.
void App::signed_out() {
  Route bare = route_with(Over::nothing, route_);
  bare.search.clear();  // nobody else's business
  bare.label.reset();
  go_instead(bare);
  forget_member();
  sign_in_.forget();
  platform::forget_drafts();
  remember_workspace(false);
  if (stage_ == Stage::working) read_status();
}

void App::forget_member() {
  forget_drafts();
  people_.forget();
  organisations_.forget();
  import_.forget();
  exports_.forget();
  settings_.forget();
}

void App::forget_drafts() {
  new_person_.forget_drafts();
  new_organisation_.forget_drafts();
  person_page_.forget_drafts();
  organisation_page_.forget_drafts();
  palette_.clear();
  kept_texts_.clear();
  kept_draft_.reset();
}

bool App::has_workspace() const { return stage_ == Stage::working || (stage_ == Stage::starting && was_working_); }

void App::remember_workspace(bool is_open) {
  if (is_open != was_working_) platform::set_local_setting("workspace", is_open ? "open" : "");
  if (!is_open) platform::set_local_setting("lists", "");
  was_working_ = is_open;
}

void App::on_worker_text(std::string_view text) {
  client_.receive(text);
  if (stage_ == Stage::working) badge_.follow();
}

void App::on_files(ui::Id, std::vector<platform::OpenFile> files) {
  if (files.empty()) return;
  if (!has_workspace()) {
    std::ranges::move(files, std::back_inserter(early_files_));
    if (stage_ == Stage::signed_out) toast(std::string(tr("Sign in, and you see what is in the file.")));
    return;
  }
  for (auto& file : files) import_.add_file(client_, std::move(file));
  if (route_.screen != Screen::import_file) go(route_to(Screen::import_file, route_));
}

void App::on_worker_failed(std::string_view) {
  stage_ = Stage::failed;
  failure_ = ErrorCode::internal;
}

std::string App::diagnostics() {
  const auto& saved = client_.saved();
  const auto& sync = client_.sync();
  return "{\"saved\":" + api::encode(saved) + ",\"sync\":" + api::encode(sync) +
         ",\"pending\":" + std::to_string(sync.rows_waiting) + ",\"refused\":" + std::to_string(sync.refused) +
         ",\"lastSync\":" + std::to_string(sync.last_sync_ms) + "}";
}

// --- views::Actions ---

void App::go(const Route& route) { platform::navigate(format_route(route)); }

void App::go_instead(const Route& route) { platform::navigate(format_route(route), platform::History::replace); }

void App::filter(const std::string& search, std::optional<Uuid> label) {
  Route route = route_;
  route.search = search;
  route.label = label;
  platform::navigate(format_route(route), platform::History::replace_soon);
}

void App::back() {
  if (platform::can_go_back()) {
    platform::back();
    return;
  }
  if (const auto parent = parent_of(route_)) go_instead(*parent);
}

void App::sign_out() {
  if (drafts().empty() && !platform::other_tabs_have_drafts()) {
    client_.logout(nullptr);
    return;
  }
  const Route question = route_with(Over::sign_out, route_);
  route_.over == Over::nothing ? go(question) : go_instead(question);
}

void App::undo() {
  client_.undo([this](Result<api::Changed> changed) {
    if (changed) toast(std::string(tr("Undone.")));
  });
}

void App::redo() {
  client_.redo([this](Result<api::Changed> changed) {
    if (changed) toast(std::string(tr("Done again.")));
  });
}

bool App::on_shortcut(platform::Shortcut shortcut) {
  using platform::Shortcut;
  const bool is_single_key =
      shortcut == Shortcut::search || shortcut == Shortcut::new_record || shortcut == Shortcut::help;
  if (!has_workspace() || (is_single_key && !views::single_keys_are_on())) return false;
  switch (shortcut) {
    case Shortcut::palette: go(route_with(Over::palette, route_)); break;
    case Shortcut::help: go(route_with(Over::shortcuts, route_)); break;
    case Shortcut::undo:
      if (!client_.undo_title()) return false;
      undo();
      break;
    case Shortcut::redo:
      if (!client_.redo_title()) return false;
      redo();
      break;
    case Shortcut::print:
      if (stage_ != Stage::working || !has_records(route_.screen)) return false;
      if (route_.record)
        (route_.screen == Screen::people ? person_page_ : organisation_page_).print();
      else
        (route_.screen == Screen::people ? people_ : organisations_).print(client_, *this);
      break;
    case Shortcut::search:
      wants_search_ = true;
      if (!has_records(route_.screen)) go(route_to(Screen::people, route_));
      break;
    case Shortcut::new_record: {
      Route route = has_records(route_.screen) ? route_ : route_to(Screen::people, route_);
      route.is_new = true;
      go(route);
      break;
    }
  }
  return true;
}

void App::on_text_refused(int most_characters) {
  toast(fill(tr("Too long: at most {n} characters fit here. Nothing was added; put it in parts."),
             {{"n", platform::format_number(most_characters)}}));
}

void App::toast(std::string text) { toasts_.show(std::move(text)); }
void App::toast_with_undo(std::string text) { toasts_.show(std::move(text), std::string(tr("Undo")), toast_undo); }
void App::show_error(ErrorCode code) { toasts_.show(std::string(i18n::sentence_for(code))); }

Uuid App::new_id() {
  return make_uuid_v7(static_cast<std::uint64_t>(platform::clock_ms()), next_random(random_state_[0]),
                      next_random(random_state_[1]));
}

// --- drawing ---

void App::draw() {
  client_.begin_frame();
  widgets::page_background();
  std::string member;
  if (stage_ == Stage::working) {
    const auto& status = client_.status();
    if (status.value) member = status.value->member_name;
  }
  const bool drafts_are_known = drafts_are_known_ && stage_ == Stage::working;
  views::Context context{client_, *this, route_, exports_, member, drafts_are_kept_, drafts_are_known};
  if (stage_ == Stage::signed_out) {
    platform::set_title("Vinculo");
    Rect area = ui::screen().area;
    draw_banners(area);
    sign_in_.draw(context, area);
    platform::mark_interactive();
  } else if (has_workspace()) {
    draw_working(context);
  } else if (stage_ == Stage::failed) {
    const ui::Scope main(ui::Landmark::main, ui::id("main"), ui::screen().area);
    if (widgets::empty_state(ui::id("failed"), ui::screen().area,
                             {.icon = icon::circle_alert,
                              .title = tr("Vinculo could not start"),
                              .text = i18n::sentence_for(failure_),
                              .action = update_ready_ ? tr("Update") : tr("Reload"),
                              .level = 1}))
      update_ready_ ? platform::apply_update() : platform::reload();
  }
  draw_toasts();
  const bool has_place = route_.screen == Screen::import_file && import_.takes_files();
  const bool takes_files = has_workspace() || stage_ == Stage::signed_out;
  if (ui::files_are_dragged() && takes_files && !has_place) draw_drop_hint();
  client_.end_frame();
}

void App::draw_working(views::Context& context) {
  Rect area = ui::screen().area;
  const auto address = [&](Screen screen) { return format_route(route_to(screen, route_)); };
  const auto over = [&](Over what) { return format_route(route_with(what, route_)); };
  const std::string addresses[] = {
      over(Over::palette),          over(Over::notifications), address(Screen::people), address(Screen::organisations),
      address(Screen::import_file), address(Screen::settings), over(Over::account)};
  const int waiting = stage_ == Stage::working ? views::notification_count(client_, offers_update()) : 0;
  const widgets::NavigationItem search{.icon = icon::search,
                                       .label = tr("Search all"),
                                       .address = addresses[0],
                                       .keys = views::shortcut_keys(platform::Shortcut::palette)};
  const widgets::NavigationItem people{icon::users, tr("People"), addresses[2], route_.screen == Screen::people};
  const widgets::NavigationItem organisations{icon::building_2, tr("Organisations"), addresses[3],
                                              route_.screen == Screen::organisations};
  const widgets::NavigationItem wide[] = {
      search,
      {.icon = icon::bell, .label = tr("Notifications"), .address = addresses[1], .count = waiting},
      people,
      organisations,
      {icon::file_up, tr("Import"), addresses[4], route_.screen == Screen::import_file},
      {icon::settings, tr("Settings"), addresses[5], route_.screen == Screen::settings}};
  // A phone's bar has room for four; the others are in the account's sheet.
  const widgets::NavigationItem narrow[] = {
      people,
      organisations,
      search,
      {.icon = icon::menu,
       .label = tr("More"),
       .address = addresses[6],
       .current = route_.screen == Screen::import_file || route_.screen == Screen::settings,
       .count = waiting}};
  const auto items = ui::screen().is_phone() ? std::span<const widgets::NavigationItem>(narrow) : wide;
  const Rect corner = widgets::navigation(
      area, items,
      {.name = tr("Main navigation"), .product = "Vinculo", .corner_height = state_height + profile_height});
  has_corner_ = corner.h > 0;
  if (has_corner_ && stage_ == Stage::working) draw_corner(corner, context.member_name);
  draw_banners(area);
  if (!drafts_are_kept_ && !route_.is_new) views::draw_drafts_not_kept(area);
  if (!ui::screen().is_phone()) area = area.inset(ui::screen().margin() - 8, 12);
  {
    const ui::Scope main(ui::Landmark::main, ui::id("main"), area);
    draw_screen(context, area);
  }
  if (route_.is_new) new_record(route_).draw(context);
  draw_over(context);
  if (sign_in_again_.is_open()) sign_in_again_.draw(context);
}

void App::draw_over(views::Context& context) {
  if (route_.over != Over::palette) palette_.clear();
  switch (route_.over) {
    case Over::nothing: break;
    case Over::palette: palette_.draw(context); break;
    case Over::shortcuts: views::draw_shortcut_sheet(context); break;
    case Over::notifications:
      if (views::draw_notifications(context, {offers_update(), drafts()})) platform::apply_update();
      break;
    case Over::account: {
      const StateLine line = state_line(client_.saved(), client_.sync());
      views::draw_account_sheet(context, {.state = line.text,
                                          .state_icon = line.icon,
                                          .state_colour = line.colour,
                                          .notifications = views::notification_count(client_, offers_update())});
      break;
    }
    case Over::sign_out: views::draw_sign_out(context, drafts()); break;
  }
}

void App::draw_screen(views::Context& context, Rect area) {
  switch (route_.screen) {
    case Screen::people:
    case Screen::organisations: draw_records(context, area, route_.screen); break;
    case Screen::import_file:
      platform::set_title(std::string(tr("Import")) + " – Vinculo");
      import_.draw(context, area);
      platform::mark_interactive();
      break;
    case Screen::settings:
      platform::set_title(std::string(tr("Settings")) + " – Vinculo");
      settings_.draw(context, area);
      platform::mark_interactive();
      if (const auto tag = settings_.take_new_language()) {
        platform::set_local_setting("language", *tag);
        Route route = route_;
        route.language.clear();
        if (!(route == route_)) go_instead(route);
        choose_language(*tag);
      }
      break;
    case Screen::join: go_instead(route_to(Screen::people, route_)); break;  // already signed in
  }
}

void App::draw_records(views::Context& context, Rect area, Screen screen) {
  auto& list = screen == Screen::people ? people_ : organisations_;
  auto& page = screen == Screen::people ? person_page_ : organisation_page_;
  const bool is_wide = ui::screen().breakpoint == ui::Breakpoint::wide;
  const bool is_beside = is_wide || area.w >= least_width_of_two;
  if (!route_.record || is_beside) {
    const Rect place = !route_.record ? area
                       : is_wide      ? area.take_left(list_pane_width, 24)
                                      : area.take_left(narrow_list_width, 16);
    list.draw(context, place, route_.record.has_value());
    if (std::exchange(wants_search_, false)) ui::focus(ui::id("search"));
  }
  if (wants_search_) go(list_of(route_));  // the page has the whole screen
  if (route_.record) {
    page.draw(context, *route_.record, area, is_beside);
    return;
  }
  platform::set_title(std::string(screen == Screen::people ? tr("People") : tr("Organisations")) + " – Vinculo");
  if (list.is_ready()) platform::mark_interactive();
}

void App::draw_toasts() {
  if (i18n::current() == language_) arrivals_.tell();
  // A toast keeps the words that it is shown with, and lies under a form.
  if (tells_of_draft_ && i18n::current() == language_ && !route_.is_new) {
    tells_of_draft_ = false;
    const bool is_open_already = kept_draft_ && kept_draft_->is_new && !new_record(*kept_draft_).has_waiting();
    if (!is_open_already)
      toasts_.show(std::string(tr("What you had not saved yet is still there.")), std::string(tr("Show")),
                   toast_show_draft);
  }
  const auto pressed = toasts_.draw(tr("Dismiss"), widgets::bottom_bar_height());
  if (pressed == toast_show_draft && kept_draft_) show_kept_draft();
  if (pressed == toast_undo) undo();
}

void App::draw_drop_hint() {
  const Rect area = ui::screen().area;
  const Rect box = area.centred(std::min(area.w - 32, 420.f), 120);
  const ui::Layer layer(ui::id("drop-hint"), box);
  Rect inside = widgets::card(box, 24);
  widgets::icon(inside.take_top(40, 8).centred(32, 32), icon::file_up, ui::Colour::primary, 32);
  ui::text(inside, tr("Drop the file to import it"),
           {.size = theme::size::title, .weight = ui::Weight::medium, .align = ui::Align::centre});
}

}  // namespace vinculo::app

namespace vinculo::platform {

std::unique_ptr<Application> make_application() { return std::make_unique<app::App>(); }

}  // namespace vinculo::platform
