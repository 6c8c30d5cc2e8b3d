// Everything that is clicked: buttons, links, menus, choices, tabs, progress; and a dialog.
#include <array>
#include <vector>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/key_sheet.h"
#include "widgets/progress.h"
#include "widgets/surface.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;
namespace icon = theme::icon;

namespace {

class ControlsPage final : public ScrolledPage {
 public:
  explicit ControlsPage(Host host) : host_(host) {}

  bool undo(int key) override;

 private:
  void draw_content(Stack& stack) override;
  void draw_over() override;
  void draw_buttons(Stack& stack);
  void draw_busy(Rect bar);
  void draw_links(Stack& stack);
  void draw_choices(Stack& stack);
  void draw_progress(Stack& stack);

  Host host_;
  bool checked_ = true, unchecked_ = false, on_ = true, off_ = false, menu_open_ = false, dialog_open_ = false,
       import_is_cancelled_ = false, search_is_cancelled_ = false, is_saving_ = false, keys_open_ = false;
  std::vector<int> presses_;  // of "Primary", by the keys of their toasts
  int radio_ = 0, tab_ = 0, segment_ = 1;
  std::string name_, company_;
};

void ControlsPage::draw_content(Stack& stack) {
  draw_buttons(stack);
  draw_links(stack);
  draw_choices(stack);
  draw_progress(stack);
}

void ControlsPage::draw_buttons(Stack& stack) {
  const float control = screen().control_height();
  heading(stack.take(28), 2, say("Buttons", "Botões", "Botones"));
  struct Kind {
    ButtonKind kind;
    std::string_view name;
  };
  const std::array kinds{Kind{ButtonKind::primary, say("Primary", "Principal", "Principal")},
                         Kind{ButtonKind::secondary, say("Secondary", "Secundário", "Secundario")},
                         Kind{ButtonKind::quiet, say("Quiet", "Discreto", "Discreto")},
                         Kind{ButtonKind::danger, say("Danger", "Perigo", "Peligro")}};
  for (const Kind& kind : kinds) {
    Rect bar = stack.take(control);
    const Id id = ui::id(ui::id("button"), static_cast<std::uint64_t>(kind.kind));
    if (button(ui::id(id, "plain"), bar.take_left(button_width(kind.name), 8), kind.name, {.kind = kind.kind})) {
      presses_.push_back(++host_.clicks);
      host_.toasts.show(std::string(kind.name) + std::string(say(" pressed", " acionado", " pulsado")),
                        std::string(say("Undo", "Desfazer", "Deshacer")), host_.clicks);
    }
    const std::string_view with_icon = say("With icon", "Com ícone", "Con icono");
    button(ui::id(id, "icon"), bar.take_left(button_width(with_icon, icon::plus), 8), with_icon,
           {.kind = kind.kind, .icon = icon::plus});
    icon_button(ui::id(id, "only"), bar.take_left(control, 8), icon::pencil,
                std::string(say("Edit ", "Editar ", "Editar ")) + std::string(kind.name), {.kind = kind.kind});
    if (screen().is_phone()) bar = stack.take(control);
    const std::string_view disabled = say("Disabled", "Desativado", "Desactivado"), on = say("On", "Ativo", "Activo");
    button(ui::id(id, "off"), bar.take_left(button_width(disabled), 8), disabled,
           {.kind = kind.kind, .disabled = true});
    if (kind.kind == ButtonKind::primary && !presses_.empty())
      text(bar.take_left(bar.w),
           std::string(say("Presses: ", "Acionamentos: ", "Pulsaciones: ")) + std::to_string(presses_.size()),
           {.colour = Colour::muted});
    if (kind.kind == ButtonKind::quiet)
      button(ui::id(id, "on"), bar.take_left(button_width(on), 8), on, {.kind = kind.kind, .selected = true});
  }
  draw_busy(stack.take(control));
}

bool ControlsPage::undo(int key) { return std::erase(presses_, key) > 0; }

// Busy until somebody lets the answer come.
void ControlsPage::draw_busy(Rect bar) {
  const std::string_view save = say("Save", "Salvar", "Guardar"),
                         answer = say("Let the answer come", "Deixar a resposta chegar", "Dejar llegar la respuesta");
  if (button(id("busy"), bar.take_left(button_width(save, icon::check), 8), save,
             {.kind = ButtonKind::primary, .icon = icon::check, .busy = is_saving_}))
    is_saving_ = true;
  if (!button(id("answer"), bar.take_left(button_width(answer), 8), answer, {.disabled = !is_saving_})) return;
  is_saving_ = false;
  host_.toasts.show(std::string(say("Saved", "Salvo", "Guardado")));
}

void ControlsPage::draw_links(Stack& stack) {
  heading(stack.take(28), 2, say("Links and menus", "Links e menus", "Enlaces y menús"));
  Rect bar = stack.take(screen().control_height());
  const std::string_view record = say("A record's address", "Endereço de um registro", "Dirección de un registro");
  link(id("link-home"), bar.take_left(text_width(record) + 8, 8), record, address_of("table"));
  link(id("link-mail"), bar.take_left(150, 8), "ana@example.com", "mailto:ana@example.com");
  if (screen().is_phone()) bar = stack.take(screen().control_height());
  link(id("link-bad"), bar.take_left(110, 8), say("Not a link", "Não é um link", "No es un enlace"),
       "javascript:alert(1)");
  bar = stack.take(screen().control_height());
  const std::array menu_items{MenuItem{say("Import…", "Importar…", "Importar…"), icon::upload},
                              MenuItem{say("Export as CSV", "Exportar como CSV", "Exportar como CSV"), icon::download},
                              MenuItem{say("Archive", "Arquivar", "Archivar"), icon::archive, false, true},
                              MenuItem{say("Delete", "Excluir", "Eliminar"), icon::trash_2, true, false, true}};
  const int chosen = menu_button(id("more"), bar.take_left(100, 8), say("More", "Mais", "Más"), menu_items, menu_open_);
  if (chosen >= 0) host_.toasts.show(std::string(menu_items[static_cast<std::size_t>(chosen)].label));
  const std::string_view open = say("Open dialog", "Abrir diálogo", "Abrir diálogo");
  if (button(id("open-dialog"), bar.take_left(button_width(open), 8), open)) dialog_open_ = true;
  const std::string_view keys = say("Shortcuts", "Atalhos", "Atajos");
  if (button(id("open-keys"), bar.take_left(button_width(keys, icon::keyboard), 8), keys, {.icon = icon::keyboard}))
    keys_open_ = true;
  if (screen().is_phone()) bar = stack.take(screen().control_height());
  const std::string_view choose = say("Choose file", "Escolher arquivo", "Elegir archivo");
  file_button(id("choose"), bar.take_left(button_width(choose, icon::upload), 8), choose, ".csv,.vcf", true,
              {.icon = icon::upload});
}

void ControlsPage::draw_choices(Stack& stack) {
  const float control = screen().control_height();
  heading(stack.take(28), 2, say("Choices", "Escolhas", "Opciones"));
  Rect bar = stack.take(control);
  checkbox(id("check-on"), bar.take_left(150, 8), say("Newsletter", "Boletim", "Boletín"), checked_);
  checkbox(id("check-off"), bar.take_left(150, 8), say("Unchecked", "Desmarcado", "Sin marcar"), unchecked_);
  if (!screen().is_phone()) {
    bool fixed = true;
    checkbox(id("check-disabled"), bar.take_left(150, 8), say("Disabled", "Desativado", "Desactivado"), fixed, true);
  }
  bar = stack.take(control);
  toggle(id("toggle-on"), bar.take_left(160, 8), say("Switch on", "Ligado", "Encendido"), on_);
  toggle(id("toggle-off"), bar.take_left(160, 8), say("Switch off", "Desligado", "Apagado"), off_);
  const std::array options{say("Everybody", "Todos", "Todos"), say("My team", "Minha equipe", "Mi equipo"),
                           say("Only me", "Só eu", "Solo yo")};
  radio_group(id("radio"), stack.take(radio_group_height(3)),
              say("Who can see it", "Quem pode ver", "Quién puede verlo"), options, radio_);
  segmented(id("segments"), Rect{stack.take(control)}.take_left(std::min(stack.width(), 360.f)),
            say("View", "Visualização", "Vista"), options, segment_);
  tabs(id("tabs"), stack.take(44), say("Sections", "Seções", "Secciones"), options, tab_);
  {
    const Rect rect = stack.take(24);
    const Scope panel(Landmark::tab_panel, id("panel"), rect, say("Section", "Seção", "Sección"));
    text(rect, options[static_cast<std::size_t>(tab_)], {.colour = Colour::muted});
  }
}

// One whose share is known, one that is done, and one of which nobody knows how much is left.
void ControlsPage::draw_progress(Stack& stack) {
  heading(stack.take(28), 2, say("Progress", "Andamento", "Progreso"));
  const std::string_view cancelled = say("Cancelled", "Cancelado", "Cancelado");
  const auto show = [&](std::string_view key, ProgressOptions options, bool* is_cancelled) {
    if (is_cancelled && *is_cancelled) options.share = std::max(options.share, 0.0), options.text = cancelled;
    options.can_cancel = is_cancelled && !*is_cancelled;
    if (!progress(id(key), stack.take(progress_height(options)), options)) return;
    *is_cancelled = true;
    host_.toasts.show(std::string(cancelled) + ": " + std::string(options.name));
  };
  show("progress",
       {.name = say("Import", "Importação", "Importación"),
        .share = 0.43,
        .text = say("43,000 of 100,000 contacts", "43.000 de 100.000 contatos", "43.000 de 100.000 contactos")},
       &import_is_cancelled_);
  show("progress-done",
       {.name = say("Backup", "Cópia de segurança", "Copia de seguridad"),
        .share = 1,
        .text = say("100,000 contacts are in the file", "100.000 contatos estão no arquivo",
                    "100.000 contactos están en el archivo")},
       nullptr);
  show("progress-unknown",
       {.name = say("Search for duplicates", "Busca de duplicados", "Búsqueda de duplicados"),
        .text = say("312 pairs so far", "312 pares até agora", "312 pares hasta ahora")},
       &search_is_cancelled_);
}

void ControlsPage::draw_over() {
  if (keys_open_) {
    const std::array lines{KeyLine{"Ctrl+K", say("Search all", "Buscar tudo", "Buscar todo")},
                           KeyLine{"Ctrl+Shift+Z", say("Redo", "Refazer", "Rehacer")},
                           KeyLine{"?", say("Keyboard shortcuts", "Atalhos do teclado", "Atajos del teclado")}};
    if (key_sheet(id("keys"), say("Keyboard shortcuts", "Atalhos do teclado", "Atajos del teclado"), lines))
      keys_open_ = false;
  }
  if (!dialog_open_) return;
  Dialog dialog(id("dialog"), say("New person", "Nova pessoa", "Nueva persona"),
                {.height = 330,
                 .first_focus = id("dialog-name"),
                 .close_name = say("Close", "Fechar", "Cerrar"),
                 .has_address = false});
  Rect body = dialog.body();
  text_field(id("dialog-name"), body.take_top(field_height(), 12), say("Full name", "Nome completo", "Nombre completo"),
             name_, {.placeholder = say("Name and surname", "Nome e sobrenome", "Nombre y apellidos")});
  std::vector<Suggestion> found;
  for (const char* company : companies) found.push_back({company});
  combobox(id("dialog-company"), body.take_top(field_height(), 12), say("Organisation", "Organização", "Organización"),
           company_, found);
  Rect buttons = dialog.footer();
  const std::string_view create = say("Create", "Criar", "Crear"), cancel = say("Cancel", "Cancelar", "Cancelar");
  if (button(id("create"), take_button(buttons, create), create, {.kind = ButtonKind::primary})) {
    dialog_open_ = false;
    host_.toasts.show(std::string(say("Created ", "Criado: ", "Creado: ")) + name_);
  }
  if (button(id("cancel"), take_button(buttons, cancel), cancel)) dialog_open_ = false;
  if (dialog.dismissed()) dialog_open_ = false;
}

}  // namespace

std::unique_ptr<Page> controls_page(Host host) { return std::make_unique<ControlsPage>(host); }

}  // namespace vinculo::gallery
