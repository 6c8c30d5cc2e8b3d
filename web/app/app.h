// The program of the page: keeps the address, the session and the query cache together and draws the screen that the
// address names. Everything of substance is in the views and in the core; this only connects them. Main thread.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/arrivals.h"
#include "app/badge.h"
#include "app/route.h"
#include "client/client.h"
#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "views/command_palette.h"
#include "views/context.h"
#include "views/exports.h"
#include "views/import_view.h"
#include "views/new_record.h"
#include "views/record_list.h"
#include "views/record_page.h"
#include "views/record_photo.h"
#include "views/settings_view.h"
#include "views/sign_in.h"
#include "views/sign_in_again.h"
#include "widgets/overlay.h"

namespace vinculo::app {

class App final : public platform::Application, private views::Actions {
 public:
  App();

  void draw() override;
  void on_route(std::string_view path) override;
  void on_worker_text(std::string_view text) override;
  void on_files(ui::Id source, std::vector<platform::OpenFile> files) override;
  void on_picture(std::string_view purpose, std::span<const std::uint8_t> jpeg) override {
    views::take_photo(client_, *this, purpose, jpeg);
  }
  void on_arrival() override { arrivals_.on_arrival(); }
  void on_shared(std::string_view title, std::string_view text, std::string_view url) override {
    arrivals_.on_shared({title, text, url});
  }
  void on_text_refused(int most_characters) override;
  void on_leave() override;
  bool on_shortcut(platform::Shortcut shortcut) override;
  std::optional<std::string> unsaved() override;
  void on_unsaved(std::string_view text) override;
  void on_unsaved_kept(bool kept) override { drafts_are_kept_ = kept; }
  void on_update_ready() override { update_ready_ = true; }
  void on_worker_failed(std::string_view detail) override;
  std::string diagnostics() override;

 private:
  enum class Stage : std::uint8_t { starting, signed_out, working, failed };

  // views::Actions
  void go(const Route& route) override;
  void go_instead(const Route& route) override;
  void back() override;
  void filter(const std::string& search, std::optional<Uuid> label) override;
  void sign_out() override;
  void undo() override;
  void redo() override;
  void toast(std::string text) override;
  void toast_with_undo(std::string text) override;
  void show_error(ErrorCode code) override;
  [[nodiscard]] Uuid new_id() override;

  void read_status();
  void take_back_drafts();
  void show_kept_draft();
  [[nodiscard]] views::NewRecordView& new_record(const Route& route);
  // The list's record or form of that place is on the screen.
  [[nodiscard]] bool is_shown(const Route& place) const;
  void forget_drafts();
  void forget_member();
  void follow_task(const api::TaskProgress& progress);
  // Taking a new version ends what the core is doing, in all tabs, and a file would have to be chosen again.
  [[nodiscard]] bool offers_update() const { return update_ready_ && long_changes_.empty() && !import_.has_file(); }
  void signed_out();
  [[nodiscard]] bool has_workspace() const;
  void remember_workspace(bool is_open);
  void choose_language(std::string_view tag);
  void draw_working(views::Context& context);
  void draw_screen(views::Context& context, ui::Rect area);
  void draw_records(views::Context& context, ui::Rect area, Screen screen);
  // web/app/frame.cpp: what stands around every screen
  static constexpr float state_height = 48, profile_height = 48;  // of the corner
  void draw_banners(ui::Rect& area);
  bool stays_offline(bool is_offline);
  void draw_corner(ui::Rect corner, std::string_view member);
  void draw_state(ui::Rect area);
  void draw_over(views::Context& context);
  [[nodiscard]] std::vector<views::KeptDraft> drafts() const;
  void draw_toasts();
  void draw_drop_hint();

  client::Client client_;
  Route route_;
  i18n::Language language_ = i18n::Language::english;  // the chosen one; its texts may still be on their way
  // There was a workspace last time: its lists are asked for and drawn before the core has said that there still is.
  bool was_working_;
  Stage stage_ = Stage::starting;
  ErrorCode failure_ = ErrorCode::none;
  bool status_asked_ = false;
  bool update_ready_ = false;
  std::vector<platform::OpenFile> early_files_;  // dropped before anybody signed in
  std::set<std::int64_t> long_changes_;          // imports and the like that run, in any tab
  bool wants_search_ = false;                    // the list's search gets the focus in the next frame
  std::optional<std::string> member_mail_;       // whose drafts the views hold; known once the core has answered
  std::vector<std::string> kept_texts_;          // drafts of earlier pages, until it is known who is signed in
  std::optional<Route> kept_draft_;              // where the toast about them leads
  bool tells_of_draft_ = false;                  // that toast is due
  bool drafts_are_known_ = false;                // the browser has given what this page had kept
  bool drafts_are_kept_ = true;
  bool has_corner_ = false;  // that shows the state of saving and synchronising
  std::optional<double> offline_since_ms_;
  std::uint64_t random_state_[2];
  widgets::Toasts toasts_;

  views::SignInView sign_in_;
  views::SignInAgain sign_in_again_;
  views::RecordListView people_{api::ListKind::people};
  views::RecordListView organisations_{api::ListKind::organisations};
  views::RecordPageView person_page_{views::RecordKind::person};
  views::RecordPageView organisation_page_{views::RecordKind::organisation};
  views::NewRecordView new_person_{views::RecordKind::person};
  views::NewRecordView new_organisation_{views::RecordKind::organisation};
  views::CommandPalette palette_;
  views::ImportView import_;
  views::SettingsView settings_;
  views::Exports exports_;
  Badge badge_{client_};
  Arrivals arrivals_{client_, *this, new_person_, palette_};
};

// "Offline. 3 changes wait." and the like, with whether it deserves attention and what leads on.
struct StateLine {
  enum class Way : std::uint8_t { none, notifications, sign_in };
  std::string text;  // beside the screen, where room is short
  ui::Icon icon = 0;
  ui::Colour colour = ui::Colour::muted;
  Way way = Way::none;
  std::string sentence = {};  // above the screen; empty: the text
};
[[nodiscard]] StateLine state_line(const api::SavedState& saved, const api::SyncState& sync);

}  // namespace vinculo::app
