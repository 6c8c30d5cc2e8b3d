#include "app/route.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/percent.h"
#include "domain/value.h"

namespace vinculo::app {
namespace {

constexpr std::pair<Screen, std::string_view> screen_paths[] = {
    {Screen::people, "people"},
    {Screen::organisations, "organisations"},
    {Screen::import_file, "import"},
    {Screen::settings, "settings"},
};

constexpr std::pair<Over, std::string_view> over_flags[] = {{Over::palette, "find"},
                                                            {Over::shortcuts, "keys"},
                                                            {Over::notifications, "notifications"},
                                                            {Over::account, "account"},
                                                            {Over::sign_out, "sign-out"}};

constexpr std::size_t max_search_bytes = 3 * 4096;  // what the field holds; an address may hold anything
constexpr std::string_view join_prefix = "#/join/";

// Cuts the text up to `separator` off the front.
std::string_view cut_front(std::string_view& text, char separator) {
  const auto at = text.find(separator);
  const std::string_view front = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
  return front;
}

std::string_view query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    std::string_view pair = cut_front(query, '&');
    if (cut_front(pair, '=') == name) return pair;
  }
  return {};
}

bool has_query_flag(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    std::string_view pair = cut_front(query, '&');
    if (cut_front(pair, '=') == name) return true;
  }
  return false;
}

}  // namespace

Route route_to(Screen screen, const Route& current, std::optional<Uuid> record) {
  Route route;
  route.screen = screen;
  route.record = record;
  route.language = current.language;
  if (!record || screen != current.screen) return route;
  route.search = current.search;
  route.label = current.label;
  return route;
}

Route list_of(const Route& current) {
  Route route = current;
  route.record.reset();
  route.is_new = false;
  route.over = Over::nothing;
  return route;
}

Route route_with(Over over, const Route& current) {
  Route route = current;
  route.over = over;
  return route;
}

Route parse_route(std::string_view url) {
  Route route;
  const auto hash = url.find('#');
  const std::string_view fragment = hash == std::string_view::npos ? std::string_view() : url.substr(hash);
  std::string_view query = url.substr(0, hash);
  std::string_view path = cut_front(query, '?');
  route.language = query_value(query, "lang");
  if (fragment.starts_with(join_prefix)) {
    route.screen = Screen::join;
    route.invite = fragment.substr(join_prefix.size());
    return route;
  }
  if (path.starts_with('/')) path.remove_prefix(1);
  const std::string_view first = cut_front(path, '/');
  const auto* const known = std::ranges::find(screen_paths, first, &std::pair<Screen, std::string_view>::second);
  const bool is_known = known != std::end(screen_paths);
  if (is_known) route.screen = known->first;
  for (const auto& [over, name] : over_flags)
    if (has_query_flag(query, name)) route.over = over;
  if (has_records(route.screen)) {
    route.record = parse_uuid(cut_front(path, '/'));
    route.is_new = has_query_flag(query, "new");
  }
  if (is_known && has_records(route.screen) && !fragment.empty()) {
    const std::string_view list = fragment.substr(1);
    if (std::string text = percent_decoded(query_value(list, "search"));
        text.size() <= max_search_bytes && is_utf8(as_bytes(text)))
      route.search = std::move(text);
    route.label = parse_uuid(query_value(list, "label"));
  }
  return route;
}

std::string format_route(const Route& route) {
  std::string url = "/";
  if (route.screen != Screen::join)
    for (const auto& [screen, name] : screen_paths)
      if (screen == route.screen) url += name;
  if (route.record) url.append("/").append(to_string(*route.record));
  char separator = '?';
  const auto add = [&](std::string_view part) {
    url += separator;
    url += part;
    separator = '&';
  };
  if (route.is_new) add("new");
  for (const auto& [over, name] : over_flags)
    if (over == route.over) add(name);
  if (!route.language.empty()) add("lang=" + route.language);
  separator = '#';
  if (!route.search.empty()) add("search=" + percent_encoded(route.search));
  if (route.label) add("label=" + to_string(*route.label));
  if (route.screen == Screen::join) url += std::string(join_prefix) + route.invite;
  return url;
}

std::optional<Route> parent_of(const Route& route) {
  Route parent = route;
  if (route.over != Over::nothing) {
    parent.over = Over::nothing;
    return parent;
  }
  if (route.is_new) {
    parent.is_new = false;
    return parent;
  }
  if (route.record) {
    parent.record.reset();
    return parent;
  }
  return std::nullopt;
}

}  // namespace vinculo::app
