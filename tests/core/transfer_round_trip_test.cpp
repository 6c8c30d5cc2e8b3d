// Random contacts through every format and back. The seed is the one that Catch2 prints.
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <functional>
#include <set>

#include "support/byte_source.h"
#include "support/random.h"
#include "transfer/contact_rows.h"
#include "transfer/csv.h"
#include "transfer/vcard.h"

using namespace vinculo;
using namespace vinculo::transfer;
using vinculo::test::Random;
using vinculo::test::source_of;

namespace {

class Contacts {
 public:
  Contact next() {
    Contact contact;
    contact.given_name = text();
    contact.family_name = maybe(80);
    contact.additional_names = maybe(20);
    contact.honorific_prefix = maybe(20);
    contact.honorific_suffix = maybe(20);
    contact.nickname = maybe(20);
    contact.full_name = maybe(20);
    if (contact.full_name == composed_name(contact)) contact.full_name.clear();
    contact.birthday = pick({"", "1985-04-12", "--0412", "1985", "circa 1800"});
    contact.anniversary = pick({"", "2001-01-31", "20090808T1430-0500"});
    contact.gender = pick({"", "M", "F", "O;other", "Female", "Mulher; sim"});
    contact.external_id = maybe(50);
    for (auto count = random_.below(8); count > 0; --count)
      contact.phones.push_back({kind(), "", text(), random_.chance(20)});
    for (auto& phone : contact.phones) phone.custom_kind = custom_for(phone.kind);
    for (auto count = random_.below(6); count > 0; --count)
      contact.mails.push_back({kind(), "", text(), random_.chance(20)});
    for (auto& mail : contact.mails) mail.custom_kind = custom_for(mail.kind);
    for (auto count = random_.below(5); count > 0; --count) contact.links.push_back({kind(), "", text()});
    for (auto count = random_.below(5); count > 0; --count)
      contact.addresses.push_back(
          {kind(), "", maybe(20), maybe(20), text(), maybe(50), maybe(50), maybe(50), maybe(50)});
    for (auto count = random_.below(5); count > 0; --count)
      contact.jobs.push_back({text(), random_.chance(30) ? "Vendas; Norte" : "", maybe(50), maybe(20)});
    for (auto count = random_.below(4); count > 0; --count) add_new(contact.labels, "L " + text());
    for (auto count = random_.below(6); count > 0; --count) contact.notes.push_back(text());
    for (auto count = random_.below(4); count > 0; --count)
      contact.properties.push_back(
          pick({"X-A:b", "X-SKYPE;X-Q=\"a:b;c\":x\\,y", "item1.X-ABDATE:1975-03-01", "GEO:geo:1.5,2.5"}));
    return contact;
  }

 private:
  // Not empty, without spaces at its ends (which readers of other formats take away).
  std::string text() {
    static constexpr const char* pieces[] = {"a", "Z", "é", "中", "😀", " ",  ",",   ";",  "\\", "\"",
                                             "'", ":", "=", "+",  "\n", ",b", "\\n", "^n", "5"};
    std::string text = "x";
    for (auto left = random_.below(30); left > 0; --left) text += pieces[random_.below(std::size(pieces))];
    return text + "y";
  }
  std::string maybe(unsigned percent) { return random_.chance(percent) ? text() : std::string(); }
  std::string pick(std::initializer_list<const char*> choices) {
    return choices.begin()[random_.below(choices.size())];
  }
  std::string kind() { return pick({"", "work", "home", "mobile", "fax", "main", "other"}); }
  std::string custom_for(const std::string& kind) {
    if (kind == "fax" && random_.chance(50)) return "home fax";
    if (kind == "work" && random_.chance(50)) return "Direct (línea, 1; x)";
    if (kind == "other" && random_.chance(50)) return pick({"pager", "Newsletter", "home page"});
    return {};
  }
  static void add_new(std::vector<std::string>& list, std::string value) {
    if (std::ranges::find(list, value) == list.end()) list.push_back(std::move(value));
  }

  Random random_;
};

constexpr int rounds = 300;

}  // namespace

TEST_CASE("random contacts are equal after a round trip through vCard 3.0 and 4.0") {
  Contacts contacts;
  for (int round = 0; round < rounds; ++round) {
    const Contact contact = contacts.next();
    for (const VCardVersion version : {VCardVersion::v3, VCardVersion::v4}) {
      const std::string text = write_vcard(contact, version);
      CAPTURE(round, text);
      auto record = VCardReader(source_of(text, 13)).next();
      REQUIRE(record);
      REQUIRE(*record);
      CHECK((*record)->contact.phones == contact.phones);
      CHECK((*record)->contact.jobs == contact.jobs);
      CHECK((*record)->contact.properties == contact.properties);
      REQUIRE((*record)->contact == contact);
    }
  }
}

TEST_CASE("random contacts are equal after a round trip through our CSV") {
  Contacts contacts;
  for (int round = 0; round < rounds; ++round) {
    const Contact contact = contacts.next();
    std::string text;
    CsvWriter writer([&text](ByteView bytes) -> Status {
      text += as_text(bytes);
      return {};
    });
    REQUIRE(writer.write(export_header()));
    REQUIRE(writer.write(export_row(contact)));
    CAPTURE(round, text);
    CsvReader reader(source_of(text, 17));
    const Row header = reader.next()->value().cells;
    const Row row = reader.next()->value().cells;
    std::vector<std::string> fields;
    for (const ColumnPlan& column : plan_columns(header, std::vector<Row>{row})) fields.push_back(column.field);
    const Contact again = RowReader(header, fields).contact(row);
    CHECK(again.phones == contact.phones);
    CHECK(again.jobs == contact.jobs);
    CHECK(again.properties == contact.properties);
    REQUIRE(again == contact);
  }
}

TEST_CASE("damaged files are read to their end without an error") {
  Contacts contacts;
  Random random;
  for (int round = 0; round < rounds; ++round) {
    std::string card = write_vcard(contacts.next(), VCardVersion::v4);
    for (int damage = 0; damage < 20; ++damage)
      card[11 + random.below(card.size() - 11)] = static_cast<char>(1 + random.below(255));
    CAPTURE(round, card);
    VCardReader cards(source_of(card, 13));
    for (int guard = 0; guard < 1000; ++guard) {
      auto record = cards.next();
      if (!record || !*record) break;
      REQUIRE(guard < 999);
    }
    CsvReader rows(source_of(card, 13));
    for (int guard = 0; guard < 5000; ++guard) {
      auto record = rows.next();
      if (!record || !*record) break;
      REQUIRE(guard < 4999);
    }
  }
}
