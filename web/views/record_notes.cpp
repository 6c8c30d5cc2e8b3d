#include "views/record_notes.h"

#include <algorithm>

#include "i18n/catalogue.h"
#include "i18n/locale.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/field_names.h"
#include "widgets/button.h"
#include "widgets/field.h"
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

std::optional<Uuid> label_named(const client::Answer<api::LabelList>& labels, const std::string& name) {
  if (!labels.value) return {};
  const auto found = std::ranges::find(labels.value->items, name, &api::LabelItem::name);
  return found == labels.value->items.end() ? std::nullopt : std::optional(found->id);
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

// Labels are few; those that begin with or contain what is typed, without regard to case of ASCII letters.
bool contains_folded(std::string_view text, std::string_view part) {
  const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::search(text, part, {}, fold, fold).begin() != text.end() || part.empty();
}

float draw_label_chips(Context& context, const Uuid& subject, const std::vector<api::LabelItem>& labels, Rect area) {
  const float height = ui::screen().touch ? ui::screen().control_height() : widgets::chip_height;
  float x = area.x, y = area.y;
  for (const auto& label : labels) {
    const std::string remove = fill(tr("Remove label {name}"), {{"name", label.name}});
    const widgets::ChipOptions options{.colour = static_cast<int>(label.colour), .remove_name = remove};
    const float width = std::min(area.w, widgets::chip_width(label.name, options));
    if (x > area.x && x + width > area.right()) x = area.x, y += height + 8;
    if (widgets::chip(record_id("chip", label.id), {x, y, width, height}, label.name, options) ==
        widgets::ChipResult::removed)
      remove_row(context, "labelling", api::labelling_id(label.id, subject), "Remove label");
    x += width + 8;
  }
  return labels.empty() ? 0 : y + height - area.y;
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
  const float chips = draw_label_chips(context, subject, labels, area);
  const float gap = chips > 0 ? 12.f : 0.f;
  area.take_top(chips, gap);
  std::vector<widgets::Suggestion> suggestions;
  std::vector<Uuid> ids;
  const auto& all = context.client.labels();
  const std::string typed = trimmed(state.label);
  if (all.value) {
    for (const auto& label : all.value->items) {
      if (std::ranges::find(labels, label.id, &api::LabelItem::id) != labels.end()) continue;
      if (!contains_folded(label.name, typed) || suggestions.size() >= 8) continue;
      suggestions.push_back({.text = label.name, .icon = icon::tag});
      ids.push_back(label.id);
    }
  }
  const std::string create = fill(tr("New label “{name}”"), {{"name", typed}});
  if (!typed.empty() && !label_named(all, typed)) suggestions.push_back({.text = create, .icon = icon::plus});
  const Rect field = area.take_top(ui::screen().control_height());
  const auto result =
      widgets::combobox(record_id("add-label", subject), field, tr("Add label"), state.label, suggestions,
                        {.placeholder = tr("Add label"), .autocomplete = "off", .hide_label = true});
  const bool is_chosen = result.chosen >= 0 && static_cast<std::size_t>(result.chosen) < ids.size();
  const std::string name = trimmed(state.label);  // may have been typed in the same frame as Enter
  if (is_chosen) {
    add_labelling(context, ids[static_cast<std::size_t>(result.chosen)], subject);
  } else if ((result.chosen >= 0 || result.field.submitted) && !name.empty()) {
    const auto known = label_named(all, name);
    known ? add_labelling(context, *known, subject) : make_label(context, name, subject);
  } else {
    return chips + gap + field.h;
  }
  state.label.clear();
  return chips + gap + field.h;
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
