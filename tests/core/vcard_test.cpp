#include <catch_amalgamated.hpp>

#include <algorithm>
#include <set>

#include "support/byte_source.h"
#include "support/shared_data.h"
#include "transfer/vcard.h"

using namespace vinculo;
using namespace vinculo::transfer;
using namespace std::string_literals;
using vinculo::test::source_of;
using Strings = std::vector<std::string>;

namespace {

std::vector<CardRecord> read_all(const std::string& text, std::size_t piece_bytes = 4096) {
  VCardReader reader(source_of(text, piece_bytes));
  std::vector<CardRecord> records;
  for (;;) {
    auto record = reader.next();
    REQUIRE(record);
    if (!*record) return records;
    records.push_back(std::move(**record));
  }
}

Contact read_one(const std::string& text) {
  auto records = read_all(text);
  REQUIRE(records.size() == 1);
  REQUIRE(!records[0].rejection);
  return records[0].contact;
}

// A card of the version with these lines.
Contact card(const std::string& lines, const std::string& version = "3.0") {
  return read_one("BEGIN:VCARD\r\nVERSION:" + version + "\r\n" + lines + "\r\nEND:VCARD\r\n");
}

bool has_property(const Contact& contact, const std::string& line) {
  return std::ranges::find(contact.properties, line) != contact.properties.end();
}

void check_round_trip(const Contact& contact) {
  for (const VCardVersion version : {VCardVersion::v4, VCardVersion::v3}) {
    const std::string text = write_vcard(contact, version);
    CAPTURE(text);
    const Contact again = read_one(text);
    CHECK(again.properties == contact.properties);
    CHECK(again == contact);
    CHECK(write_vcard(again, version) == text);
  }
}

}  // namespace

TEST_CASE("a card of 3.0 fills the fields") {
  const Contact contact = card(
      "FN:Dr. Ana Clara Sá Jr.\nN:Sá;Ana;Clara;Dr.;Jr.\nNICKNAME:Aninha\nORG:Padaria\\, Lda;Vendas\nTITLE:Gerente\n"
      "TEL;TYPE=CELL,VOICE;TYPE=pref:+351 912\nEMAIL;TYPE=INTERNET,WORK:ana@example.org\n"
      "ADR;TYPE=HOME:;;Rua A\\; 5;Lisboa;;1000-001;Portugal\nURL:http\\://example.org/a,b\nBDAY:1985-04-12\n"
      "NOTE:um\\ndois\\, três\nCATEGORIES:Amigos,Clientes\\, bons\nUID:u-1");
  CHECK(contact.given_name == "Ana");
  CHECK(contact.family_name == "Sá");
  CHECK(contact.additional_names == "Clara");
  CHECK(contact.honorific_prefix == "Dr.");
  CHECK(contact.honorific_suffix == "Jr.");
  CHECK(contact.full_name == "Dr. Ana Clara Sá Jr.");
  CHECK(contact.nickname == "Aninha");
  CHECK(contact.jobs == std::vector<ContactJob>{{"Padaria, Lda", "Vendas", "Gerente", ""}});
  CHECK(contact.phones == std::vector<ContactPhone>{{"mobile", "", "+351 912", true}});
  CHECK(contact.mails == std::vector<ContactMail>{{"work", "", "ana@example.org", false}});
  CHECK(contact.addresses ==
        std::vector<ContactAddress>{{"home", "", "", "", "Rua A; 5", "Lisboa", "", "1000-001", "Portugal"}});
  CHECK(contact.links == std::vector<ContactLink>{{"", "", "http://example.org/a,b"}});
  CHECK(contact.birthday == "1985-04-12");
  CHECK(contact.notes == Strings{"um\ndois, três"});
  CHECK(contact.labels == Strings{"Amigos", "Clientes, bons"});
  CHECK(contact.external_id == "u-1");
  CHECK(contact.properties.empty());
  check_round_trip(contact);
}

TEST_CASE("folded lines are joined without losing or adding a space") {
  CHECK(card("NOTE:one\r\n  two\r\n\tthree").notes == Strings{"one twothree"});
  CHECK(card("NOTE:one\r\n two", "2.1").notes == Strings{"one two"});
}

TEST_CASE("quoted-printable of 2.1 is decoded, over soft line breaks and in its charset") {
  const Contact contact = card(
      "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=A1;Jos=C3=A9;;;\n"
      "NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0A=\nsecond =3D =\n  end\n"
      "TITLE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gerente de opera=E7=F5es\n"
      "ORG;CHARSET=ISO-8859-15;ENCODING=QUOTED-PRINTABLE:Pre=E7o =A4",
      "2.1");
  CHECK(contact.family_name == "Sá");
  CHECK(contact.given_name == "José");
  CHECK(contact.notes == Strings{"first\nsecond =   end"});
  CHECK(contact.jobs[0].title == "Gerente de operações");
  CHECK(contact.jobs[0].organisation == "Preço €");
}

TEST_CASE("eight-bit text without a charset is UTF-8 where it is well-formed, else Western, line by line") {
  const Contact contact = card("N:S\xE1;Jos\xE9\nNOTE:José", "2.1");
  CHECK(contact.given_name == "José");
  CHECK(contact.notes == Strings{"José"});
}

TEST_CASE("UTF-16 cards are read") {
  std::string bytes = "\xFF\xFE";
  for (const char c : "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana S\xE1\r\nEND:VCARD\r\n"s) (bytes += c) += '\0';
  CHECK(read_one(bytes).family_name == "Sá");
}

TEST_CASE("bare types of 2.1 are types") {
  const Contact contact =
      card("TEL;WORK;FAX:1\nTEL;CELL;PREF:2\nTEL;PAGER:3\nTEL;HOME;VOICE:4\nADR;WORK:;;Rua;;;;", "2.1");
  CHECK(contact.phones == std::vector<ContactPhone>{{"fax", "work fax", "1", false},
                                                    {"mobile", "", "2", true},
                                                    {"other", "pager", "3", false},
                                                    {"home", "", "4", false}});
  CHECK(contact.addresses[0].kind == "work");
  check_round_trip(contact);
}

TEST_CASE("a label in a group names the kind, in Apple's words and in anyone's") {
  const Contact contact = card(
      "item1.TEL:1\nitem1.X-ABLabel:_$!<HomeFAX>!$_\nitem2.EMAIL;type=INTERNET:a@b.c\nitem2.X-ABLabel:Newsletter\n"
      "item3.TEL;type=WORK:2\nitem3.X-ABLabel:Direct\nitem4.URL:http://x\nitem4.X-ABLabel:_$!<HomePage>!$_");
  CHECK(contact.phones[0] == ContactPhone{"fax", "home fax", "1", false});
  CHECK(contact.mails[0] == ContactMail{"other", "Newsletter", "a@b.c", false});
  CHECK(contact.phones[1] == ContactPhone{"work", "Direct", "2", false});
  CHECK(contact.links[0] == ContactLink{"other", "home page", "http://x"});
  CHECK(contact.properties.empty());
  check_round_trip(contact);
}

TEST_CASE("what no field holds is kept line by line, with its group") {
  const Contact contact = card(
      "FN:Ana\nX-SKYPE;X-A=\"b:c\":ana\\,sa\nitem1.X-ABDATE:1975-03-01\nitem1.X-ABLabel:_$!<Anniversary>!$_\n"
      "item2.ADR:;;Rua;;;;\nitem2.X-ABADR:pt\nREV:20200101T000000Z\nGEO:38.7;-9.1");
  CHECK(has_property(contact, "X-SKYPE;X-A=\"b:c\":ana\\,sa"));
  CHECK(has_property(contact, "item1.X-ABDATE:1975-03-01"));
  CHECK(has_property(contact, "item1.X-ABLabel:_$!<Anniversary>!$_"));
  CHECK(has_property(contact, "item2.X-ABADR:pt"));
  CHECK(has_property(contact, "GEO:38.7;-9.1"));
  CHECK(write_vcard(contact, VCardVersion::v4).find("item2.ADR:") != std::string::npos);
  check_round_trip(contact);
}

TEST_CASE("parameters that no field holds come back with their property") {
  const Contact contact = card(
      "FN;LANGUAGE=pt:Ana Sá\nN;SORT-AS=\"Sa,Ana\":Sá;Ana;;;\nORG;TYPE=work:Padaria\nADR;PREF=1;LABEL=\"Rua 5^nLisboa\":;;Rua "
      "5;Lisboa;;;\nEMAIL;PREF=2:a@b.c\nTITLE;ALTID=1;LANGUAGE=en:Boss",
      "4.0");
  const std::string text = write_vcard(contact, VCardVersion::v4);
  CHECK(text.find("\r\nFN;LANGUAGE=pt:Ana Sá\r\n") != std::string::npos);
  CHECK(text.find("\r\nN;SORT-AS=\"Sa,Ana\":Sá;Ana;;;\r\n") != std::string::npos);
  CHECK(text.find("\r\nORG;TYPE=work:Padaria\r\n") != std::string::npos);
  CHECK(text.find("\r\nADR;PREF=1;LABEL=Rua 5^nLisboa:;;Rua 5;Lisboa;;;\r\n") != std::string::npos);
  CHECK(text.find("\r\nEMAIL;PREF=2:a@b.c\r\n") != std::string::npos);
  CHECK(text.find("X-VINCULO") == std::string::npos);
  check_round_trip(contact);
}

TEST_CASE("photos are read inline and as data addresses, and kept as a line when they are elsewhere") {
  const ContactPhoto jpeg{"image/jpeg", {0xFF, 0xD8, 0xFF, 0xE0}};
  CHECK(card("PHOTO;ENCODING=b;TYPE=JPEG:/9j/\r\n 4A==").photos == std::vector{jpeg});
  CHECK(card("PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/\r\n 4A==\r\n\r\nNOTE:x", "2.1").photos == std::vector{jpeg});
  CHECK(card("PHOTO;JPEG;BASE64:\r\n/9j/\r\n4A==\r\n\r\nNOTE:x", "2.1").photos == std::vector{jpeg});
  const Contact modern = card("FN:A\nPHOTO:data:image/jpeg;base64,/9j/4A==", "4.0");
  CHECK(modern.photos == std::vector{jpeg});
  check_round_trip(modern);
  CHECK(has_property(card("PHOTO;VALUE=uri:http://x/y.gif"), "PHOTO;VALUE=uri:http://x/y.gif"));
  CHECK(has_property(card("PHOTO;ENCODING=b:***"), "PHOTO;ENCODING=b:***"));
}

TEST_CASE("an organisation is one by KIND, by Apple's property, or by having no person") {
  for (const std::string lines : {"KIND:org\nFN:Padaria\nORG:Padaria", "KIND:org\nFN:Padaria",
                                  "FN:Padaria\nORG:Padaria\nX-ABShowAs:COMPANY", "FN:Padaria\nN:;;;;\nORG:Padaria"}) {
    const Contact contact = card(lines, "4.0");
    CHECK(contact.is_organisation);
    CHECK(contact.jobs == std::vector<ContactJob>{{"Padaria", "", "", ""}});
    CHECK(contact.full_name.empty());
    check_round_trip(contact);
  }
}

TEST_CASE("several jobs keep their titles") {
  Contact contact;
  contact.given_name = "Ana";
  contact.jobs = {{"A", "", "", ""}, {"", "", "Boss", ""}, {"C", "x; y", "Head", "Role"}};
  check_round_trip(contact);
}

TEST_CASE("a job without an organisation keeps the group of its role") {
  const Contact contact = card("FN:A\nORG:A\nROLE:Head\nitem1.ROLE:Adviser\nitem1.X-SINCE:2020");
  CHECK(write_vcard(contact, VCardVersion::v3).find("\r\nitem1.ROLE:Adviser\r\n") != std::string::npos);
  check_round_trip(contact);
  check_round_trip(card("FN:A\nORG:A\nTITLE:Head\nitem1.ORG:B\nitem1.TITLE:Head\nitem1.ROLE:Y\nitem1.X-SINCE:2020"));
  check_round_trip(card("FN:A\nORG:A\nitem1.ORG:;Sales\nitem1.X-SINCE:2020"));
}

TEST_CASE("a name without N is taken apart") {
  const Contact contact = card("FN:Ana Maria Sá");
  CHECK(contact.given_name == "Ana");
  CHECK(contact.family_name == "Maria Sá");
  CHECK(contact.full_name.empty());
  CHECK(card("FN:Sá, Ana").family_name == "Sá");
  const Contact pasted = card("FN:Ana\u00A0Maria \vSá\u00A0");
  CHECK(pasted.given_name == "Ana");
  CHECK(pasted.family_name == "Maria Sá");
  check_round_trip(pasted);
}

TEST_CASE("a name or an address of nothing but spaces is none") {
  const Contact contact = card("FN:Ana Sá\nN:\\n;;;;\nADR:;;\\n;;;;\nADR:;;;;;;;Europe");
  CHECK(contact.family_name == "Sá");
  CHECK(contact.addresses.empty());
  CHECK(has_property(contact, "ADR:;;;;;;;Europe"));
  check_round_trip(contact);
}

TEST_CASE("dates keep the form they have") {
  CHECK(card("BDAY:19220310").birthday == "1922-03-10");
  for (const std::string date : {"--0203", "1985", "1985-04", "20090808T1430-0500", "circa 1800", "--0-------"}) {
    const Contact contact = card("FN:A\nBDAY:" + date, "4.0");
    CHECK(contact.birthday == date);
    check_round_trip(contact);
  }
}

TEST_CASE("a telephone address keeps its extension") {
  const Contact contact = card("FN:A\nTEL;VALUE=uri;TYPE=\"work,voice\";PREF=1:tel:+1-418-656-9254;ext=102", "4.0");
  CHECK(contact.phones == std::vector<ContactPhone>{{"work", "", "+1-418-656-9254 ext. 102", true}});
  CHECK(write_vcard(contact, VCardVersion::v4).find("tel:+1-418-656-9254;ext=102\r\n") != std::string::npos);
  check_round_trip(contact);
}

TEST_CASE("a telephone address is read through spaces and a second tel:") {
  for (const std::string value : {"tel:\u00A0+1-418;ext=5", "tel:tel:+1-418;ext=5", " tel: tel: +1-418;ext=5"}) {
    const Contact contact = card("FN:A\nTEL;VALUE=uri:" + value, "4.0");
    CHECK(contact.phones == std::vector<ContactPhone>{{"", "", "+1-418 ext. 5", false}});
    check_round_trip(contact);
  }
  check_round_trip(card("FN:A\nTEL;VALUE=uri:tel:;ext=5", "4.0"));
}

TEST_CASE("spaces at the edges of a parameter's value stay") {
  const Contact contact = card("FN:A\nADR;LABEL=\"Rua 5\u00A0\":;;Rua 5;Lisboa;;;\nX-A;B=\" c \":d", "4.0");
  CHECK(write_vcard(contact, VCardVersion::v4).find("LABEL=\"Rua 5\u00A0\"") != std::string::npos);
  check_round_trip(contact);
}

TEST_CASE("cards without END, with text between them and with LF or CR only are read") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    std::string text;
    for (const std::string line : {"", "BEGIN:VCARD", "VERSION:3.0", "FN:A", "BEGIN:VCARD", "FN:B", "END:VCARD",
                                   "garbage", "more", "begin:vcard", "FN:C"})
      text += line + end;
    const auto records = read_all(text);
    REQUIRE(records.size() == 4);
    CHECK(records[0].contact.given_name == "A");
    CHECK(records[0].line == 2);
    CHECK(records[1].contact.given_name == "B");
    REQUIRE(records[2].rejection);
    CHECK(records[2].rejection->raw == "garbage\nmore\n");
    CHECK(records[2].rejection->line == 8);
    CHECK(records[3].contact.given_name == "C");
  }
}

TEST_CASE("a line that is no property is kept as what it is") {
  const Contact contact = card("FN:A\nthis is; not a property");
  CHECK(has_property(contact, "X-VINCULO-UNREADABLE:this is\\; not a property"));
  check_round_trip(contact);
}

TEST_CASE("what looks like the end of a card only once it is decoded does not end the card that is written") {
  const Contact contact = card("FN:A\nEND;ENCODING=QUOTED-PRINTABLE:VCARD\nEND:VCARD\xA0\nNOTE:x", "2.1");
  CHECK(contact.notes == std::vector<std::string>{"x"});
  check_round_trip(contact);
}

TEST_CASE("a card inside of a card stays inside") {
  const Contact contact = card("FN:A\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Friday;Joe\nEND:VCARD\nNOTE:after", "2.1");
  CHECK(contact.given_name == "A");
  CHECK(contact.notes == Strings{"after"});
  CHECK(has_property(contact, "AGENT:BEGIN:VCARD\\nVERSION:2.1\\nN:Friday\\;Joe\\nEND:VCARD\\n"));
}

TEST_CASE("an empty card and a card over the limit are rejected, and reading goes on") {
  const std::string start = "BEGIN:VCARD\nVERSION:3.0\nFN:Big\n", next = "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n";
  auto records = read_all("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n" + next);
  REQUIRE(records.size() == 2);
  CHECK(records[0].rejection->reason.detail == "empty card");

  records = read_all(start + "NOTE:" + std::string(21'000'000, 'x') + "\nEND:VCARD\n" + next, 65536);
  REQUIRE(records.size() == 2);
  CHECK(records[0].rejection->reason.code == ErrorCode::too_large);
  CHECK(records[0].rejection->line == 1);
  CHECK(records[0].rejection->raw.size() <= max_rejected_text_bytes);
  CHECK(records[1].contact.given_name == "A");

  std::string many = start;
  for (int i = 0; i < 20'000; ++i) many += "X-A:1\n";
  records = read_all(many + "END:VCARD\n" + next, 65536);
  REQUIRE(records.size() == 2);
  CHECK(records[0].rejection->reason.detail == "properties of a card");
  CHECK(records[1].contact.given_name == "A");
}

TEST_CASE("a file without a card, and a picture, are malformed") {
  CHECK(VCardReader(source_of("name,mail\nAna,a@b.c\n")).next().error().code == ErrorCode::malformed);
  CHECK(VCardReader(source_of("\x89PNG\r\n\x1A\n\0"s)).next().error().code == ErrorCode::malformed);
  CHECK(VCardReader(source_of("")).next().error().code == ErrorCode::malformed);
}

TEST_CASE("lines are folded at 75 octets and no character is split") {
  Contact contact;
  contact.given_name = "A";
  for (int i = 0; i < 200; ++i)
    contact.notes.push_back(contact.notes.empty() ? "é漢🦀" : contact.notes.back() + "é漢🦀x");
  const std::string text = write_vcard(contact, VCardVersion::v3);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find("\r\n", begin);
    REQUIRE(end != std::string::npos);
    REQUIRE(end - begin <= 75);
    REQUIRE((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80);
    REQUIRE((begin == 0 || text[begin] != ' ' || (static_cast<unsigned char>(text[begin + 1]) & 0xC0) != 0x80));
    begin = end + 2;
  }
  check_round_trip(contact);
}

TEST_CASE("real cards make the way to 4.0 and 3.0 and back") {
  int cards = 0;
  for (const std::string name :
       {"John_Doe_GMAIL", "John_Doe_IPHONE", "gmail-list", "outlook-2007", "rfc6350-example"}) {
    const auto text = vinculo::test::read_shared("vcard/" + name + ".vcf");
    if (!text) SKIP("no shared data");
    CAPTURE(name);
    for (const CardRecord& record : read_all(*text, 100)) {
      REQUIRE(!record.rejection);
      check_round_trip(record.contact);
      ++cards;
    }
  }
  CHECK(cards == 7);
}

TEST_CASE("real cards give what they say") {
  const auto iphone = vinculo::test::read_shared("vcard/John_Doe_IPHONE.vcf");
  const auto outlook = vinculo::test::read_shared("vcard/outlook-2007.vcf");
  if (!iphone || !outlook) SKIP("no shared data");
  const Contact john = read_one(*iphone);
  CHECK(john.phones.size() == 7);
  CHECK(john.phones[6] == ContactPhone{"other", "assistant", "905-222-1234", false});
  CHECK(john.photos.size() == 1);
  CHECK(john.addresses.size() == 2);
  CHECK(john.addresses[1].street == "Street4\nBuilding 6\nFloor 8");
  const Contact mike = read_one(*outlook);
  CHECK(mike.notes[0].starts_with("This is the NOTE field"));
  CHECK(mike.notes[0].find("\nI assume") != std::string::npos);
  CHECK(mike.photos.size() == 1);
  CHECK(mike.birthday == "1922-03-10");
  CHECK(mike.mails == std::vector<ContactMail>{{"", "", "mike.angstadt@gmail.com", true}});
}
