// Charts of every kind, with the values that are hard to draw: negative, missing, one, none, huge.
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "gallery/own_pages.h"
#include "platform/platform.h"
#include "widgets/chart.h"
#include "widgets/surface.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string count(double value) { return platform::format_number(value); }
std::string money(double value) {
  return platform::format_money(static_cast<std::int64_t>(std::llround(value * 100)), "BRL");
}
std::string thousands(double value) {
  return std::fabs(value) >= 1000 ? platform::format_number(value / 1000, 1) + "K" : count(value);
}
std::string billions(double value) { return count(value / 1e9) + "B"; }

// Noon of the first day of a month of 2026, for its name.
std::string month_name(int month) {
  constexpr std::int64_t march_2026_ms = 1772366400000, month_ms = 2629800000;
  const std::string text =
      platform::format_date(march_2026_ms + (month - 2) * month_ms + 864000000, platform::DateStyle::month_year);
  return text.substr(0, text.find(' '));
}

class ChartsPage final : public ScrolledPage {
 public:
  explicit ChartsPage(Host host) : host_(host) {}

 private:
  void draw_content(Stack& stack) override;
  void show(FieldGrid& grid, std::string_view key, ChartKind kind, const ChartData& data, int span = 1);
  void draw_bars(FieldGrid& grid);
  void draw_lines(FieldGrid& grid);
  void draw_ways(FieldGrid& grid);
  void draw_hard_ones(FieldGrid& grid);

  Host host_;
  std::array<ChartState, 16> states_{};
  std::size_t next_state_ = 0;
  std::vector<std::string> months_;
};

void ChartsPage::draw_content(Stack& stack) {
  next_state_ = 0;
  months_.clear();
  for (int i = 0; i < 12; ++i) months_.push_back(month_name(i));
  FieldGrid grid({stack.x(), stack.y(), stack.width(), 0}, screen().breakpoint == Breakpoint::wide ? 2 : 1);
  draw_bars(grid);
  draw_lines(grid);
  draw_ways(grid);
  draw_hard_ones(grid);
  stack.skip(grid.bottom() - stack.y() + 16);
}

void ChartsPage::show(FieldGrid& grid, std::string_view key, ChartKind kind, const ChartData& data, int span) {
  const Rect inside = card(grid.next(340, span), screen().is_phone() ? 16.f : 20.f);
  const ChartPoint point = chart(id(key), inside, kind, data, states_[next_state_++]);
  if (point.row >= 0) host_.toasts.show(data.categories[static_cast<std::size_t>(point.row)]);
}

void ChartsPage::draw_bars(FieldGrid& grid) {
  static constexpr std::array won{8.0, 14.0, 11.0, 19.0, 42.0, 37.0, 25.0, 31.0, 28.0, 33.0, 39.0, 30.0};
  static constexpr std::array fresh{18e3, 22e3, 31e3, 28e3, 45e3, 38e3}, old{42e3, 40e3, 38e3, 47e3, 41e3, 52e3},
      lost{6e3, 9e3, 4e3, 12e3, 7e3, 5e3};
  const std::array one{ChartSeries{say("Deals", "Negócios", "Negocios"), won}};
  show(grid, "bars", ChartKind::bars,
       {.title = say("Deals won", "Negócios ganhos", "Negocios ganados"),
        .subtitle = say("This year, by month", "Este ano, por mês", "Este año, por mes"),
        .category_name = say("Month", "Mês", "Mes"),
        .categories = months_,
        .series = one,
        .format = count});
  const std::array three{ChartSeries{say("New clients", "Clientes novos", "Clientes nuevos"), fresh},
                         ChartSeries{say("Known clients", "Clientes antigos", "Clientes conocidos"), old},
                         ChartSeries{say("Lost", "Perdidos", "Perdidos"), lost}};
  const ChartData revenue{.title = say("Revenue", "Receita", "Ingresos"),
                          .subtitle = say("First half of the year", "Primeiro semestre", "Primer semestre"),
                          .category_name = say("Month", "Mês", "Mes"),
                          .categories = std::span(months_).first(6),
                          .series = three,
                          .format = money,
                          .axis_format = thousands};
  show(grid, "grouped", ChartKind::bars, revenue);
  show(grid, "stacked", ChartKind::stacked_bars, revenue);
  static const std::array<std::string, 5> teams{"Ana Conceição", "Bruno Ibáñez",
                                                "Soylent Foods and Beverages International", "Zoë", "Łukasz Kowalski"};
  static constexpr std::array calls{164.0, 131.0, 98.0, 45.0, 12.0};
  const std::array made{ChartSeries{say("Calls", "Ligações", "Llamadas"), calls}};
  show(grid, "rows", ChartKind::rows,
       {.title = say("Calls by person", "Ligações por pessoa", "Llamadas por persona"),
        .category_name = say("Person", "Pessoa", "Persona"),
        .categories = teams,
        .series = made,
        .format = count});
}

void ChartsPage::draw_lines(FieldGrid& grid) {
  static constexpr std::array mails{120.0, 132.0, 101.0, 134.0, 190.0, 230.0, none, 210.0, 182.0, 191.0, 234.0, 290.0};
  static constexpr std::array calls{90.0, 82.0, 91.0, 84.0, 109.0, 103.0, 120.0, 132.0, 101.0, 94.0, 90.0, 110.0};
  static constexpr std::array visits{20.0, 12.0, 21.0, 34.0, 29.0, 33.0, 31.0, 26.0, 40.0, 44.0, 38.0, 41.0};
  const std::array three{ChartSeries{say("Mails", "E-mails", "Correos"), mails},
                         ChartSeries{say("Calls", "Ligações", "Llamadas"), calls},
                         ChartSeries{say("Visits", "Visitas", "Visitas"), visits}};
  const ChartData data{.title = say("Activities", "Atividades", "Actividades"),
                       .subtitle = say("This year, by month", "Este ano, por mês", "Este año, por mes"),
                       .category_name = say("Month", "Mês", "Mes"),
                       .categories = months_,
                       .series = three,
                       .format = count};
  show(grid, "lines", ChartKind::lines, data);
  show(grid, "areas", ChartKind::areas, data);
  static std::vector<std::string> days;
  static std::vector<double> values;
  if (days.empty())
    for (int i = 0; i < 366; ++i) {
      days.push_back(std::to_string(i + 1));
      values.push_back(900 + 60 * std::sin(i * 0.05) + 25 * std::sin(i * 0.9));
    }
  const std::array people{ChartSeries{say("People", "Pessoas", "Personas"), values}};
  show(grid, "days", ChartKind::areas,
       {.title = say("People in the workspace", "Pessoas no espaço de trabalho", "Personas en el espacio de trabajo"),
        .category_name = say("Day", "Dia", "Día"),
        .categories = days,
        .series = people,
        .format = count});
}

void ChartsPage::draw_ways(FieldGrid& grid) {
  const std::array<std::string, 5> stages{
      std::string(say("Leads", "Leads", "Prospectos")), std::string(say("Contacted", "Contatados", "Contactados")),
      std::string(say("Qualified", "Qualificados", "Calificados")),
      std::string(say("Proposal", "Proposta", "Propuesta")), std::string(say("Won", "Ganhos", "Ganados"))};
  static constexpr std::array reached{1240.0, 820.0, 410.0, 180.0, 74.0};
  const std::array deals{ChartSeries{say("Deals", "Negócios", "Negocios"), reached}};
  show(grid, "funnel", ChartKind::funnel,
       {.title = say("Sales funnel", "Funil de vendas", "Embudo de ventas"),
        .subtitle = say("Share of the stage before", "Parte da etapa anterior", "Parte de la etapa anterior"),
        .category_name = say("Stage", "Etapa", "Etapa"),
        .categories = stages,
        .series = deals,
        .format = count,
        .percent = platform::format_percent});
  const std::array<std::string, 5> weekdays{
      std::string(say("Mon", "seg.", "lun")), std::string(say("Tue", "ter.", "mar")),
      std::string(say("Wed", "qua.", "mié")), std::string(say("Thu", "qui.", "jue")),
      std::string(say("Fri", "sex.", "vie"))};
  static std::array<std::array<double, 5>, 10> hours{};
  static std::array<std::string, 10> hour_names;
  std::vector<ChartSeries> columns;
  for (std::size_t h = 0; h < hours.size(); ++h) {
    for (std::size_t d = 0; d < 5; ++d)
      hours[h][d] =
          std::floor(22 * std::exp(-0.12 * std::pow(static_cast<double>(h) - 3 - static_cast<double>(d) * .4, 2)));
    hours[4][2] = none;
    hour_names[h] = std::to_string(h + 8) + "h";
    columns.push_back({hour_names[h], hours[h]});
  }
  show(grid, "heat", ChartKind::heat,
       {.title = say("When people answer", "Quando as pessoas atendem", "Cuándo contestan las personas"),
        .subtitle = say("Answered calls by hour", "Ligações atendidas por hora", "Llamadas contestadas por hora"),
        .category_name = say("Day", "Dia", "Día"),
        .categories = weekdays,
        .series = columns,
        .format = count});
  static std::vector<double> sizes;
  if (sizes.empty())
    for (int i = 0; i < 400; ++i) sizes.push_back(std::exp(7 + 1.1 * std::sin(i * 12.9898) * std::sin(i * 78.233)));
  const Rect inside = card(grid.next(340), screen().is_phone() ? 16.f : 20.f);
  histogram(id("histogram"), inside,
            {.title = say("Size of deals", "Tamanho dos negócios", "Tamaño de los negocios"),
             .category_name = say("Amount", "Valor", "Importe"),
             .format = money,
             .axis_format = thousands},
            sizes, say("Deals", "Negócios", "Negocios"), count, states_[next_state_++]);
}

void ChartsPage::draw_hard_ones(FieldGrid& grid) {
  static constexpr std::array balance{1250.0, -420.5, 80.0, -1300.25, 640.0, 0.0};
  const std::array change{ChartSeries{say("Change", "Variação", "Variación"), balance}};
  show(grid, "negative", ChartKind::bars,
       {.title = say("Gains and losses", "Ganhos e perdas", "Ganancias y pérdidas"),
        .category_name = say("Month", "Mês", "Mes"),
        .categories = std::span(months_).first(6),
        .series = change,
        .format = money,
        .axis_format = count});
  static constexpr std::array single{7.2e15};
  const std::array huge{ChartSeries{say("Views", "Visualizações", "Vistas"), single}};
  show(grid, "one", ChartKind::lines,
       {.title = say("One value, and a huge one", "Um valor só, e enorme", "Un solo valor, y enorme"),
        .category_name = say("Month", "Mês", "Mes"),
        .categories = std::span(months_).first(1),
        .series = huge,
        .format = count,
        .axis_format = billions});
  show(grid, "empty", ChartKind::bars,
       {.title = say("Nothing yet", "Nada ainda", "Nada todavía"),
        .category_name = say("Month", "Mês", "Mes"),
        .categories = {},
        .series = {},
        .format = count});
}

}  // namespace

std::unique_ptr<Page> charts_page(Host host) { return std::make_unique<ChartsPage>(host); }

}  // namespace vinculo::gallery
