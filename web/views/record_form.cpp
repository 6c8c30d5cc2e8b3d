#include "views/record_form.h"

#include <algorithm>
#include <array>
#include <vector>

#include "app/contact_link.h"
#include "i18n/catalogue.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/field_names.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"
#include "widgets/value_field.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using ui::Rect;
namespace icon = theme::icon;

constexpr float row_gap = 12;
constexpr float two_columns_from = 520, one_line_from = 460;

struct NameField {
  std::string_view column, autocomplete;
  bool is_usual;
};

constexpr NameField person_names[] = {
    {"given_name", "given-name", true},
    {"family_name", "family-name", true},
    {"honorific_prefix", "honorific-prefix", false},
    {"additional_names", "additional-name", false},
    {"honorific_suffix", "honorific-suffix", false},
    {"nickname", "nickname", false},
    {"full_name", "off", false},
    {"birthday", "bday", false},
};
constexpr NameField organisation_names[] = {
    {"name", "organization", true},
    {"legal_name", "off", false},
    {"tax_number", "off", false},
    {"industry", "off", true},
};

std::span<const NameField> name_fields(RecordKind kind) {
  if (kind == RecordKind::person) return person_names;
  return organisation_names;
}

struct DetailWords {
  std::string_view name, add, remove, kind_name, placeholder;
  widgets::FieldType type;
  std::string_view autocomplete;
};

DetailWords words_of(Table table) {
  switch (table) {
    case Table::phone:
      return {tr("Phone"),
              tr("Add phone"),
              tr("Remove phone"),
              tr("Kind of phone"),
              tr("+55 11 91234-5678"),
              widgets::FieldType::telephone,
              "off"};
    case Table::mail:
      return {tr("E-mail"),
              tr("Add e-mail"),
              tr("Remove e-mail"),
              tr("Kind of e-mail"),
              tr("name@company.com"),
              widgets::FieldType::email,
              "off"};
    case Table::link:
      return {
          tr("Link"), tr("Add link"), tr("Remove link"), tr("Kind of link"), tr("https://"), widgets::FieldType::url,
          "off"};
    default:
      return {
          tr("Address"), tr("Add address"), tr("Remove address"), tr("Kind of address"), {}, widgets::FieldType::text,
          "off"};
  }
}

std::string numbered(std::string_view name, int number) {
  return number == 1 ? std::string(name) : std::string(name) + " " + std::to_string(number);
}

void draw_kind(Rect rect, std::string_view name, DetailDraft& detail) {
  const auto kinds = kinds_of(detail.table);
  std::vector<std::string> labels;
  int chosen = -1;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    labels.push_back(kind_label(kinds[i]));
    if (kinds[i] == detail.kind) chosen = static_cast<int>(i);
  }
  const bool is_custom = chosen < 0 && !detail.kind.empty();
  if (is_custom) {
    chosen = static_cast<int>(labels.size());
    labels.push_back(detail.kind);
  }
  const std::vector<std::string_view> choices(labels.begin(), labels.end());
  if (!widgets::select(ui::id(ui::id("kind"), ui::id(to_string(detail.id))), rect, name, choices, chosen,
                       {.hide_label = true}))
    return;
  if (chosen >= 0 && static_cast<std::size_t>(chosen) < kinds.size())
    detail.kind = kinds[static_cast<std::size_t>(chosen)];
}

ui::Id detail_id(std::string_view part, const DetailDraft& detail) {
  return ui::id(ui::id(part), ui::id(to_string(detail.id)));
}

// Where the cursor goes when a detail was added.
ui::Id first_field(const DetailDraft& detail) {
  return detail.table == Table::address ? ui::id(detail_id("part", detail), address_parts().front())
                                        : detail_id("text", detail);
}

ui::Id first_name_field(RecordKind kind) {
  return ui::id(ui::id("name-field"), kind == RecordKind::person ? "given_name" : "name");
}

// Its place among what is shown of its kind, from 1.
int number_of(const RecordDraft& draft, const Uuid& id) {
  const auto found = std::ranges::find(draft.details, id, &DetailDraft::id);
  if (found == draft.details.end()) return 1;
  return 1 + static_cast<int>(std::ranges::count_if(draft.details.begin(), found, [&](const DetailDraft& other) {
           return other.table == found->table && !other.is_removed;
         }));
}

std::string sentence_of(DraftProblem::Kind kind) {
  switch (kind) {
    case DraftProblem::Kind::nothing_entered: return std::string(tr("Enter at least a name, a phone or an e-mail."));
    case DraftProblem::Kind::mail_without_at:
      return std::string(tr("An e-mail address has an @, as in name@company.com."));
  }
  return {};
}

std::vector<std::string> shown_parts(const DetailDraft& detail) {
  std::vector<std::string> shown;
  for (const std::string& part : address_parts()) {
    const auto found = detail.parts.find(part);
    const bool is_empty = found == detail.parts.end() || found->second.empty();
    if (is_empty && (part == "po_box" || (part == "extended" && !detail.is_new))) continue;
    shown.push_back(part);
  }
  return shown;
}

float draw_address(DetailDraft& detail, const DetailWords& words, int number, Rect area) {
  const float control = ui::screen().control_height();
  const auto parts = shown_parts(detail);
  const int columns = area.w >= two_columns_from ? 2 : 1;
  Rect below = area;
  below.take_top(control, row_gap);
  ui::FieldGrid grid(below, columns, row_gap), measured(below, columns, row_gap);
  for (std::size_t i = 0; i < parts.size(); ++i) measured.next(widgets::field_height());
  const float height = measured.bottom() - area.y;
  const ui::Scope scope(ui::Landmark::group, detail_id("address", detail), {area.x, area.y, area.w, height},
                        numbered(words.name, number));
  Rect top = area.take_top(control, row_gap);
  if (widgets::icon_button(detail_id("remove", detail), top.take_right(control, 8), icon::x, words.remove,
                           {.kind = widgets::ButtonKind::quiet}))
    detail.is_removed = true;
  draw_kind(top.take_left(std::min(160.f, top.w)), words.kind_name, detail);
  for (const std::string& part : parts)
    widgets::text_field(ui::id(detail_id("part", detail), part), grid.next(widgets::field_height()),
                        column_label(Table::address, part), detail.parts[part], {.autocomplete = "off"});
  return height;
}

struct Lead {
  ui::Icon icon;
  std::string address, name;  // empty: the value leads nowhere
};

// What one does with a value: call, write, look.
Lead lead_of(const DetailDraft& detail) {
  switch (detail.table) {
    case Table::phone:
      return {icon::phone, app::phone_link(detail.text), fill(tr("Call {number}"), {{"number", detail.text}})};
    case Table::mail:
      return {icon::mail, app::mail_link(detail.text), fill(tr("Write to {address}"), {{"address", detail.text}})};
    case Table::link:
      return {icon::external_link, app::page_link(detail.text), fill(tr("Open {name}"), {{"name", detail.text}})};
    default: return {};
  }
}

// Kind, text, where it leads and "remove" in one line; narrow, the text has a line of its own, or no number would be
// seen whole.
float draw_line(const FormState& state, DetailDraft& detail, const DetailWords& words, int number, Rect area) {
  constexpr float kind_width = 132, side_gap = 8;
  const float control = ui::screen().control_height();
  const bool is_stacked = area.w < one_line_from;
  const bool is_bad = std::ranges::find(state.problems, detail.id, &DraftProblem::detail) != state.problems.end();
  widgets::FieldOptions options{
      .type = words.type, .placeholder = words.placeholder, .autocomplete = words.autocomplete, .hide_label = true};
  const std::string problem = sentence_of(DraftProblem::Kind::mail_without_at);
  if (is_bad) options.error = problem;
  Rect line{area.x, area.y, area.w, control};
  const Rect remove = line.take_right(control, 0);
  const Rect lead = line.take_right(control, side_gap);
  const Rect kind = is_stacked ? line : line.take_left(kind_width, side_gap);
  Rect text = is_stacked ? Rect{area.x, area.y + control + side_gap, area.w, 0} : line;
  text.h = widgets::field_height(options, 1, text.w);
  draw_kind(kind, numbered(words.kind_name, number), detail);
  widgets::text_field(detail_id("text", detail), text, numbered(words.name, number), detail.text, options);
  if (const Lead leads = lead_of(detail); !leads.address.empty())
    widgets::icon_link(detail_id("lead", detail), lead, leads.icon, leads.name, leads.address);
  if (widgets::icon_button(detail_id("remove", detail), remove, icon::x, numbered(words.remove, number),
                           {.kind = widgets::ButtonKind::quiet}))
    detail.is_removed = true;
  return text.bottom() - area.y;
}

}  // namespace

void draw_drafts_not_kept(Rect& area) {
  const std::string_view sentence =
      tr("This device has no room to keep what you have not saved yet. Save it before you close or reload this page.");
  const widgets::BannerOptions options{.icon = icon::hard_drive};
  widgets::banner(ui::id("drafts-not-kept"), area.take_top(widgets::banner_height(sentence, area.w, options), 8),
                  sentence, options);
}

void look_for_problems(FormState& state, const RecordDraft& draft, const RecordDraft& base) {
  if (state.was_tried)
    state.problems = check_draft(draft, base);
  else
    state.problems.clear();
}

void ask_for_frame_if_problems_changed(const FormState& state, const RecordDraft& draft, const RecordDraft& base) {
  if (state.was_tried && check_draft(draft, base) != state.problems) platform::request_frame();
}

std::vector<widgets::FormProblem> problems_of(const FormState& state, const RecordDraft& draft) {
  std::vector<widgets::FormProblem> shown;
  for (const DraftProblem& problem : state.problems) {
    if (problem.kind == DraftProblem::Kind::nothing_entered)
      shown.push_back({first_name_field(draft.kind), {}, sentence_of(problem.kind)});
    else
      shown.push_back({ui::id(ui::id("text"), ui::id(to_string(problem.detail))),
                       numbered(words_of(Table::mail).name, number_of(draft, problem.detail)),
                       sentence_of(problem.kind)});
  }
  return shown;
}

bool is_ready_to_save(FormState& state, const RecordDraft& draft, const RecordDraft& base) {
  state.was_tried = true;
  look_for_problems(state, draft, base);
  widgets::lead_to_problem(problems_of(state, draft));
  return state.problems.empty();
}

float draw_name_fields(FormState& state, RecordDraft& draft, Rect area) {
  const float top = area.y;
  ui::FieldGrid grid(area, area.w >= two_columns_from ? 2 : 1, row_gap);
  bool has_hidden = false;
  for (const NameField& field : name_fields(draft.kind)) {
    std::string& value = draft.fields[std::string(field.column)];
    if (!field.is_usual && !state.all_names && value.empty()) {
      has_hidden = true;
      continue;
    }
    const Table table = draft.kind == RecordKind::person ? Table::person : Table::organisation;
    const ui::Id id = ui::id(ui::id("name-field"), field.column);
    const std::string label(column_label(table, field.column));
    const widgets::FieldOptions options{.autocomplete = draft.is_new ? std::string_view("off") : field.autocomplete};
    if (field.column == "birthday")  // files bring in "1985" and "spring": they stay
      widgets::date_field(id, grid.next(widgets::field_height()), label, value, options,
                          {.year_optional = true, .keeps_text = true});
    else
      widgets::text_field(id, grid.next(widgets::field_height()), label, value, options);
  }
  float bottom = grid.bottom();
  if (has_hidden) {
    const Rect place{area.x, bottom + 8, widgets::button_width(tr("More names"), icon::chevron_down),
                     ui::screen().control_height()};
    if (widgets::button(ui::id("more-names"), place, tr("More names"),
                        {.kind = widgets::ButtonKind::quiet, .icon = icon::chevron_down}))
      state.all_names = true;
    bottom = place.bottom();
  }
  return bottom - top;
}

float draw_details(FormState& state, RecordDraft& draft, Table table, Rect area) {
  const DetailWords words = words_of(table);
  const float top = area.y;
  int number = 0;
  for (DetailDraft& detail : draft.details) {
    if (detail.table != table || detail.is_removed) continue;
    ++number;
    if (number == 1) ui::text(area.take_top(20, 6), words.name, {.weight = ui::Weight::medium});
    const float used = table == Table::address ? draw_address(detail, words, number, area)
                                               : draw_line(state, detail, words, number, area);
    area.take_top(used, row_gap);
  }
  return area.y - top;
}

float draw_affiliations(Context& context, RecordDraft& draft, Rect area) {
  const float top = area.y;
  const float control = ui::screen().control_height();
  const bool wide = area.w >= two_columns_from;
  int number = 0;
  for (AffiliationDraft& job : draft.affiliations) {
    if (job.is_removed) continue;
    ++number;
    const ui::Id key = ui::id(ui::id("job"), ui::id(to_string(job.id)));
    const float height = widgets::field_height();
    Rect first = area.take_top(height, wide ? row_gap + 4 : row_gap);
    Rect beside = first.take_right(2 * control, 8).take_bottom(control);
    const auto place = [&](int index) {
      if (wide) return first.column(index, 3, row_gap);
      return index == 0 ? first : area.take_top(height, index == 2 ? row_gap + 4 : row_gap);
    };
    const auto& answer = context.client.organisation_suggestions(job.organisation_name);
    std::vector<widgets::Suggestion> suggestions;
    if (answer.value)
      for (const auto& item : answer.value->items)
        suggestions.push_back({.text = item.name, .detail = item.detail, .icon = icon::building_2});
    // What is typed and names none becomes a new one with the record; the list says so.
    const auto result =
        widgets::record_picker(ui::id(key, "organisation"), place(0), numbered(tr("Organisation"), number),
                               job.organisation_name, suggestions, {.autocomplete = "off"})
            .combo;
    if (result.field.changed) {
      job.organisation = {};
      if (answer.value)
        for (const auto& item : answer.value->items)
          if (item.name == job.organisation_name) job.organisation = item.id;
    }
    if (result.chosen >= 0 && answer.value) {
      const auto& item = answer.value->items[static_cast<std::size_t>(result.chosen)];
      job.organisation = item.id;
      job.organisation_name = item.name;
    }
    const auto open_or_remove = [&] {
      const Rect open = beside.take_left(control), remove = beside;
      if (!job.organisation.is_nil() && !job.organisation_name.empty())
        widgets::icon_link(
            ui::id(key, "open"), open, icon::building_2, fill(tr("Open {name}"), {{"name", job.organisation_name}}),
            app::format_route(app::route_to(app::Screen::organisations, context.route, job.organisation)));
      if (widgets::icon_button(ui::id(key, "remove"), remove, icon::x, numbered(tr("Remove organisation"), number),
                               {.kind = widgets::ButtonKind::quiet}))
        job.is_removed = true;
    };
    if (!wide) open_or_remove();
    widgets::text_field(ui::id(key, "title"), place(1), numbered(tr("Job title"), number), job.title,
                        {.autocomplete = "off"});
    widgets::text_field(ui::id(key, "department"), place(2), numbered(tr("Department"), number), job.department,
                        {.autocomplete = "off"});
    if (wide) open_or_remove();
  }
  return area.y - top;
}

float draw_add_buttons(RecordDraft& draft, const NewId& new_id, Rect area) {
  struct Choice {
    std::string_view label;
    ui::Icon icon;
    Table table;
  };
  const Choice choices[] = {{tr("Add phone"), icon::phone, Table::phone},
                            {tr("Add e-mail"), icon::mail, Table::mail},
                            {tr("Add organisation"), icon::building_2, Table::affiliation},
                            {tr("Add address"), icon::map_pin, Table::address},
                            {tr("Add link"), icon::link, Table::link}};
  const float height = ui::screen().control_height();
  float x = area.x, y = area.y;
  for (const Choice& choice : choices) {
    if (choice.table == Table::affiliation && draft.kind != RecordKind::person) continue;
    const float width = widgets::button_width(choice.label, choice.icon);
    if (x > area.x && x + width > area.right()) x = area.x, y += height + 4;
    if (widgets::button(ui::id(ui::id("add-detail"), static_cast<std::uint64_t>(choice.table)), {x, y, width, height},
                        choice.label, {.kind = widgets::ButtonKind::quiet, .icon = choice.icon})) {
      if (choice.table == Table::affiliation)
        ui::focus(ui::id(ui::id(ui::id("job"), ui::id(to_string(add_affiliation(draft, new_id).id))), "organisation"));
      else
        ui::focus(first_field(add_detail(draft, choice.table, new_id)));
    }
    x += width + 4;
  }
  return y + height - area.y;
}

}  // namespace vinculo::views
