#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "transfer/card_values.h"
#include "transfer/cell_values.h"
#include "transfer/contact_rows.h"
#include "transfer/content_line.h"
#include "transfer/csv.h"
#include "transfer/kinds.h"
#include "transfer/names.h"
#include "transfer/utf8.h"
#include "transfer/vcard.h"

namespace vinculo::transfer {
namespace {

using GroupKey = std::tuple<std::string, std::string, int>;  // base, kind, number

GroupKey key_of(const Field& field) { return {field.base, field.kind, field.number}; }

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

void append_with(std::string& text, std::string_view separator, std::string_view more) {
  if (!text.empty() && !more.empty()) text += separator;
  text += more;
}

std::string column_line(std::string_view header, std::string_view value) {
  return format({"", std::string(column_property), {{"X-NAME", {std::string(header)}}}, escaped(value)});
}

// Whether every word of the formatted address is in one of its parts, so that it says nothing more.
bool is_said_by_parts(std::string_view formatted, const ContactAddress& address) {
  const std::string parts = folded(address.street + " " + address.extended + " " + address.po_box + " " + address.city +
                                   " " + address.region + " " + address.postal_code + " " + address.country);
  std::string word;
  for (const char c : folded(formatted) + " ") {
    if (c != ' ' && c != ',' && c != '\n' && c != ';') {
      word += c;
      continue;
    }
    if (parts.find(word) == std::string::npos) return false;
    word.clear();
  }
  return true;
}

struct KindAndPreference {
  Kind kind;
  bool is_preferred = false;
};

}  // namespace

// One contact while the cells of its row are being put in place.
class RowReader::Building {
 public:
  explicit Building(bool is_own_format) : is_own_format_(is_own_format) {}

  void note_kind(const Field& field, const std::string& text) { kinds_[key_of(field)] = split_kinds(text); }

  void put(const Field& field, const std::string& header, const std::string& text) {
    if (field.base == "address")
      put_address(field, text);
    else if (field.base == "mail" || field.base == "phone" || field.base == "link")
      put_ways_to_reach(field, text);
    else if (field.base == "event" || field.base == "custom")
      put_labelled(field, header, text);
    else if (field.number != 0 || is_job(field.base))
      put_job(field, text);
    else
      put_plain(field, header, text);
  }

  void keep(const std::string& header, const std::string& text) { columns_.push_back(column_line(header, text)); }

  Contact finish() {
    for (auto& [key, place] : addresses_) finish_address(place);
    for (auto& [number, job] : jobs_)
      if (job != ContactJob{}) contact_.jobs.push_back(std::move(job));
    lines_.insert(lines_.end(), columns_.begin(), columns_.end());
    add_content_lines(contact_, lines_);
    finish_name();
    return std::move(contact_);
  }

 private:
  struct AddressInRow {
    ContactAddress address;
    std::string formatted, number;
    bool is_number_first = false;
  };

  static bool is_job(std::string_view base) {
    return base == "organisation" || base == "department" || base == "title" || base == "role";
  }

  std::vector<std::string> split_kinds(const std::string& text) const {
    return is_own_format_ ? std::vector{text} : split_values(text);
  }

  // The n-th value of a cell has the n-th kind of the cell beside it, or what the header says.
  KindAndPreference kind_at(const Field& field, std::size_t index) const {
    std::string words = field.kind;
    std::ranges::replace(words, '_', ' ');
    KindAndPreference result{kind_from_label(words), false};
    const auto found = kinds_.find(key_of(field));
    if (found == kinds_.end() || found->second.empty()) return result;
    std::string_view label = found->second[std::min(index, found->second.size() - 1)];
    if (label.starts_with("*")) {  // Google's mark of the first choice
      result.is_preferred = true;
      label.remove_prefix(1);
      if (label.starts_with(' ')) label.remove_prefix(1);
    }
    result.kind = kind_from_label(label);
    return result;
  }

  void put_ways_to_reach(const Field& field, const std::string& text) {
    std::vector<std::string> values{text};
    if (!is_own_format_)
      values = field.base == "mail"    ? split_mails(text)
               : field.base == "phone" ? split_phones(text)
                                       : split_values(text);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto [kind, is_preferred] = kind_at(field, i);
      if (field.base == "mail")
        contact_.mails.push_back({kind.kind, kind.custom, values[i], is_preferred});
      else if (field.base == "phone")
        contact_.phones.push_back({kind.kind, kind.custom, values[i], is_preferred});
      else
        contact_.links.push_back({kind.kind, kind.custom, values[i]});
    }
  }

  void put_address(const Field& field, const std::string& text) {
    const GroupKey key = key_of(field);
    auto found = std::ranges::find(addresses_, key, &std::pair<GroupKey, AddressInRow>::first);
    if (found == addresses_.end()) {
      const Kind kind = kind_at(field, 0).kind;
      found = addresses_.emplace(addresses_.end(), key, AddressInRow{});
      found->second.address.kind = kind.kind;
      found->second.address.custom_kind = kind.custom;
    }
    AddressInRow& place = found->second;
    ContactAddress& address = place.address;
    if (field.part == "number") {
      place.number = text;
      place.is_number_first = address.street.empty();
    } else if (field.part == "formatted") {
      place.formatted = text;
    } else if (field.part == "street") {
      append_with(address.street, "\n", text);
    } else {
      const std::array<std::pair<std::string_view, std::string*>, 6> parts{{{"extended", &address.extended},
                                                                            {"po_box", &address.po_box},
                                                                            {"city", &address.city},
                                                                            {"region", &address.region},
                                                                            {"postal_code", &address.postal_code},
                                                                            {"country", &address.country}}};
      for (const auto& [part, target] : parts)
        if (field.part == part) append_with(*target, ", ", text);
    }
  }

  void finish_address(AddressInRow& place) {
    ContactAddress& address = place.address;
    if (place.is_number_first)
      address.street = place.number + (address.street.empty() ? "" : " ") + address.street;
    else
      append_with(address.street, ", ", place.number);
    ContactAddress nothing;
    nothing.kind = address.kind;
    nothing.custom_kind = address.custom_kind;
    if (address == nothing)
      address.street = place.formatted;
    else if (!place.formatted.empty() && !is_said_by_parts(place.formatted, address))
      keep("formatted address", place.formatted);
    if (address != nothing) contact_.addresses.push_back(std::move(address));
  }

  void put_labelled(const Field& field, const std::string& header, const std::string& text) {
    const auto found = kinds_.find(key_of(field));
    const std::string label = found != kinds_.end() && !found->second.empty() ? found->second.front() : "";
    const std::string words = folded(label);
    const bool is_event = field.base == "event";
    if (is_event && contact_.anniversary.empty() && (words.starts_with("annivers") || words.starts_with("aniversario")))
      contact_.anniversary = read_date(text);
    else if (is_event && contact_.birthday.empty() &&
             (words == "birthday" || words == "nascimento" || words == "cumpleanos"))
      contact_.birthday = read_date(text);
    else
      keep(label.empty() ? header : label, text);
  }

  void put_job(const Field& field, const std::string& text) {
    ContactJob& job = jobs_[field.number];
    if (field.base == "organisation")
      job.organisation = text;
    else if (field.base == "department")
      job.department = text;
    else if (field.base == "title")
      job.title = text;
    else
      job.role = text;
  }

  void put_plain(const Field& field, const std::string& header, const std::string& text) {
    static constexpr std::array<std::pair<std::string_view, std::string Contact::*>, 7> texts{{
        {"given_name", &Contact::given_name},
        {"additional_names", &Contact::additional_names},
        {"honorific_prefix", &Contact::honorific_prefix},
        {"honorific_suffix", &Contact::honorific_suffix},
        {"nickname", &Contact::nickname},
        {"gender", &Contact::gender},
        {"external_id", &Contact::external_id},
    }};
    if (field.base == "name") {
      whole_name_ = text;
    } else if (field.base == "family_name") {
      append_with(contact_.family_name, " ", text);
    } else if (field.base == "birthday" || field.base == "anniversary") {
      // Outlook writes 0/0/00 for no date.
      if (text != "0/0/00") (field.base == "birthday" ? contact_.birthday : contact_.anniversary) = read_date(text);
    } else if (field.base == "note") {
      contact_.notes.push_back(text);
    } else if (field.base == "label") {
      for (std::string& label : split_labels(text))
        if (std::ranges::find(contact_.labels, label) == contact_.labels.end())
          contact_.labels.push_back(std::move(label));
    } else if (field.base == "properties") {
      put_properties(text);
    } else if (field.base == "record_kind") {
      contact_.is_organisation = folded(text).starts_with("organi");
    } else {
      const auto found =
          std::ranges::find(texts, field.base, &std::pair<std::string_view, std::string Contact::*>::first);
      if (found == texts.end() || !(contact_.*found->second).empty())
        keep(header, text);
      else
        contact_.*found->second = text;
    }
  }

  void put_properties(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) lines_.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void finish_name() {
    const bool has_person = !composed_name(contact_).empty() || !contact_.nickname.empty();
    const bool has_organisation = !contact_.jobs.empty() && !contact_.jobs.front().organisation.empty();
    if (is_own_format_) {
      contact_.full_name = whole_name_;
      return;
    }
    if (!has_person && has_organisation && (whole_name_.empty() || whole_name_ == contact_.jobs.front().organisation)) {
      contact_.is_organisation = true;
    } else if (contact_.is_organisation && !has_organisation) {
      if (contact_.jobs.empty()) contact_.jobs.emplace_back();
      contact_.jobs.front().organisation = whole_name_.empty() ? composed_name(contact_) : whole_name_;
    } else if (!whole_name_.empty()) {
      if (has_person)
        set_full_name(contact_, whole_name_);
      else
        set_name(contact_, whole_name_);
    }
  }

  bool is_own_format_;
  Contact contact_;
  std::string whole_name_;
  std::map<GroupKey, std::vector<std::string>> kinds_;
  std::vector<std::pair<GroupKey, AddressInRow>> addresses_;  // in the order of the columns
  std::map<int, ContactJob> jobs_;
  std::vector<std::string> lines_, columns_;
};

RowReader::RowReader(const Row& header, std::span<const std::string> fields)
    : is_own_format_(header == export_header()) {
  for (std::size_t i = 0; i < std::max(header.size(), fields.size()); ++i) {
    Column column{i < header.size() ? std::string(trimmed(header[i])) : "", {}};
    if (column.header.empty()) column.header = "column " + std::to_string(i + 1);
    if (i < fields.size()) column.field = parse_field(fields[i]);
    columns_.push_back(std::move(column));
  }
}

Contact RowReader::contact(const Row& cells) const {
  Row texts;
  for (const std::string& cell : cells) {
    std::string text = unguard_formula(cell);
    texts.push_back(is_own_format_ ? std::move(text) : std::string(trimmed(with_plain_line_ends(text))));
  }
  Building building(is_own_format_);
  const auto for_each_cell = [&](auto&& action) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i].empty()) continue;
      const bool is_known = i < columns_.size();
      action(is_known ? columns_[i].field : std::nullopt,
             is_known ? columns_[i].header : "column " + std::to_string(i + 1), texts[i]);
    }
  };
  for_each_cell([&](const std::optional<Field>& field, const std::string&, const std::string& text) {
    if (field && field->part == "kind") building.note_kind(*field, text);
  });
  for_each_cell([&](const std::optional<Field>& field, const std::string& header, const std::string& text) {
    if (!field)
      building.keep(header, text);
    else if (field->part != "kind")
      building.put(*field, header, text);
  });
  return building.finish();
}

}  // namespace vinculo::transfer
