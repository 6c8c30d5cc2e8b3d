#include "platform/platform.h"

#include "platform/paper.h"

#include <emscripten/emscripten.h>

#include <chrono>
#include <cstdlib>
#include <unordered_map>

#include "platform/page_calls.h"
#include "platform/runtime.h"

namespace vinculo::platform {

namespace {

constexpr std::size_t max_cached_formats = 4096;
constexpr std::int64_t relative_step_ms = 30'000;  // a relative time is formatted again this often

std::unordered_map<std::string, std::string>& formats() {
  static std::unordered_map<std::string, std::string> cache;
  return cache;
}

std::string question(std::string_view verb, std::initializer_list<std::string_view> arguments) {
  std::string text(verb);
  for (const std::string_view argument : arguments) text.append(1, '\x1F').append(argument);
  return text;
}

std::string ask_text(const std::string& text) {
  std::size_t size = 0;
  char* answer = vinculo_page_ask(text.data(), text.size(), &size);
  std::string result(answer ? answer : "", size);
  std::free(answer);
  return result;
}

// Formatting is asked for in every frame and rarely changes.
std::string formatted(std::string_view verb, std::initializer_list<std::string_view> arguments,
                      std::string_view epoch = {}) {
  const std::string text = question(verb, arguments);
  std::string key = text;
  key.append(1, '\x1F').append(epoch);
  auto& cache = formats();
  if (const auto found = cache.find(key); found != cache.end()) return found->second;
  if (cache.size() > max_cached_formats) cache.clear();
  return cache[key] = ask_text(text);
}

std::string_view name_of(DateStyle style) {
  switch (style) {
    case DateStyle::date: return "date";
    case DateStyle::date_long: return "date_long";
    case DateStyle::time: return "time";
    case DateStyle::date_time: return "date_time";
    case DateStyle::weekday_date: return "weekday_date";
    case DateStyle::month_year: return "month_year";
  }
  return "date";
}

std::string_view name_of(DayStyle style) {
  switch (style) {
    case DayStyle::numeric: return "numeric";
    case DayStyle::medium: return "date";
    case DayStyle::full: return "full";
    case DayStyle::day_month: return "day_month";
    case DayStyle::numeric_day_month: return "numeric_day_month";
    case DayStyle::month_year: return "month_year";
    case DayStyle::month: return "month";
    case DayStyle::month_short: return "month_short";
    case DayStyle::weekday: return "weekday";
    case DayStyle::weekday_short: return "weekday_short";
    case DayStyle::weekday_narrow: return "weekday_narrow";
  }
  return "date";
}

}  // namespace

Runtime& runtime() {
  static Runtime the_runtime;
  return the_runtime;
}

std::string ask(std::string_view verb, std::initializer_list<std::string_view> arguments) {
  return ask_text(question(verb, arguments));
}

// --- addresses ---

const std::string& path() { return runtime().path; }

void navigate(std::string_view path, History history) {
  Runtime& r = runtime();
  if (r.path == path) return;
  r.path = path;
  r.route_changed = true;
  constexpr std::string_view ways[] = {"push", "replace", "replace_soon"};
  ask("navigate", {path, ways[static_cast<std::size_t>(history)]});
  request_frame();
}

void back() { ask("back"); }
bool can_go_back() { return ask("can_go_back") == "yes"; }
void set_title(std::string_view title) {
  static std::string shown;
  if (shown == title) return;
  shown = title;
  ask("title", {title});
}
void set_language(std::string_view language) {
  ask("language", {language});
  formats().clear();
  request_frame();
}
void reload() { ask("reload"); }
std::string origin() { return ask("origin"); }

void load_catalogue(std::string_view language, std::function<void(std::string_view)> done) {
  auto& readers = runtime().catalogue_readers;
  const int number = readers.empty() ? 1 : readers.rbegin()->first + 1;
  readers.emplace(number, std::move(done));
  ask("load_catalogue", {language, std::to_string(number)});
}

void post_to_worker(std::string_view text) { vinculo_page_post(text.data(), text.size()); }

// --- time ---

double now_ms() { return emscripten_get_now(); }
std::int64_t clock_ms() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}
void request_frame() { vinculo_page_request_frame(); }

// --- preferences ---

void set_theme(Theme theme) {
  ask("theme", {theme == Theme::light ? "light" : theme == Theme::dark ? "dark" : "auto"});
}
void set_contrast(bool more) { ask("contrast", {more ? "more" : "normal"}); }
void set_text_size(int percent) { ask("text_size", {std::to_string(percent)}); }
void set_spacing(Spacing spacing) {
  constexpr float step = 8;
  runtime().environment.screen.spacing = step * (static_cast<float>(spacing) - 1);
  request_frame();
}
theme::Scheme scheme() { return runtime().environment.scheme; }
bool reduced_motion() { return runtime().environment.reduced_motion; }
bool is_online() { return runtime().online; }
bool is_installed() { return ask("installed") == "yes"; }
std::string browser_language() { return ask("browser_language"); }
void forget_drafts() { ask("forget_drafts"); }
bool other_tabs_have_drafts() { return ask("other_drafts") == "yes"; }
std::string local_setting(std::string_view key) { return ask("setting", {key}); }
void set_local_setting(std::string_view key, std::string_view value) { ask("set_setting", {key, value}); }
std::string tab_text(std::string_view key) { return ask("tab_text", {key}); }
void set_tab_text(std::string_view key, std::string_view value) { ask("set_tab_text", {key, value}); }

// --- formatting ---

std::string format_date(std::int64_t unix_ms, DateStyle style) {
  return formatted("format_date", {std::to_string(unix_ms), name_of(style)});
}
std::string format_day(std::int64_t days, DayStyle style) {
  return formatted("format_day", {std::to_string(days), name_of(style)});
}
std::string format_day_range(std::int64_t first, std::int64_t last) {
  return formatted("format_day_range", {std::to_string(first), std::to_string(last)});
}
std::string format_time(int minutes) { return formatted("format_time", {std::to_string(minutes)}); }
std::string locale_fact(std::string_view name) { return formatted("locale_fact", {name}); }
std::string format_relative(std::int64_t unix_ms) {
  return formatted("format_relative", {std::to_string(unix_ms)}, std::to_string(clock_ms() / relative_step_ms));
}
std::string format_number(double value, int max_decimals) {
  return formatted("format_number", {std::to_string(value), std::to_string(max_decimals)});
}
std::string format_percent(double share) { return formatted("format_percent", {std::to_string(share)}); }
std::string format_money(std::int64_t amount_minor, std::string_view currency) {
  return formatted("format_money", {std::to_string(amount_minor), currency});
}
std::string format_bytes(std::int64_t bytes) { return formatted("format_bytes", {std::to_string(bytes)}); }
std::string folded(std::string_view text) { return formatted("folded", {text}); }
std::string format_list(const std::vector<std::string>& items) {
  std::string joined;
  for (const std::string& item : items) joined.append(joined.empty() ? "" : "\x1E").append(item);
  return formatted("format_list", {joined});
}

// --- files, clipboard, life ---

void download(std::string_view name, std::string_view type, std::string_view bytes) {
  vinculo_page_download(name.data(), name.size(), type.data(), type.size(), bytes.data(), bytes.size());
}
void copy_text(std::string_view text) { ask("copy", {text}); }
void print(const Paper& paper) { ask("print", {paper.text()}); }
void take_arrivals() { ask("take_arrivals"); }
void set_badge(std::int64_t count) { ask("badge", {std::to_string(count)}); }
void apply_update() { ask("apply_update"); }
void mark_interactive() {
  static bool marked = false;
  if (marked) return;
  marked = true;
  ask("mark_interactive");
}
std::string random_uuid() { return ask("random_uuid"); }
bool has_command_key() { return ask("command_key") == "yes"; }
std::string device_name() { return ask("device_name"); }

}  // namespace vinculo::platform
