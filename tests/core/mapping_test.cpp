#include <catch_amalgamated.hpp>

#include <map>

#include "support/byte_source.h"
#include "support/shared_data.h"
#include "transfer/csv.h"
#include "transfer/mapping.h"

using namespace vinculo::transfer;
using Fields = std::map<std::string, std::string>;

namespace {

// Fields by header; columns without a field are left out.
Fields fields_of(const Row& header, const std::vector<Row>& rows = {}) {
  Fields fields;
  for (const ColumnPlan& column : plan_columns(header, rows)) {
    if (!column.field.empty()) {
      CHECK(parse_field(column.field));
      fields[column.header] = column.field;
    }
  }
  return fields;
}

Fields fields_of_file(const std::string& name) {
  const auto text = vinculo::test::read_shared(name);
  if (!text) SKIP("no shared data");
  CsvReader reader(vinculo::test::source_of(*text));
  Row header;
  std::vector<Row> rows;
  while (rows.size() < 100) {
    auto record = reader.next();
    REQUIRE(record);
    if (!*record) break;
    if (header.empty())
      header = (*record)->cells;
    else
      rows.push_back((*record)->cells);
  }
  return fields_of(header, rows);
}

}  // namespace

TEST_CASE("fields have stable names") {
  for (const std::string text : {"name", "mail:work", "phone:mobile#2", "mail#1.kind", "address:home#2.postal_code",
                                 "organisation#2", "phone:work_fax", "event#1.kind"}) {
    const auto field = parse_field(text);
    REQUIRE(field);
    CHECK(to_string(*field) == text);
  }
  for (const std::string text : {"", "nonsense", "name:work", "address", "address.nowhere", "mail#0", "mail#x",
                                 "given_name#1", "phone:WORK", "mail:", "note.kind"})
    CHECK(!parse_field(text));
  for (const std::string& field : import_fields()) CHECK(parse_field(field));
}

TEST_CASE("English headers of many spellings are understood") {
  const Fields fields =
      fields_of({"First Name", "LAST_NAME", "eMail Address", "MobilePhone", "Work Phone", "Company", "Job Title",
                 "Home City", "Zip", "D.O.B.", "Tags", "Comments", "Web Site", "Customer ID", "Shoe size"});
  CHECK(fields == Fields{{"First Name", "given_name"},
                         {"LAST_NAME", "family_name"},
                         {"eMail Address", "mail"},
                         {"MobilePhone", "phone:mobile"},
                         {"Work Phone", "phone:work"},
                         {"Company", "organisation"},
                         {"Job Title", "title"},
                         {"Home City", "address:home.city"},
                         {"Zip", "address.postal_code"},
                         {"D.O.B.", "birthday"},
                         {"Tags", "label"},
                         {"Comments", "note"},
                         {"Web Site", "link"},
                         {"Customer ID", "external_id"}});
}

TEST_CASE("Portuguese headers are understood") {
  const Fields fields = fields_of({"Nome", "Sobrenome", "Apelido", "E-mail comercial", "Telefone celular",
                                   "Telefone residencial", "Empresa", "Cargo", "Rua", "Número", "Complemento", "Cidade",
                                   "UF", "CEP", "País", "Data de nascimento", "Observações", "Etiquetas", "Código"});
  CHECK(fields == Fields{{"Nome", "given_name"},
                         {"Sobrenome", "family_name"},
                         {"Apelido", "nickname"},
                         {"E-mail comercial", "mail:work"},
                         {"Telefone celular", "phone:mobile"},
                         {"Telefone residencial", "phone:home"},
                         {"Empresa", "organisation"},
                         {"Cargo", "title"},
                         {"Rua", "address.street"},
                         {"Número", "address.number"},
                         {"Complemento", "address.extended"},
                         {"Cidade", "address.city"},
                         {"UF", "address.region"},
                         {"CEP", "address.postal_code"},
                         {"País", "address.country"},
                         {"Data de nascimento", "birthday"},
                         {"Observações", "note"},
                         {"Etiquetas", "label"},
                         {"Código", "external_id"}});
  CHECK(fields_of({"Nome", "Apelido"}) == Fields{{"Nome", "name"}, {"Apelido", "family_name"}});
  CHECK(fields_of({"Nome completo", "Aniversário"}) == Fields{{"Nome completo", "name"}, {"Aniversário", "birthday"}});
}

TEST_CASE("Spanish headers are understood") {
  const Fields fields =
      fields_of({"Nombre", "Primer apellido", "Segundo apellido", "Correo electrónico", "Móvil", "Fax del trabajo",
                 "Organización", "Puesto", "Calle del trabajo", "Calle 2 del trabajo", "Ciudad de trabajo",
                 "Código postal de trabajo", "País o región del trabajo", "Cumpleaños", "Aniversario",
                 "Nombre del ayudante", "Teléfono del ayudante", "Tipo de correo electrónico"});
  CHECK(fields == Fields{{"Nombre", "given_name"},
                         {"Primer apellido", "family_name"},
                         {"Segundo apellido", "family_name"},
                         {"Correo electrónico", "mail"},
                         {"Móvil", "phone:mobile"},
                         {"Fax del trabajo", "phone:work_fax"},
                         {"Organización", "organisation"},
                         {"Puesto", "title"},
                         {"Calle del trabajo", "address:work.street"},
                         {"Calle 2 del trabajo", "address:work.street"},
                         {"Ciudad de trabajo", "address:work.city"},
                         {"Código postal de trabajo", "address:work.postal_code"},
                         {"País o región del trabajo", "address:work.country"},
                         {"Cumpleaños", "birthday"},
                         {"Aniversario", "anniversary"},
                         {"Teléfono del ayudante", "phone:assistant"},
                         {"Tipo de correo electrónico", "mail.kind"}});
}

TEST_CASE("words that make a column something else are heeded") {
  CHECK(fields_of({"Contact owner", "Owner email", "Email opt out", "Lead status", "Created date", "Deal - Title",
                   "Company ID", "Email Domain", "Manager's name", "IP address", "Company size", "Last activity",
                   "Project name", "Spouse", "Type", "Phonetic First Name"})
            .empty());
}

TEST_CASE("a title is a job's unless another column is") {
  CHECK(fields_of({"Name", "Title"})["Title"] == "title");
  CHECK(fields_of({"Title", "First Name", "Job Title"})["Title"] == "honorific_prefix");
}

TEST_CASE("numbers are of addresses where other parts carry them, else of lines") {
  CHECK(fields_of({"Address 1", "Address 2", "City"}) ==
        Fields{{"Address 1", "address.street"}, {"Address 2", "address.street"}, {"City", "address.city"}});
  CHECK(fields_of({"Address 1 - Street", "Address 1 - City", "Address 2 - Street", "Address 2 - City"}) ==
        Fields{{"Address 1 - Street", "address#1.street"},
               {"Address 1 - City", "address#1.city"},
               {"Address 2 - Street", "address#2.street"},
               {"Address 2 - City", "address#2.city"}});
}

TEST_CASE("values tell what a header does not") {
  const std::vector<Row> rows{{"ana@example.org", "+351 912 345 678", "https://example.org", "17", "Ana"},
                              {"rui@example.org", "(11) 5555-1234", "www.example.org", "18", "Rui"}};
  CHECK(fields_of({"Kontakt", "Draht", "Netz", "X", "Y"}, rows) ==
        Fields{{"Kontakt", "mail"}, {"Draht", "phone"}, {"Netz", "link"}});
  CHECK(fields_of({"Email", "Owner"}, {{"yes", "ana@example.org"}, {"no", "rui@example.org"}}).empty());
}

TEST_CASE("a header that names only a kind is what its values are") {
  const std::vector<Row> rows{{"Ana", "+351 21 345 6789", "ana@example.org"}};
  CHECK(fields_of({"First", "Home", "Work"}, rows) ==
        Fields{{"First", "given_name"}, {"Home", "phone:home"}, {"Work", "mail:work"}});
}

TEST_CASE("headers of other programs are understood by the same words") {
  // Thunderbird, LinkedIn, Pipedrive with kinds, Apple's Numbers, a Brazilian shop.
  Fields fields = fields_of({"Display Name", "Primary Email", "Secondary Email", "Pager Number", "Work ZipCode",
                             "Web Page 2", "Birth Day", "Custom 1"});
  CHECK(fields == Fields{{"Display Name", "name"},
                         {"Primary Email", "mail"},
                         {"Secondary Email", "mail:other"},
                         {"Pager Number", "phone:pager"},
                         {"Work ZipCode", "address:work.postal_code"},
                         {"Web Page 2", "link#2"}});
  CHECK(fields_of({"URL", "Position", "Connected On"}) == Fields{{"URL", "link"}, {"Position", "title"}});
  CHECK(fields_of({"Person - Email - Home", "Person - Phone - Mobile", "Organization - Address", "Person - Owner"}) ==
        Fields{{"Person - Email - Home", "mail:home"},
               {"Person - Phone - Mobile", "phone:mobile"},
               {"Organization - Address", "address:work.street"}});
  CHECK(fields_of({"Address (home) street", "Phone (mobile)"}) ==
        Fields{{"Address (home) street", "address:home.street"}, {"Phone (mobile)", "phone:mobile"}});
  CHECK(fields_of({"Razão Social", "Data de Nasc.", "WhatsApp", "CPF"}) ==
        Fields{{"Razão Social", "organisation"}, {"Data de Nasc.", "birthday"}, {"WhatsApp", "phone:whatsapp"}});
}

TEST_CASE("a file without a header is recognised by its first row") {
  CHECK(has_header(std::vector<Row>{{"Name", "Phone 1"}, {"Ana", "+351 912"}}));
  CHECK(!has_header(std::vector<Row>{{"Ana", "ana@example.org"}}));
  CHECK(!has_header(std::vector<Row>{{"Ana", "+351 912 345 678"}}));
}

TEST_CASE("a file without a header names its contacts by the first words") {
  const std::vector<Row> whole{{"ana@example.org", "Ana Souza", "Padaria São João"},
                               {"rui@example.org", "Rui Costa", "Forno"}};
  auto plan = plan_columns(Row(3), whole);
  CHECK(plan[0].field == "mail");
  CHECK(plan[1].field == "name");
  CHECK(plan[2].field.empty());
  const std::vector<Row> halves{{"Zoë", "O'Neil", "+353 1 234 5678"}, {"Ana", "Souza", "+55 11 91234-5678"}};
  plan = plan_columns(Row(3), halves);
  CHECK(plan[0].field == "given_name");
  CHECK(plan[1].field == "family_name");
  CHECK(plan[2].field == "phone");
  CHECK(plan_columns(Row(2), std::vector<Row>{{"1", "12.50"}, {"2", "13"}})[0].field.empty());
}

TEST_CASE("a column's samples are different values, at most three") {
  const auto plan = plan_columns({"Name"}, std::vector<Row>{{"Ana"}, {" "}, {"Ana"}, {"Rui"}, {"Eva"}, {"Zé"}});
  REQUIRE(plan.size() == 1);
  CHECK(plan[0].samples == std::vector<std::string>{"Ana", "Rui", "Eva"});
}

TEST_CASE("columns beyond the header are columns too") {
  const auto plan = plan_columns({"Name"}, std::vector<Row>{{"Ana", "ana@example.org", "x"}});
  REQUIRE(plan.size() == 3);
  CHECK(plan[1].field == "mail");
  CHECK(plan[2].field.empty());
}

TEST_CASE("Google's export of 2024 maps") {
  const Fields fields = fields_of_file("csv-export-headers/google-contacts-2024.csv");
  CHECK(fields.at("First Name") == "given_name");
  CHECK(fields.at("Middle Name") == "additional_names");
  CHECK(fields.at("Last Name") == "family_name");
  CHECK(fields.at("Name Prefix") == "honorific_prefix");
  CHECK(fields.at("Organization Name") == "organisation");
  CHECK(fields.at("Organization Title") == "title");
  CHECK(fields.at("Organization Department") == "department");
  CHECK(fields.at("Labels") == "label");
  CHECK(fields.at("Notes") == "note");
  CHECK(fields.at("E-mail 2 - Label") == "mail#2.kind");
  CHECK(fields.at("E-mail 2 - Value") == "mail#2");
  CHECK(fields.at("Phone 3 - Value") == "phone#3");
  CHECK(fields.at("Address 1 - Label") == "address#1.kind");
  CHECK(fields.at("Address 1 - Formatted") == "address#1.formatted");
  CHECK(fields.at("Address 1 - Extended Address") == "address#1.extended");
  CHECK(fields.at("Address 1 - PO Box") == "address#1.po_box");
  CHECK(fields.at("Website 1 - Label") == "link#1.kind");
  CHECK(fields.at("Event 1 - Value") == "event#1");
  CHECK(!fields.contains("Phonetic First Name"));
  CHECK(!fields.contains("File As"));
}

TEST_CASE("Google's legacy export maps") {
  const Fields fields = fields_of_file("csv-export-headers/google-contacts-legacy.csv");
  CHECK(fields.at("Name") == "name");
  CHECK(fields.at("Given Name") == "given_name");
  CHECK(fields.at("Family Name") == "family_name");
  CHECK(fields.at("Group Membership") == "label");
  CHECK(fields.at("E-mail 1 - Type") == "mail#1.kind");
  CHECK(fields.at("Phone 2 - Value") == "phone#2");
  CHECK(fields.at("Address 1 - Region") == "address#1.region");
  CHECK(!fields.contains("Given Name Yomi"));
  CHECK(!fields.contains("Location"));
}

TEST_CASE("Outlook's export maps") {
  const Fields fields = fields_of_file("csv-export-headers/outlook-desktop.csv");
  CHECK(fields.at("Title") == "honorific_prefix");
  CHECK(fields.at("Job Title") == "title");
  CHECK(fields.at("Business Street 2") == "address:work.street");
  CHECK(fields.at("Business Country/Region") == "address:work.country");
  CHECK(fields.at("Home Postal Code") == "address:home.postal_code");
  CHECK(fields.at("Other City") == "address:other.city");
  CHECK(fields.at("Business Address PO Box") == "address:work.po_box");
  CHECK(fields.at("Assistant's Phone") == "phone:assistant");
  CHECK(fields.at("Business Phone 2") == "phone:work#2");
  CHECK(fields.at("Home Fax") == "phone:home_fax");
  CHECK(fields.at("Company Main Phone") == "phone:main");
  CHECK(fields.at("Mobile Phone") == "phone:mobile");
  CHECK(fields.at("Pager") == "phone:pager");
  CHECK(fields.at("TTY/TDD Phone") == "phone:tty");
  CHECK(fields.at("E-mail Address") == "mail");
  CHECK(fields.at("E-mail 2 Address") == "mail#2");
  CHECK(fields.at("Categories") == "label");
  CHECK(fields.at("Birthday") == "birthday");
  for (const std::string header : {"E-mail Type", "E-mail 2 Display Name", "Assistant's Name", "Account", "Children"})
    CHECK(!fields.contains(header));
}

TEST_CASE("HubSpot's, Pipedrive's and Salesforce's exports map") {
  Fields fields = fields_of_file("csv-export-headers/hubspot-contacts.csv");
  CHECK(fields == Fields{{"Record ID", "external_id"},
                         {"First Name", "given_name"},
                         {"Last Name", "family_name"},
                         {"Email", "mail"},
                         {"Phone Number", "phone"},
                         {"Associated Company", "organisation"}});
  fields = fields_of_file("csv-export-headers/pipedrive-people.csv");
  CHECK(fields == Fields{{"Person - ID", "external_id"},
                         {"Person - Name", "name"},
                         {"Person - Email", "mail"},
                         {"Person - Phone", "phone"},
                         {"Organization - Name", "organisation"}});
  fields = fields_of_file("csv-export-headers/pipedrive-activities.csv");
  CHECK(fields ==
        Fields{{"Person - Name", "name"}, {"Person - Email", "mail"}, {"Organization - Name", "organisation"}});
  fields = fields_of_file("csv-export-headers/salesforce-contact-report.csv");
  CHECK(fields == Fields{{"First Name", "given_name"},
                         {"Last Name", "family_name"},
                         {"Email", "mail"},
                         {"Phone", "phone"},
                         {"Account Name", "organisation"},
                         {"Mailing City", "address.city"},
                         {"Mailing State/Province", "address.region"},
                         {"Mailing Zip/Postal Code", "address.postal_code"}});
  fields = fields_of_file("csv-export-headers/salesforce-contact-dataexport.csv");
  CHECK(fields == Fields{{"Id", "external_id"},
                         {"Salutation", "honorific_prefix"},
                         {"OtherStreet", "address:other.street"},
                         {"OtherCity", "address:other.city"},
                         {"OtherState", "address:other.region"},
                         {"OtherPostalCode", "address:other.postal_code"},
                         {"OtherCountry", "address:other.country"},
                         {"MailingStreet", "address.street"},
                         {"MailingCity", "address.city"},
                         {"MailingState", "address.region"},
                         {"MailingPostalCode", "address.postal_code"},
                         {"MailingCountry", "address.country"},
                         {"Phone", "phone"},
                         {"Fax", "phone:fax"},
                         {"MobilePhone", "phone:mobile"},
                         {"HomePhone", "phone:home"},
                         {"OtherPhone", "phone:other"},
                         {"AssistantPhone", "phone:assistant"},
                         {"Email", "mail"},
                         {"Title", "title"},
                         {"Department", "department"},
                         {"Birthdate", "birthday"},
                         {"Description", "note"}});
}

TEST_CASE("the rows of FEBRL map") {
  const Fields fields = fields_of_file("febrl/dataset1.csv");
  CHECK(fields == Fields{{"rec_id", "external_id"},
                         {" given_name", "given_name"},
                         {" surname", "family_name"},
                         {" street_number", "address.number"},
                         {" address_1", "address.street"},
                         {" address_2", "address.street"},
                         {" suburb", "address.city"},
                         {" postcode", "address.postal_code"},
                         {" state", "address.region"},
                         {" date_of_birth", "birthday"}});
}
