// Everything that is typed into, as a form.
#include <array>
#include <vector>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/field.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

namespace {

class FieldsPage final : public ScrolledPage {
 public:
  explicit FieldsPage(Host host) : host_(host) {}

 private:
  void draw_content(Stack& stack) override;
  void draw_texts(FieldGrid& grid);
  void draw_choices(FieldGrid& grid);

  Host host_;
  std::string name_ = "Ana", mail_, phone_ = "+55 11 98765-4321", password_ = "secret", search_,
              notes_ = std::string(long_text), company_;
  std::string long_line_ =
      "A value that is much too long for its field, so that its end has to be cut off when nobody edits it";
  std::string office_;
  std::array<bool, 4> interests_{true, false, true, false};
  int choice_ = 1, unset_ = -1;
};

void FieldsPage::draw_content(Stack& stack) {
  const Scope form(Landmark::form, id("form"), {stack.x(), stack.y(), stack.width(), 700},
                   say("Contact", "Contato", "Contacto"));
  FieldGrid grid({stack.x(), stack.y(), stack.width(), 0}, screen().is_phone() ? 1 : 2);
  draw_texts(grid);
  draw_choices(grid);
  const FieldOptions area{
      .hint = say("Everybody in the team can read it.", "Toda a equipe pode ler.", "Todo el equipo puede leerlo.")};
  text_area(id("notes"), grid.next(field_height(area, 5), 2), say("Notes", "Notas", "Notas"), notes_, area);
  stack.skip(grid.bottom() - stack.y() + 24);
  if (form.submitted()) host_.toasts.show(std::string(say("Sent ", "Enviado: ", "Enviado: ")) + name_);
  const Rect bar = stack.take(screen().control_height());
  if (button(id("save"), Rect{bar}.take_left(96), say("Save", "Salvar", "Guardar"), {.kind = ButtonKind::primary}))
    host_.toasts.show(std::string(say("Saved ", "Salvo: ", "Guardado: ")) + name_);
}

void FieldsPage::draw_texts(FieldGrid& grid) {
  const FieldOptions name{
      .placeholder = say("Required", "Obrigatório", "Obligatorio"),
      .hint = say("As you want to be called.", "Como você quer ser chamado.", "Como quiere que le llamen."),
      .autocomplete = "given-name",
      .required = true};
  text_field(id("name"), grid.next(field_height(name)), say("First name", "Nome", "Nombre"), name_, name);
  const FieldOptions mail{.type = FieldType::email,
                          .placeholder = "name@example.com",
                          .error = say("This is not an e-mail address: the part after @ is missing.",
                                       "Isto não é um e-mail: falta a parte depois do @.",
                                       "Esto no es un correo: falta la parte después de @."),
                          .autocomplete = "email"};
  text_field(id("mail"), grid.next(field_height(mail)), say("E-mail", "E-mail", "Correo"), mail_, mail);
  text_field(id("phone"), grid.next(field_height()), say("Phone", "Telefone", "Teléfono"), phone_,
             {.type = FieldType::telephone, .autocomplete = "tel"});
  text_field(id("password"), grid.next(field_height()), say("Password", "Senha", "Contraseña"), password_,
             {.type = FieldType::password, .autocomplete = "current-password"});
  text_field(id("long"), grid.next(field_height()), say("Long value", "Valor longo", "Valor largo"), long_line_);
  std::string fixed(say("Cannot be changed", "Não pode ser alterado", "No se puede cambiar"));
  text_field(id("off"), grid.next(field_height()), say("Disabled", "Desativado", "Desactivado"), fixed,
             {.disabled = true});
}

void FieldsPage::draw_choices(FieldGrid& grid) {
  const std::array kinds{say("Client", "Cliente", "Cliente"), say("Prospect", "Potencial", "Potencial"),
                         say("Partner", "Parceiro", "Socio"), say("Supplier", "Fornecedor", "Proveedor")};
  select(id("kind"), grid.next(field_height()), say("Kind", "Tipo", "Tipo"), kinds, choice_);
  select(id("unset"), grid.next(field_height()), say("Not chosen", "Não escolhido", "Sin elegir"), kinds, unset_,
         {.placeholder = say("Choose…", "Escolha…", "Elija…")});
  std::vector<Suggestion> found;
  for (const char* company : companies)
    if (company_.empty() || std::string_view(company).find(company_) != std::string_view::npos)
      found.push_back({company, say("12 people", "12 pessoas", "12 personas"), theme::icon::building_2});
  choices_field(id("interests"), grid.next(field_height()), say("Interests", "Interesses", "Intereses"), kinds,
                interests_, {.placeholder = say("Choose…", "Escolha…", "Elija…")});
  std::vector<Suggestion> offices;
  for (const char* company : companies)
    if (std::string_view(company).find(office_) != std::string_view::npos)
      offices.push_back({company, {}, theme::icon::building_2});
  const PickerResult picked = record_picker(id("office"), grid.next(field_height()),
                                            say("Works at", "Trabalha em", "Trabaja en"), office_, offices);
  if (picked.combo.chosen >= 0) office_ = offices[static_cast<std::size_t>(picked.combo.chosen)].text;
  if (picked.creates) host_.toasts.show(std::string(say("Created ", "Criado: ", "Creado: ")) + office_);
  const ComboResult combo = combobox(id("company"), grid.next(field_height()),
                                     say("Organisation", "Organização", "Organización"), company_, found);
  if (combo.chosen >= 0) company_ = found[static_cast<std::size_t>(combo.chosen)].text;
  search_field(id("search"), Rect{grid.next(field_height())}.middle(screen().control_height()),
               say("Search people", "Buscar pessoas", "Buscar personas"), search_,
               say("Search by name or e-mail", "Buscar por nome ou e-mail", "Buscar por nombre o correo"),
               say("Clear search", "Limpar busca", "Borrar búsqueda"));
}

}  // namespace

std::unique_ptr<Page> fields_page(Host host) { return std::make_unique<FieldsPage>(host); }

}  // namespace vinculo::gallery
