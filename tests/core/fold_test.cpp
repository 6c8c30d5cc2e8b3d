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

TEST_CASE("sort keys put n with tilde after n, and nothing last") {
  CHECK(sort_key("Álvaro") < sort_key("Alvaro B"));
  CHECK(sort_key("Munoz") < sort_key("Munz"));
  CHECK(sort_key("Munz") < sort_key("Muñoz"));
  CHECK(sort_key("Mun\u0303oz") == sort_key("Muñoz"));
  CHECK(sort_key("Zé") < sort_key(" "));
  CHECK(sort_key("  José   da-Silva ") == "jose da silva");
  CHECK(sort_key(std::string(100'000, 'a')).size() == max_sort_key_bytes);
}

TEST_CASE("the same name in two spellings has one folded form") {
  CHECK(folded("Padaria São João, Ltda.") == folded("PADARIA SAO JOAO LTDA"));
  CHECK(folded("Ana") != folded("Anna"));
}
