// What the words of a column's header mean, one header at a time: English, Portuguese and Spanish words and phrases of
// contact files become concepts. What the concepts of all headers together amount to, mapping.cpp decides.
// Pure functions.
#pragma once
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace vinculo::transfer {

enum class Concept : std::uint8_t {
  // what a column holds
  mail,
  phone,
  mobile,
  fax,
  pager,
  street,
  address,
  city,
  region,
  postal_code,
  country,
  po_box,
  extended,
  house_number,
  formatted,
  link,
  linkedin,
  facebook,
  twitter,
  instagram,
  whatsapp,
  event,
  custom_field,
  given,
  family,
  middle,
  prefix,
  suffix,
  nickname,
  name,
  organisation,
  department,
  title,
  role,
  birthday,
  anniversary,
  gender,
  note,
  label,
  id,
  properties,
  record_kind,
  // what it says of another one
  work,
  home,
  other,
  main,
  car,
  assistant,
  radio,
  telex,
  isdn,
  callback,
  tty,
  billing,
  shipping,
  full,
  job,
  person,
  value,
  kind,
  label_or_kind /* "label" is both */,
  number_word,
  line,
  // an own word of Portugal and Brazil with two meanings: nickname or family name; birthday or anniversary
  apelido,
  aniversario,
  foreign,  // a word that makes it something else: owner, status, created, deal, ...
};
inline constexpr std::size_t concept_count = static_cast<std::size_t>(Concept::foreign) + 1;

class HeaderWords {
 public:
  explicit HeaderWords(std::string_view header);

  [[nodiscard]] bool has(Concept concept_) const { return concepts_[static_cast<std::size_t>(concept_)]; }
  [[nodiscard]] bool has_any(std::initializer_list<Concept> concepts) const;
  // True when nothing but these concepts and words without meaning are in it.
  [[nodiscard]] bool has_only(std::initializer_list<Concept> concepts) const;
  [[nodiscard]] int number() const { return number_; }  // 0: none
  [[nodiscard]] bool has_unknown_words() const { return unknown_words_ > 0; }
  [[nodiscard]] bool is_empty() const { return concepts_.none(); }

 private:
  std::bitset<concept_count> concepts_;
  int number_ = 0;
  int unknown_words_ = 0;
};

}  // namespace vinculo::transfer
