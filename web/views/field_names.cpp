#include "views/field_names.h"

#include "i18n/catalogue.h"

namespace vinculo::views {
namespace {

using i18n::fill;
using i18n::tr;
using i18n::tr_mark;

struct Word {
  std::string_view key, text;
};

std::string word_for(std::span<const Word> words, std::string_view key) {
  for (const Word& word : words)
    if (word.key == key) return std::string(tr(word.text));
  return std::string(key);
}

constexpr Word column_words[] = {
    {"given_name", tr_mark("First name")},
    {"family_name", tr_mark("Last name")},
    {"additional_names", tr_mark("Middle names")},
    {"honorific_prefix", tr_mark("Form of address")},
    {"honorific_suffix", tr_mark("Suffix")},
    {"nickname", tr_mark("Nickname")},
    {"full_name", tr_mark("Full name")},
    {"birthday", tr_mark("Birthday")},
    {"anniversary", tr_mark("Anniversary")},
    {"gender", tr_mark("Gender")},
    {"name", tr_mark("Name")},
    {"legal_name", tr_mark("Legal name")},
    {"tax_number", tr_mark("Tax number")},
    {"industry", tr_mark("Industry")},
    {"organisation", tr_mark("Organisation")},
    {"title", tr_mark("Job title")},
    {"department", tr_mark("Department")},
    {"role", tr_mark("Role")},
    {"number", tr_mark("Phone")},
    {"url", tr_mark("Link")},
    {"po_box", tr_mark("PO box")},
    {"extended", tr_mark("Building, floor, suite")},
    {"street", tr_mark("Street")},
    {"city", tr_mark("City")},
    {"region", tr_mark("State or region")},
    {"postal_code", tr_mark("Postal code")},
    {"country", tr_mark("Country")},
    {"body", tr_mark("Note")},
    {"kind", tr_mark("Kind")},
    {"deleted", tr_mark("In the trash")},
};

constexpr Word kind_words[] = {
    {"mobile", tr_mark("Mobile")}, {"work", tr_mark("Work")}, {"home", tr_mark("Home")},
    {"fax", tr_mark("Fax")},       {"main", tr_mark("Main")}, {"other", tr_mark("Other")},
};

constexpr Word import_words[] = {
    {"name", tr_mark("Full name")},
    {"mail", tr_mark("E-mail")},
    {"phone", tr_mark("Phone")},
    {"address", tr_mark("Address")},
    {"link", tr_mark("Link")},
    {"label", tr_mark("Label")},
    {"note", tr_mark("Note")},
    {"external_id", tr_mark("Identifier in the file")},
    {"event", tr_mark("Date")},
    {"properties", tr_mark("vCard lines")},
    {"record_kind", tr_mark("Person or organisation")},
    {"formatted", tr_mark("whole address")},
};

constexpr Word operation_words[] = {
    {"New person", tr_mark("New person")},
    {"Edit person", tr_mark("Edit person")},
    {"New organisation", tr_mark("New organisation")},
    {"Edit organisation", tr_mark("Edit organisation")},
    {"Add label", tr_mark("Add label")},
    {"Remove label", tr_mark("Remove label")},
    {"Add note", tr_mark("Add note")},
    {"Delete note", tr_mark("Delete note")},
    {"Move to trash", tr_mark("Move to trash")},
    {"Restore", tr_mark("Restore")},
    {"Import", tr_mark("Import")},
    {"Resolve conflict", tr_mark("Resolve conflict")},
};

std::string_view cut_front(std::string_view& text, char separator) {
  const auto at = text.find(separator);
  const std::string_view front = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
  return front;
}

bool is_known(std::span<const Word> words, std::string_view key) {
  for (const Word& word : words)
    if (word.key == key) return true;
  return false;
}

}  // namespace

std::string column_label(Table table, std::string_view column) {
  if (table == Table::mail && column == "address") return std::string(tr("E-mail"));
  return word_for(column_words, column);
}

std::string kind_label(std::string_view kind) { return word_for(kind_words, kind); }

std::span<const std::string_view> kinds_of(Table table) {
  static constexpr std::string_view phone_kinds[] = {"mobile", "work", "home", "main", "fax", "other"};
  static constexpr std::string_view other_kinds[] = {"work", "home", "other"};
  if (table == Table::phone) return phone_kinds;
  return other_kinds;
}

std::string import_field_label(std::string_view field) {
  if (field.empty()) return std::string(tr("Keep as additional data"));
  std::string_view part = field;
  std::string_view head = cut_front(part, '.');
  std::string_view number = head;
  std::string_view base_and_kind = cut_front(number, '#');
  std::string_view kind = base_and_kind;
  const std::string_view base = cut_front(kind, ':');
  std::string label = is_known(import_words, base) ? word_for(import_words, base) : word_for(column_words, base);
  if (!kind.empty()) label += " (" + kind_label(kind) + ")";
  if (!number.empty()) label += " " + std::string(number);
  if (!part.empty()) {
    label += " – ";
    label += part == "number"               ? std::string(tr("house number"))
             : is_known(import_words, part) ? word_for(import_words, part)
                                            : word_for(column_words, part);
  }
  return label;
}

std::string operation_label(std::string_view title) { return word_for(operation_words, title); }

}  // namespace vinculo::views
