// The timeline of ten thousand entries, with the panel beside it and the menu of an entry; a text that is cut.
#include <array>
#include <string>
#include <vector>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "i18n/locale.h"
#include "theme/icons.h"
#include "widgets/side_panel.h"
#include "widgets/surface.h"
#include "widgets/timeline.h"
#include "widgets/tooltip.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;
using namespace std::chrono;
namespace icon = theme::icon;

namespace {

constexpr std::size_t first_entries = 10'000, older_entries = 50;
constexpr sys_days newest{2026y / March / 3};

class TimelinePage final : public Page {
 public:
  explicit TimelinePage(Host host) : host_(host) { load(first_entries); }
  void draw(Rect area) override;

 private:
  void load(std::size_t count);
  [[nodiscard]] std::vector<TimelineEntry> entries() const;
  void draw_panel(Rect& area, const TimelineEntry& entry);

  Host host_;
  std::vector<std::string> names_;
  std::int64_t opened_ = -1, menu_for_ = -1;
  ContextMenu menu_;
};

void TimelinePage::load(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) names_.push_back(person(static_cast<std::int64_t>(names_.size() % 40)).name);
}

std::vector<TimelineEntry> TimelinePage::entries() const {
  struct Kind {
    Icon icon;
    int colour;
    std::string_view what, text;
  };
  const std::array kinds{
      Kind{
          icon::phone, 1, say("called", "ligou", "llamó"),
          say("Asked for the new price list and wants to talk again in March, when the budget of the hospital is decided. "
              "Prefers WhatsApp to calls, and mornings to afternoons.",
              "Pediu a nova lista de preços e quer conversar de novo em março, quando o orçamento do hospital for "
              "decidido. Prefere WhatsApp a ligações, e manhãs a tardes.",
              "Pidió la nueva lista de precios y quiere hablar de nuevo en marzo, cuando se decida el presupuesto del "
              "hospital. Prefiere WhatsApp a las llamadas, y las mañanas a las tardes.")},
      Kind{icon::mail, 0, say("sent a mail", "enviou um e-mail", "envió un correo"),
           say("Offer 2026-114, version 2", "Proposta 2026-114, versão 2", "Oferta 2026-114, versión 2")},
      Kind{icon::sticky_note, 2, say("wrote a note", "escreveu uma nota", "escribió una nota"),
           say("Met at the fair in Lisbon.", "Conversamos na feira de Lisboa.", "Nos vimos en la feria de Lisboa.")},
      Kind{icon::calendar, 3, say("planned a visit", "marcou uma visita", "planeó una visita"), {}}};
  std::vector<TimelineEntry> result;
  result.reserve(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const Kind& kind = kinds[(i * 7 + i / 3) % kinds.size()];
    result.push_back({.icon = kind.icon,
                      .colour = kind.colour,
                      .who = names_[i],
                      .what = kind.what,
                      .text = kind.text,
                      .day = newest - days{static_cast<int>(i / 4)},
                      .minutes = 18 * 60 - static_cast<int>(i % 4) * 127});
  }
  return result;
}

void TimelinePage::draw_panel(Rect& area, const TimelineEntry& entry) {
  const Id row = timeline_row(id("timeline"), opened_);
  const SidePanel panel(id("entry"), area, entry.who, {.owner = row});
  Rect body = panel.body();
  cut_text(id("entry-mail"), body.take_top(24, 8),
           "a.very.long.address.that.has.no.room.in.a.narrow.panel@a-long-company-name.example.com",
           {.colour = Colour::muted});
  text(body.take_top(24, 8), i18n::day_text(entry.day, i18n::DayStyle::full), {.weight = Weight::medium});
  paragraph(body, entry.text);
  if (panel.closed()) opened_ = -1;
}

void TimelinePage::draw(Rect area) {
  if (!screen().is_phone()) area = {area.x + screen().margin(), area.y, area.w - 2 * screen().margin(), area.h - 24};
  const std::vector<TimelineEntry> all = entries();
  Rect place = area;
  if (opened_ >= 0 && !screen().is_phone()) draw_panel(place, all[static_cast<std::size_t>(opened_)]);
  const Rect inside = card(place, screen().is_phone() ? 0.f : 8.f);
  const TimelineResult result = timeline(id("timeline"), inside, all,
                                         {.name = say("What happened", "O que aconteceu", "Lo que pasó"),
                                          .opened = opened_,
                                          .has_older = true,
                                          .menu = &menu_});
  if (result.opened) opened_ = *result.opened;
  if (result.menu_for) menu_for_ = *result.menu_for;
  if (result.wants_older) load(older_entries);
  const std::array items{MenuItem{say("Edit", "Editar", "Editar"), icon::pencil},
                         MenuItem{say("Copy text", "Copiar texto", "Copiar texto"), icon::copy},
                         MenuItem{say("Delete", "Excluir", "Eliminar"), icon::trash_2, true, false, true}};
  const int chosen = menu_.draw(id("entry-menu"), say("Actions", "Ações", "Acciones"), items);
  if (chosen >= 0)
    host_.toasts.show(std::string(items[static_cast<std::size_t>(chosen)].label) + " " + std::to_string(menu_for_ + 1));
  if (opened_ >= 0 && screen().is_phone()) draw_panel(area, all[static_cast<std::size_t>(opened_)]);
}

}  // namespace

std::unique_ptr<Page> timeline_page(Host host) { return std::make_unique<TimelinePage>(host); }

}  // namespace vinculo::gallery
