#include "app/contact_link.h"

#include <catch_amalgamated.hpp>

using namespace vinculo::app;

TEST_CASE("a number leads to the telephone as people in different countries write it") {
  CHECK(phone_link("+55 (11) 91234-5678") == "tel:+5511912345678");
  CHECK(phone_link(" 0034 912.345.678 ") == "tel:0034912345678");
  CHECK(phone_link("21/2345-6789") == "tel:2123456789");
  CHECK(phone_link("190") == "tel:190");
  CHECK(phone_link("(11) 3333-4444 ramal 12") == "tel:1133334444;ext=12");
  CHECK(phone_link("+1 555 010 2000 x7") == "tel:+15550102000;ext=7");
  CHECK(phone_link("+34 912 345 678 Extensión: 21") == "tel:+34912345678;ext=21");
}

TEST_CASE("what cannot be dialled, or would do something else than a call, is no link") {
  for (const char* number :
       {"", "12", "call me", "*#06#", "*21*123456#", "11 91234-5678 / 11 3333-4444 / 11 2222-1111",
        "+55 11 91234-5678 or mail", "12 34;phone-context=evil", "javascript:alert(1)", "123456+7"})
    CHECK(phone_link(number).empty());
}

TEST_CASE("a mail address leads to a mail, whatever characters it has, and to nothing more") {
  CHECK(mail_link("ana@padaria.example") == "mailto:ana@padaria.example");
  CHECK(mail_link(" ana.souza+crm@padaria.example ") == "mailto:ana.souza%2Bcrm@padaria.example");
  CHECK(mail_link("josé@café.example") == "mailto:jos%C3%A9@caf%C3%A9.example");
  CHECK(mail_link("ana@padaria.example?cc=all@padaria.example").empty());
  CHECK(mail_link("ana?bcc=eve%40evil.example@padaria.example") ==
        "mailto:ana%3Fbcc%3Deve%2540evil.example@padaria.example");
  for (const char* address : {"", "ana", "@padaria.example", "ana@", "a@b@c", "ana@b.example, eve@c.example",
                              "Ana <ana@b.example>", "ana@b.example\nbcc: eve@c.example"})
    CHECK(mail_link(address).empty());
}

TEST_CASE("a link leads to its page, with https where nobody said") {
  CHECK(page_link("https://padaria.example/a b").empty());
  CHECK(page_link("https://padaria.example/a?b#c") == "https://padaria.example/a?b#c");
  CHECK(page_link("HTTP://padaria.example") == "http://padaria.example");
  CHECK(page_link("www.padaria.example") == "https://www.padaria.example");
  CHECK(page_link("linkedin.com/in/ana") == "https://linkedin.com/in/ana");
  CHECK(page_link("café.example") == "https://café.example");
  for (const char* link : {"", "ana", "@ana", "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
                           "file:///etc/passwd", "https://", "https:///x", "//evil.example", "/people", ".example",
                           "ana.", "javascript:x.example", "padaria.example:8080"})
    CHECK(page_link(link).empty());
}
