#include "views/record_notes.h"

#include <algorithm>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/field_names.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/label_field.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using ui::Rect;
namespace icon = theme::icon;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

ui::Id record_id(std::string_view part, const Uuid& id) { return ui::id(ui::id(part), ui::id(to_string(id))); }

void add_labelling(Context& context, const Uuid& label, const Uuid& subject) {
  api::EditRequest request;
  request.title = "Add label";
  request.edits.push_back({"labelling",
                           api::labelling_id(label, subject),
                           {{"label", value_of(label)}, {"subject", value_of(subject)}, {"deleted", std::int64_t{0}}}});
  context.client.edit(request, nullptr);
}

void make_label(Context& context, const std::string& name, const Uuid& subject) {
  const Uuid label = context.actions.new_id();
  api::EditRequest request;
  request.title = "Add label";
  request.edits.push_back(
      {"label", label, {{"name", name}, {"colour", static_cast<std::int64_t>(widgets::palette_index(name))}}});
  request.edits.push_back(
      {"labelling", api::labelling_id(label, subject), {{"label", value_of(label)}, {"subject", value_of(subject)}}});
  context.client.edit(request, nullptr);
}

void remove_row(Context& context, const std::string& table, const Uuid& row, std::string title) {
  api::EditRequest request;
  request.title = std::move(title);
  request.edits.push_back({table, row, {{"deleted", std::int64_t{1}}}});
  context.client.edit(request, nullptr);
}

float draw_note(Context& context, const api::NoteItem& note, Rect area) {
  const float top = area.y;
  const float height = ui::screen().touch ? ui::screen().control_height() : 28.f;
  Rect line = area.take_top(height);
  if (widgets::icon_button(record_id("delete-note", note.id), line.take_right(height), icon::trash_2, tr("Delete note"),
                           {.kind = widgets::ButtonKind::quiet}))
    remove_row(context, "note", note.id, "Delete note");
  std::string signature = note.author;
  if (note.created_ms)
    signature +=
        (signature.empty() ? "" : " · ") + platform::format_date(note.created_ms, platform::DateStyle::date_time);
  ui::text(line, signature, {.size = theme::size::caption, .colour = theme::Colour::muted});
  area.take_top(ui::paragraph(area, note.body), 16);
  return area.y - top;
}

}  // namespace

float draw_labels(Context& context, NotesState& state, const Uuid& subject, const std::vector<api::LabelItem>& labels,
                  Rect area) {
  const auto choice_of = [](const api::LabelItem& label) {
    return widgets::LabelChoice{ui::id(to_string(label.id)), label.name, static_cast<int>(label.colour)};
  };
  std::vector<widgets::LabelChoice> chosen, all;
  for (const auto& label : labels) chosen.push_back(choice_of(label));
  const auto& known = context.client.labels();
  if (known.value)
    for (const auto& label : known.value->items) all.push_back(choice_of(label));
  const auto result = widgets::label_field(record_id("labels", subject), area, chosen, all, state.label);
  if (result.removed >= 0) {
    const Uuid& label = labels[static_cast<std::size_t>(result.removed)].id;
    remove_row(context, "labelling", api::labelling_id(label, subject), "Remove label");
  }
  if (result.added >= 0) add_labelling(context, known.value->items[static_cast<std::size_t>(result.added)].id, subject);
  if (!result.created.empty()) make_label(context, result.created, subject);
  return result.height;
}

float draw_notes(Context& context, NotesState& state, const Uuid& owner, const std::vector<api::NoteItem>& notes,
                 Rect area) {
  const float top = area.y;
  const widgets::FieldOptions options{.placeholder = tr("What was said, what was agreed…"), .hide_label = true};
  const Rect field = area.take_top(ui::line_height(theme::size::field) * 3 + 16, 8);
  widgets::text_area(record_id("new-note", owner), field, tr("New note"), state.note, options);
  Rect bar = area.take_top(ui::screen().control_height(), 16);
  const bool has_text = !trimmed(state.note).empty();
  if (widgets::button(record_id("add-note", owner), widgets::take_button(bar, tr("Add note"), icon::plus),
                      tr("Add note"), {.icon = icon::plus, .disabled = !has_text})) {
    api::EditRequest request;
    request.title = "Add note";
    request.edits.push_back({"note",
                             context.actions.new_id(),
                             {{"owner", value_of(owner)},
                              {"body", trimmed(state.note)},
                              {"author", context.member_name},
                              {"created_ms", platform::clock_ms()}}});
    context.client.edit(request, [&state](Result<api::Changed> changed) {
      if (changed) state.note.clear();
    });
  }
  for (const auto& note : notes) area.take_top(draw_note(context, note, area));
  return area.y - top;
}

void draw_conflicts(Context& context, const std::vector<api::ConflictItem>& conflicts, ui::Stack& stack) {
  for (const auto& conflict : conflicts) {
    const std::string field = column_label(conflict.table, conflict.column);
    const bool is_date = conflict.column == "birthday" || conflict.column == "anniversary";
    const std::string kept = is_date ? i18n::date_value_text(conflict.kept_text) : conflict.kept_text;
    const std::string lost = is_date ? i18n::date_value_text(conflict.lost_text) : conflict.lost_text;
    const std::string when = platform::format_relative(conflict.lost_at_ms);
    const std::string lost_label =
        fill(conflict.lost_is_mine ? tr("You wrote, {when}") : tr("A colleague wrote, {when}"), {{"when", when}});
    const widgets::ConflictTexts texts{
        .field = field,
        .kept_label = conflict.lost_is_mine ? tr("Now, written by a colleague") : tr("Now"),
        .kept = kept,
        .lost_label = lost_label,
        .lost = lost,
        .keep = tr("Keep"),
        .take = tr("Take the other"),
        .join = tr("Dismiss")};
    const Rect place = stack.take(widgets::conflict_card_height(stack.width(), texts));
    const auto choice = widgets::conflict_card(record_id("conflict", conflict.id), place, texts);
    if (choice == widgets::ConflictChoice::none) continue;
    api::ResolveRequest request{conflict.id, api::Resolution::keep};
    if (choice == widgets::ConflictChoice::take) request.resolution = api::Resolution::take;
    if (choice == widgets::ConflictChoice::join) request.resolution = api::Resolution::dismiss;
    context.client.resolve_conflict(request, nullptr);
  }
}

}  // namespace vinculo::views
