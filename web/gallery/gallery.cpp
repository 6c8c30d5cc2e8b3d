// The frame around the gallery's pages: navigation, the choice of theme and language, toasts.
#include <algorithm>
#include <array>
#include <vector>

#include "gallery/page.h"
#include "gallery/sample.h"
#include "i18n/catalogue.h"
#include "i18n/loading.h"
#include "platform/platform.h"
#include "theme/icons.h"
#include "ui/photo.h"
#include "widgets/navigation.h"
#include "widgets/surface.h"

namespace vinculo::gallery {

using namespace ui;
using namespace widgets;

std::string_view say(std::string_view english, std::string_view portuguese, std::string_view spanish) {
  switch (i18n::current()) {
    case i18n::Language::portuguese_brazil: return portuguese;
    case i18n::Language::spanish: return spanish;
    case i18n::Language::english: break;
  }
  return english;
}

std::string parameter(std::string_view key) {
  const std::string_view path = platform::path();
  std::size_t at = path.find('?');
  while (at != path.npos) {
    const std::string_view rest = path.substr(at + 1);
    const std::string_view pair = rest.substr(0, std::min(rest.find('&'), rest.size()));
    if (pair.substr(0, pair.find('=')) == key && pair.find('=') != pair.npos)
      return std::string(pair.substr(pair.find('=') + 1));
    at = path.find('&', at + 1);
  }
  return {};
}

std::string address_of(std::string_view page) {
  std::string address = "/?gallery=" + std::string(page);
  if (const std::string language = parameter("lang"); !language.empty()) address += "&lang=" + language;
  return address;
}

void ScrolledPage::draw(Rect area) {
  {
    ScrollPane pane(id("pane"), area, say("Widgets", "Componentes", "Componentes"));
    Rect content = pane.content();
    const float margin = screen().margin();
    content.x += margin, content.w -= 2 * margin;
    Stack stack(content, 16);
    draw_content(stack);
    pane.set_content_height(stack.y() - pane.content().y + 16);
  }
  draw_over();
}

namespace {

class Gallery final : public platform::Application {
 public:
  Gallery() {
    set_photo_source([](unsigned number, const Photo&) { photo_found(number, photo); });
  }
  void draw() override;
  void on_route(std::string_view path) override;
  void on_worker_text(std::string_view) override {}
  void on_files(Id, std::vector<platform::OpenFile> files) override {
    for (const auto& file : files) toasts_.show(file.name + ", " + platform::format_bytes(file.size_bytes));
  }
  std::string diagnostics() override { return "{\"clicks\":" + std::to_string(clicks_) + "}"; }

 private:
  void draw_navigation(Rect& area);
  void draw_header(Rect& area);

  const PageEntry* entry_ = nullptr;
  std::unique_ptr<Page> page_;
  platform::Theme theme_ = platform::Theme::automatic;
  bool pages_open_ = false, looks_open_ = false;
  int clicks_ = 0;
  Toasts toasts_;
};

std::string_view title_of(const PageEntry& entry) { return say(entry.english, entry.portuguese, entry.spanish); }

void Gallery::on_route(std::string_view) {
  const std::string key = parameter("gallery"), language = parameter("lang");
  const auto all = pages();
  const auto found = std::find_if(all.begin(), all.end(), [&](const PageEntry& one) { return one.key == key; });
  const PageEntry& wanted = found == all.end() ? all.front() : *found;
  if (&wanted != entry_) page_ = wanted.make({toasts_, clicks_});
  entry_ = &wanted;
  i18n::choose(i18n::language_of(language.empty() ? platform::browser_language() : language));
  platform::set_title("Gallery: " + std::string(wanted.english));
}

void Gallery::draw() {
  page_background();
  Rect area = screen().area;
  draw_navigation(area);
  {
    const Scope main(Landmark::main, id("main"), area);
    draw_header(area);
    page_->draw(area);
    const auto key = toasts_.draw(say("Dismiss", "Dispensar", "Descartar"), bottom_bar_height() > 0 ? 8.f : 0.f);
    if (key && page_->undo(*key))
      toasts_.show(std::string(say("Undone ", "Desfeito ", "Deshecho ")) + std::to_string(*key));
  }
  platform::mark_interactive();
}

void Gallery::draw_navigation(Rect& area) {
  constexpr std::size_t most_in_a_bar = 5;  // the others are in the menu of the header
  const auto all = pages();
  const std::size_t count = screen().breakpoint == Breakpoint::wide ? all.size() : std::min(most_in_a_bar, all.size());
  std::vector<std::string> addresses;
  for (const PageEntry& one : all) addresses.push_back(address_of(one.key));
  std::vector<NavigationItem> items;
  for (std::size_t i = 0; i < count; ++i)
    items.push_back({.icon = all[i].icon,
                     .label = title_of(all[i]),
                     .address = addresses[i],
                     .current = &all[i] == entry_,
                     .count = i == 2 ? 12 : 0});
  navigation(area, items, {.name = say("Gallery", "Galeria", "Galería"), .product = "Vinculo"});
}

void Gallery::draw_header(Rect& area) {
  namespace icon = theme::icon;
  Rect header{area.x + (screen().is_phone() ? 0 : screen().margin()), area.y,
              area.w - (screen().is_phone() ? 0 : 2 * screen().margin()), area.h};
  if (!screen().is_phone()) header.take_top(20);
  Rect actions = page_header(header, {.title = title_of(*entry_), .buttons = 2});
  area.take_top(header.y - area.y);

  const bool narrow = screen().is_phone();
  const auto place = [&](std::string_view label) {
    return actions.take_right(narrow ? screen().control_height() : text_width(label) + 84, 8);
  };
  const std::string_view looks = say("Looks", "Aparência", "Aspecto");
  const auto theme = [this](platform::Theme one) { return theme_ == one; };
  const auto language = [](i18n::Language one) { return i18n::current() == one; };
  const std::array items{
      MenuItem{.label = say("As the system", "Como o sistema", "Como el sistema"),
               .checked = theme(platform::Theme::automatic)},
      MenuItem{.label = say("Light", "Claro", "Claro"), .checked = theme(platform::Theme::light)},
      MenuItem{.label = say("Dark", "Escuro", "Oscuro"), .checked = theme(platform::Theme::dark)},
      MenuItem{.label = "English", .starts_group = true, .checked = language(i18n::Language::english)},
      MenuItem{.label = "Português (Brasil)", .checked = language(i18n::Language::portuguese_brazil)},
      MenuItem{.label = "Español", .checked = language(i18n::Language::spanish)}};
  const int look =
      menu_button(id("looks"), place(looks), looks, items, looks_open_, {.icon = icon::settings, .icon_only = narrow});
  if (look >= 0 && look < 3) platform::set_theme(theme_ = static_cast<platform::Theme>(look));
  if (look >= 3) i18n::choose(static_cast<i18n::Language>(look - 3));

  const std::string_view list = say("Pages", "Páginas", "Páginas");
  std::vector<MenuItem> entries;
  for (const PageEntry& one : pages()) entries.push_back({.label = title_of(one), .icon = one.icon});
  const int chosen =
      menu_button(id("pages"), place(list), list, entries, pages_open_, {.icon = icon::menu, .icon_only = narrow});
  if (chosen >= 0) platform::navigate(address_of(pages()[static_cast<std::size_t>(chosen)].key));
}

}  // namespace
}  // namespace vinculo::gallery

std::unique_ptr<vinculo::platform::Application> vinculo::platform::make_application() {
  return std::make_unique<vinculo::gallery::Gallery>();
}
