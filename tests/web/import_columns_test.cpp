#include "app/import_columns.h"

#include <catch_amalgamated.hpp>

using namespace vinculo;
using namespace vinculo::app;

namespace {

api::ImportPreview preview_of(std::vector<std::string> headers) {
  api::ImportPreview preview;
  preview.fields = {"given_name", "family_name", "mail"};
  for (std::string& header : headers) preview.columns.push_back({std::move(header), "", {}});
  return preview;
}

}  // namespace

TEST_CASE("what was chosen is proposed for a file with the same columns") {
  const auto preview = preview_of({"Nome", "Observação \"x\"\n", ""});
  const std::vector<std::string> chosen = {"given_name", "", "mail"};
  const std::string text = columns_text(preview, chosen);
  CHECK(fields_from(text, preview) == chosen);

  CHECK_FALSE(fields_from(text, preview_of({"Nome", "Outra", ""})));
  CHECK_FALSE(fields_from(text, preview_of({"Nome", "Observação \"x\"\n"})));
  CHECK_FALSE(fields_from(text, preview_of({"Nome", "Observação \"x\"\n", "", ""})));
}

TEST_CASE("a field that there is not any more is not proposed") {
  auto preview = preview_of({"Nome"});
  const std::string text = columns_text(preview, {"mail"});
  preview.fields = {"given_name"};
  CHECK_FALSE(fields_from(text, preview));
}

TEST_CASE("a text that is none of ours proposes nothing") {
  const auto preview = preview_of({"Nome"});
  for (const char* text :
       {"", "{", "{}", "[]", "[1]", "[[\"Nome\"]]", "[[\"Nome\",1]]", "[[1,\"mail\"]]", "[[\"Nome\",\"mail\",\"x\"]]"})
    CHECK_FALSE(fields_from(text, preview));
}

TEST_CASE("a header that is no UTF-8 is no harm") {
  const auto preview = preview_of({"\xFF"});
  CHECK_FALSE(fields_from(columns_text(preview, {"mail"}), preview));
}
