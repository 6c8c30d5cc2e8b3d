#include "views/import_view.h"

#include <algorithm>

#include "app/import_columns.h"
#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/field_names.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/file_drop.h"
#include "widgets/navigation.h"
#include "widgets/overlay.h"
#include "widgets/progress.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_n;
using ui::Rect;
namespace icon = theme::icon;

constexpr float one_line_from = 460;
constexpr std::string_view columns_key = "import.columns";
constexpr std::string_view accepted = ".csv,.txt,.tsv,.vcf,.vcard,text/csv,text/vcard";

std::string_view ended_title(std::string_view state) {
  if (state == "failed") return tr("The import stopped");
  return state == "cancelled" ? tr("The import was cancelled") : tr("Import finished");
}

void take_paragraph(Rect& area, std::string_view text, const ui::TextStyle& style, float gap) {
  area.take_top(ui::paragraph(area, text, style), gap);
}

}  // namespace

void ImportView::add_file(client::Client& client, platform::OpenFile file) {
  waiting_.push_back(std::move(file));
  if (stage_ == Stage::choose || stage_ == Stage::finished) open_next(client);
}

void ImportView::open_next(client::Client& client) {
  file_ = std::move(waiting_.front());
  waiting_.pop_front();
  stage_ = Stage::reading;
  error_ = ErrorCode::none;
  progress_ = {};
  client.start_import(request(), [this](Result<api::ImportPreview> preview) {
    if (stage_ != Stage::reading) return;  // forgotten
    if (!preview) {
      stage_ = Stage::choose;
      error_ = preview.error().code;
      return;
    }
    stage_ = Stage::preview;
    preview_ = std::move(*preview);
    choose_fields();
  });
}

bool ImportView::on_progress(const api::TaskProgress& progress) {
  // Before it runs the number may be another tab's: they begin anew with every core.
  if (stage_ != Stage::running || progress.kind != "import" || progress.task != preview_.task) return false;
  progress_ = progress;
  if (progress.state == "running") return false;
  stage_ = Stage::finished;
  error_ = progress.state == "failed" ? error_from_name(progress.error) : ErrorCode::none;
  return true;
}

void ImportView::tell_end(Actions& actions) const {
  if (progress_.state != "done") return actions.toast(std::string(ended_title(progress_.state)));
  const std::int64_t changed = progress_.created + progress_.updated;
  actions.toast_with_undo(fill(tr_n("Import finished: {n} record.", "Import finished: {n} records.", changed),
                               {{"n", platform::format_count(changed)}}));
}

void ImportView::choose_fields() {
  fields_.clear();
  for (const auto& column : preview_.columns) fields_.push_back(column.field);
  if (auto kept = app::fields_from(platform::local_setting(columns_key), preview_)) fields_ = std::move(*kept);
}

void ImportView::forget() {
  *this = ImportView();
  platform::set_local_setting(columns_key, "");
}

void ImportView::fail(ErrorCode code) {
  stage_ = Stage::finished;
  progress_.state = code == ErrorCode::cancelled ? "cancelled" : "failed";
  error_ = code;
}

void ImportView::run(client::Client& client) {
  client.run_import({preview_.task, fields_}, [this, &client, task = preview_.task](Result<void> started) {
    if (started || stage_ != Stage::running || task != preview_.task) return;
    if (started.error().code == ErrorCode::not_found)
      open_again(client);
    else
      fail(started.error().code);
  });
}

// The core that had opened the file ended with another tab; this page still has the file.
void ImportView::open_again(client::Client& client) {
  client.start_import(request(), [this, &client, task = preview_.task](Result<api::ImportPreview> preview) {
    if (stage_ != Stage::running || task != preview_.task) return;
    if (!preview) return fail(preview.error().code);
    if (is_cancelling_) {
      client.cancel_task(preview->task);
      return fail(ErrorCode::cancelled);
    }
    preview_.task = preview->task;
    run(client);
  });
}

// Done with this file: the next one, or none.
void ImportView::finish(client::Client& client) {
  stage_ = Stage::choose;
  file_ = {};
  preview_ = {};
  if (!waiting_.empty()) open_next(client);
}

void ImportView::draw(Context& context, Rect area) {
  widgets::page_header(area, {.title = tr("Import"), .subtitle = file_.name});
  ui::ScrollPane pane(ui::id("import-pane"), area);
  Rect content = pane.content().inset(4, 4);
  content.w = std::min(content.w, 860.f);
  ui::Stack stack({content.x, content.y, content.w, 1e6f}, 16);
  Card card(heights_, stack, ui::id("import-card"));
  Rect inside = card.content();
  const float top = inside.y;
  switch (stage_) {
    case Stage::choose: draw_choose(context, inside); break;
    case Stage::reading: take_paragraph(inside, tr("Reading the file…"), {.colour = theme::Colour::muted}, 0); break;
    case Stage::preview: draw_preview(context, inside); break;
    case Stage::running: draw_running(context, inside); break;
    case Stage::finished: draw_finished(context, inside); break;
  }
  card.end(inside.y - top);
  pane.set_content_height(stack.used() + 24);
}

void ImportView::draw_choose(Context& context, Rect& area) {
  if (error_ != ErrorCode::none) {
    const widgets::BannerOptions options{.tone = theme::Colour::danger, .icon = icon::circle_alert};
    const auto sentence = i18n::sentence_for(error_);
    widgets::banner(ui::id("import-error"), area.take_top(widgets::banner_height(sentence, area.w, options), 16),
                    sentence, options);
  }
  const widgets::FileDrop drop{
      .title = tr("Drop a CSV or vCard file here"),
      .text = tr(
          "Exports of Google, Outlook, iPhone, HubSpot, Salesforce, Pipedrive, Odoo and spreadsheets work. Columns are recognised by themselves; you see what will be created before anything changes, and an import can be undone."),
      .button = tr("Choose file"),
      .accept = accepted};
  widgets::file_drop(ui::id("choose-file"), area.take_top(widgets::file_drop_height(area.w, drop)), drop);
  if (waiting_.empty()) return;
  area.take_top(16);
  Rect row = area.take_top(ui::screen().control_height());
  if (widgets::button(ui::id("next-file"), widgets::take_button(row, tr("Next file")), tr("Next file")))
    open_next(context.client);
}

void ImportView::draw_preview(Context& context, Rect& area) {
  const std::string about =
      fill(tr_n("About {n} record in this file.", "About {n} records in this file.", preview_.records_about),
           {{"n", platform::format_count(preview_.records_about)}});
  ui::heading(area.take_top(28, 4), 2, tr("This is what will be created"));
  const auto more = static_cast<std::int64_t>(waiting_.size());
  take_paragraph(area, about, {.colour = theme::Colour::muted}, more > 0 ? 0 : 16);
  if (more > 0)
    take_paragraph(
        area, fill(tr_n("{n} more file waits.", "{n} more files wait.", more), {{"n", platform::format_count(more)}}),
        {.colour = theme::Colour::muted}, 16);
  draw_sample(area);
  if (!preview_.columns.empty()) draw_columns(area);
  Rect bar = area.take_top(ui::screen().control_height());
  if (widgets::button(ui::id("run-import"), widgets::take_button(bar, tr("Import"), icon::check), tr("Import"),
                      {.kind = widgets::ButtonKind::primary, .icon = icon::check})) {
    stage_ = Stage::running;
    progress_ = {};
    is_cancelling_ = false;
    run(context.client);
  }
  if (widgets::button(ui::id("drop-import"), widgets::take_button(bar, tr("Cancel")), tr("Cancel"))) {
    context.client.cancel_task(preview_.task);
    finish(context.client);
  }
}

void ImportView::draw_sample(Rect& area) {
  const ui::Scope list(
      ui::Landmark::list, ui::id("sample"),
      {area.x, area.y, area.w, 44.f * static_cast<float>(std::min<std::size_t>(5, preview_.sample.size()))},
      tr("First records"));
  int shown = 0;
  for (const auto& record : preview_.sample) {
    if (++shown > 5) break;
    Rect row = area.take_top(44);
    const ui::Scope item(ui::Landmark::list_item, ui::id(ui::id("sample-row"), static_cast<std::uint64_t>(shown)), row);
    widgets::avatar(row.take_left(28, 12).middle(28), record.name);
    ui::text(row.take_left(row.w * 0.4f, 12), record.name, {.weight = ui::Weight::medium});
    std::string rest;
    for (const std::string* part : {&record.organisation, &record.mail, &record.phone, &record.city})
      if (!part->empty()) rest += (rest.empty() ? "" : " · ") + *part;
    ui::text(row, rest, {.colour = theme::Colour::muted});
  }
  area.take_top(16);
}

void ImportView::draw_columns(Rect& area) {
  ui::heading(area.take_top(24, 8), 3, tr("Columns"));
  std::vector<std::string> labels = {import_field_label("")};
  for (const auto& field : preview_.fields) labels.push_back(import_field_label(field));
  const std::vector<std::string_view> choices(labels.begin(), labels.end());
  const float control = ui::screen().control_height();
  const bool is_narrow = area.w < one_line_from;  // or the fields' names would be cut
  for (std::size_t i = 0; i < preview_.columns.size(); ++i) {
    const auto& column = preview_.columns[i];
    Rect words = area.take_top(is_narrow ? 24.f : control, is_narrow ? 2.f : 8.f);
    const Rect choice = is_narrow ? area.take_top(control, 12) : words.take_right(std::min(280.f, words.w * 0.5f), 16);
    ui::text(words.take_left(words.w * 0.45f, 8), column.header, {.weight = ui::Weight::medium});
    if (!column.samples.empty()) ui::text(words, column.samples.front(), {.colour = theme::Colour::muted});
    const auto found = std::ranges::find(preview_.fields, fields_[i]);
    int chosen = found == preview_.fields.end() ? 0 : static_cast<int>(found - preview_.fields.begin()) + 1;
    const std::string name = fill(tr("Field for column {column}"), {{"column", column.header}});
    if (widgets::select(ui::id(ui::id("column"), i), choice, name, choices, chosen, {.hide_label = true})) {
      fields_[i] = chosen > 0 ? preview_.fields[static_cast<std::size_t>(chosen) - 1] : std::string();
      platform::set_local_setting(columns_key, app::columns_text(preview_, fields_));
    }
  }
  area.take_top(8);
}

void ImportView::draw_running(Context& context, Rect& area) {
  ui::heading(area.take_top(28, 8), 2, tr("Importing…"));
  const std::int64_t done = progress_.created + progress_.updated + progress_.unchanged + progress_.rejected;
  const std::string text = fill(
      tr("{n} of about {total} records"),
      {{"n", platform::format_count(done)}, {"total", platform::format_count(std::max(done, preview_.records_about))}});
  const double share = progress_.total_bytes > 0
                           ? static_cast<double>(progress_.done_bytes) / static_cast<double>(progress_.total_bytes)
                           : -1;
  const widgets::ProgressOptions progress{.name = tr("Import"),
                                          .share = share,
                                          .text = text,
                                          .can_cancel = true,
                                          .is_cancelling = is_cancelling_,
                                          .hide_name = true};
  if (!widgets::progress(ui::id("import-progress"), area.take_top(widgets::progress_height(progress)), progress))
    return;
  is_cancelling_ = true;
  context.client.cancel_task(preview_.task);
}

void ImportView::draw_finished(Context& context, Rect& area) {
  ui::heading(area.take_top(28, 8), 2, ended_title(progress_.state));
  if (progress_.state == "failed")
    take_paragraph(area, i18n::sentence_for(error_), {.colour = theme::Colour::danger}, 8);
  const std::string words =
      fill(tr("Created: {created}. Updated: {updated}. Unchanged: {unchanged}. Not readable: {rejected}."),
           {{"created", platform::format_count(progress_.created)},
            {"updated", platform::format_count(progress_.updated)},
            {"unchanged", platform::format_count(progress_.unchanged)},
            {"rejected", platform::format_count(progress_.rejected)}});
  take_paragraph(area, words, {}, 8);
  if (progress_.rejects_file)
    take_paragraph(area, tr("The rows that could not be read were saved as a file, with the reason in each line."),
                   {.colour = theme::Colour::muted}, 8);
  area.take_top(8);
  Rect bar = area.take_top(ui::screen().control_height());
  const auto people = tr("Show people");
  if (widgets::button(ui::id("show-people"), widgets::take_button(bar, people, icon::users), people,
                      {.kind = widgets::ButtonKind::primary, .icon = icon::users}))
    context.actions.go(app::route_to(app::Screen::people, context.route));
  const auto another = waiting_.empty() ? tr("Another file") : tr("Next file");
  if (widgets::button(ui::id("another-file"), widgets::take_button(bar, another), another)) finish(context.client);
  const bool can_undo = progress_.created + progress_.updated > 0 && context.client.undo_title();
  if (can_undo && bar.w < widgets::button_width(tr("Undo import"), icon::undo_2)) {
    area.take_top(8);
    bar = area.take_top(ui::screen().control_height());
  }
  if (can_undo && widgets::button(ui::id("undo-import"), widgets::take_button(bar, tr("Undo import"), icon::undo_2),
                                  tr("Undo import"), {.icon = icon::undo_2})) {
    context.client.undo([this, &actions = context.actions](Result<api::Changed> changed) {
      if (!changed) return;
      actions.toast(std::string(tr("Undone.")));
      stage_ = Stage::choose;
      file_ = {};
    });
  }
}

}  // namespace vinculo::views
