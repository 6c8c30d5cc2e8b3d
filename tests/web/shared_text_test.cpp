#include "app/shared_text.h"

#include <catch_amalgamated.hpp>

using namespace vinculo;
using namespace vinculo::app;
using namespace vinculo::views;

namespace {

SharedDraft read(const SharedText& shared) {
  return draft_of(shared, [n = std::uint64_t{0}]() mutable { return make_uuid_v7(1'700'000'000'000, 7, ++n); });
}

std::vector<std::string> texts(const RecordDraft& draft, Table table) {
  std::vector<std::string> found;
  for (const auto& detail : draft.details)
    if (detail.table == table && !detail.text.empty()) found.push_back(detail.text);
  return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("the signature of a mail fills the form, and what has no field is the note") {
  const auto draft = read({.title = "",
                           .text = "Ana Souza\r\nGerente, Padaria São João\r\nTel.: +55 11 98765-4321\n"
                                   "ana@padaria.example | https://padaria.example\n\nRua Augusta 1200",
                           .url = ""})
                         .draft;
  CHECK(draft.is_new);
  CHECK(texts(draft, Table::phone) == Texts{"+55 11 98765-4321"});
  CHECK(texts(draft, Table::mail) == Texts{"ana@padaria.example"});
  CHECK(texts(draft, Table::link) == Texts{"https://padaria.example"});
  CHECK(draft.note == "Ana Souza\nGerente, Padaria São João\n\nRua Augusta 1200");
}

TEST_CASE("a sentence stays whole, although what is in it is found") {
  const std::string_view sentence = "Please call Ana on (11) 98765-4321, or write to ana@padaria.example.";
  const auto draft = read({.title = "", .text = sentence, .url = ""}).draft;
  CHECK(draft.note == sentence);
  CHECK(texts(draft, Table::phone) == Texts{"(11) 98765-4321"});
  CHECK(texts(draft, Table::mail) == Texts{"ana@padaria.example"});
}

TEST_CASE("a label alone is not worth a line of the note") {
  for (const char* line : {"Tel. 11 98765-4321", "Telefone (comercial): 11 98765-4321", "<11 98765-4321>"})
    CHECK(read({.title = "", .text = line, .url = ""}).draft.note.empty());
  CHECK_FALSE(read({.title = "", .text = "Call 11 98765-4321.", .url = ""}).draft.note.empty());
}

TEST_CASE("a shared page is its title and its link, each once however often it is given") {
  for (const SharedText& shared :
       {SharedText{.title = "Padaria São João", .text = "", .url = "https://padaria.example/contato"},
        SharedText{.title = "Padaria São João", .text = "Padaria São João\nhttps://padaria.example/contato", .url = ""},
        SharedText{.title = "Padaria São João",
                   .text = "https://padaria.example/contato",
                   .url = "https://padaria.example/contato"}}) {
    const auto draft = read(shared).draft;
    CHECK(texts(draft, Table::link) == Texts{"https://padaria.example/contato"});
    CHECK(draft.note == "Padaria São João");
  }
}

TEST_CASE("dates, documents and prices are no phone numbers") {
  for (const char* text : {"2026-11-22", "22.11.2026", "123.456.789-09", "12.345.678/0001-90", "R$ 1.234", "v1.2.3",
                           "12345678901234567890", "order12345678", "12345678ab", "00123456/7"}) {
    INFO(text);
    const auto draft = read({.title = "", .text = text, .url = ""}).draft;
    CHECK(texts(draft, Table::phone).empty());
    CHECK(draft.note == text);
  }
}

TEST_CASE("the same number twice is one, and a long list of addresses stays in the note") {
  CHECK(texts(read({.title = "", .text = "11 98765-4321\n11 98765-4321", .url = ""}).draft, Table::phone).size() == 1);
  std::string list;
  for (int i = 0; i < 100; ++i) list += "person" + std::to_string(i) + "@padaria.example\n";
  const auto draft = read({.title = "", .text = list, .url = ""}).draft;
  CHECK(texts(draft, Table::mail).size() == 8);
  CHECK(draft.note.find("person99@padaria.example") != std::string::npos);
  CHECK(draft.note.find("person7@padaria.example") == std::string::npos);
}

TEST_CASE("any text is taken quickly, and cut between characters where the note ends") {
  for (const std::string& text :
       {std::string(), std::string(2'000'000, '('), std::string(2'000'000, '@'), std::string(2'000'000, '+'),
        std::string("\0\x01\n\n@.@", 8), std::string(700'000, '1')}) {
    const auto shared = read({.title = text, .text = text, .url = text});
    CHECK(shared.draft.note.size() <= 300'000);
    CHECK(shared.is_cut == (text.size() > 300'000));
  }
  std::string accents;
  while (accents.size() < 300'001) accents += "ã";
  const auto cut = read({.title = "a", .text = accents, .url = ""});
  CHECK(cut.is_cut);
  CHECK(cut.draft.note.size() == 299'999 + 1 - (299'999 + 1) % 2);
}
