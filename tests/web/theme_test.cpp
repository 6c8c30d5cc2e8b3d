// Every pair of colours that meets on the screen can be read: WCAG 2.2, 4.5:1 for text and 3:1 for controls.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>

#include "theme/theme.h"

using namespace vinculo::theme;

namespace {
constexpr Scheme schemes[] = {Scheme::light, Scheme::dark, Scheme::light_contrast, Scheme::dark_contrast};
constexpr double text_contrast = 4.5, control_contrast = 3.0;
constexpr double more_text_contrast = 7.0, more_control_contrast = 4.5;  // where people ask for more
}  // namespace

TEST_CASE("contrast is 21 for black on white and 1 for a colour on itself") {
  CHECK(contrast(0x000000FF, 0xFFFFFFFF) > 20.99);
  CHECK(contrast(0x2563EBFF, 0x2563EBFF) < 1.01);
}

TEST_CASE("every listed pair of tokens has enough contrast in every scheme") {
  for (const Scheme scheme : schemes)
    for (const Pair& pair : contrast_pairs()) {
      const double found = contrast(colour(pair.front, scheme), colour(pair.back, scheme));
      INFO("token " << static_cast<int>(pair.front) << " on " << static_cast<int>(pair.back) << ", scheme "
                    << static_cast<int>(scheme) << ": " << found);
      if (has_more_contrast(scheme))
        CHECK(found >= (pair.is_text ? more_text_contrast : more_control_contrast));
      else
        CHECK(found >= (pair.is_text ? text_contrast : control_contrast));
    }
}

TEST_CASE("white can be read on every palette colour, and the soft pairs on each other") {
  for (int i = 0; i < palette_size; ++i) {
    INFO("palette " << i);
    CHECK(contrast(0xFFFFFFFF, palette(i)) >= text_contrast);
    for (const Scheme scheme : schemes)
      CHECK(contrast(palette_on_soft(i, scheme), palette_soft(i, scheme)) >= text_contrast);
  }
}

TEST_CASE("a mark of every palette colour is seen on a card") {
  for (int i = 0; i < palette_size; ++i)
    for (const Scheme scheme : schemes) {
      INFO("palette " << i << ", scheme " << static_cast<int>(scheme));
      CHECK(contrast(palette_mark(i, scheme), colour(Colour::card, scheme)) >=
            (has_more_contrast(scheme) ? more_control_contrast : control_contrast));
    }
}

TEST_CASE("with more contrast the lines between things are seen too") {
  for (const Scheme scheme : {Scheme::light_contrast, Scheme::dark_contrast})
    CHECK(contrast(colour(Colour::line, scheme), colour(Colour::card, scheme)) >= control_contrast);
}

namespace {

constexpr struct {
  const char* name;  // of the variable in shell/page.css
  Colour token;
} page_colours[] = {
    {"page", Colour::page},         {"card", Colour::card},
    {"text", Colour::text},         {"muted", Colour::muted},
    {"line", Colour::line},         {"control", Colour::control},
    {"primary", Colour::primary},   {"on-primary", Colour::on_primary},
    {"selected", Colour::selected}, {"hover", Colour::hover},
    {"skeleton", Colour::skeleton}, {"placeholder", Colour::placeholder},
};

// What the stylesheet says for each scheme: variable -> 0xRRGGBBAA, with what a rule before it has said already.
std::map<std::string, Rgba> variables_of(const std::string& css, std::initializer_list<const char*> selectors) {
  std::map<std::string, Rgba> variables;
  for (const char* selector : selectors) {
    const std::size_t start = css.find(std::string(selector) + " {");
    REQUIRE(start != std::string::npos);
    const std::string rule = css.substr(start, css.find('}', start) - start);
    static const std::regex variable("--([a-z-]+): #([0-9A-F]{6});");
    for (std::sregex_iterator found(rule.begin(), rule.end(), variable), end; found != end; ++found)
      variables[(*found)[1]] = static_cast<Rgba>(std::stoul((*found)[2], nullptr, 16)) << 8 | 0xFF;
  }
  return variables;
}

}  // namespace

TEST_CASE("the page around the canvas has the colours of the theme, and its scrollbars are seen") {
  std::ifstream file(VINCULO_SHELL "/page.css");
  std::stringstream text;
  text << file.rdbuf();
  const std::string css = text.str();
  const auto light = {":root"}, by_system = {":root", ":root:not([data-theme=\"light\"])"},
             dark = {":root", ":root[data-theme=\"dark\"]"}, more = {":root", ":root[data-contrast=\"more\"]"},
             dark_more = {":root[data-theme=\"dark\"]", ":root[data-contrast=\"more\"][data-theme=\"dark\"]"};
  const struct {
    Scheme scheme;
    std::map<std::string, Rgba> variables;
  } rules[] = {{Scheme::light, variables_of(css, light)},
               {Scheme::dark, variables_of(css, by_system)},
               {Scheme::dark, variables_of(css, dark)},
               {Scheme::light_contrast, variables_of(css, more)},
               {Scheme::dark_contrast, variables_of(css, dark_more)}};
  for (const auto& [scheme, variables] : rules) {
    for (const auto& [name, token] : page_colours) {
      INFO("--" << name << ", scheme " << static_cast<int>(scheme));
      REQUIRE(variables.contains(name));
      CHECK(variables.at(name) == colour(token, scheme));
    }
    for (const Colour back : {Colour::page, Colour::card, Colour::raised, Colour::hover})
      CHECK(contrast(variables.at("thumb"), colour(back, scheme)) >=
            (has_more_contrast(scheme) ? more_control_contrast : control_contrast));
  }
}
