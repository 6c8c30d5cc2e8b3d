// What stands around every screen: the banners above it, and the corner that says who one is and how saving and
// synchronising stand.
#include "app/app.h"
#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "widgets/navigation.h"
#include "widgets/surface.h"

namespace vinculo::app {
namespace {

using i18n::fill;
using i18n::tr;
using ui::Rect;
namespace icon = theme::icon;

constexpr double offline_after_ms = 3000;

}  // namespace

// Every start and every change of network is without a connection for a moment: nothing is moved for that.
bool App::stays_offline(bool is_offline) {
  const double now = ui::frame_time_ms();
  if (!is_offline) offline_since_ms_.reset();
  if (is_offline && !offline_since_ms_) offline_since_ms_ = now;
  const double shown_from = offline_since_ms_.value_or(now) + offline_after_ms;
  if (is_offline && now < shown_from) ui::wake_at(shown_from);
  return is_offline && now >= shown_from;
}

void App::draw_banners(Rect& area) {
  const auto show = [&](std::string_view key, std::string_view text, const widgets::BannerOptions& options) {
    return widgets::banner(ui::id(key), area.take_top(widgets::banner_height(text, area.w, options), 0), text, options);
  };
  if (offers_update() && show("update", tr("A new version is ready."),
                              {.tone = ui::Colour::primary, .icon = icon::refresh_cw, .action = tr("Update")}))
    platform::apply_update();
  if (stage_ == Stage::signed_out) return;
  if (import_.is_running() && route_.screen != Screen::import_file &&
      show("importing", tr("An import is running."),
           {.tone = ui::Colour::primary, .icon = icon::file_up, .action = tr("Show")}))
    go(route_to(Screen::import_file, route_));
  if (stage_ != Stage::working) return;
  const StateLine line = state_line(client_.saved(), client_.sync());
  const bool is_urgent = line.colour == ui::Colour::danger;
  const bool is_offline = stays_offline(line.icon == icon::cloud_off);
  if (is_urgent || (is_offline && !has_corner_)) {
    const auto tone = is_urgent ? ui::Colour::danger : ui::Colour::warning;
    const bool may_sign_in = line.way == StateLine::Way::sign_in;
    const auto action = line.way == StateLine::Way::none ? std::string_view()
                        : may_sign_in                    ? tr("Sign in")
                                                         : tr("Show");
    if (show("state", line.sentence.empty() ? line.text : line.sentence,
             {.tone = tone, .icon = line.icon, .action = action}))
      may_sign_in ? sign_in_again_.open() : go(route_with(Over::notifications, route_));
  }
}

void App::draw_corner(Rect corner, std::string_view member) {
  const ui::Scope banner(ui::Landmark::banner, ui::id("corner"), corner);
  const Rect profile = corner.take_bottom(profile_height);
  const auto& status = client_.status().value;
  const ui::Photo photo = status ? ui::Photo{status->member_person, status->member_photo_version} : ui::Photo{};
  widgets::profile_link(profile, member,
                        member.empty() ? std::string(tr("You")) : fill(tr("{name}, account"), {{"name", member}}),
                        format_route(route_with(Over::account, route_)), photo);
  draw_state(corner.take_bottom(state_height));
}

void App::draw_state(Rect area) {
  const StateLine line = state_line(client_.saved(), client_.sync());
  Rect row = area.inset(8, 4);
  const bool has_words = row.w > 120;
  const Rect mark = has_words ? row.take_left(32, 4) : row;
  widgets::icon(mark.centred(20, 20), line.icon, line.colour, theme::size::icon);
  widgets::status_text(ui::id("sync-state"), has_words ? row : mark, line.text,
                       has_words ? line.colour : ui::Colour::none);
}

}  // namespace vinculo::app
