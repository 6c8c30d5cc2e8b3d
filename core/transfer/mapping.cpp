#include "transfer/mapping.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "transfer/contact_rows.h"
#include "transfer/header_words.h"
#include "transfer/utf8.h"
#include "transfer/value_shapes.h"

namespace vinculo::transfer {
namespace {

using enum Concept;

constexpr std::initializer_list<Concept> subjects{
    mail,     phone,       mobile,   fax,         pager,    street,       address,      city,
    region,   postal_code, country,  po_box,      extended, house_number, formatted,    link,
    linkedin, facebook,    twitter,  instagram,   whatsapp, event,        custom_field, given,
    family,   middle,      prefix,   suffix,      nickname, name,         organisation, department,
    title,    role,        birthday, anniversary, gender,   note,         label,        id};
constexpr std::initializer_list<Concept> address_concepts{street,  address, city,     region,       postal_code,
                                                          country, po_box,  extended, house_number, formatted};
constexpr std::initializer_list<Concept> phone_concepts{phone, mobile, fax,      pager, whatsapp,
                                                        isdn,  telex,  callback, tty};

// What the headers of the file say together, which a header alone does not.
struct FileWords {
  std::vector<HeaderWords> headers;
  bool has_given = false, has_family = false, has_job = false, has_birthday = false, has_name = false,
       has_street = false;
  bool has_numbered_addresses = false;  // "Address 1 - City": the number is of the address, not of a line

  explicit FileWords(const Row& header) {
    for (const std::string& text : header) headers.emplace_back(text);
    for (const HeaderWords& words : headers) {
      if (words.has(foreign)) continue;
      has_given |= words.has(given);
      has_family |= words.has(family);
      has_job |= words.has(job);
      has_birthday |= words.has(birthday);
      has_name |= words.has(name) && words.has_only({name, full, person});
      has_street |= words.has_any({street, address});
      has_numbered_addresses |= words.number() > 0 && !words.has_any({mail, street, line}) &&
                                (words.has_any({city, postal_code, country, region, formatted}) ||
                                 (words.has(address) && words.has_any({kind, label_or_kind, value})));
    }
  }
};

std::string phone_kind(const HeaderWords& words) {
  const std::string place = words.has(home)                       ? "home"
                            : words.has_any({work, organisation}) ? "work"
                            : words.has(other)                    ? "other"
                                                                  : "";
  if (words.has(fax)) return place.empty() || place == "work" ? (place.empty() ? "fax" : "work_fax") : place + "_fax";
  if (words.has(assistant)) return "assistant";
  if (words.has(main)) return "main";
  if (words.has(mobile)) return place == "work" ? "work_mobile" : "mobile";
  for (const auto& [concept_, kind_name] : {std::pair{pager, "pager"},
                                            {car, "car"},
                                            {radio, "radio"},
                                            {telex, "telex"},
                                            {isdn, "isdn"},
                                            {callback, "callback"},
                                            {tty, "tty"},
                                            {whatsapp, "whatsapp"}})
    if (words.has(concept_)) return kind_name;
  return place;
}

std::string place_kind(const HeaderWords& words) {
  if (words.has(home)) return "home";
  if (words.has_any({work, organisation})) return "work";
  if (words.has(billing)) return "billing";
  if (words.has(shipping)) return "shipping";
  return words.has(other) ? "other" : "";
}

std::string link_kind(const HeaderWords& words) {
  for (const auto& [concept_, kind_name] :
       {std::pair{linkedin, "linkedin"}, {facebook, "facebook"}, {twitter, "twitter"}, {instagram, "instagram"}})
    if (words.has(concept_)) return kind_name;
  return place_kind(words);
}

// Whether the column names the kind that another column's values have: "Phone 1 - Label", "Phone type". Outlook's
// "E-mail 2 Type" beside "E-mail 2 Address" is not one: it says how mail is delivered.
bool names_kind(const FileWords& file, const HeaderWords& words, Concept subject) {
  if (!words.has_any({kind, label_or_kind})) return false;
  return std::ranges::any_of(file.headers, [&](const HeaderWords& beside) {
    const bool is_value = beside.has(subject) && !beside.has_any({kind, label_or_kind, foreign, name}) &&
                          beside.number() == words.number();
    return is_value && !(subject == mail && beside.has(address) && !beside.has(value));
  });
}

std::string address_part(const FileWords& file, const HeaderWords& words) {
  if (words.has(formatted)) return "formatted";
  if (words.has(po_box)) return "po_box";
  if (words.has(house_number)) return "number";
  if (words.has(postal_code)) return "postal_code";
  if (words.has(country)) return "country";
  if (words.has(city)) return "city";
  if (words.has(street)) return words.has(number_word) && !words.has(line) ? "number" : "street";
  if (words.has(extended)) return "extended";
  if (words.has(region)) return "region";
  if (words.has(address) && words.has(full)) return "formatted";
  return file.has_street && words.has(address) ? "street" : "";
}

std::optional<Field> address_field(const FileWords& file, const HeaderWords& words) {
  Field field{"address", place_kind(words), "", 0};
  // "address", "state" and the like stand for themselves or with what qualifies an address; with other words they mean
  // something else ("IP address", "lead state").
  const bool is_weak = !words.has_any({street, city, postal_code, po_box, formatted});
  if (is_weak && words.has_unknown_words()) return {};
  if (words.has_any({name, id, note, gender, title, department})) return {};
  if (words.has_any({kind, label_or_kind})) {
    if (!names_kind(file, words, address)) return {};
    field.part = "kind";
  } else {
    field.part = address_part(file, words);
  }
  if (file.has_numbered_addresses) field.number = words.number();
  return field.part.empty() ? std::nullopt : std::optional(field);
}

std::optional<Field> reach_field(const FileWords& file, const HeaderWords& words) {
  const auto make = [&](std::string base, std::string kind_name, Concept subject) -> std::optional<Field> {
    Field field{std::move(base), std::move(kind_name), "", words.number()};
    if (words.has_any({name, id, note, label})) return {};
    if (words.has_any({kind, label_or_kind})) {
      if (!names_kind(file, words, subject)) return {};
      field.part = "kind";
    }
    return field;
  };
  if (words.has(mail)) return make("mail", place_kind(words), mail);
  if (words.has_any(phone_concepts)) {
    // In German and Italian "handy", in Spanish "tel": a bare word is enough, but not beside an address.
    if (words.has_any({address, street, city})) return {};
    return make("phone", phone_kind(words), phone);
  }
  const bool is_number_of_place = words.has(number_word) && words.has_any({work, home, main});
  if (is_number_of_place && !words.has_any(address_concepts) && !words.has_unknown_words() && !words.has(id))
    return make("phone", phone_kind(words), phone);
  if (words.has_any({link, linkedin, facebook, twitter, instagram}) && !words.has_unknown_words())
    return make("link", link_kind(words), link);
  for (const auto& [concept_, base] : {std::pair{event, "event"}, {custom_field, "custom"}})
    if (words.has(concept_) && words.has_only({concept_, kind, label_or_kind, value})) return make(base, "", concept_);
  return {};
}

std::optional<Field> job_field(const FileWords& file, const HeaderWords& words) {
  const auto make = [&](std::string base) { return Field{std::move(base), "", "", words.number()}; };
  if (words.has_only({department, organisation, job, name, work})) {
    if (words.has(department)) return make("department");
  }
  if (words.has_only({organisation, name, person, work, value}) && words.has(organisation)) return make("organisation");
  const bool is_title_of_job = words.has_only({job, title, role, organisation, work, person, name});
  if (words.has(job) && is_title_of_job) return make("title");
  if (words.has(title) && words.has(organisation) && is_title_of_job) return make("title");
  if (words.has(title) && words.has_only({title, person}))
    return file.has_job ? Field{"honorific_prefix", "", "", 0} : make("title");
  if (words.has(role) && words.has_only({role, organisation, person, job})) return make("role");
  return {};
}

std::optional<Field> name_field(const FileWords& file, const HeaderWords& words) {
  const auto make = [](std::string base) { return Field{std::move(base), "", "", 0}; };
  if (!words.has_only({given, family, middle, prefix, suffix, nickname, name, full, person, apelido, title, value}))
    return {};
  if (words.has(given)) return make(words.has(family) ? "name" : "given_name");
  if (words.has(middle)) return make("additional_names");
  if (words.has(family)) return make("family_name");
  if (words.has(prefix)) return make("honorific_prefix");
  if (words.has(suffix)) return make("honorific_suffix");
  if (words.has(nickname)) return make("nickname");
  if (words.has(apelido)) return make(file.has_family ? "nickname" : "family_name");
  // "Nome" beside "Sobrenome" is the given name.
  if (words.has(name))
    return make(file.has_family && !file.has_given && words.has_only({name}) ? "given_name" : "name");
  const bool is_only_name = !file.has_name && !file.has_given && !file.has_family;
  if (words.has(person) && words.has_only({person}) && words.number() == 0 && is_only_name) return make("name");
  return {};
}

std::optional<Field> other_field(const FileWords& file, const HeaderWords& words) {
  const auto make = [](std::string base) { return Field{std::move(base), "", "", 0}; };
  if (words.has(birthday)) return make("birthday");
  if (words.has(anniversary)) return make("anniversary");
  if (words.has(aniversario) && words.has_only({aniversario, person}))
    return make(file.has_birthday ? "anniversary" : "birthday");
  if (words.has(gender) && words.has_only({gender, person})) return make("gender");
  if (words.has(properties)) return make("properties");
  if (words.has(record_kind)) return make("record_kind");
  if (words.has(note) && words.has_only({note, person, other, work, home, number_word})) return make("note");
  if (words.has_any({label, label_or_kind}) && words.has_only({label, label_or_kind, person, name}))
    return make("label");
  if (words.has(id) && words.has_only({id, person, number_word})) return make("external_id");
  return {};
}

std::optional<Field> field_of_header(const FileWords& file, const HeaderWords& words) {
  if (words.has(foreign) || words.is_empty()) return {};
  if (auto field = reach_field(file, words)) return field;
  // "Número" beside "Rua" is the house's.
  if (words.has(number_word) && words.has_only({number_word}) && file.has_street)
    return Field{"address", "", "number", 0};
  if (words.has_any(address_concepts) && !words.has_any({mail, phone, link}))
    if (auto field = address_field(file, words)) return field;
  if (auto field = job_field(file, words)) return field;
  if (auto field = name_field(file, words)) return field;
  return other_field(file, words);
}

struct Shapes {
  std::size_t values = 0, mails = 0, phones = 0, links = 0, may_be_mails = 0, may_be_phones = 0;
};

Shapes shapes_of_column(std::span<const Row> rows, std::size_t column) {
  Shapes shapes;
  for (const Row& row : rows) {
    if (column >= row.size() || trimmed(row[column]).empty()) continue;
    const std::string_view text = row[column];
    ++shapes.values;
    shapes.mails += looks_like_mail(text);
    shapes.phones += looks_like_phone(text);
    shapes.links += looks_like_link(text);
    shapes.may_be_mails += text.find('@') != std::string_view::npos;
    shapes.may_be_phones += may_be_phone(text);
  }
  return shapes;
}

// Values have the last word where they can: a column "Email" without one @ in it holds no addresses.
bool contradicts(const Shapes& shapes, const Field& field) {
  if (shapes.values == 0 || !field.part.empty()) return false;
  if (field.base == "mail") return shapes.may_be_mails * 5 < shapes.values;
  if (field.base == "phone") return shapes.may_be_phones * 5 < shapes.values;
  return false;
}

std::optional<Field> field_of_shapes(const Shapes& shapes, const HeaderWords& words) {
  const auto is_most = [&shapes](std::size_t count) { return count > 0 && count * 10 >= shapes.values * 7; };
  if (is_most(shapes.mails)) return Field{"mail", place_kind(words), "", 0};
  if (is_most(shapes.links)) return Field{"link", link_kind(words), "", 0};
  if (is_most(shapes.phones)) return Field{"phone", phone_kind(words), "", 0};
  return {};
}

// Letters and no digit: what may be a name.
bool are_words(std::span<const Row> rows, std::size_t column) {
  std::size_t values = 0, words = 0;
  for (const Row& row : rows) {
    if (column >= row.size() || trimmed(row[column]).empty()) continue;
    ++values;
    words += std::ranges::any_of(row[column], [](unsigned char byte) { return byte >= 0x80 || std::isalpha(byte); }) &&
             row[column].find_first_of("0123456789@/") == std::string::npos;
  }
  return values > 0 && words * 10 >= values * 7;
}

bool have_mostly_two_words(std::span<const Row> rows, std::size_t column) {
  std::size_t values = 0, with_space = 0;
  for (const Row& row : rows) {
    if (column >= row.size() || trimmed(row[column]).empty()) continue;
    ++values;
    with_space += trimmed(row[column]).find(' ') != std::string_view::npos;
  }
  return with_space * 2 >= values;
}

// In a file without a header the first column of words is taken for the name; two of single words are given and family
// name. Better a name to correct than contacts without one.
void name_columns_by_place(std::vector<ColumnPlan>& plan, std::span<const Row> rows) {
  const auto may_be_name = [&](std::size_t column) {
    return column < plan.size() && plan[column].field.empty() && are_words(rows, column);
  };
  for (std::size_t column = 0; column < plan.size(); ++column) {
    if (!may_be_name(column)) continue;
    const bool is_given_name =
        !have_mostly_two_words(rows, column) && may_be_name(column + 1) && !have_mostly_two_words(rows, column + 1);
    plan[column].field = is_given_name ? "given_name" : "name";
    if (is_given_name) plan[column + 1].field = "family_name";
    return;
  }
}

bool can_repeat(const Field& field) {
  for (const std::string_view base : {"family_name", "mail", "phone", "link", "note", "label"})
    if (field.base == base && field.part.empty()) return true;
  return field.part == "street" || field.part == "extended";
}

std::vector<std::string> samples_of_column(std::span<const Row> rows, std::size_t column) {
  std::vector<std::string> samples;
  for (const Row& row : rows) {
    if (samples.size() == 3) break;
    if (column >= row.size()) continue;
    std::string text(trimmed(row[column]).substr(0, 200));
    text.resize(text.size() - cut_off_tail(text));
    if (!text.empty() && std::ranges::find(samples, text) == samples.end()) samples.push_back(std::move(text));
  }
  return samples;
}

}  // namespace

bool has_header(std::span<const Row> first_rows) {
  if (first_rows.empty()) return false;
  return std::ranges::none_of(first_rows.front(), [](const std::string& cell) {
    return looks_like_mail(cell) || looks_like_phone(cell) || looks_like_date(cell);
  });
}

std::vector<ColumnPlan> plan_columns(const Row& header, std::span<const Row> rows) {
  const FileWords file(header);
  const bool is_own_format = header == export_header();  // then the header is right whatever the values
  std::size_t width = header.size();
  for (const Row& row : rows) width = std::max(width, row.size());
  std::vector<ColumnPlan> plan;
  std::set<std::string> taken;
  for (std::size_t column = 0; column < width; ++column) {
    const bool has_words = column < header.size();
    const Shapes shapes = shapes_of_column(rows, column);
    std::optional<Field> field;
    if (has_words) field = field_of_header(file, file.headers[column]);
    if (field && !is_own_format && contradicts(shapes, *field)) field.reset();
    const bool is_foreign =
        has_words && (file.headers[column].has_any({foreign, id}) || file.headers[column].has_any(subjects));
    if (!field && !is_foreign) field = field_of_shapes(shapes, has_words ? file.headers[column] : HeaderWords(""));
    ColumnPlan entry{has_words ? header[column] : "", field ? to_string(*field) : "", samples_of_column(rows, column)};
    if (field && !taken.insert(entry.field).second && !can_repeat(*field)) entry.field.clear();
    plan.push_back(std::move(entry));
  }
  if (std::ranges::all_of(header, &std::string::empty)) name_columns_by_place(plan, rows);
  return plan;
}

}  // namespace vinculo::transfer
