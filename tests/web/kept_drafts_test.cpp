#include "app/kept_drafts.h"

#include <catch_amalgamated.hpp>

using namespace vinculo;
using namespace vinculo::app;
using namespace vinculo::views;

namespace {

NewId counting_ids() {
  return [n = std::uint64_t{0}]() mutable { return make_uuid_v7(1'700'000'000'000, 7, ++n); };
}

KeptDraft words_about_ana() {
  const NewId id = counting_ids();
  KeptDraft kept;
  kept.base = new_draft(RecordKind::person, id);
  kept.base.is_new = false;
  kept.base.fields = {{"given_name", "Ana"}};
  kept.draft = kept.base;
  kept.draft.fields["family_name"] = "Souza \"da\" Conceição\n🙂";
  kept.draft.details[1].is_removed = true;
  add_detail(kept.draft, Table::address, id).parts = {{"city", "São Paulo"}};
  kept.draft.affiliations[0].organisation_name = "Padaria";
  kept.draft.labels.push_back(id());
  kept.draft.note = "first";
  kept.note = "Call her\non Monday";
  return kept;
}

}  // namespace

TEST_CASE("drafts come back from their text as they were") {
  const KeptDraft kept = words_about_ana();
  const auto back = drafts_from(text_of({kept, kept}, "ana@padaria.example"), "ana@padaria.example");
  REQUIRE(back.size() == 2);
  REQUIRE(back[0].draft == kept.draft);
  REQUIRE(back[1].base == kept.base);
  REQUIRE(back[1].note == kept.note);
}

TEST_CASE("without drafts there is no text") { REQUIRE(text_of({}, "ana@padaria.example").empty()); }

TEST_CASE("another member on the same device does not get them") {
  REQUIRE(drafts_from(text_of({words_about_ana()}, "ana@padaria.example"), "bruno@padaria.example").empty());
}

TEST_CASE("a text that is not ours gives no drafts, and one of another version what it can") {
  const std::string member = R"("member":"a","drafts":)";
  for (const std::string text : {"", "null", "[]", "{", R"({"member":"a"})", R"({"member":"a","drafts":{}})"})
    REQUIRE(drafts_from(text, "a").empty());
  REQUIRE(drafts_from("{" + member + R"([7,{"draft":{"id":"no uuid"}}]})", "a").empty());
  const auto some = drafts_from("{" + member + R"([{"draft":{"id":"0190163d-8694-739b-aea5-966c26f8ad90","fields":
      {"given_name":"Ana","odd":3},"details":[{"table":"no such table","id":"0190163d-8694-739b-aea5-966c26f8ad91"}],
      "colour":"red"},"note":5}]})",
                                "a");
  REQUIRE(some.size() == 1);
  REQUIRE(some[0].draft.fields == std::map<std::string, std::string>{{"given_name", "Ana"}});
  REQUIRE(some[0].draft.details.empty());
  REQUIRE(some[0].note.empty());
}
