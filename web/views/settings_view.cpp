#include "views/settings_view.h"

#include <array>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/appearance.h"
#include "views/exports.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/navigation.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using ui::Rect;
namespace icon = theme::icon;

constexpr std::string_view invite_mail_key = "invite.mail";

}  // namespace

SettingsView::SettingsView() : invite_mail_(platform::tab_text(invite_mail_key)) {}

void SettingsView::forget() {
  profile_.forget();
  platform::set_tab_text(invite_mail_key, "");
  *this = SettingsView();
}

void SettingsView::draw(Context& context, Rect area) {
  widgets::page_header(area, {.title = tr("Settings")});
  ui::ScrollPane pane(ui::id("settings-pane"), area);
  Rect content = pane.content().inset(4, 4);
  content.w = std::min(content.w, 720.f);
  ui::Stack stack({content.x, content.y, content.w, 1e6f}, 16);
  const auto section = [&](std::string_view key, std::string_view title, auto draw_inside) {
    Card card(heights_, stack, ui::id(key));
    Rect inside = card.content();
    widgets::section_heading(inside.take_top(28, 12), title);
    card.end(40 + draw_inside(inside));
  };
  section("appearance", tr("Language and appearance"),
          [&](Rect inside) { return draw_appearance(inside, new_language_); });
  section("account", tr("You"), [&](Rect inside) { return profile_.draw(context, inside); });
  const auto& status = context.client.status();
  if (status.value && status.value->role == "owner")
    section("team", tr("Team"), [&](Rect inside) { return draw_team(context, inside); });
  section("data", tr("Data on this device"), [&](Rect inside) { return draw_data(context, inside); });
  section("check", tr("Compare with the server"), [&](Rect inside) { return draw_check(context, inside); });
  pane.set_content_height(stack.used() + 24);
}

float SettingsView::draw_team(Context& context, Rect area) {
  const float top = area.y;
  area.take_top(ui::paragraph(area, tr("An invite is a link for one person. It works once and for a day."),
                              {.colour = theme::Colour::muted}),
                12);
  const auto result = widgets::text_field(ui::id("invite-mail"), area.take_top(widgets::field_height(), 12),
                                          tr("E-mail of your colleague"), invite_mail_,
                                          {.type = widgets::FieldType::email, .autocomplete = "off"});
  if (result.changed) platform::set_tab_text(invite_mail_key, invite_mail_);
  Rect bar = area.take_top(ui::screen().control_height(), 12);
  const auto label = tr("Create invite link");
  const bool pressed =
      widgets::button(ui::id("create-invite"), bar.take_left(widgets::button_width(label, icon::user_plus)), label,
                      {.kind = widgets::ButtonKind::primary, .icon = icon::user_plus});
  if (pressed || result.submitted) {
    context.client.invite({invite_mail_}, [this](Result<api::Invite> invite) {
      invite_error_ = invite ? ErrorCode::none : invite.error().code;
      if (invite) invite_link_ = platform::origin() + "/#/join/" + invite->secret;
    });
  }
  if (invite_error_ != ErrorCode::none)
    area.take_top(ui::paragraph(area, i18n::sentence_for_account(invite_error_), {.colour = theme::Colour::danger}), 8);
  if (!invite_link_.empty()) {
    std::string shown = invite_link_;
    widgets::text_field(ui::id("invite-link"), area.take_top(widgets::field_height(), 12), tr("Invite link"), shown,
                        {.read_only = true});
    Rect copy = area.take_top(ui::screen().control_height());
    if (widgets::button(ui::id("copy-invite"), copy.take_left(widgets::button_width(tr("Copy link"), icon::copy)),
                        tr("Copy link"), {.icon = icon::copy})) {
      platform::copy_text(invite_link_);
      context.actions.toast(std::string(tr("Copied.")));
    }
  }
  return area.y - top;
}

float SettingsView::draw_data(Context& context, Rect area) {
  const float top = area.y;
  const auto& status = context.client.status();
  if (status.value) {
    widgets::key_value(ui::id("people-count"), area.take_top(widgets::key_value_height()), tr("People"),
                       platform::format_count(status.value->people));
    widgets::key_value(ui::id("organisation-count"), area.take_top(widgets::key_value_height()), tr("Organisations"),
                       platform::format_count(status.value->organisations));
    widgets::key_value(ui::id("database-size"), area.take_top(widgets::key_value_height(), 12), tr("Size"),
                       platform::format_bytes(status.value->database_bytes));
  }
  const std::pair<std::string_view, const char*> exports[] = {
      {tr("Export as CSV"), "csv"}, {tr("Export as vCard 4.0"), "vcard4"}, {tr("Export as vCard 3.0"), "vcard3"}};
  const float height = ui::screen().control_height();
  float x = area.x, y = area.y;
  for (const auto& [label, format] : exports) {
    const float width = widgets::button_width(label, icon::download);
    if (x > area.x && x + width > area.right()) x = area.x, y += height + 8;
    if (widgets::button(ui::id(ui::id("export"), format), {x, y, width, height}, label, {.icon = icon::download}))
      context.exports.start(context, {.format = format, .query = {}, .record = {}});
    x += width + 8;
  }
  area.take_top(y + height - area.y, 12);
  area.take_top(context.exports.draw(context, area));
  return area.y - top;
}

float SettingsView::draw_check(Context& context, Rect area) {
  const float top = area.y;
  area.take_top(
      ui::paragraph(area, tr("Counts and checks every table here and on the server, and repairs what differs."),
                    {.colour = theme::Colour::muted}),
      12);
  Rect bar = area.take_top(ui::screen().control_height(), 12);
  const auto label = tr("Compare now");
  if (widgets::button(ui::id("check"), bar.take_left(widgets::button_width(label, icon::refresh_cw)), label,
                      {.icon = icon::refresh_cw, .busy = is_checking_})) {
    is_checking_ = true;
    context.client.check([this](Result<api::CheckReport> report) {
      is_checking_ = false;
      check_error_ = report ? ErrorCode::none : report.error().code;
      if (report) check_ = std::move(*report);
    });
  }
  if (check_error_ != ErrorCode::none)
    area.take_top(ui::paragraph(area, i18n::sentence_for_account(check_error_), {.colour = theme::Colour::danger}));
  if (check_ && check_error_ == ErrorCode::none) {
    std::int64_t rows = 0;
    for (const auto& table : check_->tables) rows += table.device_rows;
    const auto words = check_->equal ? tr("Equal: {n} rows here and on the server.")
                                     : tr("Different: Vinculo repaired {repaired} rows; compare again.");
    area.take_top(ui::paragraph(
        area,
        fill(words, {{"n", platform::format_count(rows)}, {"repaired", platform::format_count(check_->repaired_rows)}}),
        {.colour = check_->equal ? theme::Colour::success : theme::Colour::warning}));
  }
  return area.y - top;
}

}  // namespace vinculo::views
