// Things that are clicked: buttons, links, check boxes, switches, radio groups, a chooser for files. Each draws itself,
// describes itself, and returns true in the frame in which it was activated by mouse, touch, key or screen reader.
#pragma once
#include <span>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

enum class ButtonKind : std::uint8_t { primary, secondary, quiet, danger };
struct ButtonOptions {
  ButtonKind kind = ButtonKind::secondary;
  ui::Icon icon = 0;
  bool disabled = false;              // stays visible and focusable, does nothing
  bool busy = false;                  // shows a turning circle and does nothing
  bool selected = false;              // a toggle that is on
  std::string_view description = {};  // longer help, spoken and shown as a tooltip
};
bool button(ui::Id id, ui::Rect rect, std::string_view label, const ButtonOptions& options = {});
// Only the icon is drawn; the name is spoken and shown as a tooltip.
bool icon_button(ui::Id id, ui::Rect rect, ui::Icon icon, std::string_view name, const ButtonOptions& options = {});
// What button() needs to show its label in full.
[[nodiscard]] float button_width(std::string_view label, ui::Icon icon = 0);
// Buttons at the right end of a bar, the last one outermost: takes its place off `bar`.
[[nodiscard]] ui::Rect take_button(ui::Rect& bar, std::string_view label, ui::Icon icon = 0);

// A real link. A plain click on an address of ours ('/people/…') changes the route (Application::on_route) without a
// reload; with Ctrl, Shift or the middle button, and for mailto:, tel: and https: addresses, the browser does its part.
// Other schemes are shown as text. Returns true when it was followed within the application.
bool link(ui::Id id, ui::Rect rect, std::string_view label, std::string_view address,
          const ui::TextStyle& style = {.colour = ui::Colour::primary});
// The same as a quiet button's icon; the name is spoken and shown as a tooltip ("Call +55 11 91234-5678"). Nothing for
// other schemes.
bool icon_link(ui::Id id, ui::Rect rect, ui::Icon icon, std::string_view name, std::string_view address);

bool checkbox(ui::Id id, ui::Rect rect, std::string_view label, bool& checked, bool disabled = false);
bool toggle(ui::Id id, ui::Rect rect, std::string_view label, bool& on, bool disabled = false);  // role switch
// One of several, stacked rows of control height. Returns true when `chosen` changed.
bool radio_group(ui::Id id, ui::Rect rect, std::string_view name, std::span<const std::string_view> labels,
                 int& chosen);
[[nodiscard]] float radio_group_height(std::size_t labels);
// Two to four short choices in one bar (theme: automatic, light, dark).
bool segmented(ui::Id id, ui::Rect rect, std::string_view name, std::span<const std::string_view> labels, int& chosen);
// Tabs of a page; the panel below is Scope(Landmark::tab_panel).
bool tabs(ui::Id id, ui::Rect rect, std::string_view name, std::span<const std::string_view> labels, int& chosen);

// Opens the browser's file chooser; what is chosen arrives at Application::on_files with this id. `accept` as in HTML
// (".csv,.vcf,text/csv").
void file_button(ui::Id id, ui::Rect rect, std::string_view label, std::string_view accept, bool several,
                 const ButtonOptions& options = {});

// Somebody's avatar that opens the browser's file chooser for another picture: it arrives at Application::on_picture
// with `purpose`. The name is spoken and shown as a tooltip ("Change photo").
void photo_button(ui::Id id, ui::Rect rect, std::string_view name, std::string_view purpose, std::string_view person,
                  const ui::Photo& photo);

}  // namespace vinculo::widgets
