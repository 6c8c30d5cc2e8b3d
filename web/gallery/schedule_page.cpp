// The calendar, with events that overlap, last days, go over midnight, and a day with more than has room.
#include <vector>

#include "gallery/own_pages.h"
#include "widgets/schedule.h"
#include "widgets/surface.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

// A day that does not move, so that pictures and tests stay the same.
constexpr sys_days today{2026y / March / 3};

class SchedulePage final : public Page {
 public:
  explicit SchedulePage(Host host) : host_(host) {
    const std::string view = parameter("view");
    state_.at = today;
    if (view == "week") state_.view = ScheduleView::week;
    if (view == "day") state_.view = ScheduleView::day;
    if (view == "agenda") state_.view = ScheduleView::agenda;
  }
  void draw(Rect area) override;

 private:
  void plan();
  void add(sys_days day, int from_minutes, int to_minutes, std::string_view title, int colour,
           std::string_view place = {}) {
    events_.push_back({events_.size() + 1, title, place, CivilMinute{day} + minutes{from_minutes},
                       CivilMinute{day} + minutes{to_minutes}, false, colour});
  }
  void add_days(sys_days first, int count, std::string_view title, int colour) {
    events_.push_back({events_.size() + 1, title, {}, first, first + days{count}, true, colour});
  }

  Host host_;
  ScheduleState state_;
  std::vector<ScheduleEvent> events_;
};

void SchedulePage::plan() {
  events_.clear();
  const std::string_view call = say("Call Ana", "Ligar para Ana", "Llamar a Ana"),
                         meeting = say("Team meeting", "Reunião de equipe", "Reunión de equipo"),
                         visit =
                             say("Visit Padaria São João", "Visita à Padaria São João", "Visita a Padaria São João"),
                         lunch = say("Lunch with Bruno", "Almoço com Bruno", "Almuerzo con Bruno"),
                         office = say("Office", "Escritório", "Oficina");
  add(today, 9 * 60, 10 * 60, meeting, 0, office);
  add(today, 9 * 60 + 30, 11 * 60, call, 1);
  add(today, 9 * 60 + 45, 10 * 60 + 15, say("Offer to Globex", "Proposta à Globex", "Oferta a Globex"), 3);
  add(today, 12 * 60 + 30, 13 * 60 + 30, lunch, 2, "Café Girondino");
  add(today, 14 * 60, 14 * 60 + 15, say("Sign the contract", "Assinar o contrato", "Firmar el contrato"), 6);
  add(today, 22 * 60, 26 * 60, say("Server move", "Migração do servidor", "Migración del servidor"), 5);
  add(today + days{1}, 10 * 60, 12 * 60, visit, 4, "Rua das Flores 12");
  add(today + days{3}, 15 * 60, 16 * 60, call, 1);
  add(today + days{8}, 8 * 60, 9 * 60, meeting, 0, office);
  add(today + days{9}, 11 * 60, 12 * 60, visit, 4);
  add_days(today - days{1}, 4, say("Trade fair in Lisbon", "Feira em Lisboa", "Feria en Lisboa"), 7);
  add_days(today + days{10}, 12, say("Ana on holiday", "Férias da Ana", "Vacaciones de Ana"), 5);
  add_days(today + days{2}, 1, say("Birthday of Zoë", "Aniversário da Zoë", "Cumpleaños de Zoë"), 4);
}

void SchedulePage::draw(Rect area) {
  plan();
  if (!screen().is_phone()) area = {area.x + screen().margin(), area.y, area.w - 2 * screen().margin(), area.h - 24};
  const Rect inside = card(area, screen().is_phone() ? 12.f : 16.f);
  const ScheduleResult result = schedule(id("schedule"), inside, events_, CivilMinute{today} + 10h + 20min, state_);
  if (result.opened) host_.toasts.show(std::string(events_[*result.opened - 1].title));
}

}  // namespace

std::unique_ptr<Page> schedule_page(Host host) { return std::make_unique<SchedulePage>(host); }

}  // namespace vinculo::gallery
