// A table whose rows stand under headings that fold.
#include <array>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "platform/platform.h"
#include "widgets/surface.h"
#include "widgets/table.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

namespace {

class GroupsPage final : public Page {
 public:
  explicit GroupsPage(Host host) : host_(host) {}
  void draw(Rect area) override;

 private:
  Host host_;
  GroupedRows rows_{{8, 3, 100'000, 12}};
};

void GroupsPage::draw(Rect area) {
  const bool phone = screen().is_phone();
  Rect outer = area;
  if (!phone) outer = {area.x + screen().margin(), area.y, area.w - 2 * screen().margin(), area.h - 24};
  const Rect inside = card(outer, 0);
  const std::array columns{TableColumn{.title = say("Name", "Nome", "Nombre"), .share = 50},
                           TableColumn{.title = say("Company", "Empresa", "Empresa"), .share = 50}};
  const std::array stages{say("New", "Novo", "Nuevo"), say("Proposal", "Proposta", "Propuesta"),
                          say("Won", "Ganho", "Ganado"), say("Lost", "Perdido", "Perdido")};
  Table table({.id = id("grouped"),
               .rect = {inside.x, inside.y, inside.w, inside.h - (phone ? 0.f : 12.f)},
               .name = say("Deals by stage", "Negócios por etapa", "Negocios por etapa"),
               .columns = columns,
               .row_count = rows_.line_count()});
  while (TableRow* row = table.next_row()) {
    if (row->index() >= rows_.line_count()) continue;  // a group was folded in this frame
    const GroupedRows::Line line = rows_.line(row->index());
    if (line.is_heading) {
      const std::string count = platform::format_number(static_cast<double>(rows_.count(line.group)));
      const bool is_folded = rows_.is_folded(line.group);
      if (row->heading(stages[static_cast<std::size_t>(line.group)], count, is_folded))
        rows_.fold(line.group, !is_folded);
      continue;
    }
    const Person data = person(line.row);
    row->name_cell(0, data.name, "/people/" + std::to_string(line.row + 1));
    row->cell(1, data.company);
    if (row->activated()) host_.toasts.show(std::string(say("Opened ", "Aberto: ", "Abierto: ")) + data.name);
  }
}

}  // namespace

std::unique_ptr<Page> groups_page(Host host) { return std::make_unique<GroupsPage>(host); }

}  // namespace vinculo::gallery
