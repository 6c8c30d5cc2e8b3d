#include <array>

#include "gallery/own_pages.h"
#include "theme/icons.h"

namespace vinculo::gallery {

std::span<const PageEntry> pages() {
  namespace icon = theme::icon;
  static constexpr std::array all{
      PageEntry{"controls", icon::settings, "Controls", "Controles", "Controles", controls_page},
      PageEntry{"fields", icon::pencil, "Fields", "Campos", "Campos", fields_page},
      PageEntry{"values", icon::calendar, "Values", "Valores", "Valores", values_page},
      PageEntry{"surfaces", icon::tag, "Surfaces", "Superfícies", "Superficies", surfaces_page},
      PageEntry{"texts", icon::file_text, "Texts", "Textos", "Textos", texts_page},
      PageEntry{"form", icon::user, "Form", "Formulário", "Formulario", form_page},
      PageEntry{"states", icon::circle_alert, "States", "Estados", "Estados", states_page},
      PageEntry{"board", icon::columns_2, "Board", "Quadro", "Tablero", board_page},
      PageEntry{"table", icon::users, "Table", "Tabela", "Tabla", table_page},
      PageEntry{"groups", icon::list, "Groups", "Grupos", "Grupos", groups_page},
      PageEntry{"palette", icon::search, "Palette", "Paleta", "Paleta", palette_page},
      PageEntry{"charts", icon::chart_column, "Charts", "Gráficos", "Gráficos", charts_page},
      PageEntry{"schedule", icon::calendar_days, "Calendar", "Calendário", "Calendario", schedule_page},
      PageEntry{"timeline", icon::history, "Timeline", "Linha do tempo", "Cronología", timeline_page},
  };
  return all;
}

}  // namespace vinculo::gallery
