// Which records of a list are chosen, and what is done with all of them: moved to the trash, labelled, exported. Draws
// the bar that says how many, the questions before something is done, and how far long work is; the boxes in the rows
// are the list's. How many there are is the core's word, asked anew with every change: whoever another device moves to
// the trash is chosen no more, and nothing is done to another number than the one that was on the screen.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "api/messages.h"
#include "ui/ui.h"
#include "views/context.h"
#include "widgets/table.h"

namespace vinculo::views {

class RecordSelection {
 public:
  explicit RecordSelection(api::ListKind list) { chosen_.list = list; }

  // First in every frame: what the list shows, and how many those are where that is known exactly. Another search or
  // label ends it, for what is seen no more would be changed unseen. Another order keeps it, and so do a record that is
  // opened and a look at another screen.
  void follow(Context& context, const api::WindowRequest& shown, std::optional<std::int64_t> total);

  [[nodiscard]] bool is_choosing() const { return is_begun_ || chosen_.all || !chosen_.ids.empty(); }
  [[nodiscard]] bool contains(const Uuid& record) const;
  [[nodiscard]] widgets::Chosen chosen() const;  // of all that the list shows
  void set(const Uuid& record, bool is_chosen);
  void choose_all_or_none();
  // Where rows have no boxes until then: with a row, or by the menu, which gives the focus to the bar.
  void begin() { is_begun_ = true; }
  void begin_by_menu() { is_begun_ = is_begun_by_menu_ = true; }

  // In the place of the list's tools.
  void draw_bar(Context& context, ui::Rect bar);
  // Above the rows while something takes long.
  void draw_progress(Context& context, ui::Rect& area) const;
  void draw_dialogs(Context& context);
  // It has ended, and what had the focus is gone with it.
  [[nodiscard]] bool take_focus() { return std::exchange(gives_focus_, false); }

  void on_progress(Actions& actions, const api::TaskProgress& progress);
  void forget() { *this = RecordSelection(chosen_.list); }

 private:
  enum class Asking : std::uint8_t { nothing, label, sure, format };

  [[nodiscard]] bool is_people() const { return chosen_.list == api::ListKind::people; }
  [[nodiscard]] std::optional<std::int64_t> count() const;  // nothing: the core has not said yet
  [[nodiscard]] std::string counted(std::string_view text, std::int64_t number) const;
  [[nodiscard]] std::string question(std::int64_t number) const;
  [[nodiscard]] std::string done_sentence(std::int64_t number) const;
  void draw_number(ui::Rect& body) const;
  void draw_label_dialog(Context& context);
  void draw_question(Context& context);
  void draw_format_dialog(Context& context);
  void decide(Context& context, api::BulkAction action, api::LabelItem label);
  void carry_out(Context& context);
  void was_refused(Actions& actions, ErrorCode code);
  void end();

  api::Selection chosen_;
  bool is_begun_ = false, is_begun_by_menu_ = false;
  std::optional<std::int64_t> total_;    // of the list
  std::optional<std::int64_t> counted_;  // by the core
  Asking asking_ = Asking::nothing;
  std::string typed_label_;
  api::BulkRequest wanted_;  // decided on, perhaps not confirmed yet; of what runs
  bool is_sent_ = false;
  bool has_changed_ = false;  // between the decision and its arrival: asked again
  std::optional<api::TaskProgress> running_;
  bool gives_focus_ = false;
};

}  // namespace vinculo::views
