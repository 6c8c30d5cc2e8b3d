#include <algorithm>
#include <catch_amalgamated.hpp>

#include "search/query_words.h"

using namespace vinculo::search;
using Words = std::vector<std::string>;

TEST_CASE("the last word typed may be unfinished") {
  const QueryWords query = parse_query("José da Sil");
  CHECK(query.finished == Words{"jose", "da"});
  CHECK(query.unfinished == "sil");
  CHECK(query.phones.empty());
}

TEST_CASE("a mail typed as it is becomes its parts") {
  const QueryWords query = parse_query("ana.silva@pad");
  CHECK(query.finished == Words{"ana", "silva"});
  CHECK(query.unfinished == "pad");
}

TEST_CASE("a number typed with punctuation is one phone") {
  for (const char* typed :
       {"+55 (11) 98765-4321", "0055 11 98765 4321", "5511987654321", "011 98765-4321", "11 98765.4321"}) {
    CAPTURE(typed);
    const QueryWords query = parse_query(typed);
    REQUIRE(query.phones.size() == 1);
    CHECK(std::ranges::count(query.phones[0].beginnings, "11987654321") == 1);
    CHECK(query.beside_phones.empty());
  }
}

TEST_CASE("words around a phone stay words") {
  const QueryWords query = parse_query("maria 98765-4321 padaria");
  REQUIRE(query.phones.size() == 1);
  CHECK(query.phones[0].beginnings == Words{"987654321"});
  CHECK(query.beside_phones == Words{"maria", "padaria"});
}

TEST_CASE("digits inside words and short numbers are no phones") {
  CHECK(parse_query("sala12345b").phones.empty());
  CHECK(parse_query("rua 12 34").phones.empty());
  CHECK(parse_query("4321").phones.empty());
}

TEST_CASE("nothing that is typed is syntax") {
  const std::string typed = "\" OR name:* NEAR(a b, 2) ^x -y {a b}: c* \\ ' ; -- ü";
  const QueryWords query = parse_query(typed);
  for (const std::string& word : query.finished) CHECK(word.find_first_of("\"*^():{}-") == std::string::npos);
  CHECK(all_of({"or", "near"}) == "\"or\" AND \"near\"");
}

TEST_CASE("empty and endless queries are bounded") {
  CHECK(parse_query("").is_empty());
  CHECK(parse_query("  ... !!").is_empty());
  std::string endless;
  while (endless.size() < 10'000) endless += "palavra" + std::to_string(endless.size()) + "x é ";
  const QueryWords query = parse_query(endless);
  CHECK(query.finished.size() < max_query_words);
  CHECK_FALSE(query.unfinished.empty());
}

TEST_CASE("a stored phone has its national digits and short words") {
  CHECK(national_digits("+55 (11) 98765-4321") == "11987654321");
  CHECK(national_digits("5511987654321") == "11987654321");
  CHECK(national_digits("011 98765-4321") == "11987654321");
  CHECK(national_digits("+1 555 100 0000") == "5551000000");
  CHECK(national_digits("07700 900123") == "7700900123");
  CHECK(national_digits("call me").empty());
  CHECK(phone_words("+55 (11) 98765-4321") == Words{"5511", "1198", "4321"});
  CHECK(phone_words("190") == Words{"190"});
  CHECK(phone_words("").empty());
}
