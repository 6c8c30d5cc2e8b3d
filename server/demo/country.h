// The words that made-up people of one country are made of. Data only. Phone numbers use ranges that are kept free for
// fiction where a country has one, mail addresses the domain example.* (RFC 2606), so that a demo never reaches anyone.
#pragma once
#include <span>
#include <string_view>

namespace vinculo::server::demo {

struct City {
  std::string_view name, region;
};

struct Country {
  std::string_view name;
  unsigned share;        // of 100 people
  int family_names;      // how many a person has
  bool two_given_names;  // often "Maria Clara"
  std::span<const std::string_view> given_names, names_of_families;
  std::span<const City> cities;
  std::span<const std::string_view> streets;
  bool number_first;             // "12 Mill Lane" instead of "Rua Augusta, 12"
  std::string_view postal_code;  // '#' is a digit, '@' a capital letter
  std::string_view mobile, landline;
  std::span<const std::string_view> trades, company_forms;  // "Padaria", "Ltda."
  std::span<const std::string_view> titles, departments;
  std::span<const std::string_view> notes;  // "{}" is the given name
};

[[nodiscard]] std::span<const Country> countries();
[[nodiscard]] std::span<const std::string_view> label_names();

}  // namespace vinculo::server::demo
