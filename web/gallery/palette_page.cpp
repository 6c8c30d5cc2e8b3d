// The command palette, open.
#include <array>
#include <vector>

#include "gallery/own_pages.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "widgets/palette.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;
namespace icon = theme::icon;

namespace {

class PalettePage final : public Page {
 public:
  explicit PalettePage(Host host) : host_(host) {}
  void draw(Rect area) override;

 private:
  Host host_;
  std::string query_;
  int active_ = 0;
};

void PalettePage::draw(Rect) {
  const std::array all{PaletteItem{say("New person", "Nova pessoa", "Nueva persona"), {}, "N", icon::plus},
                       PaletteItem{say("Table", "Tabela", "Tabla"), say("Go to", "Ir para", "Ir a"), {}, icon::users},
                       PaletteItem{"Ana Conceição", "Padaria São João", {}, icon::user},
                       PaletteItem{say("A name that is much too long for the row that it has to share with its detail",
                                       "Um nome longo demais para a linha que tem de dividir com o seu detalhe",
                                       "Un nombre demasiado largo para la fila que comparte con su detalle"),
                                   "Soylent Foods and Beverages International", "Ctrl+Shift+P", icon::building_2}};
  std::vector<PaletteItem> found;
  for (const PaletteItem& item : all)
    if (item.text.find(query_) != item.text.npos) found.push_back(item);
  const PaletteResult result = palette(id("palette"), query_, found, active_,
                                       {.name = say("Search all", "Buscar tudo", "Buscar todo"),
                                        .placeholder = say("A name", "Um nome", "Un nombre"),
                                        .nothing = say("Nothing found", "Nada encontrado", "Nada encontrado"),
                                        .close_name = say("Close", "Fechar", "Cerrar")});
  if (result.chosen >= 0) host_.toasts.show(std::string(found[static_cast<std::size_t>(result.chosen)].text));
  if (result.chosen >= 0 || result.dismissed) platform::navigate(address_of("controls"));
}

}  // namespace

std::unique_ptr<Page> palette_page(Host host) { return std::make_unique<PalettePage>(host); }

}  // namespace vinculo::gallery
