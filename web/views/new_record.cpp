#include "views/new_record.h"

#include <algorithm>

#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::tr;
using ui::Rect;

constexpr std::size_t max_label_chips = 12;

}  // namespace

void NewRecordView::draw(Context& context) {
  const NewId new_id = [&] { return context.actions.new_id(); };
  const bool is_person = kind_ == RecordKind::person;
  const ui::Id first = ui::id(ui::id("name-field"), is_person ? "given_name" : "name");
  if (!draft_ && context.drafts_are_known) begin(new_id);
  widgets::Dialog dialog(ui::id("new-record-dialog"), is_person ? tr("New person") : tr("New organisation"),
                         {.width = 560, .height = 640, .first_focus = first, .close_name = tr("Close")});
  Rect body = dialog.body();
  if (!draft_) {
    widgets::skeleton_rows(ui::id("new-record-loads"), body, 56, 6, 0);
    if (dialog.dismissed()) close(context);
    return;
  }
  if (!context.drafts_are_kept) draw_drafts_not_kept(body);
  look_for_problems(form_, *draft_, {});
  const auto problems = problems_of(form_, *draft_);
  if (!problems.empty())
    widgets::problem_summary(ui::id("new-record-problems"),
                             body.take_bottom(widgets::problem_summary_height(problems, body.w), 8), problems);
  {
    ui::ScrollPane pane(ui::id("new-record-pane"), body);
    Rect area = pane.content().inset(4, 4);
    area.h = 1e6f;
    const float top = area.y;
    const ui::Scope form(ui::Landmark::form, ui::id("new-record-form"), {area.x, area.y, area.w, height_},
                         is_person ? tr("New person") : tr("New organisation"));
    area.take_top(draw_name_fields(form_, *draft_, area), 16);
    for (const Table table : {Table::mail, Table::phone, Table::address, Table::link})
      area.take_top(draw_details(form_, *draft_, table, area));
    if (is_person) area.take_top(draw_affiliations(context, *draft_, area));
    area.take_top(draw_add_buttons(*draft_, new_id, area), 16);
    draw_labels(context, area);
    const widgets::FieldOptions note{.placeholder = tr("What was said, what was agreed…")};
    widgets::text_area(ui::id("first-note"), area.take_top(widgets::field_height(note, 3)), tr("Note"), draft_->note,
                       note);
    height_ = area.y - top;
    pane.set_content_height(height_ + 16);
    ask_for_frame_if_problems_changed(form_, *draft_, {});
    if (form.submitted()) save(context);
  }
  Rect bar = dialog.footer();
  if (widgets::button(ui::id("save-new"), widgets::take_button(bar, tr("Save")), tr("Save"),
                      {.kind = widgets::ButtonKind::primary, .busy = is_saving_}))
    save(context);
  if (widgets::button(ui::id("cancel-new"), widgets::take_button(bar, tr("Cancel")), tr("Cancel"))) {
    draft_.reset();
    form_ = {};
    close(context);
    return;
  }
  if (dialog.dismissed()) close(context);
}

void NewRecordView::draw_labels(Context& context, Rect& area) {
  const auto& labels = context.client.labels();
  if (!labels.value || labels.value->items.empty()) return;
  ui::text(area.take_top(20, 6), tr("Labels"), {.weight = ui::Weight::medium});
  const float height = ui::screen().touch ? ui::screen().control_height() : widgets::chip_height;
  float x = area.x, y = area.y;
  std::size_t shown = 0;
  for (const auto& label : labels.value->items) {
    if (++shown > max_label_chips) break;
    const auto chosen = std::ranges::find(draft_->labels, label.id);
    const widgets::ChipOptions options{
        .colour = static_cast<int>(label.colour), .activatable = true, .selected = chosen != draft_->labels.end()};
    const float least = ui::screen().touch ? ui::screen().control_height() : 0.f;
    const float width = std::min(area.w, std::max(least, widgets::chip_width(label.name, options)));
    if (x > area.x && x + width > area.right()) x = area.x, y += height + 8;
    if (widgets::chip(ui::id(ui::id("label-choice"), ui::id(to_string(label.id))), {x, y, width, height}, label.name,
                      options) == widgets::ChipResult::activated) {
      if (options.selected)
        draft_->labels.erase(chosen);
      else
        draft_->labels.push_back(label.id);
    }
    x += width + 8;
  }
  area.take_top(y + height - area.y, 16);
}

void NewRecordView::save(Context& context) {
  if (is_saving_) return;
  if (!is_ready_to_save(form_, *draft_, {})) return;
  const auto request = edits_of(
      *draft_, RecordDraft{}, [&] { return context.actions.new_id(); }, platform::clock_ms(), context.member_name);
  is_saving_ = true;
  app::Route page = context.route;
  page.is_new = false;
  page.record = draft_->id;
  context.client.edit(request, [this, &actions = context.actions, page](Result<api::Changed> changed) {
    is_saving_ = false;
    if (!changed) return;  // the words stay in the form
    draft_.reset();
    form_ = {};
    actions.toast_with_undo(std::string(tr("Saved.")));
    actions.go_instead(page);
  });
}

void NewRecordView::begin(const NewId& new_id) {
  if (waiting_.empty()) {
    draft_ = new_draft(kind_, new_id);
  } else {
    draft_ = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
  }
}

void NewRecordView::open_with(RecordDraft draft) {
  if (is_saving_) {  // what is there goes when the core has it
    waiting_.insert(waiting_.begin(), std::move(draft));
    return;
  }
  if (draft_ && is_dirty(*draft_, {})) waiting_.insert(waiting_.begin(), std::move(*draft_));
  draft_ = std::move(draft);
  form_ = {};
}

void NewRecordView::keep(std::vector<KeptDraft>& kept) const {
  if (draft_ && is_dirty(*draft_, {})) kept.push_back({*draft_, {}, {}});
  for (const RecordDraft& draft : waiting_) kept.push_back({draft, {}, {}});
}

bool NewRecordView::take_back(KeptDraft kept, bool is_open) {
  std::erase_if(waiting_, [&](const RecordDraft& each) { return each.id == kept.draft.id; });
  waiting_.push_back(std::move(kept.draft));
  if (is_open && draft_) return false;
  if (draft_ && !is_dirty(*draft_, {})) draft_.reset();
  return is_open;
}

void NewRecordView::show_waiting() {
  if (waiting_.empty() || is_saving_) return;
  RecordDraft wanted = std::move(waiting_.back());
  waiting_.pop_back();
  open_with(std::move(wanted));
}

void NewRecordView::forget_drafts() {
  draft_.reset();
  waiting_.clear();
  form_ = {};
}

void NewRecordView::close(Context& context) { context.actions.back(); }

}  // namespace vinculo::views
