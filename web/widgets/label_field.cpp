#include "widgets/label_field.h"

#include <algorithm>
#include <vector>

#include "i18n/catalogue.h"
#include "theme/icons.h"
#include "widgets/field.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;
using i18n::fill;
using i18n::tr;

namespace {

constexpr float chip_gap = 8, field_gap = 12;
constexpr std::size_t most_suggestions = 8;

std::string trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto first = text.find_first_not_of(space);
  return first == text.npos ? std::string() : std::string(text.substr(first, text.find_last_not_of(space) - first + 1));
}

// Labels are few; those that begin with or contain what is typed, without regard to case of ASCII letters.
bool contains_folded(std::string_view text, std::string_view part) {
  const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::search(text, part, {}, fold, fold).begin() != text.end() || part.empty();
}

Id chip_id(Id field, const LabelChoice& label) { return ui::id(ui::id(field, "chip"), label.key); }

// Where a cross was pressed there is none any more: the next one has the focus, or the field. A finger needs no
// keyboard for it.
void focus_after_removal(Id id, std::span<const LabelChoice> chosen, std::size_t removed) {
  if (chosen.size() > 1)
    focus(ui::id(chip_id(id, chosen[removed + 1 < chosen.size() ? removed + 1 : removed - 1]), "remove"));
  else if (!screen().touch)
    focus(label_field_input(id));
}

float draw_chips(Id id, Rect area, std::span<const LabelChoice> chosen, int& removed) {
  const float height = screen().touch ? screen().control_height() : chip_height;
  float x = area.x, y = area.y;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const LabelChoice& label = chosen[i];
    const std::string remove = fill(tr("Remove label {name}"), {{"name", label.name}});
    const ChipOptions options{.colour = label.colour, .remove_name = remove};
    const float width = std::min(area.w, chip_width(label.name, options));
    if (x > area.x && x + width > area.right()) x = area.x, y += height + chip_gap;
    if (chip(chip_id(id, label), {x, y, width, height}, label.name, options) == ChipResult::removed) {
      removed = static_cast<int>(i);
      focus_after_removal(id, chosen, i);
    }
    x += width + chip_gap;
  }
  return chosen.empty() ? 0 : y + height - area.y;
}

int index_named(std::span<const LabelChoice> labels, std::string_view name) {
  const auto found = std::ranges::find(labels, name, &LabelChoice::name);
  return found == labels.end() ? -1 : static_cast<int>(found - labels.begin());
}

}  // namespace

Id label_field_input(Id id) { return ui::id(id, "add"); }

LabelFieldResult label_field(Id id, Rect area, std::span<const LabelChoice> chosen, std::span<const LabelChoice> all,
                             std::string& typed, const LabelFieldOptions& options) {
  LabelFieldResult result;
  const float top = area.y;
  const float chips = draw_chips(id, area, chosen, result.removed);
  area.take_top(chips, chips > 0 ? field_gap : 0.f);

  const bool is_full = options.most > 0 && chosen.size() >= options.most;
  const std::string before = trimmed(typed);
  std::vector<Suggestion> suggestions;
  std::vector<int> places;  // in `all`
  for (std::size_t i = 0; i < all.size() && !is_full && suggestions.size() < most_suggestions; ++i) {
    const bool is_chosen = std::ranges::find(chosen, all[i].key, &LabelChoice::key) != chosen.end();
    if (is_chosen || !contains_folded(all[i].name, before)) continue;
    suggestions.push_back({.text = all[i].name, .icon = theme::icon::tag});
    places.push_back(static_cast<int>(i));
  }
  const std::string create = fill(tr("New label “{name}”"), {{"name", before}});
  if (options.can_create && !is_full && !before.empty() && index_named(all, before) < 0)
    suggestions.push_back({.text = create, .icon = theme::icon::plus});

  const auto most = static_cast<std::int64_t>(options.most);
  const std::string limit =
      is_full ? fill(i18n::tr_n("At most {n} label.", "At most {n} labels.", most), {{"n", std::to_string(most)}})
              : std::string();
  // Read only and not disabled when it is full: who just added the last one stays in it.
  const FieldOptions field{
      .placeholder = tr("Add label"), .hint = limit, .autocomplete = "off", .read_only = is_full, .hide_label = true};
  const Rect place = area.take_top(field_height(field));
  const ComboResult combo = combobox(label_field_input(id), place, tr("Add label"), typed, suggestions, field);
  result.height = place.bottom() - top;
  result.took_enter = combo.field.submitted;

  const bool is_chosen = combo.chosen >= 0 && static_cast<std::size_t>(combo.chosen) < places.size();
  const std::string name = trimmed(typed);  // may have been typed in the same frame as Enter
  if (is_full || (combo.chosen < 0 && !combo.field.submitted) || (!is_chosen && name.empty())) return result;
  result.added = is_chosen ? places[static_cast<std::size_t>(combo.chosen)] : index_named(all, name);
  if (result.added < 0 && options.can_create) result.created = name;
  if (result.added >= 0 || !result.created.empty()) typed.clear();
  return result;
}

}  // namespace vinculo::widgets
