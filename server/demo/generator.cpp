#include "server/demo/generator.h"

#include <algorithm>
#include <utility>

#include "api/messages.h"

namespace vinculo::server::demo {
namespace {

constexpr std::uint64_t two_years_ms = 2ull * 365 * 24 * 3600 * 1000;
constexpr std::size_t people_per_company = 8;
constexpr std::int64_t label_colours[] = {0x2563EB, 0x16A34A, 0x9333EA, 0xEA580C,
                                          0x0891B2, 0xCA8A04, 0xDB2777, 0x4B5563};

// The letters that a mail address or a domain is made of; accents are dropped ("João" -> "joao").
std::string plain_letters(std::string_view text) {
  static constexpr std::pair<std::string_view, char> folded[] = {
      {"á", 'a'}, {"â", 'a'}, {"ã", 'a'}, {"à", 'a'}, {"Á", 'a'}, {"Â", 'a'}, {"é", 'e'},
      {"ê", 'e'}, {"ë", 'e'}, {"É", 'e'}, {"í", 'i'}, {"Í", 'i'}, {"ó", 'o'}, {"ô", 'o'},
      {"õ", 'o'}, {"Ó", 'o'}, {"ú", 'u'}, {"Ú", 'u'}, {"ç", 'c'}, {"ñ", 'n'}};
  std::string out;
  while (!text.empty()) {
    const auto found = std::ranges::find_if(folded, [&](const auto& pair) { return text.starts_with(pair.first); });
    if (found != std::end(folded)) {
      out += found->second;
      text.remove_prefix(found->first.size());
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
    else if (c == ' ' || c == '-')
      out += '-';
  }
  return out;
}

}  // namespace

Generator::Generator(Settings settings, RowSink sink)
    : settings_(settings),
      sink_(std::move(sink)),
      state_(settings.seed),
      stamp_{.clock = Hlc::from_ms(settings.now_ms), .device = settings.device} {}

// splitmix64 (Steele, Lea, Flood 2014): the standard's distributions differ between libraries.
std::uint64_t Generator::random() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

Uuid Generator::new_id() {
  const std::uint64_t first = random();
  return make_uuid_v7(created_ms_, first, random());
}

std::string Generator::filled(std::string_view pattern) {
  std::string text;
  for (const char c : pattern) {
    if (c == '#')
      text += static_cast<char>('0' + below(10));
    else if (c == '@')
      text += static_cast<char>('A' + below(26));
    else
      text += c;
  }
  return text;
}

const Country& Generator::pick_country() {
  std::size_t at = below(100);
  for (const Country& country : countries()) {
    if (at < country.share) return country;
    at -= country.share;
  }
  return countries().back();
}

void Generator::add(Table table, const Uuid& id, std::vector<std::pair<Column, Value>> values) {
  RowPatch row{.table = static_cast<std::uint64_t>(table), .id = id, .registers = {}};
  std::ranges::sort(values, {}, [](const auto& item) { return item.first; });
  for (auto& [column, value] : values)
    if (!is_null(value) && value != Value(std::string()))
      row.registers.push_back({.column = column, .value = std::move(value), .stamp = stamp_, .base = {}});
  sink_(row);
}

void Generator::make_labels_and_companies() {
  created_ms_ = settings_.now_ms - two_years_ms;
  for (std::size_t i = 0; i < label_names().size(); ++i) {
    labels_.push_back(new_id());
    add(Table::label, labels_.back(),
        {{label::name, std::string(label_names()[i])}, {label::colour, label_colours[i % std::size(label_colours)]}});
  }
  for (std::size_t i = 0; i < std::max<std::size_t>(1, settings_.people / people_per_company); ++i)
    make_company(pick_country());
}

void Generator::make_company(const Country& country) {
  created_ms_ = settings_.now_ms - two_years_ms + below(two_years_ms);
  const std::string family(pick(country.names_of_families));
  const std::string trade(pick(country.trades));
  const std::string form(pick(country.company_forms));
  const std::string name = country.number_first ? family + ' ' + trade + ' ' + form : trade + ' ' + family + ' ' + form;
  Company company{new_id(), &country, plain_letters(trade + ' ' + family) + ".example", &pick(country.cities)};
  add(Table::organisation, company.id, {{organisation::name, name}, {organisation::industry, trade}});
  add_phone(company.id, "main", country.landline, 0);
  add_mail(company.id, "work", "info@" + company.domain, 0);
  add_address(company.id, "work", country, *company.city);
  if (chance(60))
    add(Table::link, new_id(),
        {{link::owner, value_of(company.id)},
         {link::kind, std::string("work")},
         {link::url, "https://www." + company.domain},
         {link::position, std::int64_t{0}}});
  add_labels(company.id, 30);
  companies_.push_back(std::move(company));
}

void Generator::make_person() {
  created_ms_ = settings_.now_ms - two_years_ms + below(two_years_ms);
  const bool has_job = chance(85);
  const Company& company = companies_[below(companies_.size())];
  const Country& country = has_job && chance(95) ? *company.country : pick_country();
  const Uuid id = new_id();
  std::string given(pick(country.given_names));
  if (country.two_given_names && chance(25)) (given += ' ') += pick(country.given_names);
  std::string family(pick(country.names_of_families));
  for (int i = 1; i < country.family_names; ++i) (family += ' ') += pick(country.names_of_families);
  add(Table::person, id, {{person::given_name, given}, {person::family_name, family}});

  const std::string local =
      plain_letters(given.substr(0, given.find(' '))) + '.' + plain_letters(family.substr(family.rfind(' ') + 1));
  if (has_job) {
    add(Table::affiliation, new_id(),
        {{affiliation::person, value_of(id)},
         {affiliation::organisation, value_of(company.id)},
         {affiliation::title, std::string(pick(country.titles))},
         {affiliation::department, std::string(chance(60) ? pick(country.departments) : std::string_view())},
         {affiliation::position, std::int64_t{0}}});
    add_mail(id, "work", local + '@' + company.domain, 0);
  }
  if (!has_job || chance(35)) add_mail(id, "home", local + filled("##") + "@example.com", 1);
  if (chance(90)) add_phone(id, "mobile", country.mobile, 0);
  if (chance(30)) add_phone(id, "work", country.landline, 1);
  if (chance(55)) add_address(id, "home", country, has_job ? *company.city : pick(country.cities));
  add_labels(id, 45);
  if (chance(25)) add_note(id, country, given);
}

void Generator::add_phone(const Uuid& owner, std::string_view kind, std::string_view pattern, std::int64_t position) {
  add(Table::phone, new_id(),
      {{phone::owner, value_of(owner)},
       {phone::kind, std::string(kind)},
       {phone::number, filled(pattern)},
       {phone::position, position}});
}

void Generator::add_mail(const Uuid& owner, std::string_view kind, std::string address, std::int64_t position) {
  add(Table::mail, new_id(),
      {{mail::owner, value_of(owner)},
       {mail::kind, std::string(kind)},
       {mail::address, std::move(address)},
       {mail::position, position}});
}

void Generator::add_address(const Uuid& owner, std::string_view kind, const Country& country, const City& city) {
  const std::string street(pick(country.streets));
  const std::string number = std::to_string(1 + below(900));
  add(Table::address, new_id(),
      {{address::owner, value_of(owner)},
       {address::kind, std::string(kind)},
       {address::street, country.number_first ? number + ' ' + street : street + ", " + number},
       {address::city, std::string(city.name)},
       {address::region, std::string(city.region)},
       {address::postal_code, filled(country.postal_code)},
       {address::country, std::string(country.name)},
       {address::position, std::int64_t{0}}});
}

void Generator::add_labels(const Uuid& subject, unsigned percent) {
  for (const Uuid& name : labels_)
    if (below(100 * labels_.size()) < percent * 2u)
      add(Table::labelling, api::labelling_id(name, subject),
          {{labelling::label, value_of(name)}, {labelling::subject, value_of(subject)}});
}

void Generator::add_note(const Uuid& owner, const Country& country, std::string_view given_name) {
  std::string body(pick(country.notes));
  if (const std::size_t gap = body.find("{}"); gap != std::string::npos) body.replace(gap, 2, given_name);
  const std::uint64_t age_ms = settings_.now_ms - created_ms_;
  add(Table::note, new_id(),
      {{note::owner, value_of(owner)},
       {note::body, body},
       {note::author, std::string("Demo")},
       {note::created_ms, static_cast<std::int64_t>(created_ms_ + (age_ms == 0 ? 0 : below(age_ms)))}});
}

}  // namespace vinculo::server::demo
