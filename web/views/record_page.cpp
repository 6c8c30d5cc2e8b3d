#include "views/record_page.h"

#include <algorithm>
#include <vector>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "i18n/typed.h"
#include "platform/paper.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/exports.h"
#include "views/field_names.h"
#include "views/record_list.h"
#include "views/record_photo.h"
#include "widgets/button.h"
#include "widgets/navigation.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_n;
using ui::Rect;
namespace icon = theme::icon;

constexpr float gap = 16;
constexpr float bar_padding = 14;
constexpr std::size_t max_clean_pages = 16;  // states of pages without unsaved words

// "Phone (Mobile)"
std::string label_of(const DetailDraft& detail) {
  const std::string_view column = text_column(detail.table);
  const std::string label = column.empty() ? std::string(tr("Address")) : column_label(detail.table, column);
  return detail.kind.empty() ? label : label + " (" + kind_label(detail.kind) + ")";
}

// An address in one line.
std::string text_of(const DetailDraft& detail) {
  std::string text = detail.text;
  for (const std::string& part : address_parts())
    if (const auto found = detail.parts.find(part); found != detail.parts.end())
      text += (text.empty() ? "" : ", ") + found->second;
  return text;
}

}  // namespace

struct RecordPageView::PageParts {
  Uuid id;
  std::string name, line;
  Uuid photo;  // of a person, as PersonPage says
  std::int64_t photo_version;
  const std::vector<api::LabelItem>& labels;
  const std::vector<api::NoteItem>& notes;
  const std::vector<api::KeptItem>& kept;
  const std::vector<api::ConflictItem>& conflicts;
  const std::vector<api::Affiliation>* people;  // of an organisation
  std::int64_t people_total;
  std::int64_t changed_ms;
  bool is_deleted;
};

api::EditRequest trash_edit(RecordKind kind, const Uuid& id, bool is_deleted) {
  api::EditRequest request;
  request.title = is_deleted ? "Move to trash" : "Restore";
  request.edits.push_back(
      {kind == RecordKind::person ? "person" : "organisation", id, {{"deleted", std::int64_t{is_deleted}}}});
  return request;
}

RecordPageView::Editing& RecordPageView::editing_for(const Uuid& id) {
  auto& editing = editing_[id];
  if (!editing) {
    for (auto it = editing_.begin(); editing_.size() > max_clean_pages && it != editing_.end();) {
      const bool can_go = it->second && it->first != id && !is_dirty(it->second->draft, it->second->base) &&
                          it->second->notes.note.empty() && !it->second->is_saving;
      it = can_go ? editing_.erase(it) : std::next(it);
    }
    editing_[id] = std::make_unique<Editing>();
  }
  return *editing_[id];
}

void RecordPageView::keep(std::vector<KeptDraft>& kept) const {
  kept.insert(kept.end(), kept_.begin(), kept_.end());
  for (const auto& [id, editing] : editing_)
    if (editing->version > 0 && (is_dirty(editing->draft, editing->base) || !editing->notes.note.empty()))
      kept.push_back({editing->draft, editing->base, editing->notes.note});
}

void RecordPageView::take_back(KeptDraft kept) {
  std::erase_if(kept_, [&](const KeptDraft& each) { return each.draft.id == kept.draft.id; });
  kept_.push_back(std::move(kept));
}

void RecordPageView::forget_drafts() {
  editing_.clear();
  kept_.clear();
}

void RecordPageView::begin_with_kept(Editing& editing) {
  const auto kept = std::ranges::find(kept_, editing.draft.id, [](const KeptDraft& each) { return each.draft.id; });
  if (kept == kept_.end() || !editing.notes.note.empty() || is_dirty(editing.draft, editing.base)) return;
  editing.draft = std::move(kept->draft);
  rebase(editing.draft, kept->base, editing.base);
  editing.notes.note = std::move(kept->note);
  kept_.erase(kept);
}

void RecordPageView::draw(Context& context, const Uuid& id, Rect area, bool beside_list) {
  Editing& editing = editing_for(id);
  const auto take = [&](const auto& answer) {
    if (!answer.value || answer.version == editing.version) return;
    const RecordDraft base = draft_of(*answer.value);
    if (editing.version == 0)
      editing.draft = base;
    else
      rebase(editing.draft, editing.base, base);
    editing.base = base;
    editing.version = answer.version;
  };
  const auto begin = [&](const auto& answer) {
    take(answer);
    if (answer.value) begin_with_kept(editing);
  };
  const auto name_tab = [](const std::string& name) {
    platform::set_title((name.empty() ? std::string(tr("No name")) : name) + " – Vinculo");
  };
  const auto not_there = [&](ErrorCode error) {
    if (error != ErrorCode::none) wants_print_ = false;
    if (error == ErrorCode::none) {
      widgets::skeleton_rows(ui::id("record-loads"), area, 56, 6, 1);
      return;
    }
    platform::mark_interactive();
    platform::set_title(std::string(tr("Not here")) + " – Vinculo");
    if (widgets::empty_state(ui::id("no-record"), area,
                             {.icon = icon::circle_alert,
                              .title = tr("Not here"),
                              .text = i18n::sentence_for(error),
                              .action = tr("Back to the list"),
                              .level = 1}))
      context.actions.go_instead(app::list_of(context.route));
  };
  if (kind_ == RecordKind::person) {
    const auto& answer = context.client.person(id);
    begin(answer);
    if (!answer.value) return not_there(answer.error);
    const api::PersonPage& page = *answer.value;
    name_tab(page.display_name);
    std::string line;
    if (!page.affiliations.empty()) {
      const auto& job = page.affiliations.front();
      line =
          job.title.empty() || job.organisation_name.empty()
              ? job.title + job.organisation_name
              : fill(tr("{title} at {organisation}"), {{"title", job.title}, {"organisation", job.organisation_name}});
    }
    const PageParts parts{id,          page.display_name, line,           page.photo,     page.photo_version,
                          page.labels, page.notes,        page.kept,      page.conflicts, nullptr,
                          0,           page.changed_ms,   page.is_deleted};
    draw_header(context, editing, parts, area, beside_list);
    draw_content(context, editing, parts, area);
    return;
  }
  const auto& answer = context.client.organisation(id);
  begin(answer);
  if (!answer.value) return not_there(answer.error);
  const api::OrganisationPage& page = *answer.value;
  name_tab(page.display_name);
  const std::string line =
      fill(tr_n("{n} person", "{n} people", page.people_total), {{"n", platform::format_count(page.people_total)}});
  const PageParts parts{id,
                        page.display_name,
                        line,
                        Uuid(),
                        0,
                        page.labels,
                        page.notes,
                        page.kept,
                        page.conflicts,
                        &page.people,
                        page.people_total,
                        page.changed_ms,
                        page.is_deleted};
  draw_header(context, editing, parts, area, beside_list);
  draw_content(context, editing, parts, area);
}

void RecordPageView::draw_header(Context& context, Editing& editing, const PageParts& page, Rect& area,
                                 bool beside_list) {
  const std::string address = app::format_route(app::list_of(context.route));
  const std::string name = page.name.empty() ? std::string(tr("No name")) : page.name;
  const int undo_buttons = (context.client.undo_title() ? 1 : 0) + (context.client.redo_title() ? 1 : 0);
  widgets::PageHeader header{.title = name, .buttons = 1 + (beside_list ? 1 : 0) + undo_buttons};
  if (!beside_list) {
    header.back_address = address;
    header.back_name = tr("Back to the list");
  }
  Rect bar = widgets::page_header(area, header);
  const float height = ui::screen().control_height();
  if (beside_list && widgets::icon_button(ui::id("close-page"), bar.take_right(height, 4).middle(height), icon::x,
                                          tr("Close"), {.kind = widgets::ButtonKind::quiet}))
    context.actions.go(app::list_of(context.route));
  draw_menu(context, editing, page, bar.take_right(height, 4).middle(height));
  draw_undo_buttons(context, bar);
}

platform::Paper RecordPageView::paper_of(const RecordDraft& stored, const PageParts& page) {
  platform::Paper paper;
  paper.title(page.name.empty() ? tr("No name") : std::string_view(page.name));
  if (!page.line.empty()) paper.line(page.line);
  const TableInfo& table = table_info(stored.kind == RecordKind::person ? Table::person : Table::organisation);
  for (const ColumnInfo& column : table.columns) {
    const auto field = stored.fields.find(std::string(column.name));
    if (field == stored.fields.end() || field->second.empty()) continue;
    const auto day = i18n::read_iso_date(column.name == "birthday" ? field->second : std::string());
    paper.field(column_label(table.table, column.name), day ? i18n::day_text(*day) : field->second);
  }
  for (const DetailDraft& detail : stored.details) paper.field(label_of(detail), text_of(detail));
  for (const AffiliationDraft& job : stored.affiliations) {
    std::string words = job.organisation_name;
    for (const std::string& part : {job.title, job.department})
      if (!part.empty()) words += (words.empty() ? "" : " · ") + part;
    paper.field(tr("Organisation"), words);
  }
  std::vector<std::string> labels;
  for (const api::LabelItem& label : page.labels) labels.push_back(label.name);
  if (!labels.empty()) paper.field(tr("Labels"), platform::format_list(labels));
  if (page.people && !page.people->empty()) {
    paper.heading(tr("People"));
    for (const api::Affiliation& job : *page.people) paper.field(job.person_name, job.title);
  }
  if (!page.notes.empty()) paper.heading(tr("Notes"));
  for (const api::NoteItem& note : page.notes) {
    paper.line(platform::format_date(note.created_ms, platform::DateStyle::date) +
               (note.author.empty() ? std::string() : " · " + note.author));
    paper.paragraph(note.body);
  }
  return paper;
}

void RecordPageView::draw_menu(Context& context, Editing& editing, const PageParts& page, Rect place) {
  enum class Act : std::uint8_t { export_card, print, remove_photo, trash };
  std::vector<widgets::MenuItem> items{{.label = tr("Export as vCard"), .icon = icon::download},
                                       {.label = tr("Print"), .icon = icon::printer}};
  std::vector<Act> acts{Act::export_card, Act::print};
  if (!page.photo.is_nil() && !page.is_deleted) {
    items.push_back({.label = tr("Remove photo"), .icon = icon::image_off});
    acts.push_back(Act::remove_photo);
  }
  items.push_back({.label = page.is_deleted ? tr("Restore") : tr("Move to trash"),
                   .icon = icon::trash_2,
                   .danger = !page.is_deleted,
                   .starts_group = true});
  acts.push_back(Act::trash);
  const int chosen = widgets::menu_button(ui::id("record-menu"), place, tr("More"), items, editing.menu_open,
                                          {.icon = icon::ellipsis, .icon_only = true});
  const auto is_chosen = [&](Act act) { return chosen >= 0 && acts[static_cast<std::size_t>(chosen)] == act; };
  if (is_chosen(Act::export_card)) {
    api::ExportRequest request;
    request.format = "vcard4";
    request.record = page.id;
    context.exports.start(context, request);
  }
  if (is_chosen(Act::print) || std::exchange(wants_print_, false)) platform::print(paper_of(editing.base, page));
  if (is_chosen(Act::remove_photo)) remove_photo(context, page.photo);
  if (!is_chosen(Act::trash)) return;
  const bool to_trash = !page.is_deleted;
  context.client.edit(
      trash_edit(kind_, page.id, to_trash),
      [&actions = context.actions, to_trash, back = app::list_of(context.route)](Result<api::Changed> changed) {
        if (!changed || !to_trash) return;
        actions.toast_with_undo(std::string(tr("Moved to the trash.")));
        actions.go_instead(back);
      });
}

void RecordPageView::draw_content(Context& context, Editing& editing, const PageParts& page, Rect area) {
  platform::mark_interactive();
  const auto is_unsaved = [&] { return is_dirty(editing.draft, editing.base) || editing.is_saving; };
  const bool has_bar = is_unsaved();
  look_for_problems(editing.form, editing.draft, editing.base);
  const Rect bar = has_bar ? area.take_bottom(save_bar_height(editing, area.w)) : Rect{};
  draw_cards(context, editing, page, area);
  // After the fields: what was typed a moment ago belongs to what is saved or discarded.
  if (has_bar) draw_save_bar(context, editing, bar);
  if (has_bar != is_unsaved()) platform::request_frame();
  ask_for_frame_if_problems_changed(editing.form, editing.draft, editing.base);
}

void RecordPageView::draw_cards(Context& context, Editing& editing, const PageParts& page, Rect area) {
  ui::ScrollPane pane(ui::id(ui::id("record-pane"), ui::id(to_string(page.id))), area, page.name);
  const float margin = ui::screen().is_phone() ? 12 : 4;
  const Rect content = pane.content().inset(margin, 4);
  ui::Stack stack({content.x, content.y, content.w, 1e6f}, gap);
  if (page.is_deleted) {
    const widgets::BannerOptions options{
        .tone = theme::Colour::warning, .icon = icon::trash_2, .action = tr("Restore")};
    const auto text = tr("This record is in the trash.");
    if (widgets::banner(ui::id("in-trash"), stack.take(widgets::banner_height(text, stack.width(), options)), text,
                        options))
      context.client.edit(trash_edit(kind_, page.id, false), nullptr);
  }
  draw_conflicts(context, page.conflicts, stack);
  {
    Card card(editing.heights, stack, ui::id("who"));
    Rect inside = card.content();
    const float size = 64;
    Rect row = inside.take_top(size, gap);
    const Rect face = row.take_left(size, gap);
    if (kind_ == RecordKind::person && !page.is_deleted)
      draw_photo_button(face, {page.id, page.photo}, page.name, page.photo_version);
    else
      widgets::avatar(face, page.name, {page.id, page.photo_version});
    Rect words = row.middle(page.line.empty() ? 22 : 48);
    if (!page.line.empty()) ui::text(words.take_top(26), page.line, {.weight = ui::Weight::medium});
    const std::string changed = page.changed_ms
                                    ? fill(tr("Changed {when}"), {{"when", platform::format_relative(page.changed_ms)}})
                                    : std::string();
    ui::text(words.take_top(22), changed, {.colour = theme::Colour::muted});
    card.end(size + gap + draw_labels(context, editing.notes, page.id, page.labels, inside));
  }
  draw_form_card(context, editing, stack);
  if (page.people) draw_people_card(context, editing, page, stack);
  {
    Card card(editing.heights, stack, ui::id("notes"));
    Rect inside = card.content();
    widgets::section_heading(inside.take_top(32, 8), tr("Notes"));
    card.end(40 + draw_notes(context, editing.notes, page.id, page.notes, inside));
  }
  if (!page.kept.empty()) draw_kept_card(editing, page, stack);
  pane.set_content_height(stack.used() + 24);
}

// Read only: it comes back as it is in every export.
void RecordPageView::draw_kept_card(Editing& editing, const PageParts& page, ui::Stack& stack) {
  Card card(editing.heights, stack, ui::id("kept"));
  Rect inside = card.content();
  const float top = inside.y;
  widgets::section_heading(inside.take_top(32, 8), tr("Also in the imported file"));
  std::uint64_t number = 0;
  for (const api::KeptItem& item : page.kept) {
    const ui::Id id = ui::id(ui::id("kept-item"), ++number);
    const bool is_link = item.value.starts_with("https://") || item.value.starts_with("http://");
    if (is_link)
      widgets::key_value(id, inside.take_top(widgets::key_value_height()), item.name, item.value, item.value);
    else
      inside.take_top(widgets::key_paragraph(id, inside, item.name, item.value));
  }
  card.end(inside.y - top);
}

void RecordPageView::draw_form_card(Context& context, Editing& editing, ui::Stack& stack) {
  Card card(editing.heights, stack, ui::id("form"));
  Rect inside = card.content();
  const float top = inside.y;
  const ui::Scope form(ui::Landmark::form, ui::id("record-form"), card.known_content(),
                       kind_ == RecordKind::person ? tr("Person") : tr("Organisation"));
  RecordDraft& draft = editing.draft;
  widgets::section_heading(inside.take_top(32, 8), tr("Details"));
  inside.take_top(draw_name_fields(editing.form, draft, inside), gap);
  if (kind_ == RecordKind::person) {
    const float used = draw_affiliations(context, draft, inside);
    inside.take_top(used, used > 0 ? 4.f : 0.f);
  }
  for (const Table table : {Table::phone, Table::mail, Table::address, Table::link})
    inside.take_top(draw_details(editing.form, draft, table, inside));
  const NewId new_id = [&] { return context.actions.new_id(); };
  inside.take_top(draw_add_buttons(draft, new_id, inside));
  if (form.submitted()) save(context, editing);
  card.end(inside.y - top);
}

void RecordPageView::draw_people_card(Context& context, Editing& editing, const PageParts& page, ui::Stack& stack) {
  Card card(editing.heights, stack, ui::id("people"));
  Rect inside = card.content();
  const float top = inside.y;
  widgets::section_heading(inside.take_top(32, 8), tr("People"));
  if (page.people->empty())
    inside.take_top(ui::paragraph(inside, tr("Nobody here yet. Open a person and add this organisation there."),
                                  {.colour = theme::Colour::muted}));
  for (const auto& person : *page.people) {
    Rect row = inside.take_top(44);
    widgets::avatar(row.take_left(28, 12).middle(28), person.person_name, {person.person, person.photo_version});
    const ui::Id key = ui::id(ui::id("member"), ui::id(to_string(person.id)));
    std::string_view name = person.person_name;
    if (name.empty()) name = tr("No name");
    widgets::link(key, row.take_left(row.w * 0.45f, 12).middle(24), name,
                  app::format_route(app::route_to(app::Screen::people, context.route, person.person)),
                  {.weight = ui::Weight::medium});
    std::string work = person.title;
    if (!person.department.empty()) work += (work.empty() ? "" : " · ") + person.department;
    ui::text(row, work, {.colour = theme::Colour::muted});
  }
  const auto shown = static_cast<std::int64_t>(page.people->size());
  if (page.people_total > shown)
    inside.take_top(ui::paragraph(inside,
                                  fill(tr("And {n} more: search for the organisation in the list of people."),
                                       {{"n", platform::format_count(page.people_total - shown)}}),
                                  {.colour = theme::Colour::muted}));
  card.end(inside.y - top);
}

float RecordPageView::save_bar_height(const Editing& editing, float width) {
  const float summary = widgets::problem_summary_height(problems_of(editing.form, editing.draft), width - 32);
  return ui::screen().control_height() + 2 * bar_padding + (summary > 0 ? summary + bar_padding : 0.f);
}

void RecordPageView::draw_save_bar(Context& context, Editing& editing, Rect area) {
  widgets::divider(area);
  area.take_top(bar_padding);
  Rect bar = area.inset(16, 0);
  if (const auto problems = problems_of(editing.form, editing.draft); !problems.empty())
    widgets::problem_summary(ui::id("record-problems"),
                             bar.take_top(widgets::problem_summary_height(problems, bar.w), bar_padding), problems);
  bar = bar.take_top(ui::screen().control_height());
  if (widgets::button(ui::id("save"), widgets::take_button(bar, tr("Save")), tr("Save"),
                      {.kind = widgets::ButtonKind::primary, .busy = editing.is_saving}))
    save(context, editing);
  if (widgets::button(ui::id("discard"), widgets::take_button(bar, tr("Discard")), tr("Discard"))) {
    editing.draft = editing.base;
    editing.form.was_tried = false;
  }
  const ui::TextStyle style{.colour = theme::Colour::muted};
  if (ui::text_width(tr("Not saved yet"), style) <= bar.w) ui::text(bar, tr("Not saved yet"), style);
}

void RecordPageView::save(Context& context, Editing& editing) {
  if (editing.is_saving || !is_dirty(editing.draft, editing.base)) return;
  if (!is_ready_to_save(editing.form, editing.draft, editing.base)) return;
  const auto request = edits_of(
      editing.draft, editing.base, [&] { return context.actions.new_id(); }, platform::clock_ms(), context.member_name);
  editing.is_saving = true;
  // The answer to this save is the page that is fetched next; until then the saved words count as the stored ones.
  context.client.edit(request, [this, id = editing.draft.id, &actions = context.actions,
                                saved = editing.draft](Result<api::Changed> changed) {
    const auto found = editing_.find(id);
    if (found == editing_.end()) return;
    found->second->is_saving = false;
    if (!changed) return;  // the draft stays as it is
    found->second->base = saved;
    found->second->form.was_tried = false;
    actions.toast_with_undo(std::string(tr("Saved.")));
  });
}

}  // namespace vinculo::views
