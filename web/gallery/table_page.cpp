// The table of a million rows: sorted, arranged, chosen from, edited in place, with totals.
#include <array>
#include <cstdlib>
#include <unordered_map>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "ui/virtual_list.h"
#include "widgets/field.h"
#include "widgets/selection_bar.h"
#include "widgets/surface.h"
#include "widgets/table.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;
namespace icon = theme::icon;

namespace {

constexpr float least_bar_with_selection = 760;  // a narrower one gives way to it

class TablePage final : public Page {
 public:
  explicit TablePage(Host host) : host_(host) {
    if (const std::string rows = parameter("rows"); !rows.empty()) rows_ = std::atoll(rows.c_str());
  }
  void draw(Rect area) override;

 private:
  void draw_bar(Rect bar, std::span<const TableColumn> columns);
  void draw_menu(Rect& bar);
  void draw_selection(Rect bar);
  [[nodiscard]] bool is_choosing() const { return begun_ != Begun::not_yet || !chosen_.is_empty(); }
  void draw_rows(Rect rect, std::span<const TableColumn> columns);
  void draw_row(TableRow& row, std::int64_t index, bool has_boxes);

  Host host_;
  std::int64_t rows_ = 1'000'000, opened_ = -1;
  TableSort sort_{0, false};
  TableLayout layout_{5};
  RowSelection chosen_;
  enum class Begun : std::uint8_t { not_yet, by_row, by_menu } begun_ = Begun::not_yet;  // on a phone
  std::unordered_map<std::int64_t, std::string> cities_;                                 // that were edited
  bool menu_open_ = false;
  std::string search_;
};

void TablePage::draw(Rect area) {
  const std::string_view name = say("Name", "Nome", "Nombre"), city = say("City", "Cidade", "Ciudad");
  const std::array wide{
      TableColumn{.title = name, .share = 28, .sortable = true}, TableColumn{.title = city, .share = 18},
      TableColumn{.title = say("E-mail", "E-mail", "Correo"), .share = 30, .sortable = true},
      TableColumn{.title = say("Company", "Empresa", "Empresa"), .share = 24},
      TableColumn{.title = say("Value", "Valor", "Valor"), .share = 16, .align = Align::end, .least_width = 116}};
  const std::array narrow{TableColumn{.title = name, .share = 62, .sortable = true},
                          TableColumn{.title = city, .share = 38}};
  const auto columns = screen().is_phone() ? std::span<const TableColumn>(narrow) : std::span<const TableColumn>(wide);
  Rect outer = area;
  if (!screen().is_phone()) outer = {area.x + screen().margin(), area.y, area.w - 2 * screen().margin(), area.h - 24};
  Rect rest = card(outer, 0);
  draw_bar(rest.take_top(screen().control_height() + 24).inset(16, 12), columns);
  draw_rows({rest.x, rest.y, rest.w, rest.h - (screen().is_phone() ? 0.f : 12.f)}, columns);
}

void TablePage::draw_bar(Rect bar, std::span<const TableColumn> columns) {
  const bool phone = screen().is_phone();
  if (is_choosing() && bar.w < least_bar_with_selection) return draw_selection(bar);
  draw_menu(bar);
  if (!phone) columns_button(id("columns"), bar, columns, layout_);
  search_field(id("table-search"), bar.take_left(phone ? bar.w : std::min(bar.w, 300.f), 12),
               say("Search people", "Buscar pessoas", "Buscar personas"), search_,
               say("Search by name or e-mail", "Buscar por nome ou e-mail", "Buscar por nombre o correo"),
               say("Clear search", "Limpar busca", "Borrar búsqueda"));
  if (is_choosing()) draw_selection(bar);
}

void TablePage::draw_menu(Rect& bar) {
  const bool phone = screen().is_phone();
  const std::array items{MenuItem{say("Jump to the end", "Ir ao fim", "Ir al final"), icon::arrow_down},
                         MenuItem{say("Jump to 500,000", "Ir a 500.000", "Ir a 500.000"), icon::arrow_up_down},
                         MenuItem{say("Ten rows", "Dez linhas", "Diez filas")},
                         MenuItem{.label = say("Select", "Selecionar", "Seleccionar"), .starts_group = true}};
  const int chosen =
      menu_button(id("table-menu"), bar.take_right(phone ? 44.f : 110.f, 8), say("Go to", "Ir para", "Ir a"),
                  std::span(items).first(phone ? 4 : 3), menu_open_, {.icon = icon::ellipsis, .icon_only = phone});
  const Id rows = ui::id(id("people"), "rows");
  if (chosen == 0) show_row(rows, rows_ - 1, true);
  if (chosen == 1) show_row(rows, 499'999, true);
  if (chosen == 2) rows_ = rows_ == 10 ? 1'000'000 : 10;
  if (chosen == 3) begun_ = Begun::by_menu;
}

void TablePage::draw_selection(Rect bar) {
  const std::array actions{
      MenuItem{say("Add label", "Adicionar etiqueta", "Añadir etiqueta"), icon::tag},
      MenuItem{say("Move to trash", "Mover para a lixeira", "Mover a la papelera"), icon::trash_2, true}};
  const std::int64_t count = chosen_.count(rows_);
  const auto [ended, had_focus, action] = selection_bar(id("selection"), bar, count, actions, begun_ == Begun::by_menu);
  if (action >= 0)
    host_.toasts.show(std::string(actions[static_cast<std::size_t>(action)].label) + ": " +
                      platform::format_count(count));
  if (!ended && action < 0) return;
  if (had_focus || begun_ == Begun::by_menu) focus(id("table-menu"));  // its boxes go as well
  chosen_.clear();
  begun_ = Begun::not_yet;
  wake_at(frame_time_ms());
}

void TablePage::draw_rows(Rect rect, std::span<const TableColumn> columns) {
  const bool phone = screen().is_phone();
  const std::array<std::string_view, 5> totals{say("In all", "No total", "En total"), {}, {}, {}, "R$ 45,9 M"};
  TableOptions options{.id = id("people"),
                       .rect = rect,
                       .name = say("People", "Pessoas", "Personas"),
                       .columns = columns,
                       .row_count = rows_,
                       .sort = sort_,
                       .selected = opened_};
  if (!phone || is_choosing())
    options.chosen = chosen_.is_all() ? Chosen::all : chosen_.is_empty() ? Chosen::none : Chosen::some;
  if (!phone) {
    options.layout = &layout_;
    options.totals = totals;
  }
  options.has_row_menu = phone;
  Table table(options);
  if (table.new_sort()) sort_ = *table.new_sort();
  if (table.chose_all()) chosen_.is_all() ? chosen_.clear() : chosen_.select_all();
  while (TableRow* row = table.next_row()) {
    if (row->index() % 50 == 17)
      row->loading();
    else
      draw_row(*row, sort_.descending ? rows_ - 1 - row->index() : row->index(), options.chosen.has_value());
  }
}

void TablePage::draw_row(TableRow& row, std::int64_t index, bool has_boxes) {
  const bool phone = screen().is_phone();
  const Person data = person(index);
  const auto edited = cities_.find(index);
  const std::string& city = edited == cities_.end() ? data.city : edited->second;
  const auto number = static_cast<std::uint64_t>(index);
  const bool taps_choose = phone && has_boxes;
  if (has_boxes) {
    bool is_chosen = chosen_.contains(number);
    if (row.choose(is_chosen, std::string(say("Choose ", "Escolher ", "Elegir ")) + data.name))
      chosen_.set(number, is_chosen);
  }
  if (row.asked_for_menu()) {
    if (begun_ == Begun::not_yet) begun_ = Begun::by_row;
    chosen_.set(number, true);
    wake_at(frame_time_ms());
  }
  row.name_cell(
      0, data.name, taps_choose ? std::string() : "/people/" + std::to_string(index + 1),
      phone ? std::string_view(data.mail) : std::string_view(),
      index == 5 ? say("Has conflicting edits", "Tem edições em conflito", "Tiene ediciones en conflicto") : "");
  if (phone) {
    row.cell(1, city);
  } else {
    if (const auto typed = row.edit_cell(1, city, say("City", "Cidade", "Ciudad"))) {
      cities_[index] = *typed;
      host_.toasts.show(std::string(say("Saved ", "Salvo: ", "Guardado: ")) + *typed,
                        std::string(say("Undo", "Desfazer", "Deshacer")), 1);
    }
    row.cell(2, data.mail);
    row.cell(3, data.company);
    row.cell(4, platform::format_money(45'900 + index % 1000 * 37, "BRL"));
  }
  if (row.activated() && taps_choose) {
    chosen_.set(number, !chosen_.contains(number));
    wake_at(frame_time_ms());
  } else if (row.activated()) {
    opened_ = row.index();
    host_.toasts.show(std::string(say("Opened ", "Aberto: ", "Abierto: ")) + data.name);
  }
}

}  // namespace

std::unique_ptr<Page> table_page(Host host) { return std::make_unique<TablePage>(host); }

}  // namespace vinculo::gallery
