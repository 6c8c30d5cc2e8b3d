// Fields for dates, times, numbers and money, and what is wrong with them.
#include <vector>

#include "gallery/own_pages.h"
#include "widgets/problem_summary.h"
#include "widgets/value_field.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

namespace {

class ValuesPage final : public ScrolledPage {
 private:
  void draw_content(Stack& stack) override;

  std::string meeting_ = "2026-12-03", birthday_ = "--0412", old_ = "summer of 1985", starts_ = "09:30",
              share_ = "12.5", value_ = "123456789", pesos_ = "1990", wrong_date_ = "31/02/2026",
              wrong_number_ = "about five";
  DateTimeText call_{"2026-12-03", "16:30"};
};

void ValuesPage::draw_content(Stack& stack) {
  const Scope form(Landmark::form, id("form"), {stack.x(), stack.y(), stack.width(), 500},
                   say("Deal", "Negócio", "Negocio"));
  FieldGrid grid({stack.x(), stack.y(), stack.width(), 0}, screen().is_phone() ? 1 : 2);
  date_field(id("meeting"), grid.next(field_height()), say("Meeting", "Reunião", "Reunión"), meeting_);
  time_field(id("starts"), grid.next(field_height()), say("Starts at", "Começa às", "Empieza a las"), starts_);
  const FieldOptions optional{.hint = say("The year may be left out.", "O ano pode faltar.", "El año puede faltar.")};
  date_field(id("birthday"), grid.next(field_height(optional)), say("Birthday", "Aniversário", "Cumpleaños"), birthday_,
             optional, {.year_optional = true});
  date_field(id("old"), grid.next(field_height(optional)), say("First met", "Conhecido em", "Conocido en"), old_,
             {.hint = say("Other texts are kept.", "Outros textos são mantidos.", "Se conservan otros textos.")},
             {.keeps_text = true});
  number_field(id("share"), grid.next(field_height()), say("Discount in %", "Desconto em %", "Descuento en %"), share_);
  money_field(id("value"), grid.next(field_height()), say("Value", "Valor", "Valor"), value_, "BRL");
  money_field(id("pesos"), grid.next(field_height()), say("In pesos", "Em pesos", "En pesos"), pesos_, "CLP");
  grid.new_row();
  const std::string date = date_problem(id("wrong-date"), wrong_date_),
                    number = number_problem(id("wrong-number"), wrong_number_);
  const FieldOptions bad_date{.error = date}, bad_number{.error = number};
  const std::string call_problem = date_time_problem(id("call"), call_);
  const FieldOptions call{.hint = say("As it is where you are.", "No seu fuso horário.", "En su hora local."),
                          .error = call_problem};
  date_time_field(id("call"), grid.next(field_height(call)),
                  say("Call back", "Retornar a ligação", "Devolver la llamada"), call_, call);
  grid.new_row();
  date_field(id("wrong-date"), grid.next(field_height(bad_date)),
             say("No such day", "Dia que não existe", "Día que no existe"), wrong_date_, bad_date);
  number_field(id("wrong-number"), grid.next(field_height(bad_number)),
               say("No number", "Não é número", "No es un número"), wrong_number_, bad_number);
  stack.skip(grid.bottom() - stack.y() + 24);
  std::vector<FormProblem> problems;
  if (!date.empty())
    problems.push_back(
        {id("wrong-date"), std::string(say("No such day", "Dia que não existe", "Día que no existe")), date});
  if (!number.empty())
    problems.push_back({id("wrong-number"), std::string(say("No number", "Não é número", "No es un número")), number});
  problem_summary(id("problems"), stack.take(problem_summary_height(problems, stack.width())), problems);
}

}  // namespace

std::unique_ptr<Page> values_page(Host) { return std::make_unique<ValuesPage>(); }

}  // namespace vinculo::gallery
