#include "views/profile.h"

#include <algorithm>
#include <vector>

#include "app/arrival.h"
#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/overlay.h"
#include "widgets/problem_summary.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::tr;
using ui::Rect;
namespace icon = theme::icon;

constexpr std::string_view name_key = "profile.name";
constexpr float widest_name = 420, photo_size = 56;
constexpr std::size_t shortest_password = 8;

ui::Id current_id() { return ui::id("current-password"); }
ui::Id password_id() { return ui::id("new-password"); }

void draw_head(Rect head, const api::StatusReport& status) {
  widgets::avatar(head.take_left(head.h, 16), status.member_name, {status.member_person, status.member_photo_version});
  Rect words = head.middle(44);
  ui::text(words.take_top(22), status.member_mail, {.weight = ui::Weight::medium});
  ui::text(words, status.workspace_name, {.size = theme::size::caption, .colour = theme::Colour::muted});
}

// Whoever of the team's people has the member's address: their photo is the member's.
void draw_card_link(Context& context, Rect area, const api::StatusReport& status) {
  const bool has_card = !status.member_person.is_nil();
  const std::string address =
      has_card ? app::format_route(app::route_to(app::Screen::people, context.route, status.member_person))
               : app::contact_address(status.member_mail, context.route.language);
  widgets::link(ui::id("my-card"), area, has_card ? tr("Open my contact card") : tr("Add my contact card, for a photo"),
                address);
}

std::string_view name_problem(const std::string& name, ErrorCode error) {
  if (std::ranges::all_of(name, [](char letter) { return letter == ' '; })) return tr("Fill in this field.");
  if (error == ErrorCode::invalid_argument) return tr("This name cannot be used. Shorten it and try again.");
  return error == ErrorCode::none ? std::string_view() : i18n::sentence_for_account(error);
}

}  // namespace

ProfileView::ProfileView() {
  if (std::string kept = platform::tab_text(name_key); !kept.empty()) name_ = std::move(kept);
}

void ProfileView::forget() {
  name_.reset();
  keep_name();
  *this = ProfileView();
}

void ProfileView::keep_name() const { platform::set_tab_text(name_key, name_.value_or("")); }

float ProfileView::draw(Context& context, Rect area) {
  const float top = area.y;
  const auto& status = context.client.status();
  if (status.value) {
    draw_head(area.take_top(photo_size, 4), *status.value);
    draw_card_link(context, area.take_top(ui::screen().control_height(), 8), *status.value);
    area.take_top(draw_name(context, area, status.value->member_name), 16);
  }
  Rect bar = area.take_top(ui::screen().control_height());
  const auto next = [&](std::string_view label, ui::Icon with) {
    const float width = widgets::button_width(label, with);
    if (width > bar.w) bar = area.take_top(ui::screen().control_height());
    return bar.take_left(width, 8);
  };
  if (widgets::button(ui::id("change-password"), next(tr("Change password"), icon::key_round), tr("Change password"),
                      {.icon = icon::key_round}))
    new_password_.emplace();
  if (widgets::button(ui::id("sign-out"), next(tr("Sign out"), icon::log_out), tr("Sign out"), {.icon = icon::log_out}))
    context.actions.sign_out();
  if (new_password_) draw_password(context);
  return area.y - top;
}

float ProfileView::draw_name(Context& context, Rect area, const std::string& name) {
  std::string typed = name_.value_or(name);
  widgets::FieldOptions options{.autocomplete = "name", .enter_key = "done", .required = true};
  if (name_) options.error = name_problem(*name_, name_error_);
  area.w = std::min(area.w, widest_name);
  const float field = widgets::field_height(options, 1, area.w);
  area.h = name_ ? field + 8 + ui::screen().control_height() : field;
  const float height = area.h;
  const ui::Scope form(ui::Landmark::form, ui::id("my-name-form"), area, tr("Your name"));
  const bool has_buttons = name_.has_value();
  if (widgets::text_field(ui::id("my-name"), area.take_top(field, 8), tr("Your name"), typed, options)) {
    name_ = typed == name ? std::nullopt : std::optional(std::move(typed));
    name_error_ = ErrorCode::none;
    keep_name();
    platform::request_frame();  // the buttons come and go
  }
  if (!has_buttons) return height;
  const bool saves = widgets::button(ui::id("save-name"), area.take_left(widgets::button_width(tr("Save")), 8),
                                     tr("Save"), {.kind = widgets::ButtonKind::primary, .busy = is_renaming_});
  if (widgets::button(ui::id("cancel-name"), area.take_left(widgets::button_width(tr("Cancel"))), tr("Cancel")))
    show_name_as_it_is();
  else if (name_ && (saves || form.submitted()))
    rename(context);
  return height;
}

void ProfileView::show_name_as_it_is() {
  name_.reset();
  name_error_ = ErrorCode::none;
  keep_name();
  ui::focus(ui::id("my-name"));
}

void ProfileView::rename(Context& context) {
  if (is_renaming_ || !name_problem(*name_, ErrorCode::none).empty()) return;
  is_renaming_ = true;
  context.client.rename({*name_}, [this, sent = *name_, &actions = context.actions](Result<api::Member> member) {
    is_renaming_ = false;
    name_error_ = member ? ErrorCode::none : member.error().code;
    if (!member) return;
    actions.toast(std::string(tr("Your name was changed.")));
    if (name_ == sent) show_name_as_it_is();  // unless somebody typed on
  });
}

void ProfileView::draw_password(Context& context) {
  NewPassword& typed = *new_password_;
  widgets::Dialog dialog(
      ui::id("password-dialog"), tr("Change password"),
      {.width = 440, .height = 400, .first_focus = current_id(), .close_name = tr("Close"), .has_address = false});
  bool is_sent = false;
  std::vector<widgets::FormProblem> problems;
  {
    ui::ScrollPane pane(ui::id("password-pane"), dialog.body());
    Rect area = pane.content().inset(4, 4);
    const float top = area.y;
    area.h = 1e6f;
    const ui::Scope form(ui::Landmark::form, ui::id("password-form"), {area.x, area.y, area.w, password_height_},
                         tr("Change password"));
    area.take_top(
        ui::paragraph(area, tr("Your other devices are signed out and ask for the new one. Nothing on them is lost."),
                      {.colour = theme::Colour::muted}),
        16);
    const auto field = [&](ui::Id id, std::string_view label, std::string& value, widgets::FieldOptions options,
                           std::string_view problem) {
      options.type = widgets::FieldType::password;
      options.required = true;
      if (typed.was_tried) options.error = problem;
      if (!problem.empty()) problems.push_back({id, std::string(label), std::string(problem)});
      const float height = widgets::field_height(options, 1, area.w);
      if (widgets::text_field(id, area.take_top(height, 12), label, value, options).changed)
        typed.error = ErrorCode::none;
    };
    field(current_id(), tr("Current password"), typed.current,
          {.autocomplete = "current-password", .enter_key = "next"},
          typed.current.empty()                         ? tr("Fill in this field.")
          : typed.error == ErrorCode::wrong_credentials ? tr("This is not your current password.")
                                                        : std::string_view());
    field(password_id(), tr("New password"), typed.password,
          {.hint = tr("At least 8 characters."), .autocomplete = "new-password", .enter_key = "done"},
          typed.password.size() < shortest_password    ? tr("At least 8 characters.")
          : typed.error == ErrorCode::invalid_argument ? tr("Too common or too long. Choose another password.")
                                                       : std::string_view());
    if (typed.error != ErrorCode::none && problems.empty())
      area.take_top(ui::paragraph(area, i18n::sentence_for_account(typed.error), {.colour = theme::Colour::danger}));
    password_height_ = area.y - top;
    pane.set_content_height(password_height_ + 8);
    is_sent = form.submitted();
  }
  Rect bar = dialog.footer();
  is_sent |= widgets::button(ui::id("send-password"), widgets::take_button(bar, tr("Change password")),
                             tr("Change password"), {.kind = widgets::ButtonKind::primary, .busy = typed.is_sending});
  const bool is_left =
      widgets::button(ui::id("cancel-password"), widgets::take_button(bar, tr("Cancel")), tr("Cancel"));
  if (is_left || dialog.dismissed()) {
    new_password_.reset();
    return;
  }
  if (!is_sent) return;
  typed.was_tried = true;
  if (problems.empty())
    change_password(context);
  else
    widgets::lead_to_problem(problems);
}

void ProfileView::change_password(Context& context) {
  if (new_password_->is_sending) return;
  new_password_->is_sending = true;
  const api::PasswordRequest request{new_password_->current, new_password_->password};
  context.client.change_password(request, [this, &actions = context.actions](Result<void> changed) {
    if (changed) actions.toast(std::string(tr("Your password was changed.")));
    if (!new_password_) return;
    new_password_->is_sending = false;
    if (changed) {
      new_password_.reset();
      return;
    }
    new_password_->error = changed.error().code;
    if (new_password_->error == ErrorCode::wrong_credentials) ui::focus(current_id());
    if (new_password_->error == ErrorCode::invalid_argument) ui::focus(password_id());
  });
}

}  // namespace vinculo::views
