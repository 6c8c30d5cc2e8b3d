#include "views/record_selection.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/exports.h"
#include "widgets/button.h"
#include "widgets/label_field.h"
#include "widgets/overlay.h"
#include "widgets/progress.h"
#include "widgets/selection_bar.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_n;
using ui::Rect;
namespace icon = theme::icon;

constexpr std::int64_t asked_from = 100;  // records; Undo takes care of less

}  // namespace

// --- what is chosen ---

void RecordSelection::follow(Context& context, const api::WindowRequest& shown, std::optional<std::int64_t> total) {
  if (chosen_.query != shown.query || chosen_.label != shown.label) {
    end();
    chosen_.query = shown.query;
    chosen_.label = shown.label;
  }
  total_ = total;
  counted_.reset();
  if (!chosen_.all && chosen_.ids.empty()) return;
  const auto& answer = context.client.selected(chosen_);
  if (!answer.value) return;
  counted_ = answer.value->count;
  if (chosen_.all) return;
  const auto& still_there = answer.value->ids;
  const auto gone = std::erase_if(
      chosen_.ids, [&](const Uuid& id) { return std::ranges::find(still_there, id) == still_there.end(); });
  if (gone > 0) ui::wake_at(ui::frame_time_ms());
}

bool RecordSelection::contains(const Uuid& record) const {
  return (std::ranges::find(chosen_.ids, record) != chosen_.ids.end()) != chosen_.all;
}

void RecordSelection::set(const Uuid& record, bool is_chosen) {
  if (contains(record) == is_chosen) return;
  counted_.reset();
  if (is_chosen != chosen_.all)
    chosen_.ids.push_back(record);
  else
    std::erase(chosen_.ids, record);
  ui::wake_at(ui::frame_time_ms());
}

std::optional<std::int64_t> RecordSelection::count() const {
  const auto named = static_cast<std::int64_t>(chosen_.ids.size());
  if (counted_) return counted_;
  if (!chosen_.all) return named;
  return total_ ? std::optional(std::max<std::int64_t>(*total_ - named, 0)) : std::nullopt;
}

widgets::Chosen RecordSelection::chosen() const {
  const auto number = count();
  if (number == 0) return widgets::Chosen::none;
  const bool is_all = (chosen_.all && chosen_.ids.empty()) || (number && number == total_);
  return is_all ? widgets::Chosen::all : widgets::Chosen::some;
}

void RecordSelection::choose_all_or_none() {
  chosen_.all = chosen() != widgets::Chosen::all;
  chosen_.ids.clear();
  counted_.reset();
  ui::wake_at(ui::frame_time_ms());
}

void RecordSelection::end() {
  chosen_.all = false;
  chosen_.ids.clear();
  counted_.reset();
  is_begun_ = is_begun_by_menu_ = false;
  asking_ = Asking::nothing;
}

// --- words ---

std::string RecordSelection::question(std::int64_t number) const {
  if (wanted_.action == api::BulkAction::trash)
    return counted(is_people()
                       ? tr_n("Move {n} person to the trash?", "Move {n} people to the trash?", number)
                       : tr_n("Move {n} organisation to the trash?", "Move {n} organisations to the trash?", number),
                   number);
  return counted(is_people()
                     ? tr_n("Add the label “{label}” to {n} person?", "Add the label “{label}” to {n} people?", number)
                     : tr_n("Add the label “{label}” to {n} organisation?",
                            "Add the label “{label}” to {n} organisations?", number),
                 number);
}

std::string RecordSelection::done_sentence(std::int64_t number) const {
  if (wanted_.action == api::BulkAction::trash)
    return counted(is_people()
                       ? tr_n("{n} person moved to the trash.", "{n} people moved to the trash.", number)
                       : tr_n("{n} organisation moved to the trash.", "{n} organisations moved to the trash.", number),
                   number);
  return counted(
      is_people() ? tr_n("{n} person has the label “{label}” now.", "{n} people have the label “{label}” now.", number)
                  : tr_n("{n} organisation has the label “{label}” now.",
                         "{n} organisations have the label “{label}” now.", number),
      number);
}

std::string RecordSelection::counted(std::string_view text, std::int64_t number) const {
  return fill(text, {{"n", platform::format_count(number)}, {"label", wanted_.label.name}});
}

// --- drawing ---

void RecordSelection::draw_bar(Context& context, Rect bar) {
  const bool waits = is_sent_ || running_ || !count();
  const std::array actions{
      widgets::MenuItem{.label = tr("Add label"), .icon = icon::tag, .disabled = waits},
      widgets::MenuItem{.label = tr("Export…"), .icon = icon::download, .disabled = waits},
      widgets::MenuItem{.label = tr("Move to trash"), .icon = icon::trash_2, .danger = true, .disabled = waits}};
  const auto [ended, had_focus, action] =
      widgets::selection_bar(ui::id("selection"), bar, count().value_or(api::query_total_limit), actions,
                             std::exchange(is_begun_by_menu_, false));
  if (action == 0) asking_ = Asking::label;
  if (action == 1) asking_ = Asking::format;
  if (action == 2) decide(context, api::BulkAction::trash, {});
  if (!ended) return;
  gives_focus_ = had_focus || ui::screen().is_phone();  // the boxes of a phone go as well
  end();
  ui::wake_at(ui::frame_time_ms());
}

void RecordSelection::draw_progress(Context& context, Rect& area) const {
  if (!running_) return;
  const std::int64_t done = running_->done_bytes, total = running_->total_bytes;
  const std::string text = fill(tr("{n} of {total} records"),
                                {{"n", platform::format_count(done)}, {"total", platform::format_count(total)}});
  const widgets::ProgressOptions options{
      .name = wanted_.action == api::BulkAction::trash ? tr("Move to trash") : tr("Add label"),
      .share = static_cast<double>(done) / static_cast<double>(total),
      .text = text,
      .can_cancel = true};
  const Rect place = area.take_top(widgets::progress_height(options), 12).inset(16, 0);
  if (widgets::progress(ui::id("bulk-progress"), place, options)) context.client.cancel_task(running_->task);
}

void RecordSelection::draw_dialogs(Context& context) {
  if (asking_ != Asking::nothing && count() == 0) asking_ = Asking::nothing;
  switch (asking_) {
    case Asking::nothing: break;
    case Asking::label: return draw_label_dialog(context);
    case Asking::sure: return draw_question(context);
    case Asking::format: return draw_format_dialog(context);
  }
}

// What a title has no room for on the smallest screens.
void RecordSelection::draw_number(Rect& body) const {
  const std::int64_t number = count().value_or(0);
  const std::string words = counted(
      is_people() ? tr_n("{n} person", "{n} people", number) : tr_n("{n} organisation", "{n} organisations", number),
      number);
  body.take_top(ui::paragraph(body, words, {.colour = ui::Colour::muted}), 12);
}

void RecordSelection::draw_label_dialog(Context& context) {
  const ui::Id field = ui::id("bulk-label-field");
  const widgets::Dialog dialog(ui::id("bulk-label"), tr("Add label"),
                               {.width = 440,
                                .height = 180,
                                .with_footer = false,
                                .first_focus = widgets::label_field_input(field),
                                .close_name = tr("Close"),
                                .has_address = false});
  std::vector<widgets::LabelChoice> all;
  const auto& known = context.client.labels();
  if (known.value)
    for (const auto& label : known.value->items)
      all.push_back({ui::id(to_string(label.id)), label.name, static_cast<int>(label.colour)});
  Rect body = dialog.body();
  draw_number(body);
  const auto result = widgets::label_field(field, body, {}, all, typed_label_);
  if (result.added >= 0)
    decide(context, api::BulkAction::add_label, known.value->items[static_cast<std::size_t>(result.added)]);
  else if (!result.created.empty())
    decide(context, api::BulkAction::add_label,
           {context.actions.new_id(), result.created, static_cast<std::int64_t>(widgets::palette_index(result.created)),
            0});
  else if (dialog.dismissed())
    asking_ = Asking::nothing;
}

void RecordSelection::draw_question(Context& context) {
  const bool is_trash = wanted_.action == api::BulkAction::trash;
  const std::string_view label = is_trash ? tr("Move to trash") : tr("Add label");
  const ui::Id cancel = ui::id("bulk-cancel");
  const widgets::Dialog dialog(
      ui::id("bulk-question"), label,
      {.width = 480, .height = 204, .first_focus = cancel, .close_name = tr("Close"), .has_address = false});
  Rect body = dialog.body();
  body.take_top(ui::paragraph(body, question(count().value_or(0)), {.weight = ui::Weight::medium}), 8);
  ui::paragraph(body, has_changed_ ? tr("The list has changed meanwhile: look at the number.")
                      : is_trash   ? tr("Undo brings them back.")
                                   : tr("Those who have it already stay as they are."));
  Rect bar = dialog.footer();
  if (widgets::button(ui::id("bulk-sure"), widgets::take_button(bar, label), label,
                      {.kind = is_trash ? widgets::ButtonKind::danger : widgets::ButtonKind::primary,
                       .disabled = !count(),
                       .busy = is_sent_}))
    carry_out(context);
  const bool stays = widgets::button(cancel, widgets::take_button(bar, tr("Cancel")), tr("Cancel"));
  if (stays || dialog.dismissed()) asking_ = Asking::nothing;
}

void RecordSelection::draw_format_dialog(Context& context) {
  const float height = ui::screen().control_height();
  const widgets::Dialog dialog(ui::id("bulk-export"), tr("Export"),
                               {.width = 440,
                                .height = 144 + 3 * (height + 8),
                                .with_footer = false,
                                .close_name = tr("Close"),
                                .has_address = false});
  const std::pair<std::string_view, const char*> formats[] = {
      {tr("Export as CSV"), "csv"}, {tr("Export as vCard 4.0"), "vcard4"}, {tr("Export as vCard 3.0"), "vcard3"}};
  Rect body = dialog.body();
  draw_number(body);
  for (const auto& [label, format] : formats) {
    if (!widgets::button(ui::id(ui::id("bulk-export"), format), body.take_top(height, 8), label,
                         {.icon = icon::download}))
      continue;
    context.exports.start(context, {.format = format, .query = {}, .record = {}, .selection = chosen_});
    asking_ = Asking::nothing;
  }
  if (dialog.dismissed()) asking_ = Asking::nothing;
}

// --- what is done ---

void RecordSelection::decide(Context& context, api::BulkAction action, api::LabelItem label) {
  wanted_ = {.action = action, .selection = {}, .expected = 0, .label = std::move(label)};
  has_changed_ = false;
  asking_ = Asking::nothing;
  if (count().value_or(asked_from) < asked_from)
    carry_out(context);
  else
    asking_ = Asking::sure;
}

void RecordSelection::carry_out(Context& context) {
  wanted_.selection = chosen_;
  wanted_.expected = count().value_or(0);
  is_sent_ = true;
  Actions& actions = context.actions;
  if (wanted_.expected > api::max_bulk_records) {
    context.client.start_bulk(wanted_, [this, &actions](Result<api::TaskStarted> started) {
      is_sent_ = false;
      if (!started) return was_refused(actions, started.error().code);
      running_.emplace();
      running_->task = started->task;
      running_->total_bytes = wanted_.expected;
      gives_focus_ = true;
      end();
    });
    return;
  }
  context.client.edit_many(wanted_, [this, &actions](Result<api::Changed> changed) {
    is_sent_ = false;
    if (!changed) return was_refused(actions, changed.error().code);
    const std::string sentence = done_sentence(wanted_.expected);
    if (changed->operation == 0)  // they all had the label
      actions.toast(sentence);
    else
      actions.toast_with_undo(sentence);
    gives_focus_ = true;
    end();
  });
}

// Something changed on the way: the number of now is shown, and confirmed, however small it is.
void RecordSelection::was_refused(Actions& actions, ErrorCode code) {
  asking_ = Asking::nothing;
  if (code != ErrorCode::outdated) return actions.show_error(code);
  has_changed_ = true;
  asking_ = Asking::sure;
}

void RecordSelection::on_progress(Actions& actions, const api::TaskProgress& progress) {
  if (!running_ || progress.kind != "bulk" || progress.task != running_->task) return;
  *running_ = progress;
  if (progress.state == "running") return;
  running_.reset();
  const std::int64_t done = progress.done_bytes;
  if (progress.state == "done") return actions.toast_with_undo(done_sentence(wanted_.expected));
  const ErrorCode error = error_from_name(progress.error);
  if (progress.state == "failed" && error != ErrorCode::cancelled) return actions.show_error(error);
  const std::string stopped =
      fill(tr("Stopped after {n} of {total}."),
           {{"n", platform::format_count(done)}, {"total", platform::format_count(wanted_.expected)}});
  if (done > 0)
    actions.toast_with_undo(stopped);
  else
    actions.toast(stopped);
}

}  // namespace vinculo::views
