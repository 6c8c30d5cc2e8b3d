// Plausible people for benchmarks: names and mail hosts as unevenly spread as real ones, one company for twenty people,
// the same for the same seed. Edits for a Store, not records: the benchmark measures what applying them costs.
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "change/store.h"

namespace vinculo::bench {

class GeneratedPeople {
 public:
  explicit GeneratedPeople(std::uint64_t seed, std::int64_t people) : random_(seed) {
    for (int i = 0; i < 3'000; ++i) given_.push_back(word(2 + below(3)));
    for (int i = 0; i < 12'000; ++i) family_.push_back(word(2 + below(3)));
    for (int i = 0; i < 1'500; ++i) cities_.push_back(word(3 + below(2)));
    given_[0] = "Maria";
    given_[1] = "José";
    given_[2] = "Ana";
    given_[3] = "João";
    family_[0] = "Silva";
    family_[1] = "Santos";
    for (std::int64_t i = 0; i < people / 20 + 1; ++i) companies_.push_back({});
  }

  [[nodiscard]] const std::string& given_name(std::uint64_t rank) const { return given_[rank]; }
  [[nodiscard]] const std::string& family_name(std::uint64_t rank) const { return family_[rank]; }

  // One person with mail, phone, address and job, and its company when it is the first there.
  void add(Store& store, std::vector<Edit>& edits) {
    const std::string& given = skewed(given_);
    const std::string family = skewed(family_) + " " + skewed(family_);
    const Uuid person = store.new_id();
    edits.push_back({Table::person, person, {{person::given_name, given}, {person::family_name, family}}});
    edits.push_back({Table::mail,
                     store.new_id(),
                     {{mail::owner, value_of(person)},
                      {mail::kind, std::string("work")},
                      {mail::address, mail_of(given, family)},
                      {mail::position, std::int64_t{0}}}});
    edits.push_back({Table::phone,
                     store.new_id(),
                     {{phone::owner, value_of(person)},
                      {phone::kind, std::string("mobile")},
                      {phone::number,
                       "+55 " + std::to_string(11 + below(80)) + " 9" + std::to_string(10'000'000 + below(90'000'000))},
                      {phone::position, std::int64_t{0}}}});
    edits.push_back({Table::address,
                     store.new_id(),
                     {{address::owner, value_of(person)},
                      {address::city, skewed(cities_)},
                      {address::country, std::string("Brasil")},
                      {address::position, std::int64_t{0}}}});
    Uuid& company = companies_[below(companies_.size())];
    if (company.is_nil()) {
      company = store.new_id();
      static constexpr const char* kinds[] = {" Ltda", " S.A.", " Group", " e Filhos"};
      edits.push_back(
          {Table::organisation, company, {{organisation::name, word(3) + " " + word(3) + kinds[below(4)]}}});
    }
    static constexpr const char* titles[] = {"Sales Manager", "Diretora", "Consultant", "Analista",
                                             "Recruitment Manager"};
    edits.push_back({Table::affiliation,
                     store.new_id(),
                     {{affiliation::person, value_of(person)},
                      {affiliation::organisation, value_of(company)},
                      {affiliation::title, std::string(titles[below(5)])},
                      {affiliation::position, std::int64_t{0}}}});
  }

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

 private:
  std::string word(std::uint64_t syllables) {
    static constexpr const char* parts[] = {"ma",  "ri",  "a",   "jo", "se",  "an",  "to",  "ni", "lu",  "is",
                                            "fer", "nan", "da",  "pe", "dro", "car", "los", "vi", "va",  "gon",
                                            "tos", "ol",  "vei", "ra", "sou", "za",  "cos", "ta", "bei", "mé"};
    std::string text;
    for (std::uint64_t i = 0; i < syllables; ++i) text += parts[below(std::size(parts))];
    text[0] = static_cast<char>(text[0] - 32);
    return text;
  }
  // The first are much more frequent than the last.
  const std::string& skewed(const std::vector<std::string>& words) {
    const double share = static_cast<double>(below(1'000'000)) / 1e6;
    return words[static_cast<std::size_t>(std::pow(static_cast<double>(words.size()), share)) - 1];
  }
  std::string mail_of(const std::string& given, const std::string& family) {
    static constexpr const char* hosts[] = {"gmail.com", "gmail.com", "hotmail.com", "empresa.com.br", "example.org"};
    std::string name = given + "." + family.substr(0, family.find(' ')) + std::to_string(below(1'000));
    for (char& character : name) {
      if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    }
    return name + "@" + hosts[below(std::size(hosts))];
  }

  std::mt19937_64 random_;
  std::vector<std::string> given_, family_, cities_;
  std::vector<Uuid> companies_;
};

}  // namespace vinculo::bench
