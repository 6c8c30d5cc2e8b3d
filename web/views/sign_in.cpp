#include "views/sign_in.h"

#include <cmath>

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

using i18n::fill;
using i18n::tr;
using ui::Rect;

constexpr std::size_t shortest_password = 8;
constexpr float tallest_form = 560;
// Codes and passwords are kept nowhere.
constexpr std::string_view workspace_key = "sign-in.workspace", name_key = "sign-in.name", mail_key = "sign-in.mail";

}  // namespace

SignInView::SignInView()
    : workspace_(platform::tab_text(workspace_key)),
      name_(platform::tab_text(name_key)),
      mail_(platform::tab_text(mail_key)) {}

void SignInView::keep() const {
  platform::set_tab_text(workspace_key, workspace_);
  platform::set_tab_text(name_key, name_);
  platform::set_tab_text(mail_key, mail_);
}

void SignInView::forget() {
  code_.clear(), workspace_.clear(), name_.clear(), mail_.clear(), password_.clear();
  keep();
  *this = SignInView();
}

void SignInView::ask_server(Context& context) {
  if (is_asking_) return;
  is_asking_ = true;
  context.client.account_state([this](Result<api::AccountState> state) {
    is_asking_ = false;
    error_ = state ? ErrorCode::none : state.error().code;
    if (!state) return;
    form_ = state->initialised ? Form::login : Form::setup;
    server_workspace_ = state->workspace_name;
  });
}

void SignInView::draw(Context& context, Rect whole) {
  const bool is_invited = context.route.screen == app::Screen::join;
  if (is_invited) form_ = Form::join;
  if (!is_invited && form_ == Form::join) form_ = Form::unknown;
  if (form_ == Form::unknown && error_ == ErrorCode::none) ask_server(context);

  const float width = std::min(whole.w - 2 * ui::screen().margin(), 420.f);
  // The same for every form, so that nothing moves when the server has said which one it is.
  const float top = std::max(24.f, (whole.h - tallest_form) / 2.4f);
  ui::ScrollPane pane(ui::id("sign-in-pane"), whole);
  const Rect content = pane.content();
  const ui::Scope main(ui::Landmark::main, ui::id("main"), {content.x, content.y, content.w, height_ + top});
  Rect inside = widgets::card({content.x + (whole.w - width) / 2, content.y + top, width, height_}, 28);
  inside.h = 1e6f;
  const float start = inside.y;
  ui::text(inside.take_top(36, 4), "Vinculo",
           {.size = theme::size::page, .weight = ui::Weight::semibold, .colour = theme::Colour::primary});
  if (form_ == Form::unknown) {
    if (error_ == ErrorCode::none) {
      ui::paragraph(inside.take_top(48), tr("Looking for the server…"), {.colour = theme::Colour::muted});
    } else {
      inside.take_top(ui::paragraph(inside, i18n::sentence_for_account(error_)), 16);
      if (widgets::button(ui::id("retry"), inside.take_top(ui::screen().control_height()), tr("Try again"),
                          {.kind = widgets::ButtonKind::primary}))
        error_ = ErrorCode::none;
    }
  } else {
    draw_fields(context, inside);
  }
  const float used = inside.y - start + 56;
  if (std::abs(used - height_) > 0.5f) {  // the sum of the same heights differs a little with where it starts
    height_ = used;
    platform::request_frame();
  }
  pane.set_content_height(height_ + top + 24);
}

void SignInView::draw_fields(Context& context, Rect& area) {
  const ui::Scope form(ui::Landmark::form, ui::id("sign-in"), {area.x, area.y, area.w, height_ - 90}, tr("Sign in"));
  bool is_changed = false;
  std::vector<widgets::FormProblem> problems;  // beside their fields, which are all in sight: no summary
  const auto field = [&](std::string_view id, std::string_view label, std::string& value, widgets::FieldOptions options,
                         std::size_t shortest = 1) {
    const auto problem = [&]() -> std::string_view {
      if (value.empty()) return tr("Fill in this field.");
      return value.size() < shortest ? tr("At least 8 characters.") : std::string_view();
    };
    options.required = true;
    if (was_tried_) options.error = problem();
    is_changed |=
        widgets::text_field(ui::id(id), area.take_top(widgets::field_height(options), 14), label, value, options)
            .changed;
    // By what the field holds now: a password manager fills and presses at once.
    if (const auto left = problem(); !left.empty())
      problems.push_back({ui::id(id), std::string(label), std::string(left)});
  };
  const bool is_new_member = form_ != Form::login;
  std::string_view title = tr("Sign in");
  std::string_view action = tr("Sign in");
  std::string text;
  if (form_ == Form::setup) {
    title = tr("Create your workspace");
    action = tr("Create workspace");
    text = tr("The server printed a setup code when it started. It proves that this server is yours.");
  } else if (form_ == Form::join) {
    title = tr("Join your team");
    action = tr("Join");
    text = tr("You were invited. Choose the name and password that you will use here.");
  } else if (!server_workspace_.empty()) {
    text = server_workspace_;
  }
  ui::heading(area.take_top(32, 4), 1, title, theme::size::section);
  if (!text.empty()) area.take_top(ui::paragraph(area, text, {.colour = theme::Colour::muted}), 16);
  const ErrorCode said = error_ != ErrorCode::none ? error_ : reason_;
  if (said != ErrorCode::none) {
    const widgets::BannerOptions options{.tone = theme::Colour::danger, .icon = theme::icon::circle_alert};
    const auto sentence = i18n::sentence_for_account(said);
    widgets::banner(ui::id("sign-in-error"), area.take_top(widgets::banner_height(sentence, area.w, options), 16),
                    sentence, options);
  }
  if (form_ == Form::setup) {
    field("setup-code", tr("Setup code"), code_, {.autocomplete = "one-time-code"});
    field("workspace", tr("Workspace name"), workspace_,
          {.placeholder = tr("Your company"), .autocomplete = "organization"});
  }
  if (is_new_member) field("your-name", tr("Your name"), name_, {.autocomplete = "name"});
  field("mail", tr("E-mail"), mail_, {.type = widgets::FieldType::email, .autocomplete = "username"});
  widgets::FieldOptions password{.type = widgets::FieldType::password,
                                 .autocomplete = is_new_member ? "new-password" : "current-password",
                                 .enter_key = "done"};
  if (is_new_member) password.hint = tr("At least 8 characters.");
  field("password", tr("Password"), password_, password, is_new_member ? shortest_password : 1);
  if (is_changed) keep();
  const bool pressed = widgets::button(ui::id("sign-in-button"), area.take_top(ui::screen().control_height(), 4),
                                       action, {.kind = widgets::ButtonKind::primary, .busy = is_sending_});
  if (!pressed && !form.submitted()) return;
  was_tried_ = true;
  if (problems.empty())
    send(context);
  else
    widgets::lead_to_problem(problems);
}

void SignInView::send(Context& context) {
  if (is_sending_) return;
  is_sending_ = true;
  error_ = ErrorCode::none;
  const auto done = [this](Result<api::Session> session) {
    is_sending_ = false;
    if (!session)
      error_ = session.error().code;
    else
      password_.clear();
  };
  if (form_ == Form::setup)
    context.client.setup({code_, workspace_, name_, mail_, password_}, done);
  else if (form_ == Form::join)
    context.client.join({context.route.invite, name_, mail_, password_}, done);
  else
    context.client.login({mail_, password_}, done);
}

}  // namespace vinculo::views
