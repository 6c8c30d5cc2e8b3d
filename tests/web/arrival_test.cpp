#include "app/arrival.h"

#include <catch_amalgamated.hpp>

using namespace vinculo;
using namespace vinculo::app;

namespace {

// What the browser makes of "/contact#%s".
std::string address_of(std::string_view link) {
  std::string address = "/contact#";
  for (const char c : link) {
    const bool is_plain =
        std::isalnum(static_cast<unsigned char>(c)) || std::string_view("-_.!~*'()").find(c) != std::string_view::npos;
    char escaped[4];
    std::snprintf(escaped, sizeof escaped, "%%%02X", static_cast<unsigned char>(c));
    address += is_plain ? std::string(1, c) : std::string(escaped);
  }
  return address;
}

api::ContactRequest contact_of(std::string_view link) {
  const Arrival arrival = read_arrival(address_of(link));
  CHECK(arrival.kind == Arrival::Kind::contact_link);
  return arrival.contact.value_or(api::ContactRequest{});
}

}  // namespace

TEST_CASE("a mailto: link names its first address, without subject, body and further ones") {
  for (const char* link : {"mailto:ana@padaria.example", "MAILTO:ana@padaria.example?subject=Oi&body=a@b.example",
                           "mailto:ana@padaria.example,bia@padaria.example",
                           "mailto:?subject=x&to=ana@padaria.example&cc=c@d.example", "mailto:ana%40padaria.example"}) {
    INFO(link);
    CHECK(contact_of(link).mail == "ana@padaria.example");
    CHECK(contact_of(link).phone.empty());
  }
  CHECK(contact_of("mailto:jos%C3%A9@padaria.example").mail == "josé@padaria.example");
  CHECK(contact_of("mailto:a%2Cb@padaria.example").mail == "a,b@padaria.example");
}

TEST_CASE("a tel: link names its number without parameters") {
  CHECK(contact_of("tel:+55-11-98765-4321").phone == "+55-11-98765-4321");
  CHECK(contact_of("tel:(11)%2098765.4321;ext=12;phone-context=example.com").phone == "(11) 98765.4321");
  CHECK(contact_of("Tel:*100#").phone == "*100#");
  CHECK(contact_of("tel:+351").mail.empty());
}

TEST_CASE("a link that names nothing usable brings nothing, whatever it is made of") {
  for (const std::string& link :
       {std::string("mailto:"), std::string("mailto:?subject=x"), std::string("mailto:ana"), std::string("mailto:@"),
        std::string("mailto:a@"), std::string("tel:"), std::string("tel:;ext=1"), std::string("tel:call-me"),
        std::string("javascript:alert(1)"), std::string(), std::string("mailto:a%0D%0ABcc:x@y.example"),
        std::string("mailto:a%00@b.example"), std::string("mailto:%FF@b.example"), std::string("mailto:%"),
        "mailto:" + std::string(100'000, 'a') + "@b.example", "tel:" + std::string(100'000, '1'),
        "mailto:" + std::string(100'000, '%') + "?" + std::string(100'000, '&')}) {
    INFO(link.substr(0, 60));
    const Arrival arrival = read_arrival(address_of(link));
    CHECK(arrival.kind == Arrival::Kind::contact_link);
    CHECK_FALSE(arrival.contact);
  }
  CHECK_FALSE(read_arrival("/contact").contact);
  CHECK_FALSE(read_arrival("/contact#%").contact);
}

TEST_CASE("other addresses bring nothing but the word of a missed share") {
  CHECK(read_arrival("/people?share=missed").kind == Arrival::Kind::missed_share);
  for (const char* url : {"/", "/people?new", "/contacts#tel%3A1", "/people#mailto%3Aa%40b.example", "/#/join/x", ""})
    CHECK(read_arrival(url).kind == Arrival::Kind::nothing);
}

TEST_CASE("the address of whoever has a mail is read back") {
  for (const char* mail : {"ana@padaria.example", "josé+crm@padaria.example", "a?b#c%2C,d@padaria.example"}) {
    INFO(mail);
    CHECK(read_arrival(contact_address(mail, "es")).contact.value_or(api::ContactRequest{}).mail == mail);
  }
  CHECK(contact_address("a@b.example", "es").starts_with("/contact?lang=es#"));
  CHECK(contact_address("a@b.example", "").starts_with("/contact#"));
}
