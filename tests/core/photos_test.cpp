// Photos of people as a screen asks for them: lists and pages say which there is, the picture comes by itself.
#include <catch_amalgamated.hpp>

#include "support/served_workspace.h"

using namespace vinculo;
using namespace vinculo::test;
using namespace vinculo::api;

namespace {

class Album : public ServedWorkspace {
 public:
  Uuid add_photo(const Uuid& owner, const std::string& media_type = "image/png", Bytes data = {1, 2, 3}) {
    const Uuid id = store->new_id();
    edit(id, {{"owner", value_of(owner)}, {"media_type", media_type}, {"data", std::move(data)}});
    return id;
  }
  void edit(const Uuid& photo, std::map<std::string, Value> set) {
    must<Changed>("edit", EditRequest{"Edit person", {{"photo", photo, std::move(set)}}});
  }
  std::int64_t listed(const std::string& query = {}) { return window(query).rows.at(0).photo_version; }
};

}  // namespace

TEST_CASE("rows of a list say which photo there is and carry no picture") {
  Album album;
  const Uuid ana = album.add_person("Ana", "Silva", "ana@example.org");
  CHECK(album.listed() == 0);
  CHECK(album.ask<PersonPhoto>("record.photo", RecordRequest{ana}).error().code == ErrorCode::not_found);

  const Uuid photo = album.add_photo(ana, "image/jpeg", Bytes(300'000, 0x2A));
  const std::int64_t first = album.listed();
  CHECK(first != 0);
  CHECK(album.listed("silva") == first);
  CHECK(album.must<PersonPage>("record.person", RecordRequest{ana}).photo_version == first);
  CHECK(album.must<PersonPage>("record.person", RecordRequest{ana}).photo == photo);
  CHECK(encode(album.window()).size() < 500);
  CHECK(encode(album.must<PersonPage>("record.person", RecordRequest{ana})).size() < 1'000);
  const auto picture = album.must<PersonPhoto>("record.photo", RecordRequest{ana});
  CHECK(picture.version == first);
  CHECK(picture.data_url.starts_with("data:image/jpeg;base64,Kioq"));

  album.edit(photo, {{"data", Bytes{9}}});
  const std::int64_t second = album.listed();
  CHECK(second != 0);
  CHECK(second != first);
  CHECK(album.must<PersonPhoto>("record.photo", RecordRequest{ana}).version == second);

  album.edit(photo, {{"deleted", std::int64_t{1}}});
  CHECK(album.listed() == 0);
  CHECK(album.must<PersonPage>("record.person", RecordRequest{ana}).photo.is_nil());
  album.must<Changed>("undo", RecordRequest{});
  CHECK(album.listed() != 0);
}

TEST_CASE("photos of two people, and of one person with two, are told apart") {
  Album album;
  const Uuid ana = album.add_person("Ana", "Silva"), bob = album.add_person("Bob", "Jones");
  const Uuid first = album.add_photo(ana);
  album.add_photo(bob);
  const auto rows = album.window().rows;
  CHECK(rows.at(0).photo_version != rows.at(1).photo_version);
  album.add_photo(ana, "image/png", {7});
  CHECK(album.window().rows.at(0).photo_version == rows.at(0).photo_version);
  album.edit(first, {{"deleted", std::int64_t{1}}});
  CHECK(album.must<PersonPhoto>("record.photo", RecordRequest{ana}).data_url == "data:image/png;base64,Bw==");
}

TEST_CASE("what a browser would run or cannot show is no photo") {
  Album album;
  const Uuid ana = album.add_person("Ana", "Silva");
  album.add_photo(ana, GENERATE("image/svg+xml", "text/html", "image/tiff", "image/png,<svg>", ""));
  CHECK(album.listed() == 0);
  CHECK(album.ask<PersonPhoto>("record.photo", RecordRequest{ana}).error().code == ErrorCode::not_found);
}

TEST_CASE("an organisation's people come with their photos") {
  Album album;
  const Uuid ana = album.add_person("Ana", "Silva"), bakery = album.add_organisation("Padaria");
  album.must<Changed>(
      "edit",
      EditRequest{
          "Edit person",
          {{"affiliation", album.store->new_id(), {{"person", value_of(ana)}, {"organisation", value_of(bakery)}}}}});
  album.add_photo(ana);
  const auto page = album.must<OrganisationPage>("record.organisation", RecordRequest{bakery});
  REQUIRE(page.people.size() == 1);
  CHECK(page.people[0].photo_version == album.listed());
}

TEST_CASE("a member has the photo of the one person with the same mail address") {
  Album album;
  const auto member = [&] { return album.must<StatusReport>("status", RecordRequest{}); };
  const Uuid ana = album.add_person("Ana", "Souza", "Ana@Padaria.example");
  album.add_photo(ana);
  CHECK(member().member_person.is_nil());
  REQUIRE(album.store->set_setting(session_setting::member_mail, "ana@padaria.example"));
  CHECK(member().member_person == ana);
  CHECK(member().member_photo_version == album.listed());
  album.add_person("Another", "Ana", "ana@padaria.example");
  CHECK(member().member_person.is_nil());
  CHECK(member().member_photo_version == 0);
}
