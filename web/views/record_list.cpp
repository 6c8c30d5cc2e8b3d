#include "views/record_list.h"

#include <algorithm>
#include <array>
#include <vector>

#include "i18n/catalogue.h"
#include "platform/paper.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "views/field_names.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/navigation.h"
#include "widgets/overlay.h"
#include "widgets/surface.h"
#include "widgets/table.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_mark;
using i18n::tr_n;
using ui::Rect;
namespace icon = theme::icon;

constexpr std::size_t wide_columns = 5;
constexpr float all_columns_from = 900;
constexpr float width_of_title_and_two_buttons = 328;
constexpr float least_bar_with_selection = 760;  // a narrower one gives way to it
constexpr float widest_search = 420;

std::string second_line(const api::ListRow& row) {
  if (!row.title.empty() && !row.organisation.empty()) return row.title + " · " + row.organisation;
  for (const std::string* text : {&row.organisation, &row.title, &row.mail, &row.phone, &row.city})
    if (!text->empty()) return *text;
  return {};
}

struct SortChoice {
  api::SortKey key;
  std::string_view kept;  // in the browser: "name", "-organisation"
  std::string_view label;
  bool descending = false;  // when it is chosen
};
constexpr SortChoice people_sorts[] = {{api::SortKey::name, "name", tr_mark("First name")},
                                       {api::SortKey::family_name, "family_name", tr_mark("Last name")},
                                       {api::SortKey::organisation, "organisation", tr_mark("Organisation")},
                                       {api::SortKey::changed, "changed", tr_mark("Last change"), true}};
constexpr SortChoice organisation_sorts[] = {{api::SortKey::name, "name", tr_mark("Name")},
                                             {api::SortKey::changed, "changed", tr_mark("Last change"), true}};

std::span<const SortChoice> sorts_of(bool is_people) {
  if (is_people) return people_sorts;
  return organisation_sorts;
}

// What stands behind the name, in the order of the columns.
std::array<std::string, 4> people_cells(const api::ListRow& row) {
  return {row.mail, row.organisation, row.phone, row.city};
}
std::array<std::string, 4> organisation_cells(const api::ListRow& row) {
  return {row.people ? platform::format_count(row.people) : std::string(), row.mail, row.phone, row.city};
}

// What may stand below the name on a phone's card, and what does until somebody has chosen.
std::vector<widgets::TableColumn> card_fields(bool is_people) {
  if (is_people)
    return {{.title = tr("Job title")},
            {.title = tr("Organisation")},
            {.title = tr("E-mail")},
            {.title = tr("Phone")},
            {.title = tr("City")}};
  return {{.title = tr("E-mail")}, {.title = tr("Phone")}, {.title = tr("City")}, {.title = tr("People")}};
}
widgets::TableLayout card_at_first(bool is_people) {
  return widgets::TableLayout::of_text(is_people ? "0,1,!2,!3,!4" : "0,!1,!2,!3", is_people ? 5 : 4);
}
std::string card_value(const api::ListRow& row, bool is_people, int field) {
  const std::string* const of_person[] = {&row.title, &row.organisation, &row.mail, &row.phone, &row.city};
  const std::string* const of_organisation[] = {&row.mail, &row.phone, &row.city};
  if (is_people) return *of_person[field];
  if (field < static_cast<int>(std::size(of_organisation))) return *of_organisation[field];
  return row.people ? fill(tr_n("{n} person", "{n} people", row.people), {{"n", platform::format_count(row.people)}})
                    : std::string();
}

}  // namespace

struct RecordListView::Columns {
  std::vector<widgets::TableColumn> shown;
  std::vector<std::optional<api::SortKey>> sorts;  // what a header sorts by

  void add(widgets::TableColumn column, std::optional<api::SortKey> sort = std::nullopt) {
    shown.push_back(column);
    sorts.push_back(sort);
  }
};

RecordListView::Columns RecordListView::people_columns() {
  Columns columns;
  columns.add({.title = tr("Name"), .share = 1.3f, .sortable = true}, api::SortKey::name);
  columns.add({.title = tr("E-mail"), .share = 1.3f});
  columns.add({.title = tr("Organisation"), .share = 1.1f, .sortable = true}, api::SortKey::organisation);
  columns.add({.title = tr("Phone"), .share = 0.9f});
  columns.add({.title = tr("City"), .share = 0.7f});
  return columns;
}

RecordListView::Columns RecordListView::organisation_columns() {
  Columns columns;
  columns.add({.title = tr("Name"), .share = 1.4f, .sortable = true}, api::SortKey::name);
  columns.add({.title = tr("People"), .share = 0.5f});
  columns.add({.title = tr("E-mail"), .share = 1.2f});
  columns.add({.title = tr("Phone"), .share = 0.9f});
  columns.add({.title = tr("City"), .share = 0.7f});
  return columns;
}

RecordListView::RecordListView(api::ListKind kind)
    : kind_(kind), layout_(widgets::TableLayout::of_text(platform::local_setting(layout_key()), wide_columns)) {
  if (const std::string kept_card = platform::local_setting(card_key()); !kept_card.empty())
    card_ = widgets::TableLayout::of_text(kept_card, card_fields(is_people()).size());
  const std::string kept = platform::local_setting(sort_key());
  for (const SortChoice& choice : sorts_of(is_people())) {
    if (std::string_view(kept).substr(kept.starts_with('-') ? 1 : 0) != choice.kept) continue;
    sort_ = choice.key;
    descending_ = kept.starts_with('-');
  }
}

void RecordListView::sort_by(api::SortKey key, bool descending) {
  sort_ = key;
  descending_ = descending;
  const auto sorts = sorts_of(is_people());
  const auto choice = std::ranges::find(sorts, key, &SortChoice::key);
  if (choice != sorts.end())
    platform::set_local_setting(sort_key(), std::string(descending ? "-" : "").append(choice->kept));
}

// Until somebody has chosen, whatever says most: a card without a job has a mail address.
std::string RecordListView::card_line(const api::ListRow& row) const {
  if (!card_) return second_line(row);
  std::string line;
  for (const auto& place : card_->places()) {
    if (!place.is_shown) continue;
    const std::string value = card_value(row, is_people(), place.column);
    if (!value.empty()) line.append(line.empty() ? "" : " · ").append(value);
  }
  return line;
}

void RecordListView::draw_card_fields(Rect anchor) {
  if (!card_fields_open_) return;
  const std::vector<widgets::TableColumn> fields = card_fields(is_people());
  const widgets::TableLayout at_first = card_at_first(is_people());
  widgets::TableLayout card = card_.value_or(at_first);
  if (!widgets::column_list(
          ui::id("card-fields"), anchor,
          {.name = tr("Fields on each card"), .columns = fields, .at_first = at_first, .has_widths = false}, card,
          card_fields_open_))
    return;
  platform::set_local_setting(card_key(), card == at_first ? std::string() : card.text());
  card_ = card == at_first ? std::nullopt : std::optional(std::move(card));
}

// On a phone, where no column has a title, this is how a list is ordered; elsewhere by what has no column as well.
void RecordListView::draw_sort_menu(Rect place, bool offers_choosing) {
  const auto sorts = sorts_of(is_people());
  std::vector<widgets::MenuItem> items;
  const bool is_search = !query_.empty();  // what fits best comes first then
  for (const SortChoice& choice : sorts)
    items.push_back({.label = tr(choice.label), .disabled = is_search, .checked = !is_search && sort_ == choice.key});
  items.push_back({.label = tr("Reverse order"),
                   .disabled = is_search,
                   .starts_group = true,
                   .checked = !is_search && descending_});
  const bool has_cards = ui::screen().is_phone();
  if (has_cards) items.push_back({.label = tr("Fields on each card"), .starts_group = true, .acts = true});
  if (offers_choosing) items.push_back({.label = tr("Select"), .starts_group = true, .acts = true});
  const int chosen = widgets::menu_button(ui::id("sort"), place, has_cards ? tr("Sort and fields") : tr("Sort"), items,
                                          sort_menu_open_, {.icon = icon::arrow_up_down, .icon_only = true});
  card_fields_open_ &= has_cards;
  draw_card_fields(place);
  if (chosen < 0) return;
  const auto at = static_cast<std::size_t>(chosen);
  if (offers_choosing && at + 1 == items.size()) return selection_.begin_by_menu();
  if (at > sorts.size()) {
    card_fields_open_ = true;
    ui::wake_at(ui::frame_time_ms());
    return;
  }
  if (at == sorts.size())
    sort_by(sort_, !descending_);
  else
    sort_by(sorts[at].key, sorts[at].descending);
  ui::scroll_to(ui::id(list_id(), "rows"), 0);
}

// The columns that are shown: as they were arranged, or those that fit. The last ones are those that people miss least.
widgets::TableLayout RecordListView::layout_for(float width, bool narrow) const {
  widgets::TableLayout layout = layout_;
  const bool is_untouched = layout == widgets::TableLayout(wide_columns);
  const std::size_t fitting = narrow ? 1 : is_untouched && width < all_columns_from ? 3 : wide_columns;
  if (narrow) layout.reset();
  for (std::size_t column = fitting; column < wide_columns; ++column) layout.show(static_cast<int>(column), false);
  return layout;
}

ui::Id RecordListView::list_id() const { return ui::id(ui::id("records"), is_people() ? "people" : "organisations"); }

app::Screen RecordListView::screen() const { return is_people() ? app::Screen::people : app::Screen::organisations; }

api::WindowRequest RecordListView::request() const {
  api::WindowRequest request;
  request.list = kind_;
  request.sort = sort_;
  request.descending = descending_;
  request.query = query_;
  request.label = label_;
  return request;
}

void RecordListView::draw(Context& context, Rect area, bool beside_page) {
  query_ = context.route.search;
  label_ = context.route.label;
  const auto& first = context.client.window(request(), 0);
  if (first.value) {
    total_ = first.value->total;
    total_is_exact_ = first.value->total_is_exact;
    is_known_ = true;
  }
  const bool is_counted = first.value && total_is_exact_;
  selection_.follow(context, request(), is_counted ? std::optional(total_) : std::nullopt);
  draw_header(context, area, beside_page);
  const Rect body = ui::screen().is_phone() ? area : widgets::card(area, 0);
  Rect inner = body;
  const bool narrow = beside_page || ui::screen().is_phone();
  const Columns columns = is_people() ? people_columns() : organisation_columns();
  const widgets::TableLayout before = layout_for(inner.w, narrow);
  widgets::TableLayout layout = before;
  draw_toolbar(context, inner, narrow ? nullptr : &layout, columns.shown);
  const bool is_empty = first.value && total_ == 0;
  if (is_empty)
    draw_empty(context, inner);
  else
    draw_table(context, inner, narrow, layout, columns);
  selection_.draw_dialogs(context);
  if (selection_.take_focus()) ui::focus(ui::id("sort"));
  if (layout == before) return;
  layout_ = layout;
  platform::set_local_setting(layout_key(), layout_.text());
}

void RecordListView::draw_header(Context& context, Rect& area, bool beside_page) {
  const bool compact = ui::screen().is_phone() || beside_page;
  std::string subtitle;
  if (is_known_) {
    const std::string number = platform::format_count(total_);
    const auto words =
        is_people() ? tr_n("{n} person", "{n} people", total_) : tr_n("{n} organisation", "{n} organisations", total_);
    subtitle = fill(words, {{"n", total_is_exact_ ? number : number + "+"}});
  }
  const int undo_buttons =
      beside_page ? 0 : (context.client.undo_title() ? 1 : 0) + (context.client.redo_title() ? 1 : 0);
  // A small phone has room for the title and two buttons; its More leads to the import as well.
  const float needed =
      width_of_title_and_two_buttons + static_cast<float>(undo_buttons) * (ui::screen().control_height() + 8);
  const bool offers_import = !beside_page && (undo_buttons == 0 || ui::screen().area.w >= needed);
  Rect bar = widgets::page_header(area, {.title = is_people() ? tr("People") : tr("Organisations"),
                                         .subtitle = subtitle,
                                         .buttons = 1 + (offers_import ? 1 : 0) + undo_buttons});
  app::Route with_form = context.route;
  with_form.is_new = true;
  const std::string_view new_name = is_people() ? tr("New person") : tr("New organisation");
  const float height = ui::screen().control_height();
  bool make_new = false;
  if (compact)
    make_new = widgets::icon_button(ui::id("new-record"), bar.take_right(height, 8).middle(height), icon::plus,
                                    new_name, {.kind = widgets::ButtonKind::primary});
  else
    make_new = widgets::button(ui::id("new-record"), widgets::take_button(bar, new_name, icon::plus), new_name,
                               {.kind = widgets::ButtonKind::primary, .icon = icon::plus});
  if (make_new) context.actions.go(with_form);
  if (offers_import) {
    const bool import =
        compact ? widgets::icon_button(ui::id("open-import"), bar.take_right(height, 8).middle(height), icon::file_up,
                                       tr("Import"))
                : widgets::button(ui::id("open-import"), widgets::take_button(bar, tr("Import"), icon::file_up),
                                  tr("Import"), {.icon = icon::file_up});
    if (import) {
      context.actions.go(app::route_to(app::Screen::import_file, context.route));
    }
  }
  if (!compact && widgets::icon_button(ui::id("print"), bar.take_right(height, 4).middle(height), icon::printer,
                                       tr("Print"), {.kind = widgets::ButtonKind::quiet}))
    print(context.client, context.actions);
  if (!beside_page) draw_undo_buttons(context, bar);  // the record's header has them
}

void draw_undo_buttons(Context& context, Rect& bar) {
  const float height = ui::screen().control_height();
  const auto& undo = context.client.undo_title();
  const auto& redo = context.client.redo_title();
  if (!undo && !redo) return;
  if (redo && widgets::icon_button(ui::id("redo"), bar.take_right(height, 4).middle(height), icon::redo_2, tr("Redo"),
                                   {.kind = widgets::ButtonKind::quiet, .description = operation_label(*redo)}))
    context.actions.redo();
  if (undo && widgets::icon_button(ui::id("undo"), bar.take_right(height, 4).middle(height), icon::undo_2, tr("Undo"),
                                   {.kind = widgets::ButtonKind::quiet, .description = operation_label(*undo)}))
    context.actions.undo();
}

void RecordListView::print(client::Client& client, Actions& actions) const {
  api::WindowRequest all = request();
  all.limit = max_printed_rows;
  std::string label;
  if (const auto& labels = client.labels(); label_ && labels.value)
    if (const auto found = std::ranges::find(labels.value->items, *label_, &api::LabelItem::id);
        found != labels.value->items.end())
      label = found->name;
  client.read_window(all, [&actions, is_people = is_people(), query = query_, label](Result<api::Window> window) {
    if (!window) return actions.show_error(window.error().code);
    platform::Paper paper;
    paper.title(is_people ? tr("People") : tr("Organisations"));
    const auto number = [](auto value) { return platform::format_count(static_cast<std::int64_t>(value)); };
    if (!query.empty()) paper.line(query);
    if (!label.empty()) paper.line(fill(tr("Label: {name}"), {{"name", label}}));
    if (static_cast<std::int64_t>(window->rows.size()) < window->total)
      paper.line(fill(tr("The first {n} of {total}. Search for less, or export all as CSV in the settings."),
                      {{"n", number(window->rows.size())},
                       {"total", number(window->total) + (window->total_is_exact ? "" : "+")}}));
    std::vector<std::string> cells;
    for (const auto& column : (is_people ? people_columns() : organisation_columns()).shown)
      cells.emplace_back(column.title);
    paper.columns(cells);
    for (const api::ListRow& row : window->rows) {
      cells = {row.name};
      for (std::string& cell : is_people ? people_cells(row) : organisation_cells(row))
        cells.push_back(std::move(cell));
      paper.row(cells);
    }
    platform::print(paper);
  });
}

void RecordListView::draw_toolbar(Context& context, Rect& area, widgets::TableLayout* layout,
                                  std::span<const widgets::TableColumn> columns) {
  const float height = ui::screen().control_height();
  Rect bar = area.take_top(height + 24).inset(16, 12);
  selection_.draw_progress(context, area);
  const bool is_choosing = selection_.is_choosing();
  if (is_choosing && bar.w < least_bar_with_selection) return selection_.draw_bar(context, bar);
  bool is_other = false;  // another list from now on
  if (!is_choosing) {
    if (layout) widgets::columns_button(ui::id("columns"), bar, columns, *layout);
    draw_sort_menu(bar.take_right(height, 8), !layout);
    is_other = draw_label_menu(context, bar);
  }
  const Rect field = bar.take_left(std::min(bar.w, widest_search), is_choosing ? 16.f : 0.f);
  if (widgets::search_field(ui::id("search"), field, tr("Search"), query_, tr("Name, e-mail, phone, organisation…")))
    is_other = true;
  if (is_choosing) selection_.draw_bar(context, bar);
  if (!is_other) return;
  ui::scroll_to(ui::id(list_id(), "rows"), 0);
  context.actions.filter(query_, label_);
}

// True when another label was chosen.
bool RecordListView::draw_label_menu(Context& context, Rect& bar) {
  const auto& labels = context.client.labels();
  if (!labels.value || labels.value->items.empty()) return false;
  std::vector<widgets::MenuItem> items = {{.label = tr("All labels"), .checked = !label_}};
  std::string_view shown = tr("Label");
  for (const auto& label : labels.value->items) {
    items.push_back({.label = label.name, .checked = label_ == label.id});
    if (label_ == label.id) shown = label.name;
  }
  const float room = std::min(160.f, bar.w * 0.4f);
  const bool is_tight = room < widgets::menu_button_width(tr("Label"), icon::tag);
  const Rect place = bar.take_right(is_tight ? ui::screen().control_height() : room, 12);
  const int chosen = widgets::menu_button(ui::id("label-filter"), place, shown, items, label_menu_open_,
                                          {.icon = icon::tag, .icon_only = is_tight});
  if (chosen == 0) label_.reset();
  if (chosen > 0) label_ = labels.value->items[static_cast<std::size_t>(chosen) - 1].id;
  return chosen >= 0;
}

void RecordListView::draw_table(Context& context, Rect area, bool narrow, widgets::TableLayout& layout,
                                const Columns& columns) {
  int sorted = -1;
  for (std::size_t i = 0; i < columns.sorts.size(); ++i)
    if (columns.sorts[i] == sort_ && query_.empty()) sorted = static_cast<int>(i);
  const bool has_boxes = !narrow || selection_.is_choosing();
  widgets::Table table({.id = list_id(),
                        .rect = area,
                        .name = is_people() ? tr("People") : tr("Organisations"),
                        .columns = columns.shown,
                        .row_count = is_known_ ? total_ : 12,
                        .sort = {sorted, descending_},
                        .row_height = narrow ? 56.f + ui::screen().spacing : 0.f,
                        .layout = &layout,
                        .arranged_by_dragging = !narrow,
                        .chosen = has_boxes ? std::optional(selection_.chosen()) : std::nullopt,
                        .has_row_menu = ui::screen().is_phone()});
  if (table.chose_all()) selection_.choose_all_or_none();
  if (const auto sort = table.new_sort(); sort && columns.sorts[static_cast<std::size_t>(sort->column)]) {
    sort_by(*columns.sorts[static_cast<std::size_t>(sort->column)], sort->descending);
  }
  const client::Answer<api::Window>* window = nullptr;
  std::int64_t block = -1;  // that the window has
  while (auto* row = table.next_row()) {
    if (block != row->index() / client::window_rows) {
      block = row->index() / client::window_rows;
      window = &context.client.window(request(), row->index());
    }
    const auto place = static_cast<std::size_t>(row->index() % client::window_rows);
    if (!window->value || place >= window->value->rows.size()) {
      row->loading();
      continue;
    }
    draw_row(context, *row, window->value->rows[place], narrow, has_boxes);
  }
}

void RecordListView::draw_row(Context& context, widgets::TableRow& row, const api::ListRow& data, bool narrow,
                              bool has_boxes) {
  const bool phone = ui::screen().is_phone(), taps_choose = phone && has_boxes;
  const std::string below = phone ? card_line(data) : narrow ? second_line(data) : std::string();
  const app::Route page = app::route_to(screen(), context.route, data.id);
  const std::string name = data.name.empty() ? std::string(tr("No name")) : data.name;
  if (context.route.record == data.id) row.mark_open();
  if (has_boxes) {
    bool is_chosen = selection_.contains(data.id);
    if (row.choose(is_chosen, fill(tr("Choose {name}"), {{"name", name}}))) selection_.set(data.id, is_chosen);
  }
  if (row.asked_for_menu()) {
    selection_.begin();
    selection_.set(data.id, true);
  }
  row.name_cell(0, name, taps_choose ? std::string() : app::format_route(page), below,
                data.has_conflict ? tr("has concurrent edits to look at") : std::string_view(),
                {data.id, data.photo_version});
  const auto cells = is_people() ? people_cells(data) : organisation_cells(data);
  for (std::size_t column = 1; column < wide_columns; ++column) row.cell(static_cast<int>(column), cells[column - 1]);
  if (row.activated() && taps_choose)
    selection_.set(data.id, !selection_.contains(data.id));
  else if (row.activated())
    context.actions.go(page);
}

void RecordListView::draw_empty(Context& context, Rect area) {
  if (!query_.empty() || label_) {
    const bool clear =
        widgets::empty_state(ui::id("nothing-found"), area,
                             {.icon = icon::search,
                              .title = tr("Nothing found"),
                              .text = tr("Try fewer letters, a part of the e-mail or the last digits of the phone."),
                              .action = tr("Clear search")});
    if (clear) context.actions.filter({}, std::nullopt);
    return;
  }
  const auto title = is_people() ? tr("No people yet") : tr("No organisations yet");
  const auto text = tr("Bring your contacts from a CSV or vCard file, or add the first one by hand.");
  const bool import = widgets::empty_state(ui::id("empty"), area,
                                           {.icon = is_people() ? icon::users : icon::building_2,
                                            .title = title,
                                            .text = text,
                                            .action = tr("Import a file"),
                                            .action_icon = icon::file_up});
  if (import) context.actions.go(app::route_to(app::Screen::import_file, context.route));
}

}  // namespace vinculo::views
