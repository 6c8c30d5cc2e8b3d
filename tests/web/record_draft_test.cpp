#include "views/record_draft.h"

#include <catch_amalgamated.hpp>

using namespace vinculo;
using namespace vinculo::views;

namespace {

NewId counting_ids() {
  return [n = std::uint64_t{0}]() mutable { return make_uuid_v7(1'700'000'000'000, 7, ++n); };
}

api::PersonPage page_of_ana() {
  api::PersonPage page;
  const NewId id = counting_ids();
  page.id = id();
  page.fields = {{"given_name", "Ana"}, {"family_name", "Souza"}};
  page.phones.push_back({id(), Table::phone, "mobile", "", "+55 11 91234-5678", 1, {}});
  page.mails.push_back({id(), Table::mail, "work", "", "ana@padaria.example", 1, {}});
  api::Affiliation job;
  job.id = id();
  job.person = page.id;
  job.organisation = id();
  job.organisation_name = "Padaria São João";
  job.title = "Gerente";
  page.affiliations.push_back(job);
  return page;
}

const api::RowEdit* edit_of(const api::EditRequest& request, std::string_view table) {
  for (const auto& edit : request.edits)
    if (edit.table == table) return &edit;
  return nullptr;
}

}  // namespace

TEST_CASE("a form that nobody touched writes nothing") {
  const RecordDraft base = draft_of(page_of_ana());
  REQUIRE_FALSE(is_dirty(base, base));
}

TEST_CASE("saving writes only the field that was changed") {
  const RecordDraft base = draft_of(page_of_ana());
  RecordDraft draft = base;
  draft.fields["given_name"] = "Ana Maria ";
  const auto request = edits_of(draft, base, counting_ids(), 0, "Bia");
  REQUIRE(request.edits.size() == 1);
  REQUIRE(request.edits[0].set.size() == 1);
  REQUIRE(request.edits[0].set.at("given_name") == Value("Ana Maria"));
}

TEST_CASE("an emptied field is stored as nothing and an emptied phone goes to the trash") {
  const RecordDraft base = draft_of(page_of_ana());
  RecordDraft draft = base;
  draft.fields["family_name"] = "  ";
  draft.details[0].text = "";
  const auto request = edits_of(draft, base, counting_ids(), 0, "");
  REQUIRE(is_null(edit_of(request, "person")->set.at("family_name")));
  REQUIRE(edit_of(request, "phone")->set.at("deleted") == Value(std::int64_t{1}));
}

TEST_CASE("what a colleague changed meanwhile flows into the fields that are not being edited") {
  const RecordDraft base = draft_of(page_of_ana());
  RecordDraft draft = base;
  draft.fields["given_name"] = "Anna";
  api::PersonPage newer = page_of_ana();
  newer.fields["given_name"] = "Ana Paula";
  newer.fields["family_name"] = "Souza Lima";
  newer.phones[0].text = "+55 11 90000-0000";
  rebase(draft, base, draft_of(newer));
  REQUIRE(draft.fields["given_name"] == "Anna");
  REQUIRE(draft.fields["family_name"] == "Souza Lima");
  REQUIRE(draft.details[0].text == "+55 11 90000-0000");
}

TEST_CASE("a phone being edited survives its deletion elsewhere") {
  const RecordDraft base = draft_of(page_of_ana());
  RecordDraft draft = base;
  draft.details[0].text = "+351 912 345 678";
  api::PersonPage newer = page_of_ana();
  newer.phones.clear();
  rebase(draft, base, draft_of(newer));
  REQUIRE(draft.details.size() == 2);
  REQUIRE(draft.details[1].text == "+351 912 345 678");
}

TEST_CASE("an organisation that does not exist yet is made once, in the same operation") {
  const NewId ids = counting_ids();
  RecordDraft draft = new_draft(RecordKind::person, ids);
  draft.fields["given_name"] = "João";
  draft.affiliations[0].organisation_name = "Açaí & Cia";
  add_affiliation(draft, ids).organisation_name = "Açaí & Cia";
  const auto request = edits_of(draft, RecordDraft{}, ids, 0, "");
  int organisations = 0;
  for (const auto& edit : request.edits) organisations += edit.table == "organisation";
  REQUIRE(organisations == 1);
}

TEST_CASE("a person known only by a phone is still a person") {
  const NewId ids = counting_ids();
  RecordDraft draft = new_draft(RecordKind::person, ids);
  draft.details[1].text = "912 345 678";
  REQUIRE(check_draft(draft, {}).empty());
  REQUIRE(edit_of(edits_of(draft, RecordDraft{}, ids, 0, ""), "person"));
}

TEST_CASE("an empty form and every mail without @ are told before saving") {
  using enum DraftProblem::Kind;
  const NewId ids = counting_ids();
  RecordDraft draft = new_draft(RecordKind::person, ids);
  REQUIRE(check_draft(draft, {}) == std::vector<DraftProblem>{{nothing_entered, {}}});
  draft.details[0].text = "ana.example.com";
  add_detail(draft, Table::mail, ids).text = "ana at example";
  REQUIRE(check_draft(draft, {}) ==
          std::vector<DraftProblem>{{mail_without_at, draft.details[0].id}, {mail_without_at, draft.details[2].id}});
}

TEST_CASE("a mail without @ that was stored like that keeps nobody from changing something else") {
  const NewId ids = counting_ids();
  RecordDraft stored;
  stored.fields["given_name"] = "Ana";
  add_detail(stored, Table::mail, ids).text = "none";
  stored.details[0].is_new = false;
  RecordDraft draft = stored;
  draft.fields["given_name"] = "Anna";
  REQUIRE(check_draft(draft, stored).empty());
  draft.details[0].text = "nobody";
  REQUIRE(check_draft(draft, stored).size() == 1);
}
