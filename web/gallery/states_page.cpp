// What is chosen from a list, as it is, wrong, and disabled.
#include <array>
#include <vector>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "theme/icons.h"
#include "widgets/field.h"
#include "widgets/value_field.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

namespace {

constexpr std::size_t states = 3;  // as it is, wrong, disabled

class StatesPage final : public ScrolledPage {
 public:
  explicit StatesPage(Host host) : host_(host) {}

 private:
  void draw_content(Stack& stack) override;
  void draw_kind(FieldGrid& grid, std::size_t state);
  void draw_company(FieldGrid& grid, std::size_t state);
  void draw_office(FieldGrid& grid, std::size_t state);
  void draw_interests(FieldGrid& grid, std::size_t state);
  void draw_day(FieldGrid& grid, std::size_t state);

  Host host_;
  std::array<int, states> kind_{1, -1, 2};
  std::array<std::string, states> company_{"Acme", "Nowhere Ltd", "Globex"}, office_{"", "Padaria", "Hooli"},
      day_{"2026-12-03", "31/02/2026", "2026-03-03"};
  std::array<std::array<bool, 4>, states> interests_{{{true, false, true}, {}, {false, true}}};
};

// "Kind", "Kind (wrong)", "Kind (disabled)".
std::string named(std::string_view name, std::size_t state) {
  const std::array words{std::string_view(), say(" (wrong)", " (errado)", " (incorrecto)"),
                         say(" (disabled)", " (desativado)", " (desactivado)")};
  return std::string(name) + std::string(words[state]);
}

FieldOptions options_of(std::size_t state, std::string_view error) {
  return {.placeholder = say("Choose…", "Escolha…", "Elija…"),
          .error = state == 1 ? error : std::string_view(),
          .required = state == 1,
          .disabled = state == 2};
}

float height_of_all() { return field_height({.error = "!"}); }

std::array<std::string_view, 4> kinds() {
  return {say("Client", "Cliente", "Cliente"), say("Prospect", "Potencial", "Potencial"),
          say("Partner", "Parceiro", "Socio"), say("Supplier", "Fornecedor", "Proveedor")};
}

std::vector<Suggestion> found(std::string_view text) {
  std::vector<Suggestion> result;
  for (const char* company : companies)
    if (std::string_view(company).find(text) != std::string_view::npos)
      result.push_back({company, {}, theme::icon::building_2});
  return result;
}

void StatesPage::draw_content(Stack& stack) {
  const auto draw = [&](void (StatesPage::*one)(FieldGrid&, std::size_t)) {
    FieldGrid grid({stack.x(), stack.y(), stack.width(), 0}, screen().is_phone() ? 1 : static_cast<int>(states));
    for (std::size_t state = 0; state < states; ++state) (this->*one)(grid, state);
    stack.skip(grid.bottom() - stack.y() + 16);
  };
  draw(&StatesPage::draw_kind);
  draw(&StatesPage::draw_company);
  draw(&StatesPage::draw_office);
  draw(&StatesPage::draw_interests);
  draw(&StatesPage::draw_day);
}

void StatesPage::draw_kind(FieldGrid& grid, std::size_t state) {
  const std::string_view error = kind_[1] < 0 ? say("Choose one.", "Escolha um.", "Elija uno.") : std::string_view();
  select(id(id("state-kind"), state), grid.next(height_of_all()), named(say("Kind", "Tipo", "Tipo"), state), kinds(),
         kind_[state], options_of(state, error));
}

void StatesPage::draw_company(FieldGrid& grid, std::size_t state) {
  const std::vector<Suggestion> choices = found(company_[state]);
  const std::string_view error = choices.empty() ? say("There is none of that name.", "Não há nenhuma com esse nome.",
                                                       "No hay ninguna con ese nombre.")
                                                 : std::string_view();
  const ComboResult result = combobox(id(id("state-company"), state), grid.next(height_of_all()),
                                      named(say("Organisation", "Organização", "Organización"), state), company_[state],
                                      choices, options_of(state, error));
  if (result.chosen >= 0) company_[state] = choices[static_cast<std::size_t>(result.chosen)].text;
}

// One that is not there can be made by its name.
void StatesPage::draw_office(FieldGrid& grid, std::size_t state) {
  const std::vector<Suggestion> choices = found(office_[state]);
  const std::string_view error = say("Choose one, or make it.", "Escolha uma ou crie.", "Elija una o créela.");
  const PickerResult result = record_picker(id(id("state-office"), state), grid.next(height_of_all()),
                                            named(say("Works at", "Trabalha em", "Trabaja en"), state), office_[state],
                                            choices, options_of(state, error));
  if (result.combo.chosen >= 0) office_[state] = choices[static_cast<std::size_t>(result.combo.chosen)].text;
  if (result.creates) host_.toasts.show(std::string(say("Created ", "Criado: ", "Creado: ")) + office_[state]);
}

void StatesPage::draw_interests(FieldGrid& grid, std::size_t state) {
  const std::array names = kinds();
  const bool has_any = interests_[state][0] || interests_[state][1] || interests_[state][2] || interests_[state][3];
  const std::string_view error =
      has_any ? std::string_view() : say("Choose at least one.", "Escolha pelo menos um.", "Elija al menos uno.");
  choices_field(id(id("state-interests"), state), grid.next(height_of_all()),
                named(say("Interests", "Interesses", "Intereses"), state), names, interests_[state],
                options_of(state, error));
}

void StatesPage::draw_day(FieldGrid& grid, std::size_t state) {
  const Id field = id(id("state-day"), state);
  FieldOptions options = options_of(state, {});
  const std::string error = date_problem(field, day_[state]);
  options.error = error;
  options.placeholder = {};
  date_field(field, grid.next(height_of_all()), named(say("Meeting", "Reunião", "Reunión"), state), day_[state],
             options);
}

}  // namespace

std::unique_ptr<Page> states_page(Host host) { return std::make_unique<StatesPage>(host); }

}  // namespace vinculo::gallery
