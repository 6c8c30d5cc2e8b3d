// Deals by stage. With "&cards=10000" the first stage holds that many.
#include <array>
#include <cstdlib>
#include <vector>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "platform/platform.h"
#include "widgets/board.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

namespace {

struct Deal {
  std::string title, company, value, owner;
  std::int64_t amount = 0;
};

Deal deal(std::int64_t number) {
  const Person who = person(number * 37);
  const std::array things{say("Ovens for ", "Fornos para ", "Hornos para "),
                          say("Service of ", "Manutenção de ", "Servicio de "),
                          say("Packaging for ", "Embalagens para ", "Envases para ")};
  const std::int64_t amount = 120'000 + number * 7'919'000 % 9'000'000;
  return {std::string(things[static_cast<std::size_t>(number) % things.size()]) + who.company, who.name,
          platform::format_money(amount, "BRL"), person(10 + number % 4).name, amount};
}

class BoardPage final : public Page {
 public:
  explicit BoardPage(Host host);
  void draw(Rect area) override;

 private:
  Host host_;
  std::array<std::vector<std::int64_t>, 5> stages_;  // the numbers of the deals
};

BoardPage::BoardPage(Host host) : host_(host) {
  std::int64_t number = 0;
  for (const auto& [stage, count] : {std::pair{0, 4}, {1, 3}, {2, 5}, {3, 0}, {4, 2}})
    for (int i = 0; i < count; ++i) stages_[static_cast<std::size_t>(stage)].push_back(number++);
  const std::string cards = parameter("cards");
  for (int i = 4; i < std::atoi(cards.c_str()); ++i) stages_[0].push_back(number++);
}

void BoardPage::draw(Rect area) {
  const std::array names{say("New", "Novo", "Nuevo"), say("Contacted", "Contatado", "Contactado"),
                         say("Proposal", "Proposta", "Propuesta"), say("Negotiation", "Negociação", "Negociación"),
                         say("Won", "Ganho", "Ganado")};
  std::array<std::vector<Deal>, 5> deals;
  std::array<std::vector<BoardCard>, 5> cards;
  std::array<std::string, 5> sums;
  std::vector<BoardColumn> columns;
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    std::int64_t sum = 0;
    for (const std::int64_t number : stages_[i]) deals[i].push_back(deal(number)), sum += deals[i].back().amount;
    for (const Deal& one : deals[i]) cards[i].push_back({one.title, one.company, one.value, one.owner});
    sums[i] = platform::format_money(sum, "BRL");
    columns.push_back({names[i], sums[i], static_cast<int>(i), cards[i]});
  }
  const float margin = screen().is_phone() ? 12 : screen().margin();
  const Rect rect{area.x + margin, area.y, area.w - 2 * margin, area.h - 16};
  const BoardResult result = board(id("deals"), rect, say("Deals", "Negócios", "Negocios"), columns);
  if (result.opened)
    host_.toasts.show(std::string(say("Opened ", "Aberto: ", "Abierto: ")) +
                      std::string(columns[static_cast<std::size_t>(result.opened->column)]
                                      .cards[static_cast<std::size_t>(result.opened->index)]
                                      .title));
  if (!result.move) return;
  auto& from = stages_[static_cast<std::size_t>(result.move->from)];
  const std::int64_t number = from[static_cast<std::size_t>(result.move->index)];
  from.erase(from.begin() + result.move->index);
  auto& to = stages_[static_cast<std::size_t>(result.move->to)];
  to.insert(to.begin() + result.move->before, number);
  host_.toasts.show(std::string(say("Moved to ", "Movido para ", "Movido a ")) +
                        std::string(names[static_cast<std::size_t>(result.move->to)]),
                    std::string(say("Undo", "Desfazer", "Deshacer")), 1);
}

}  // namespace

std::unique_ptr<Page> board_page(Host host) { return std::make_unique<BoardPage>(host); }

}  // namespace vinculo::gallery
