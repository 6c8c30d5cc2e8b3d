// What comes over the page: dialogs (full-screen sheets on phones), menus, toasts, banners.
#pragma once
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

// Modal: the page below is inert, Tab stays inside, Esc and Back close, the focus returns. Draw it as long as it is
// open, after the page. Focus goes to `first_focus` when it opens (0: the first control).
//   if (open) {
//     Dialog dialog(ui::id("new-person"), tr("New person"), {.height = 320});
//     Rect body = dialog.body(); Rect buttons = dialog.footer(); ...
//     if (dialog.dismissed()) open = false;
//   }
class Dialog {
 public:
  struct Options {
    float width = 440;
    float height = 320;  // of everything; limited by the screen, the body then scrolls by the caller's ScrollPane
    bool with_footer = true;
    ui::Id first_focus = 0;
    std::string_view close_name = {};  // a cross in the corner with that name (always on phones when given)
    bool title_is_shown = true;        // false: it is spoken only, except on phones, where the cross stands beside it
    bool has_address = true;  // false: it is open without the address saying so, and Back closes it all the same
  };
  Dialog(ui::Id id, std::string_view title, const Options& options);
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  [[nodiscard]] ui::Rect body() const { return body_; }
  // A row of control height for buttons, filled from the right with take_button().
  [[nodiscard]] ui::Rect footer() const { return footer_; }
  [[nodiscard]] bool dismissed() const { return dismissed_; }

 private:
  ui::Rect body_, footer_;
  bool dismissed_ = false;
  std::optional<ui::Layer> dim_, layer_;
};

// A small dialog at the control that opened it (a calendar, a list of choices). Modal like a dialog, but a press
// outside of it closes it as well as Esc. Draw it as long as it is open, at once after that control.
class Popover {
 public:
  struct Options {
    float width = 320, height = 320;  // limited by the screen
    ui::Id first_focus = 0;           // 0: the first control
  };
  Popover(ui::Id id, ui::Rect anchor, std::string_view name, const Options& options);
  ~Popover();
  Popover(const Popover&) = delete;
  Popover& operator=(const Popover&) = delete;
  static constexpr float padding = 8, margin = 4;  // inside, and to the window's edge at least
  [[nodiscard]] ui::Rect body() const { return body_; }
  [[nodiscard]] bool dismissed() const { return dismissed_; }

 private:
  ui::Rect body_;
  bool dismissed_ = false;
  std::optional<ui::Layer> layer_;
};

struct MenuItem {
  std::string_view label;
  ui::Icon icon = 0;
  bool danger = false;
  bool disabled = false;
  bool starts_group = false;  // a line above
  bool checked = false;
  bool acts = false;  // among choices: does something instead of being chosen
};
// The items at `anchor` while `open`; closes itself (choice, Esc, click elsewhere). Returns the chosen index or -1.
// `owner` is the button that opened it: gets the focus back.
int menu(ui::Id id, ui::Id owner, ui::Rect anchor, std::string_view name, std::span<const MenuItem> items, bool& open);
// A button (an icon button when `label` is drawn nowhere: `icon_only`) with such a menu.
struct MenuButtonOptions {
  ui::Icon icon = 0;
  bool icon_only = false;
  bool quiet = false;
};
// What menu_button() needs to show its label in full.
[[nodiscard]] float menu_button_width(std::string_view label, ui::Icon icon = 0);
int menu_button(ui::Id id, ui::Rect rect, std::string_view label, std::span<const MenuItem> items, bool& open,
                const MenuButtonOptions& options = {});

// The menu of a row or card, by right click, long press, or the menu key and Shift+F10. Where text is selected, in
// fields and with Ctrl on a link the browser's own menu comes. Whatever it offers is offered by something visible too.
//   if (menu_.asked(row.id, row.rect)) chosen_person_ = row.index;     (VirtualList: .row_state = state::context_menu)
//   const int item = menu_.draw(ui::id("person menu"), tr("Actions"), items);
class ContextMenu {
 public:
  // For each element that has it, every frame: true when it opens for that one.
  bool asked(ui::Id element, ui::Rect rect);
  // After the list. The chosen index or -1.
  int draw(ui::Id id, std::string_view name, std::span<const MenuItem> items);

 private:
  ui::Id owner_ = 0;
  ui::Rect at_;
  std::uint32_t times_opened_ = 0;  // each opening is a menu of its own: the last one may be closing in the same frame
  bool is_open_ = false;
};

// Messages at the lower edge, one at a time, spoken as they come. Stay 6 s, longer while pointed at or focused.
// Owned by the application; draw() once a frame, always, also when empty.
class Toasts {
 public:
  // `action` is the label of a button ("Undo"), `key` says what it means when draw() returns it.
  void show(std::string text, std::string action = {}, int key = 0);
  void clear();
  // The key of the action that was activated. `bottom_inset` keeps clear of a bottom bar.
  std::optional<int> draw(std::string_view dismiss_name, float bottom_inset = 0);

 private:
  struct Toast {
    std::string text, action;
    int key = 0;
    double until_ms = 0;
  };
  std::deque<Toast> waiting_;
};

// A line across the top of an area: offline, update ready, cannot save. `tone` is warning, danger, success or primary.
struct BannerOptions {
  ui::Colour tone = ui::Colour::warning;
  ui::Icon icon = 0;
  std::string_view action = {};
};
[[nodiscard]] float banner_height(std::string_view text, float width, const BannerOptions& options = {});
// True when the action was activated.
bool banner(ui::Id id, ui::Rect rect, std::string_view text, const BannerOptions& options = {});

// "Ana wrote X, you wrote Y": the value that lost, on the record, until someone looks.
enum class ConflictChoice : std::uint8_t { none, keep, take, join };
struct ConflictTexts {
  std::string_view field;       // "Job title"
  std::string_view kept_label;  // "Now: written by Ana"
  std::string_view kept;
  std::string_view lost_label;  // "You wrote, 12 May"
  std::string_view lost;
  std::string_view keep, take, join;  // button labels; an empty one is left out
};
[[nodiscard]] float conflict_card_height(float width, const ConflictTexts& texts);
ConflictChoice conflict_card(ui::Id id, ui::Rect rect, const ConflictTexts& texts);

}  // namespace vinculo::widgets
