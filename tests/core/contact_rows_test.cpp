#include <catch_amalgamated.hpp>

#include <algorithm>

#include "support/byte_source.h"
#include "transfer/contact_rows.h"
#include "transfer/csv.h"

using namespace vinculo;
using namespace vinculo::transfer;
using Strings = std::vector<std::string>;

namespace {

Strings planned_fields(const Row& header, const std::vector<Row>& rows = {}) {
  Strings fields;
  for (const ColumnPlan& column : plan_columns(header, rows)) fields.push_back(column.field);
  return fields;
}

// One row below this header, with the columns mapped by themselves.
Contact contact_of(const Row& header, const Row& cells) {
  return RowReader(header, planned_fields(header, {cells})).contact(cells);
}

}  // namespace

TEST_CASE("a plain row becomes a contact") {
  const Contact contact =
      contact_of({"First Name", "Last Name", "Email", "Mobile", "Company", "Job title", "City", "Notes"},
                 {" Ana ", "Sá", "ana@example.org", "'+351 912", "Padaria", "Chefe", "Lisboa", "um\r\ndois"});
  CHECK(contact.given_name == "Ana");
  CHECK(contact.family_name == "Sá");
  CHECK(contact.mails == std::vector<ContactMail>{{"", "", "ana@example.org", false}});
  CHECK(contact.phones == std::vector<ContactPhone>{{"mobile", "", "+351 912", false}});
  CHECK(contact.jobs == std::vector<ContactJob>{{"Padaria", "", "Chefe", ""}});
  REQUIRE(contact.addresses.size() == 1);
  CHECK(contact.addresses[0].city == "Lisboa");
  CHECK(contact.notes == Strings{"um\ndois"});
  CHECK(!contact.is_organisation);
}

TEST_CASE("columns without a field are kept as properties with their header") {
  const Contact contact = contact_of({"Name", "Lead status", "Size; cm"}, {"Ana Sá", "new, hot", "38", "extra"});
  CHECK(contact.properties == Strings{"X-VINCULO-COLUMN;X-NAME=Lead status:new\\, hot",
                                      "X-VINCULO-COLUMN;X-NAME=\"Size; cm\":38",
                                      "X-VINCULO-COLUMN;X-NAME=column 4:extra"});
}

TEST_CASE("a whole name is taken apart, and kept as written when it says more") {
  const auto named = [](const std::string& name) { return contact_of({"Name", "Email"}, {name, "a@b.co"}); };
  Contact contact = named("Ana Maria da Silva");
  CHECK(contact.given_name == "Ana");
  CHECK(contact.family_name == "Maria da Silva");
  CHECK(contact.full_name.empty());
  contact = named("Dr. John F. Kennedy Jr.");
  CHECK(contact.honorific_prefix == "Dr.");
  CHECK(contact.given_name == "John");
  CHECK(contact.additional_names == "F.");
  CHECK(contact.family_name == "Kennedy");
  CHECK(contact.honorific_suffix == "Jr.");
  CHECK(contact.full_name == "Dr. John F. Kennedy Jr.");
  contact = named("Silva, José");
  CHECK(contact.given_name == "José");
  CHECK(contact.family_name == "Silva");
  CHECK(named("Madonna").given_name == "Madonna");
  CHECK(named("Madonna").family_name.empty());
}

TEST_CASE("a row with a company and no person is an organisation") {
  Contact contact = contact_of({"First Name", "Company", "Email"}, {"", "Padaria", "info@example.org"});
  CHECK(contact.is_organisation);
  CHECK(contact.jobs[0].organisation == "Padaria");
  contact = contact_of({"Name", "Company"}, {"Padaria", "Padaria"});
  CHECK(contact.is_organisation);
  CHECK(contact.given_name.empty());
}

TEST_CASE("Google's labels, kinds and several values in a cell are understood") {
  const Contact contact = contact_of(
      {"First Name", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value",
       "Phone 2 - Label", "Phone 2 - Value", "Address 1 - Label", "Address 1 - Formatted", "Address 1 - City",
       "Event 1 - Label", "Event 1 - Value", "Custom Field 1 - Label", "Custom Field 1 - Value"},
      {"Ana", "Clientes ::: * myContacts ::: * starred", "* Work", "ana@example.org ::: ana@example.com", "Mobile",
       "+351 912 ::: +351 913", "Home Fax", "+351 21", "Home", "Rua A, 5\nLisboa", "Lisboa", "Anniversary",
       "2001-05-06", "Sapato", "38"});
  CHECK(contact.labels == Strings{"Clientes", "starred"});
  CHECK(contact.mails ==
        std::vector<ContactMail>{{"work", "", "ana@example.org", true}, {"work", "", "ana@example.com", true}});
  CHECK(contact.phones == std::vector<ContactPhone>{{"mobile", "", "+351 912", false},
                                                    {"mobile", "", "+351 913", false},
                                                    {"fax", "home fax", "+351 21", false}});
  REQUIRE(contact.addresses.size() == 1);
  CHECK(contact.addresses[0].kind == "home");
  CHECK(contact.anniversary == "2001-05-06");
  CHECK(contact.properties ==
        Strings{"X-VINCULO-COLUMN;X-NAME=Sapato:38", "X-VINCULO-COLUMN;X-NAME=formatted address:Rua A\\, 5\\nLisboa"});
}

TEST_CASE("a formatted address that its parts say already is not kept twice") {
  const Row header{"Name", "Address 1 - Formatted", "Address 1 - Street", "Address 1 - City"};
  CHECK(contact_of(header, {"Ana", "Rua A, 5\nLisboa", "Rua A, 5", "Lisboa"}).properties.empty());
  CHECK(contact_of(header, {"Ana", "Rua A, 5\nLisboa", "", ""}).addresses[0].street == "Rua A, 5\nLisboa");
}

TEST_CASE("street lines and house numbers make one street") {
  CHECK(contact_of({"Name", "Home Street", "Home Street 2", "Home City"}, {"A", "Rua A", "2º", "Lisboa"})
            .addresses[0]
            .street == "Rua A\n2º");
  CHECK(contact_of({"Nome", "Rua", "Número", "Cidade"}, {"A", "Rua A", "5", "Lisboa"}).addresses[0].street ==
        "Rua A, 5");
  CHECK(contact_of({"name", "street_number", "address_1", "suburb"}, {"A", "6", "tullaroop street", "x"})
            .addresses[0]
            .street == "6 tullaroop street");
}

TEST_CASE("several addresses in a cell are several, but other text with a comma is not") {
  CHECK(contact_of({"Name", "Email"}, {"A", "a@b.co; c@d.co"}).mails.size() == 2);
  CHECK(contact_of({"Name", "Email"}, {"A", "Silva, Ana <a@b.co>"}).mails.size() == 1);
  CHECK(contact_of({"Name", "Phone"}, {"A", "11 5555-1234 / 11 5555-4321"}).phones.size() == 2);
  CHECK(contact_of({"Name", "Phone"}, {"A", "11 5555-1234/35"}).phones.size() == 1);
  CHECK(contact_of({"Name", "Tags"}, {"A", "x; y, z"}).labels == Strings{"x", "y, z"});
}

TEST_CASE("an empty row is an empty contact") {
  CHECK(is_empty(contact_of({"Name", "Email"}, {"", " "})));
  CHECK(is_empty(contact_of({"Name", "Email"}, {})));
}

TEST_CASE("our own export maps by itself to equal contacts") {
  CHECK(std::ranges::count(planned_fields(export_header()), "") == 0);
  Contact contact;
  contact.given_name = " Ana";
  contact.family_name = "=Sá";
  contact.full_name = "Ana \"Aninha\" Sá";
  contact.birthday = "--0412";
  contact.labels = {"um, dois"};
  contact.notes = {"1\r\n2", "'+x", "3", "4", "5"};
  contact.jobs = {{"A", "B; C", "D", "E"}, {"", "", "F", ""}, {"G", "", "", ""}, {"", "", "H", ""}, {"I", "", "", ""}};
  for (int i = 0; i < 9; ++i)
    contact.phones.push_back({"work", i % 2 ? "Direct" : "", "+1;2," + std::to_string(i), i == 3});
  contact.mails = {{"other", "Newsletter", "a@b.co", true}, {"work", "Boss", "c@d.co", false}};
  contact.addresses = {{"other", "billing", "1", "2", "3\n4", "5", "6", "7", "8"}};
  contact.properties = {"item1.X-ABDATE:1975-03-01", "item1.X-ABLabel:_$!<Anniversary>!$_", "X-A;X-B=\"c;d\":e\\nf"};
  contact.external_id = "17";
  Row row = export_row(contact);
  REQUIRE(row.size() == export_header().size());
  for (std::string& cell : row) cell = guard_formula(cell);  // as CsvWriter does
  const Contact again = contact_of(export_header(), row);
  CHECK(again.given_name == contact.given_name);
  CHECK(again.full_name == contact.full_name);
  CHECK(again.labels == contact.labels);
  CHECK(again.notes == contact.notes);
  CHECK(again.jobs == contact.jobs);
  CHECK(again.phones == contact.phones);
  CHECK(again.mails == contact.mails);
  CHECK(again.addresses == contact.addresses);
  CHECK(again.properties == contact.properties);
  CHECK(again == contact);
}

TEST_CASE("the generated contacts of the benchmarks map without help") {
  const std::string head =
      "id,first_name,last_name,email,phone,company,city,title\n"
      "0,Viola,Gerhold,viola@example.org,+15551000000,Miller Group 0,Wittingmouth,Investor Solutions Specialist\n";
  CsvReader reader(vinculo::test::source_of(head));
  const Row header = reader.next()->value().cells;
  const Contact contact = contact_of(header, reader.next()->value().cells);
  CHECK(contact.external_id == "0");
  CHECK(contact.given_name == "Viola");
  CHECK(contact.jobs == std::vector<ContactJob>{{"Miller Group 0", "", "Investor Solutions Specialist", ""}});
  CHECK(contact.phones[0].number == "+15551000000");
  CHECK(contact.addresses[0].city == "Wittingmouth");
  CHECK(contact.properties.empty());
}
