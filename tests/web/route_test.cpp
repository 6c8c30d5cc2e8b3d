#include "app/route.h"

#include <catch_amalgamated.hpp>

using namespace vinculo;
using namespace vinculo::app;

TEST_CASE("the address of a person opens that person") {
  const Uuid id = make_uuid_v7(1'700'000'000'000, 1, 2);
  const Route route = parse_route("/people/" + to_string(id) + "?lang=pt-BR");
  REQUIRE(route.screen == Screen::people);
  REQUIRE(route.record == id);
  REQUIRE(route.language == "pt-BR");
}

TEST_CASE("every route reads back from its own address") {
  const Uuid id = make_uuid_v7(1'700'000'000'000, 3, 4);
  for (const Screen screen : {Screen::people, Screen::organisations, Screen::import_file, Screen::settings}) {
    Route route;
    route.screen = screen;
    REQUIRE(parse_route(format_route(route)) == route);
    for (const Over over : {Over::palette, Over::shortcuts, Over::notifications, Over::account}) {
      route = route_with(over, route);
      REQUIRE(parse_route(format_route(route)) == route);
    }
    if (screen != Screen::people && screen != Screen::organisations) continue;
    route.record = id;
    route.language = "es";
    REQUIRE(parse_route(format_route(route)) == route);
    route.is_new = true;
    REQUIRE(parse_route(format_route(route)) == route);
  }
}

TEST_CASE("an invite keeps its secret in the fragment, which no server sees") {
  const Route route = parse_route("/#/join/s3cret-x");
  REQUIRE(route.screen == Screen::join);
  REQUIRE(route.invite == "s3cret-x");
  const std::string url = format_route(route);
  REQUIRE(url.find('#') < url.find("s3cret"));
}

TEST_CASE("an unknown address is the list of people, not an error") {
  REQUIRE(parse_route("/wp-admin/..%2f?x=1").screen == Screen::people);
  REQUIRE(parse_route("").screen == Screen::people);
  REQUIRE_FALSE(parse_route("/people/not-an-id").record.has_value());
}

TEST_CASE("Back closes what lies over it first, then the form, then the record, then leaves the screen") {
  Route route;
  route.record = make_uuid_v7(1, 2, 3);
  route.is_new = true;
  route.over = Over::shortcuts;
  const auto form = parent_of(route);
  REQUIRE(form);
  REQUIRE(form->is_new);
  const auto record = parent_of(*form);
  REQUIRE(record);
  REQUIRE(record->record);
  REQUIRE_FALSE(record->is_new);
  const auto list = parent_of(*record);
  REQUIRE(list);
  REQUIRE_FALSE(list->record);
  REQUIRE_FALSE(parent_of(*list));
}

TEST_CASE("what a list shows is in the fragment of its address, and stays while a record of it is open") {
  const Uuid id = make_uuid_v7(1'700'000'000'000, 3, 4), label = make_uuid_v7(1'700'000'000'000, 5, 6);
  Route list;
  list.search = "São João & filhos #1 100%";
  list.label = label;
  list.language = "es";
  const std::string url = format_route(list);
  REQUIRE(url.find('#') < url.find("Jo"));
  REQUIRE(parse_route(url) == list);
  const Route record = route_to(Screen::people, list, id);
  REQUIRE(parse_route(format_route(record)) == record);
  REQUIRE(record.search == list.search);
  REQUIRE(list_of(record) == list);
  REQUIRE(parent_of(record) == list);
  REQUIRE(route_to(Screen::organisations, list, id).search.empty());
  REQUIRE(route_to(Screen::people, list).search.empty());
}

TEST_CASE("an address that somebody made up shows a list, whatever its fragment says") {
  REQUIRE(parse_route("/people#search=%FF%00").search.empty());
  REQUIRE(parse_route("/people#search=100%25%").search == "100%%");
  REQUIRE(parse_route("/people#search=" + std::string(100'000, 'a')).search.empty());
  REQUIRE_FALSE(parse_route("/people#label=nonsense").label);
  REQUIRE(parse_route("/settings#search=a").search.empty());
  REQUIRE(parse_route("/contact#search=a").search.empty());
  REQUIRE(parse_route("/people#/join/a&search=b").invite == "a&search=b");
}
