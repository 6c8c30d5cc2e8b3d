#include "views/sign_in_again.h"

#include "i18n/catalogue.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/overlay.h"

namespace vinculo::views {
namespace {

using i18n::tr;
using ui::Rect;

ui::Id password_id() { return ui::id("password-again"); }

}  // namespace

void SignInAgain::draw(Context& context) {
  const auto& status = context.client.status();
  // Changes that wait belong to whoever made them: nobody else signs in here.
  std::string mail = status.value ? status.value->member_mail : std::string();
  widgets::Dialog dialog(
      ui::id("sign-in-again"), tr("Sign in"),
      {.width = 420, .height = 340, .first_focus = password_id(), .close_name = tr("Close"), .has_address = false});
  bool is_sent = false;
  {
    widgets::FieldOptions options{.type = widgets::FieldType::password,
                                  .autocomplete = "current-password",
                                  .enter_key = "done",
                                  .required = true};
    if (was_tried_ && password_.empty())
      options.error = tr("Fill in this field.");
    else if (error_ != ErrorCode::none)
      options.error = i18n::sentence_for_account(error_);
    ui::ScrollPane pane(ui::id("sign-in-again-pane"), dialog.body());
    Rect area = pane.content().inset(4, 4);
    const float mail_height = widgets::field_height(), password_height = widgets::field_height(options, 1, area.w);
    area.h = mail_height + 14 + password_height;
    pane.set_content_height(area.h + 8);
    const ui::Scope form(ui::Landmark::form, ui::id("sign-in-again-form"), area, tr("Sign in"));
    widgets::text_field(ui::id("mail-again"), area.take_top(mail_height, 14), tr("E-mail"), mail,
                        {.type = widgets::FieldType::email, .autocomplete = "username", .read_only = true});
    if (widgets::text_field(password_id(), area.take_top(password_height), tr("Password"), password_, options).changed)
      error_ = ErrorCode::none;
    is_sent = form.submitted();
  }
  Rect bar = dialog.footer();
  is_sent |= widgets::button(ui::id("send-again"), widgets::take_button(bar, tr("Sign in")), tr("Sign in"),
                             {.kind = widgets::ButtonKind::primary, .busy = is_sending_});
  if (widgets::button(ui::id("later-again"), widgets::take_button(bar, tr("Cancel")), tr("Cancel")) ||
      dialog.dismissed())
    *this = {};
  else if (is_sent)
    send(context, mail);
}

void SignInAgain::send(Context& context, const std::string& mail) {
  was_tried_ = true;
  if (is_sending_) return;
  if (password_.empty()) return ui::focus(password_id());
  is_sending_ = true;
  context.client.login({mail, password_}, [this](Result<api::Session> session) {
    if (!is_open_) return;
    is_sending_ = false;
    if (session) {
      *this = {};
      return;
    }
    error_ = session.error().code;
    ui::focus(password_id());
  });
}

}  // namespace vinculo::views
