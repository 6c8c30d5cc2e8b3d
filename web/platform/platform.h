// What the browser gives the application besides drawing: addresses, the worker, files, dates, preferences. The only
// way from web/app and web/views to the page; the implementation is web/platform (Emscripten and the page's modules).
// Main thread only. Strings are UTF-8; views passed in need to live for the call only.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "theme/theme.h"
#include "ui/ui.h"

namespace vinculo::platform {

// A file that was chosen, dropped on the page or opened from the desktop. The worker already has it under `handle`.
struct OpenFile {
  int handle = 0;
  std::string name;  // without a path
  std::string type;  // the browser's guess, may be empty
  std::int64_t size_bytes = 0;
};

// Keys that mean something anywhere (shell/page/shortcuts.js).
enum class Shortcut : std::uint8_t { palette, search, new_record, help, undo, redo, print };

// The program. web/app defines make_application(); the platform creates it once and calls it for every event. After
// each call but draw() a frame is drawn.
class Application {
 public:
  virtual ~Application() = default;
  // One frame. Must not wait for anything.
  virtual void draw() = 0;
  // The address changed: Back, Forward, a link of ours, navigate(). `path` is path() with query. Also once at start.
  virtual void on_route(std::string_view path) = 0;
  // A text of the core: a response or a notice (api/messages.h).
  virtual void on_worker_text(std::string_view text) = 0;
  // `source` is the file_button's id, or 0 for a file dropped on the page or opened from outside.
  virtual void on_files(ui::Id source, std::vector<OpenFile> files) = 0;
  // What was chosen with a photo_button, as a JPEG file; empty: the browser cannot read it as a picture.
  virtual void on_picture(std::string_view /*purpose*/, std::span<const std::uint8_t> /*jpeg*/) {}
  // Something came from outside of the program; take_arrivals() hands it over.
  virtual void on_arrival() {}
  // A text of the system's share menu; each part may be empty.
  virtual void on_shared(std::string_view /*title*/, std::string_view /*text*/, std::string_view /*url*/) {}
  // A field had no room for what was typed or pasted into it: nothing of that was taken.
  virtual void on_text_refused(int /*most_characters*/) {}
  // False: it means nothing now, and the browser may have the key.
  virtual bool on_shortcut(Shortcut /*shortcut*/) { return false; }
  // The browser's word on the network; that the server answers is the core's knowledge.
  virtual void on_online(bool /*online*/) {}
  // The page is hidden or closed, perhaps for good.
  virtual void on_leave() {}
  // What somebody is typing and has not saved, as a text for a later start: empty when there is nothing, nothing while
  // what was kept is still to be taken back.
  virtual std::optional<std::string> unsaved() { return std::nullopt; }
  // There was no room to keep that text (false), or there is again.
  virtual void on_unsaved_kept(bool /*kept*/) {}
  // Such a text of an earlier page, at any time after the start. The first is this page's own, empty when it had kept
  // none.
  virtual void on_unsaved(std::string_view /*text*/) {}
  // A new version is installed and waits; apply_update() starts it.
  virtual void on_update_ready() {}
  // The core worker could not be started or died; the sentence is for the log.
  virtual void on_worker_failed(std::string_view /*detail*/) {}
  // What vinculo.diagnostics() adds under "app": a JSON value, without personal data.
  virtual std::string diagnostics() { return "{}"; }
};
std::unique_ptr<Application> make_application();

// --- addresses ---
// replace_soon: after a pause, or with the next one. Browsers refuse to note an address at every letter.
enum class History : std::uint8_t { push, replace, replace_soon };
[[nodiscard]] const std::string& path();  // "/people/0190…?tab=notes", always begins with '/'
// Changes the address and calls on_route after the current frame. The same address again does nothing.
void navigate(std::string_view path, History history = History::push);
void back();
[[nodiscard]] bool can_go_back();        // to a page of ours
void set_title(std::string_view title);  // of the browser's tab
// "pt-BR": lang of the page. What is formatted below follows the browser's own region where it speaks that language: a
// Mexican reads Spanish texts and Mexican numbers.
void set_language(std::string_view language);
void reload();
[[nodiscard]] std::string origin();  // "https://crm.example.com", for links that are given away
// The texts of a language ("es": JSON as web/i18n makes it); `done` hears them later, or an empty text when they cannot
// be had.
void load_catalogue(std::string_view language, std::function<void(std::string_view json)> done);

// --- the core worker ---
void post_to_worker(std::string_view text);

// --- time ---
[[nodiscard]] double now_ms();          // steady, with fractions
[[nodiscard]] std::int64_t clock_ms();  // Unix time
void request_frame();                   // something changed without an event

// --- people's preferences ---
enum class Theme : std::uint8_t { automatic, light, dark };
void set_theme(Theme theme);      // automatic follows the system, live
void set_contrast(bool more);     // the system may ask for more besides
void set_text_size(int percent);  // 75 to 200, of everything that is drawn
enum class Spacing : std::uint8_t { compact, normal, wide };
void set_spacing(Spacing spacing);  // of the rows of lists
[[nodiscard]] theme::Scheme scheme();
[[nodiscard]] bool reduced_motion();
[[nodiscard]] bool is_online();
[[nodiscard]] bool is_installed();             // runs in its own window
[[nodiscard]] std::string browser_language();  // the first of navigator.languages, "pt-BR"
void forget_drafts();                          // what unsaved() gave, of all tabs
[[nodiscard]] bool other_tabs_have_drafts();   // as they have written it, half a second after the last letter
// Small settings that must be known before the database is open (theme, language). Empty when never set or refused.
[[nodiscard]] std::string local_setting(std::string_view key);
void set_local_setting(std::string_view key, std::string_view value);
// What a field holds that is part of no record: it outlives a reload of this tab (an update, a crash) and nothing else.
[[nodiscard]] std::string tab_text(std::string_view key);
void set_tab_text(std::string_view key, std::string_view value);

// --- formatting by the browser's Intl, in the language set above ---
enum class DateStyle : std::uint8_t { date, date_long, time, date_time, weekday_date, month_year };
[[nodiscard]] std::string format_date(std::int64_t unix_ms, DateStyle style = DateStyle::date);
// A day of the calendar, which is the same everywhere: `days` since 1970-01-01.
enum class DayStyle : std::uint8_t {
  numeric,  // 03/12/2026
  medium,   // 3 Dec 2026
  full,     // Thursday, 3 December 2026
  day_month,
  numeric_day_month,  // 03/12
  month_year,
  month,
  month_short,
  weekday,
  weekday_short,
  weekday_narrow
};
[[nodiscard]] std::string format_day(std::int64_t days, DayStyle style);
[[nodiscard]] std::string format_day_range(std::int64_t first, std::int64_t last);  // "2–8 March 2026"
[[nodiscard]] std::string format_time(int minutes);  // since midnight: "09:30", "9:30 PM"
// "yesterday", "in 3 days", "5 minutes ago"; `now` is clock_ms().
[[nodiscard]] std::string format_relative(std::int64_t unix_ms);
[[nodiscard]] std::string format_number(double value, int max_decimals = 0);
[[nodiscard]] inline std::string format_count(std::int64_t value) { return format_number(static_cast<double>(value)); }
[[nodiscard]] std::string format_percent(double share);                                        // 0.25 -> "25 %"
[[nodiscard]] std::string format_money(std::int64_t amount_minor, std::string_view currency);  // ISO 4217
[[nodiscard]] std::string format_bytes(std::int64_t bytes);
// Without accents, in small letters, words parted by one space: for comparing what people type with words on the
// screen.
[[nodiscard]] std::string folded(std::string_view text);
// What else differs: "first_weekday" ("0" is Sunday), "date_order" ("dmy", "mdy", "ymd"), "day_month_order" ("dm",
// "md"), "decimal" and "group" (the marks of numbers), "morning" and "afternoon" ("AM", "PM"; empty where hours go to
// 24), "money_digits BRL" (decimals of a currency), "money_symbol BRL".
[[nodiscard]] std::string locale_fact(std::string_view name);
// "Ana, José and Zoë" / "Ana, José e Zoë".
[[nodiscard]] std::string format_list(const std::vector<std::string>& items);

// --- files, clipboard ---
void download(std::string_view name, std::string_view type, std::string_view bytes);
void copy_text(std::string_view text);  // call in the frame of a click

// --- life of the page ---
// Files opened with the program and what was shared with it come to on_files and on_shared, soon: each only once, to
// whoever asks first.
void take_arrivals();
void set_badge(std::int64_t count);       // on the installed program's icon; 0 for none
void apply_update();                      // the waiting version takes over and the page loads again
void mark_interactive();                  // performance.mark('vinculo:interactive'), once
[[nodiscard]] std::string random_uuid();  // version 4
[[nodiscard]] bool has_command_key();     // a Mac's keyboard: ⌘ instead of Ctrl
[[nodiscard]] std::string device_name();  // "Chromium on Linux", for the list of devices

}  // namespace vinculo::platform
