#include "views/sign_out.h"

#include <string>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/overlay.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using ui::Rect;

std::string what_is_lost(const std::vector<KeptDraft>& unsaved) {
  std::vector<std::string> names;
  for (const KeptDraft& kept : unsaved) {
    const bool is_person = kept.draft.kind == RecordKind::person;
    std::string name = display_name(kept.draft);
    names.push_back(name.empty() ? std::string(is_person ? tr("New person") : tr("New organisation")) : name);
  }
  std::string lost;
  if (!names.empty())
    lost = fill(tr("What you have not saved would be lost: {names}."), {{"names", platform::format_list(names)}});
  if (platform::other_tabs_have_drafts())
    lost += (lost.empty() ? "" : " ") +
            std::string(tr("Another tab, or one that was closed, has words that are not saved."));
  return lost.empty() ? std::string(tr("Your records stay on the server.")) : lost;
}

}  // namespace

void draw_sign_out(Context& context, const std::vector<KeptDraft>& unsaved) {
  const std::string lost = what_is_lost(unsaved);
  const ui::Id cancel = ui::id("keep-working");
  widgets::Dialog dialog(ui::id("sign-out-question"), tr("Sign out?"),
                         {.width = 440, .height = 240, .first_focus = cancel, .close_name = tr("Close")});
  {
    ui::ScrollPane pane(ui::id("sign-out-pane"), dialog.body());
    pane.set_content_height(ui::paragraph(pane.content(), lost));
  }
  Rect bar = dialog.footer();
  if (widgets::button(ui::id("sign-out-anyway"), widgets::take_button(bar, tr("Sign out")), tr("Sign out"),
                      {.kind = widgets::ButtonKind::danger}))
    context.client.logout(nullptr);
  const bool stays = widgets::button(cancel, widgets::take_button(bar, tr("Cancel")), tr("Cancel"));
  if (stays || dialog.dismissed()) context.actions.back();
}

}  // namespace vinculo::views
