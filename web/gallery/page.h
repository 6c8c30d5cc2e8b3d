// The gallery: every widget in its states, on pages of a small application of its own. It is part of the site under
// "?gallery" (the product never loads it) and what tests/browser/ui_* run on; a page shows one family of widgets.
// The gallery's own texts stand beside their use, in the product's three languages, and are in no catalogue.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "ui/ui.h"
#include "widgets/overlay.h"

namespace vinculo::gallery {

// The text of the language that the gallery is shown in.
[[nodiscard]] std::string_view say(std::string_view english, std::string_view portuguese, std::string_view spanish);

class Page {
 public:
  virtual ~Page() = default;
  // In the area below the gallery's header; over it, where a page opens something.
  virtual void draw(ui::Rect area) = 0;
  // Undo of a toast that the page showed with this key: false when there is nothing (more) to take back.
  virtual bool undo(int key) {
    static_cast<void>(key);
    return false;
  }
};

// A page that may be longer than the screen.
class ScrolledPage : public Page {
 public:
  void draw(ui::Rect area) final;

 protected:
  virtual void draw_content(ui::Stack& stack) = 0;
  virtual void draw_over() {}  // dialogs, after the page
};

// What a page may tell the frame around it.
struct Host {
  widgets::Toasts& toasts;
  int& clicks;  // of the button "Primary", for tests
};

struct PageEntry {
  std::string_view key;  // "?gallery=table"
  ui::Icon icon;
  std::string_view english, portuguese, spanish;
  std::unique_ptr<Page> (*make)(Host);
};
[[nodiscard]] std::span<const PageEntry> pages();
// The address of a page, in the language of this one.
[[nodiscard]] std::string address_of(std::string_view page);
// A parameter of the address, empty when it has none.
[[nodiscard]] std::string parameter(std::string_view key);

}  // namespace vinculo::gallery
