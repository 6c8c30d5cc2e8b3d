#include "i18n/catalogue.h"

#include <catch_amalgamated.hpp>

using namespace vinculo;
using namespace vinculo::i18n;

TEST_CASE("a text without translation is shown in English") {
  REQUIRE(load(Language::spanish, R"({"Save":"Guardar"})"));
  REQUIRE(tr("Save") == "Guardar");
  REQUIRE(tr("Something new") == "Something new");
}

TEST_CASE("plural forms follow the language, zero included") {
  REQUIRE(load(Language::portuguese_brazil, R"({"{n} person":["{n} pessoa","{n} pessoas"]})"));
  REQUIRE(tr_n("{n} person", "{n} people", 0) == "{n} pessoa");
  REQUIRE(tr_n("{n} person", "{n} people", 1) == "{n} pessoa");
  REQUIRE(tr_n("{n} person", "{n} people", 2) == "{n} pessoas");
  REQUIRE(load(Language::spanish, R"({"{n} person":["{n} persona","{n} personas"]})"));
  REQUIRE(tr_n("{n} person", "{n} people", 0) == "{n} personas");
  REQUIRE(load(Language::english, "{}"));
  REQUIRE(tr_n("{n} person", "{n} people", 0) == "{n} people");
}

TEST_CASE("a broken catalogue leaves the texts as they were") {
  REQUIRE(load(Language::spanish, R"({"Save":"Guardar"})"));
  REQUIRE_FALSE(load(Language::portuguese_brazil, "<html>not found</html>"));
  REQUIRE(tr("Save") == "Guardar");
  REQUIRE(current() == Language::spanish);
}

TEST_CASE("filling replaces known names only and never reads past the text") {
  REQUIRE(fill("{a} of {b}", {{"a", "1"}, {"b", "{a}"}}) == "1 of {a}");
  REQUIRE(fill("{unknown} {", {{"a", "1"}}) == "{unknown} {");
}

TEST_CASE("the nearest of our languages is taken") {
  REQUIRE(language_of("pt-PT") == Language::portuguese_brazil);
  REQUIRE(language_of("es-419") == Language::spanish);
  REQUIRE(language_of("de") == Language::english);
}

TEST_CASE("every error code has a sentence") {
  for (int code = 1; code <= static_cast<int>(ErrorCode::internal); ++code)
    REQUIRE(sentence_for(static_cast<ErrorCode>(code)).size() > 20);
}
