// What content stands on: banners, cards, chips, avatars, a conflict, empty states, skeletons.
#include <array>
#include <utility>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "platform/paper.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/file_drop.h"
#include "widgets/link_row.h"
#include "widgets/surface.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;
namespace icon = theme::icon;

namespace {

class SurfacesPage final : public ScrolledPage {
 public:
  explicit SurfacesPage(Host host) : host_(host) {}

  bool undo(int key) override { return key == press && std::exchange(press_is_removed_, false); }

 private:
  static constexpr int press = 1;  // the label that can be removed
  void draw_content(Stack& stack) override;
  void draw_banners(Stack& stack);
  static void draw_files_and_paper(Stack& stack);
  static void draw_ways(Stack& stack);
  void draw_card(Rect rect);
  void draw_conflict(Stack& stack);
  void draw_loading(Stack& stack);

  Host host_;
  bool filter_ = true, press_is_removed_ = false, is_loading_ = true;
};

void SurfacesPage::draw_content(Stack& stack) {
  draw_banners(stack);
  draw_card(stack.take((screen().is_phone() ? 376.f : 280.f) + (screen().touch ? 32.f : 0.f)));
  draw_conflict(stack);
  const Rect empty = stack.take(320);
  card(empty);
  const EmptyState nothing{
      icon::users, say("No people yet", "Nenhuma pessoa ainda", "Todavía no hay personas"),
      say("Import your contacts from a file, or add the first person by hand. Everything stays on this device, also "
          "offline.",
          "Importe seus contatos de um arquivo ou adicione a primeira pessoa à mão. Tudo fica neste aparelho, também "
          "sem internet.",
          "Importe sus contactos de un archivo o añada la primera persona a mano. Todo queda en este dispositivo, "
          "también sin conexión."),
      say("Import contacts", "Importar contatos", "Importar contactos"), icon::upload};
  if (empty_state(id("empty"), empty, nothing)) host_.toasts.show(std::string(nothing.action));
  draw_loading(stack);
  draw_files_and_paper(stack);
  draw_ways(stack);
}

// Loads until somebody lets the rows come.
void SurfacesPage::draw_loading(Stack& stack) {
  constexpr int count = 3;
  constexpr float row_height = 44;
  const Rect inside = card(stack.take(count * row_height), 0);
  if (is_loading_) {
    skeleton_rows(id("loading"), inside, row_height, count, count);
  } else {
    Rect rows = inside.inset(16, 0);
    for (int i = 0; i < count; ++i) text(rows.take_top(row_height), person(i).name);
  }
  const std::string_view words = is_loading_
                                     ? say("Let the rows come", "Deixar as linhas chegarem", "Dejar llegar las filas")
                                     : say("Load again", "Carregar de novo", "Cargar de nuevo");
  if (button(id("load"), Rect{stack.take(screen().control_height())}.take_left(button_width(words)), words))
    is_loading_ = !is_loading_;
}

void SurfacesPage::draw_banners(Stack& stack) {
  const auto one = [&stack](std::string_view key, std::string_view text, const BannerOptions& options) {
    banner(id(key), stack.take(banner_height(text, stack.width(), options)), text, options);
  };
  one("offline",
      say("Offline. 3 changes wait and go out by themselves.", "Sem internet. 3 alterações esperam e saem sozinhas.",
          "Sin conexión. 3 cambios esperan y salen solos."),
      {.tone = Colour::warning, .icon = icon::wifi_off});
  one("broken",
      say("This device cannot save: its storage is full. Export your changes, then make room.",
          "Este aparelho não consegue salvar: está cheio. Exporte suas alterações e depois libere espaço.",
          "Este dispositivo no puede guardar: está lleno. Exporte sus cambios y después libere espacio."),
      {.tone = Colour::danger,
       .icon = icon::circle_alert,
       .action = say("Export now", "Exportar agora", "Exportar ahora")});
  one("fresh", say("A new version is ready.", "Há uma versão nova.", "Hay una versión nueva."),
      {.tone = Colour::primary, .icon = icon::refresh_cw, .action = say("Update", "Atualizar", "Actualizar")});
}

void SurfacesPage::draw_card(Rect rect) {
  Rect content = card(rect);
  Rect actions = section_heading(content.take_top(screen().control_height(), 8), "Ana Conceição");
  icon_button(id("edit"), actions.take_right(screen().control_height()), icon::pencil, say("Edit", "Editar", "Editar"),
              {.kind = ButtonKind::quiet});
  Rect people = content.take_top(48, 12);
  avatar(people.take_left(48, 8), "Ana Conceição");
  avatar(people.take_left(36, 8).middle(36), "José");
  avatar(people.take_left(28, 8).middle(28), "漢字 Tanaka");
  avatar(people.take_left(48, 8), "Photo", {.person = {}, .version = 1});
  for (const auto& [key, value, address] :
       {std::array<std::string_view, 3>{say("E-mail", "E-mail", "Correo"), "ana@example.com", "mailto:ana@example.com"},
        {say("Phone", "Telefone", "Teléfono"), "+55 11 98765-4321", "tel:+5511987654321"},
        {say("City", "Cidade", "Ciudad"), "São Paulo", ""}})
    key_value(id("pair", id(value)), content.take_top(key_value_height()), key, value, address);
  const float chips_height = screen().touch ? screen().control_height() : 32;
  const float height = screen().touch ? screen().control_height() : chip_height;
  Rect chips = content.take_top(chips_height, 8);
  const std::array labels{say("Client", "Cliente", "Cliente"), say("Press", "Imprensa", "Prensa"),
                          say("Partner", "Parceiro", "Socio")};
  for (int number = 0; number < static_cast<int>(labels.size()); ++number) {
    const std::string_view label = labels[static_cast<std::size_t>(number)];
    const std::string remove =
        std::string(say("Remove label ", "Remover etiqueta ", "Quitar etiqueta ")) + std::string(label);
    const ChipOptions options{.colour = number,
                              .remove_name = number == press ? std::string_view(remove) : std::string_view()};
    if (number == press && press_is_removed_) continue;
    if (chip(ui::id(id("chip"), static_cast<std::uint64_t>(number)),
             chips.take_left(chip_width(label, options), 8).middle(height), label, options) != ChipResult::removed)
      continue;
    press_is_removed_ = true;
    host_.toasts.show(std::string(say("Label removed", "Etiqueta removida", "Etiqueta quitada")),
                      std::string(say("Undo", "Desfazer", "Deshacer")), press);
  }
  if (screen().is_phone()) chips = content.take_top(chips_height);
  const ChipOptions filter{.activatable = true, .selected = filter_};
  const std::string_view name = say("Filter", "Filtro", "Filtro");
  if (chip(id("filter"), chips.take_left(chip_width(name, filter), 8).middle(height), name, filter) ==
      ChipResult::activated)
    filter_ = !filter_;
  const std::string_view fresh = say("New", "Novo", "Nuevo"), late = say("Late", "Atrasado", "Tarde");
  badge(chips.take_left(badge_width(fresh), 8).middle(22), fresh, Colour::success);
  if (chips.w > badge_width(late)) badge(chips.take_left(badge_width(late), 8).middle(22), late, Colour::danger);
}

void SurfacesPage::draw_files_and_paper(Stack& stack) {
  const FileDrop drop{.title = say("Drop a file here", "Solte um arquivo aqui", "Suelte un archivo aquí"),
                      .text = say("It lights up while files are dragged over the window.",
                                  "Acende enquanto arquivos são arrastados sobre a janela.",
                                  "Se ilumina mientras se arrastran archivos sobre la ventana."),
                      .button = say("Choose file", "Escolher arquivo", "Elegir archivo"),
                      .several = true};
  file_drop(id("drop"), stack.take(file_drop_height(stack.width(), drop)), drop);
  Rect bar = stack.take(screen().control_height());
  const std::string_view words = say("Print", "Imprimir", "Imprimir");
  if (button(id("print"), bar.take_left(button_width(words, icon::printer)), words, {.icon = icon::printer})) {
    platform::Paper paper;
    paper.title("Ana Conceição").line("Padaria São João").field(say("City", "Cidade", "Ciudad"), "São Paulo");
    platform::print(paper);
  }
}

void SurfacesPage::draw_ways(Stack& stack) {
  const std::string address = address_of("table");
  const LinkRow ways[] = {
      {.icon = icon::bell, .text = say("Notifications", "Avisos", "Avisos"), .address = address, .count = 3},
      {.icon = icon::git_merge,
       .text = "Ana Conceição",
       .detail = say("1 value was written twice", "1 dado foi escrito por duas pessoas",
                     "1 dato fue escrito por dos personas"),
       .address = address,
       .tone = Colour::warning},
      {.icon = icon::log_out, .text = say("Sign out", "Sair", "Cerrar sesión")}};
  float height = 0;
  for (const LinkRow& way : ways) height += link_row_height(way);
  Rect rows = card(stack.take(height + 16), 8);
  for (const LinkRow& way : ways) link_row(id(id("way"), way.text), rows.take_top(link_row_height(way)), way);
}

void SurfacesPage::draw_conflict(Stack& stack) {
  const ConflictTexts conflict{
      say("Job title", "Cargo", "Cargo"),
      say("Now: written by Bruno", "Agora: escrito por Bruno", "Ahora: escrito por Bruno"),
      say("Head of purchasing", "Chefe de compras", "Jefe de compras"),
      say("You wrote on 12 May", "Você escreveu em 12 de maio", "Usted escribió el 12 de mayo"),
      say("Purchasing manager, hospitals and clinics of the south", "Gerente de compras, hospitais e clínicas do sul",
          "Gerente de compras, hospitales y clínicas del sur"),
      say("Keep", "Manter", "Conservar"),
      say("Take mine", "Usar o meu", "Usar el mío"),
      say("Edit both", "Editar os dois", "Editar ambos")};
  conflict_card(id("conflict"), stack.take(conflict_card_height(stack.width(), conflict)), conflict);
}

}  // namespace

std::unique_ptr<Page> surfaces_page(Host host) { return std::make_unique<SurfacesPage>(host); }

}  // namespace vinculo::gallery
