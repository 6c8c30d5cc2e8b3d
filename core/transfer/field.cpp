#include <algorithm>
#include <array>

#include "transfer/mapping.h"

namespace vinculo::transfer {
namespace {

constexpr std::array plain_bases{"name",
                                 "given_name",
                                 "family_name",
                                 "additional_names",
                                 "honorific_prefix",
                                 "honorific_suffix",
                                 "nickname",
                                 "birthday",
                                 "anniversary",
                                 "gender",
                                 "label",
                                 "note",
                                 "external_id",
                                 "properties",
                                 "record_kind"};
constexpr std::array numbered_bases{"organisation", "department", "title", "role"};
constexpr std::array kind_bases{"mail", "phone", "link", "address"};
constexpr std::array labelled_bases{"event", "custom"};
constexpr std::array address_parts{"street", "number",      "extended", "po_box",   "city",
                                   "region", "postal_code", "country",  "formatted"};

template <class List>
bool is_in(const List& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= 40 &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_allowed(const Field& field) {
  const bool is_kind_base = is_in(kind_bases, field.base), is_labelled = is_in(labelled_bases, field.base);
  const bool can_have_number = is_kind_base || is_labelled || is_in(numbered_bases, field.base);
  if (!can_have_number && !is_in(plain_bases, field.base)) return false;
  if (!field.kind.empty() && !is_kind_base) return false;
  if (field.number != 0 && !can_have_number) return false;
  if (field.base == "address") return field.part == "kind" || is_in(address_parts, field.part);
  return field.part.empty() || (field.part == "kind" && (is_kind_base || is_labelled));
}

}  // namespace

std::optional<Field> parse_field(std::string_view text) {
  Field field;
  if (const std::size_t dot = text.find('.'); dot != std::string_view::npos) {
    field.part = text.substr(dot + 1);
    text = text.substr(0, dot);
    if (!is_word(field.part)) return {};
  }
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    const std::string_view digits = text.substr(hash + 1);
    if (digits.empty() || digits.size() > 3) return {};
    for (const char digit : digits) {
      if (digit < '0' || digit > '9') return {};
      field.number = field.number * 10 + (digit - '0');
    }
    if (field.number == 0) return {};
    text = text.substr(0, hash);
  }
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    field.kind = text.substr(colon + 1);
    text = text.substr(0, colon);
    if (!is_word(field.kind)) return {};
  }
  field.base = text;
  if (!is_allowed(field)) return {};
  return field;
}

std::string to_string(const Field& field) {
  std::string text = field.base;
  if (!field.kind.empty()) text += ":" + field.kind;
  if (field.number != 0) text += "#" + std::to_string(field.number);
  if (!field.part.empty()) text += "." + field.part;
  return text;
}

std::vector<std::string> import_fields(std::span<const ColumnPlan> plan) {
  std::vector<std::string> fields{"name",
                                  "given_name",
                                  "family_name",
                                  "additional_names",
                                  "honorific_prefix",
                                  "honorific_suffix",
                                  "nickname",
                                  "organisation",
                                  "department",
                                  "title",
                                  "role"};
  for (const std::string_view base : {"mail", "phone"}) {
    fields.emplace_back(base);
    for (const std::string_view kind : {"work", "home", "mobile", "fax", "main", "other"})
      if (base == "phone" || (kind != "mobile" && kind != "fax" && kind != "main"))
        fields.push_back(std::string(base).append(":").append(kind));
  }
  for (const std::string_view kind : {"", ":work", ":home", ":other"})
    for (const std::string_view part : address_parts)
      fields.push_back(std::string("address").append(kind).append(".").append(part));
  for (const std::string_view field :
       {"link", "link:work", "link:home", "birthday", "anniversary", "gender", "label", "note", "external_id"})
    fields.emplace_back(field);
  for (const ColumnPlan& column : plan)
    if (!column.field.empty() && !is_in(fields, column.field)) fields.push_back(column.field);
  return fields;
}

}  // namespace vinculo::transfer
