// Whose mail address or phone number it is: what opens from a mailto: or tel: link.
#include <catch_amalgamated.hpp>

#include "support/served_workspace.h"

using namespace vinculo;
using namespace vinculo::test;
using namespace vinculo::api;

namespace {

std::vector<Uuid> owners(ServedWorkspace& workspace, const ContactRequest& request) {
  std::vector<Uuid> ids;
  for (const auto& owner : workspace.must<ContactOwners>("contact.find", request).items) ids.push_back(owner.id);
  return ids;
}

using Ids = std::vector<Uuid>;

}  // namespace

TEST_CASE("a mail address is its owner's, however it is written in capitals, and nobody's who only begins so") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva", "Ana@Padaria.example", "");
  workspace.add_person("Bia", "Lima", "ana@padaria.example.org", "");
  CHECK(owners(workspace, {"ana@padaria.EXAMPLE", {}}) == Ids{ana});
  CHECK(owners(workspace, {"nobody@padaria.example", {}}).empty());
  const Uuid also = workspace.add_person("Caio", "Reis", "ana@padaria.example", "");
  CHECK(owners(workspace, {"ana@padaria.example", {}}).size() == 2);
  workspace.must<Changed>("edit", EditRequest{"Delete person", {{"person", also, {{"deleted", std::int64_t{1}}}}}});
  CHECK(owners(workspace, {"ana@padaria.example", {}}) == Ids{ana});
}

TEST_CASE("a phone number is its owner's with or without country code and however it is parted") {
  ServedWorkspace workspace;
  const Uuid ana = workspace.add_person("Ana", "Silva", "", "+55 (11) 98765-4321");
  workspace.add_person("Bia", "Lima", "", "+55 11 98765-43210");  // only begins so
  for (const char* number : {"+5511987654321", "11 98765.4321", "(11) 987654321", "0055 11 98765 4321", "98765-4321"}) {
    INFO(number);
    CHECK(owners(workspace, {{}, number}) == Ids{ana});
  }
  CHECK(owners(workspace, {{}, "98765-4"}).empty());
}

TEST_CASE("an organisation has mail addresses and phone numbers, too") {
  ServedWorkspace workspace;
  const Uuid padaria = workspace.store->new_id();
  workspace.must<Changed>("edit",
                          EditRequest{"New organisation",
                                      {{"organisation", padaria, {{"name", std::string("Padaria")}}},
                                       {"mail",
                                        workspace.store->new_id(),
                                        {{"owner", value_of(padaria)}, {"address", std::string("oi@padaria.example")}}},
                                       {"phone",
                                        workspace.store->new_id(),
                                        {{"owner", value_of(padaria)}, {"number", std::string("+351 21 123 4567")}}}}});
  const auto by_mail = workspace.must<ContactOwners>("contact.find", ContactRequest{"oi@padaria.example", {}});
  REQUIRE(by_mail.items.size() == 1);
  CHECK(by_mail.items[0].list == ListKind::organisations);
  CHECK(owners(workspace, {{}, "+351211234567"}) == Ids{padaria});
}

TEST_CASE("whose contact it is cannot be asked of nothing, nor of two things at once") {
  ServedWorkspace workspace;
  for (const ContactRequest& request : {ContactRequest{}, ContactRequest{"a@b.example", "12345678"}})
    CHECK(workspace.ask<ContactOwners>("contact.find", request).error().code == ErrorCode::invalid_argument);
  for (const std::string& odd :
       {std::string("'; DROP TABLE mail; --"), std::string(5000, '9'), std::string("+"), std::string("\xff\0%", 3)}) {
    CHECK(owners(workspace, {odd, {}}).empty());
    CHECK(owners(workspace, {{}, odd}).empty());
  }
}
