// A form in sections, as a record has: fields of all kinds, labels, what keeps it from being saved.
#include <algorithm>
#include <array>
#include <vector>

#include "gallery/own_pages.h"
#include "theme/icons.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/label_field.h"
#include "widgets/problem_summary.h"
#include "widgets/surface.h"
#include "widgets/value_field.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

namespace {

constexpr float padding = 20, row_gap = 16, heading_height = 28;
constexpr std::size_t most_areas = 2;

// What stands at the beginning of `all`, as an index of it.
using Chosen = std::vector<std::size_t>;

class FormPage final : public ScrolledPage {
 public:
  explicit FormPage(Host host) : host_(host) {}

 private:
  void draw_content(Stack& stack) override;
  void draw_person(Stack& stack);
  void draw_contact(Stack& stack);
  // True when an Enter was theirs.
  bool draw_labels(Stack& stack);
  void draw_end(Stack& stack, bool submitted);
  // Room for a sentence below them only where there is one.
  [[nodiscard]] float height_of_each() const {
    return field_height({.error = problems_.empty() ? std::string_view() : "!"});
  }
  [[nodiscard]] std::vector<FormProblem> problems() const;
  [[nodiscard]] std::string_view problem_of(Id field) const;

  Host host_;
  std::string name_, surname_, birthday_ = "1985-12-03", mail_, phone_ = "+55 11 98765-4321";
  std::array<bool, 3> interests_{};
  std::vector<std::string> made_;  // labels
  Chosen labels_{0}, areas_{0};
  std::string label_, area_;
  std::vector<FormProblem> problems_;  // of this frame
  float labels_height_ = 160;
  bool was_tried_ = false;
};

// A card with a heading; the inside below it.
Rect section(Stack& stack, std::string_view title, float content) {
  Rect inside = card(stack.take(content + heading_height + 8 + 2 * padding), padding);
  heading(inside.take_top(heading_height, 8), 2, title, theme::size::title);
  return inside;
}

int columns() { return screen().is_phone() ? 1 : 2; }
float rows_height(float field, int fields) {
  const auto rows = static_cast<float>((fields + columns() - 1) / columns());
  return rows * field + (rows - 1) * row_gap;
}

std::vector<FormProblem> FormPage::problems() const {
  std::vector<FormProblem> found;
  if (!was_tried_) return found;
  if (name_.empty())
    found.push_back({id("form-name"), std::string(say("First name", "Nome", "Nombre")),
                     std::string(say("It is missing.", "Está faltando.", "Falta."))});
  if (!mail_.empty() && mail_.find('@') == mail_.npos)
    found.push_back({id("form-mail"), std::string(say("E-mail", "E-mail", "Correo")),
                     std::string(say("The part after @ is missing.", "Falta a parte depois do @.",
                                     "Falta la parte después de @."))});
  if (std::ranges::find(interests_, true) == interests_.end())
    found.push_back({id("form-interests"), std::string(say("Interests", "Interesses", "Intereses")),
                     std::string(say("Choose at least one.", "Escolha pelo menos um.", "Elija al menos uno."))});
  return found;
}

std::string_view FormPage::problem_of(Id field) const {
  const auto found = std::ranges::find(problems_, field, &FormProblem::field);
  return found == problems_.end() ? std::string_view() : std::string_view(found->sentence);
}

void FormPage::draw_content(Stack& stack) {
  problems_ = problems();
  const Scope form(Landmark::form, id("record-form"), {stack.x(), stack.y(), stack.width(), 900},
                   say("Person", "Pessoa", "Persona"));
  draw_person(stack);
  draw_contact(stack);
  const bool took_enter = draw_labels(stack);
  draw_end(stack, form.submitted() && !took_enter);
}

void FormPage::draw_person(Stack& stack) {
  const FieldOptions name{.error = problem_of(id("form-name")), .autocomplete = "given-name", .required = true};
  const float field = height_of_each();
  FieldGrid grid(section(stack, say("Person", "Pessoa", "Persona"), rows_height(field, 3)), columns(), row_gap);
  text_field(id("form-name"), grid.next(field), say("First name", "Nome", "Nombre"), name_, name);
  text_field(id("form-surname"), grid.next(field), say("Last name", "Sobrenome", "Apellidos"), surname_,
             {.autocomplete = "family-name"});
  date_field(id("form-birthday"), grid.next(field), say("Birthday", "Aniversário", "Cumpleaños"), birthday_, {},
             {.year_optional = true});
}

void FormPage::draw_contact(Stack& stack) {
  const FieldOptions mail{.type = FieldType::email, .error = problem_of(id("form-mail")), .autocomplete = "email"};
  const float field = height_of_each();
  FieldGrid grid(section(stack, say("Contact", "Contato", "Contacto"), rows_height(field, 3)), columns(), row_gap);
  text_field(id("form-mail"), grid.next(field), say("E-mail", "E-mail", "Correo"), mail_, mail);
  text_field(id("form-phone"), grid.next(field), say("Phone", "Telefone", "Teléfono"), phone_,
             {.type = FieldType::telephone, .autocomplete = "tel"});
  const std::array kinds{say("Prices", "Preços", "Precios"), say("Events", "Eventos", "Eventos"),
                         say("News", "Novidades", "Novedades")};
  choices_field(id("form-interests"), grid.next(field), say("Interests", "Interesses", "Intereses"), kinds, interests_,
                {.placeholder = say("Choose…", "Escolha…", "Elija…"),
                 .error = problem_of(id("form-interests")),
                 .required = true});
}

// Labels of which new ones are made by typing, and a list of which at most two are chosen.
bool FormPage::draw_labels(Stack& stack) {
  const auto choices = [](std::span<const std::string_view> names) {
    std::vector<LabelChoice> all;
    for (const std::string_view name : names)
      all.push_back({id(id("label"), name), name, static_cast<int>(all.size())});
    return all;
  };
  const auto of = [](const Chosen& chosen, std::span<const LabelChoice> all) {
    std::vector<LabelChoice> some;
    for (const std::size_t i : chosen) some.push_back(all[i]);
    return some;
  };
  const auto apply = [](Chosen& chosen, const LabelFieldResult& result) {
    if (result.removed >= 0) chosen.erase(chosen.begin() + result.removed);
    if (result.added >= 0) chosen.push_back(static_cast<std::size_t>(result.added));
    if (result.removed >= 0 || result.added >= 0 || !result.created.empty()) wake_at(frame_time_ms());
  };
  Rect inside = section(stack, say("Labels", "Etiquetas", "Etiquetas"), labels_height_);
  const float top = inside.y;
  inside.h = 1e4f;
  std::vector<std::string_view> names{say("Client", "Cliente", "Cliente"), say("Press", "Imprensa", "Prensa"),
                                      say("Partner", "Parceiro", "Socio")};
  names.insert(names.end(), made_.begin(), made_.end());
  const std::vector<LabelChoice> all = choices(names);
  const LabelFieldResult labels = label_field(id("form-labels"), inside, of(labels_, all), all, label_);
  inside.take_top(labels.height, row_gap);
  apply(labels_, labels);
  if (!labels.created.empty()) {
    made_.push_back(labels.created);
    labels_.push_back(all.size());
  }
  bool took_enter = labels.took_enter;
  const std::string_view title = say("Areas, at most two", "Áreas, no máximo duas", "Áreas, dos como máximo");
  text(inside.take_top(20, 8), title, {.weight = Weight::medium});
  {
    const Scope areas(Landmark::group, id("form-areas"), inside, title);
    const std::array all_areas{say("Sales", "Vendas", "Ventas"), say("Support", "Suporte", "Soporte"),
                               say("Training", "Treinamento", "Formación")};
    const std::vector<LabelChoice> some = choices(all_areas);
    const LabelFieldResult result =
        label_field(id("form-area"), inside, of(areas_, some), some, area_, {.can_create = false, .most = most_areas});
    inside.take_top(result.height);
    took_enter |= result.took_enter;
    apply(areas_, result);
  }
  if (inside.y - top != labels_height_) labels_height_ = inside.y - top, wake_at(frame_time_ms());
  return took_enter;
}

void FormPage::draw_end(Stack& stack, bool submitted) {
  problem_summary(id("form-problems"), stack.take(problem_summary_height(problems_, stack.width())), problems_);
  Rect bar = stack.take(screen().control_height());
  const std::string_view save = say("Save", "Salvar", "Guardar");
  if (!button(id("form-save"), bar.take_left(button_width(save)), save, {.kind = ButtonKind::primary}) && !submitted)
    return;
  was_tried_ = true;
  const std::vector<FormProblem> found = problems();
  lead_to_problem(found);
  wake_at(frame_time_ms());
  if (found.empty()) host_.toasts.show(std::string(say("Saved ", "Salvo: ", "Guardado: ")) + name_);
}

}  // namespace

std::unique_ptr<Page> form_page(Host host) { return std::make_unique<FormPage>(host); }

}  // namespace vinculo::gallery
