#include <algorithm>

#include <catch_amalgamated.hpp>

#include "search/fold.h"

using namespace vinculo::search;
using Words = std::vector<std::string>;

TEST_CASE("case, accents and compatibility forms are folded away") {
  CHECK(words_of("JOSÉ ｊｏｓé Jose\u0301") == Words{"jose", "jose", "jose"});
  CHECK(words_of("Straße Łódź Møller Ærø") == Words{"strasse", "lodz", "moller", "aero"});
  CHECK(words_of("Ñandú çağrı") == Words{"nandu", "cagri"});
}

TEST_CASE("everything but letters, digits and symbols separates words") {
  CHECK(words_of("O'Neil-Sá, (ana.silva@padaria.com)") == Words{"o", "neil", "sa", "ana", "silva", "padaria", "com"});
  CHECK(words_of(" \t\n\"*^:-+").empty());
  CHECK(words_of("🦀 漢字 Жуков") == Words{"🦀", "漢字", "жуков"});
}

TEST_CASE("bytes that are not UTF-8 separate words") {
  CHECK(words_of("an\xff\xfe"
                 "a \xc3") == Words{"an", "a"});
}

TEST_CASE("a word without end is cut") {
  const auto words = words_of(std::string(10'000'000, 'x'));
  REQUIRE(words.size() == 1);
  CHECK(words[0].size() == 64);
}

using Names = std::vector<std::string>;

// As a list in the language has them, from whatever order.
Names sorted(Names names, std::string_view language) {
  std::ranges::reverse(names);
  std::ranges::sort(names, {}, [&](const std::string& name) { return sort_key(name, collation_of(language)); });
  return names;
}

TEST_CASE("names are in the order of the language's dictionaries") {
  // Node's Intl.Collator (ICU) gives the same: tests/browser/name_order.test.mjs compares more.
  const Names portuguese = {"Ana",   "Ana Beatriz", "Ângela",  "Angélica", "Conceição", "Concha",  "Coração",
                            "Corte", "Érica",       "Ernesto", "Nunes",    "Nuñez",     "Nunez B", "Zé"};
  CHECK(sorted(portuguese, "pt-BR") == Names{"Ana", "Ana Beatriz", "Ângela", "Angélica", "Conceição", "Concha",
                                             "Coração", "Corte", "Érica", "Ernesto", "Nunes", "Nuñez", "Nunez B",
                                             "Zé"});
  CHECK(sorted({"Núñez", "Nuñez", "Nunez", "Nuntz", "Nzo", "Ñandú", "Oca"}, "es") ==
        Names{"Nunez", "Nuntz", "Nuñez", "Núñez", "Nzo", "Ñandú", "Oca"});
  CHECK(sorted({"Núñez", "Nuñez", "Nunez", "Nuntz", "Nzo", "Ñandú", "Oca"}, "es-MX") ==
        sorted({"Núñez", "Nuñez", "Nunez", "Nuntz", "Nzo", "Ñandú", "Oca"}, "es"));
  CHECK(sorted({"Nzo", "Nuntz", "Núñez", "Nuñez", "Nunez", "Nándor", "Ñandú"}, "en") ==
        Names{"Nándor", "Ñandú", "Nunez", "Nuñez", "Núñez", "Nuntz", "Nzo"});
}

TEST_CASE("marks count where names are the same otherwise, from the first on") {
  CHECK(sorted({"Côté", "Côte", "Coté", "Cote"}, "en") == Names{"Cote", "Coté", "Côte", "Côté"});
  CHECK(sorted({"José Z", "Jose Y", "José", "Jose"}, "pt-PT") == Names{"Jose", "José", "Jose Y", "José Z"});
  for (const Collation collation : {Collation::root, Collation::spanish}) {
    CHECK(sort_key("Mun\u0303oz Pe\u0301rez", collation) == sort_key("Muñoz Pérez", collation));
    CHECK(sort_key("Zé", collation) < sort_key(" ", collation));
    CHECK(sort_key("  Jose   da-Silva ", collation) == "jose da silva");
    CHECK(sort_key(std::string(100'000, 'a'), collation).size() <= max_sort_key_bytes);
    std::string marks;
    for (int i = 0; i < 1000; ++i) marks += "é";
    CHECK(sort_key(marks, collation).size() <= max_sort_key_bytes);
  }
}

TEST_CASE("the same name in two spellings has one folded form") {
  CHECK(folded("Padaria São João, Ltda.") == folded("PADARIA SAO JOAO LTDA"));
  CHECK(folded("Ana") != folded("Anna"));
}
