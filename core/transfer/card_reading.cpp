#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "transfer/card_fields.h"
#include "transfer/card_values.h"
#include "transfer/content_line.h"
#include "transfer/kinds.h"
#include "transfer/names.h"
#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

std::string component(const std::vector<std::string>& parts, std::size_t index) {
  return index < parts.size() ? std::string(trimmed(unescaped(parts[index]))) : std::string();
}

bool has_text(const std::vector<std::string>& parts, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < std::min(end, parts.size()); ++i)
    if (!component(parts, i).empty()) return true;
  return false;
}

class CardBuilder {
 public:
  explicit CardBuilder(Contact& contact) : contact_(contact) {}

  void build(const std::vector<std::string>& texts, CardPart part) {
    std::vector<std::optional<ContentLine>> lines;
    for (const std::string& text : texts) lines.push_back(parse_content_line(text));
    for (const auto& line : lines) {
      if (!line || line->group.empty()) continue;
      if (line->name == "X-ABLABEL")
        labels_[line->group] = unescaped(line->value);
      else if (takes_label(line->name))
        labelled_groups_.insert(line->group);
    }
    for (const auto& line : lines) {  // groups with a property that is kept as it is
      const bool is_used_label = line && line->name == "X-ABLABEL" && labelled_groups_.contains(line->group);
      if (line && !line->group.empty() && !is_used_label && line->name != parameters_property && !is_field(line->name))
        kept_groups_.insert(line->group);
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (lines[i] && lines[i]->name == parameters_property)
        kept_parameters_.push_back(format(*lines[i]));
      else if (!lines[i] || !read(*lines[i]))
        contact_.properties.push_back(texts[i]);
    finish_jobs();
    if (part == CardPart::whole_card) finish_name();
    std::ranges::sort(kept_parameters_);
    contact_.properties.insert(contact_.properties.end(), kept_parameters_.begin(), kept_parameters_.end());
  }

 private:
  using Reader = bool (CardBuilder::*)(const ContentLine&);
  using JobText = std::pair<std::string, std::string>;  // group, text
  struct Property {
    std::string_view name;
    Reader read;
  };

  static const Property* find_property(std::string_view name);
  static bool is_field(std::string_view name) { return find_property(name) != nullptr; }
  static bool takes_label(std::string_view name) {
    return name == "TEL" || name == "EMAIL" || name == "ADR" || name == "URL";
  }

  // False when the line has to be kept as it is.
  bool read(const ContentLine& line) {
    if (line.name == "X-ABLABEL" && labelled_groups_.contains(line.group)) return true;
    const Property* property = find_property(line.name);
    return property && (this->*property->read)(line);
  }

  [[nodiscard]] Kind kind_of(const ContentLine& line) const {
    const auto label = labels_.find(line.group);
    return kind_from_types(line.types(), !line.group.empty() && label != labels_.end() ? label->second : std::string());
  }

  // Keeps the parameters of a line that went into a field. `value`: as write_properties() writes it in 4.0.
  void keep_parameters(const ContentLine& line, std::string_view value) {
    const bool takes_kind = takes_label(line.name);
    const bool takes_preference = line.name == "TEL" || line.name == "EMAIL";
    ContentLine kept{kept_groups_.contains(line.group) ? line.group : "", std::string(parameters_property), {}, {}};
    const auto add = [&kept](const ContentParameter& parameter) {
      if (!parameter.values.empty()) kept.parameters.push_back(parameter);
    };
    for (ContentParameter parameter : line.parameters) {
      if (parameter.name == "VALUE" || parameter.name == "ENCODING" || parameter.name == "CHARSET") continue;
      if (parameter.name == "TYPE") {
        const auto is_preference = [](const std::string& type) { return lower_ascii(type) == "pref"; };
        if (std::erase_if(parameter.values, is_preference) > 0 && !takes_preference) add({"PREF", {"1"}});
        if (takes_kind || line.name == "PHOTO") continue;
      }
      if (parameter.name == "PREF" && takes_preference && parameter.values == std::vector<std::string>{"1"}) continue;
      add(parameter);
    }
    if (kept.parameters.empty() && kept.group.empty()) return;
    kept.value = parameters_key(line.name, value);
    kept_parameters_.push_back(format(kept));
  }

  static bool is_preferred(const ContentLine& line) {
    const auto types = line.types();
    return line.first("PREF") == "1" || std::ranges::find(types, "pref") != types.end();
  }

  bool read_text(const ContentLine& line, std::string Contact::* field) {
    const std::string text(trimmed(unescaped(line.value)));
    if (text.empty()) return true;
    if (!(contact_.*field).empty()) return false;  // a second one, in another language perhaps
    contact_.*field = text;
    keep_parameters(line, text);
    return true;
  }

  bool read_formatted_name(const ContentLine& line) {
    const std::string text(trimmed(unescaped(line.value)));
    if (text.empty()) return true;
    if (!formatted_name_.empty()) return false;
    formatted_name_ = text;
    keep_parameters(line, text);
    return true;
  }

  bool read_name(const ContentLine& line) {
    if (has_name_) return false;
    const auto parts = split_escaped(line.value, ';');
    contact_.family_name = component(parts, 0);
    contact_.given_name = component(parts, 1);
    contact_.additional_names = component(parts, 2);
    contact_.honorific_prefix = component(parts, 3);
    contact_.honorific_suffix = component(parts, 4);
    constexpr std::size_t components = 5;
    has_name_ = has_text(parts, 0, components);
    if (has_name_) keep_parameters(line, contact_.family_name + ";" + contact_.given_name);
    return has_name_ || !has_text(parts, components, parts.size());
  }

  bool read_nickname(const ContentLine& line) { return read_text(line, &Contact::nickname); }
  bool read_uid(const ContentLine& line) { return read_text(line, &Contact::external_id); }

  bool read_birthday(const ContentLine& line) { return read_date_field(line, &Contact::birthday); }
  bool read_anniversary(const ContentLine& line) { return read_date_field(line, &Contact::anniversary); }
  bool read_date_field(const ContentLine& line, std::string Contact::* field) {
    const std::string text(trimmed(unescaped(line.value)));
    if (text.empty()) return true;
    if (!(contact_.*field).empty()) return read_date(text) == contact_.*field;
    contact_.*field = read_date(text);
    keep_parameters(line, contact_.*field);
    return true;
  }

  bool read_gender(const ContentLine& line) {
    if (!contact_.gender.empty()) return false;
    const std::string text = unescaped(line.value);
    contact_.gender = text.starts_with(';') ? text.substr(1) : text;
    return true;
  }

  bool read_phone(const ContentLine& line) {
    const std::string number = read_phone_number(unescaped(line.value));
    if (number.empty()) return true;
    const Kind kind = kind_of(line);
    contact_.phones.push_back({kind.kind, kind.custom, number, is_preferred(line)});
    keep_parameters(line, number);
    return true;
  }

  bool read_mail(const ContentLine& line) {
    const std::string address(trimmed(unescaped(line.value)));
    if (address.empty()) return true;
    const Kind kind = kind_of(line);
    contact_.mails.push_back({kind.kind, kind.custom, address, is_preferred(line)});
    keep_parameters(line, address);
    return true;
  }

  bool read_link(const ContentLine& line) {
    const std::string url(trimmed(unescaped(line.value)));
    if (url.empty()) return true;
    const Kind kind = kind_of(line);
    contact_.links.push_back({kind.kind, kind.custom, url});
    keep_parameters(line, url);
    return true;
  }

  bool read_address(const ContentLine& line) {
    const auto parts = split_escaped(line.value, ';');
    const Kind kind = kind_of(line);
    ContactAddress address{kind.kind,           kind.custom,         component(parts, 0),
                           component(parts, 1), component(parts, 2), component(parts, 3),
                           component(parts, 4), component(parts, 5), component(parts, 6)};
    constexpr std::size_t components = 7;
    if (!has_text(parts, 0, components))  // what else it says is still worth keeping, as it is
      return line.find("LABEL") == nullptr && !has_text(parts, components, parts.size());
    keep_parameters(line, address.street + ";" + address.city);
    contact_.addresses.push_back(std::move(address));
    return true;
  }

  bool read_organisation(const ContentLine& line) {
    const auto parts = split_escaped(line.value, ';');
    std::string department;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const std::string unit = component(parts, i);
      if (!unit.empty()) department += (department.empty() ? "" : "; ") + unit;
    }
    const std::string organisation = component(parts, 0);
    jobs_.push_back({line.group, {organisation, department, "", ""}});
    if (!organisation.empty() || !department.empty()) keep_parameters(line, organisation);
    return true;
  }
  bool read_title(const ContentLine& line) { return read_job_text(titles_, line); }
  bool read_role(const ContentLine& line) { return read_job_text(roles_, line); }
  bool read_job_text(std::vector<JobText>& list, const ContentLine& line) {
    const std::string text(trimmed(unescaped(line.value)));
    if (text.empty()) return true;
    list.push_back({line.group, text});
    keep_parameters(line, text);
    return true;
  }

  bool read_note(const ContentLine& line) {
    const std::string text(trimmed(unescaped(line.value)));
    if (text.empty()) return true;
    contact_.notes.push_back(text);
    keep_parameters(line, text);
    return true;
  }

  bool read_categories(const ContentLine& line) {
    for (const std::string& part : split_escaped(line.value, ',')) {
      const std::string label(trimmed(unescaped(part)));
      const bool is_new = std::ranges::find(contact_.labels, label) == contact_.labels.end();
      if (!label.empty() && is_new) contact_.labels.push_back(label);
    }
    return true;
  }

  bool read_photo_line(const ContentLine& line) {
    auto photo = read_photo(line);
    if (!photo) return false;
    contact_.photos.push_back(std::move(*photo));
    keep_parameters(line, "");
    return true;
  }

  bool read_kind(const ContentLine& line) {
    if (lower_ascii(trimmed(line.value)) != "org") return false;
    contact_.is_organisation = true;
    return true;
  }
  bool read_shown_as(const ContentLine& line) {  // Apple's way of KIND:org in 3.0
    if (upper_ascii(trimmed(line.value)) != "COMPANY") return false;
    contact_.is_organisation = true;
    return true;
  }
  bool skip(const ContentLine&) { return true; }

  // A group says which TITLE and ROLE belong to which ORG; without one the n-th belongs to the n-th, as no version has
  // a better rule.
  void finish_jobs() {
    place_job_texts(titles_, &ContactJob::title);
    place_job_texts(roles_, &ContactJob::role);
    for (const auto& [group, job] : jobs_)
      if (job != ContactJob{}) contact_.jobs.push_back(job);
  }

  void place_job_texts(const std::vector<JobText>& texts, std::string ContactJob::* field) {
    for (const auto& [group, text] : texts) {
      const auto is_free = [&](const std::pair<std::string, ContactJob>& job) { return (job.second.*field).empty(); };
      auto place = std::ranges::find_if(
          jobs_, [&](const auto& job) { return !group.empty() && job.first == group && is_free(job); });
      if (place == jobs_.end()) place = std::ranges::find_if(jobs_, is_free);
      if (place == jobs_.end()) place = jobs_.emplace(jobs_.end(), group, ContactJob{});
      place->second.*field = text;
    }
  }

  void finish_name() {
    Contact& contact = contact_;
    const bool has_organisation = !contact.jobs.empty() && !contact.jobs.front().organisation.empty();
    if (!has_name_ && has_organisation &&
        (formatted_name_.empty() || formatted_name_ == contact.jobs.front().organisation))
      contact.is_organisation = true;
    if (contact.is_organisation && !has_organisation) {
      const bool has_own_name = !formatted_name_.empty() && formatted_name_ != name_to_show(contact);
      const std::string name = has_own_name ? formatted_name_ : composed_name(contact);
      if (contact.jobs.empty()) contact.jobs.emplace_back();
      contact.jobs.front().organisation = name;
    }
    if (formatted_name_.empty()) return;
    const bool is_only_way_to_name_it = name_to_show(contact) == formatted_name_;
    if (!has_name_ && !contact.is_organisation && !is_only_way_to_name_it)
      set_name(contact, formatted_name_);
    else
      set_full_name(contact, formatted_name_);
  }

  Contact& contact_;
  std::map<std::string, std::string> labels_;  // by group
  std::set<std::string> labelled_groups_, kept_groups_;
  std::string formatted_name_;
  bool has_name_ = false;
  std::vector<std::pair<std::string, ContactJob>> jobs_;  // with the group of their ORG
  std::vector<JobText> titles_, roles_;
  std::vector<std::string> kept_parameters_;
};

const CardBuilder::Property* CardBuilder::find_property(std::string_view name) {
  static constexpr std::array properties{
      Property{"VERSION", &CardBuilder::skip},
      Property{"FN", &CardBuilder::read_formatted_name},
      Property{"N", &CardBuilder::read_name},
      Property{"NICKNAME", &CardBuilder::read_nickname},
      Property{"UID", &CardBuilder::read_uid},
      Property{"BDAY", &CardBuilder::read_birthday},
      Property{"ANNIVERSARY", &CardBuilder::read_anniversary},
      Property{"X-ANNIVERSARY", &CardBuilder::read_anniversary},
      Property{"GENDER", &CardBuilder::read_gender},
      Property{"X-GENDER", &CardBuilder::read_gender},
      Property{"TEL", &CardBuilder::read_phone},
      Property{"EMAIL", &CardBuilder::read_mail},
      Property{"URL", &CardBuilder::read_link},
      Property{"ADR", &CardBuilder::read_address},
      Property{"ORG", &CardBuilder::read_organisation},
      Property{"TITLE", &CardBuilder::read_title},
      Property{"ROLE", &CardBuilder::read_role},
      Property{"NOTE", &CardBuilder::read_note},
      Property{"CATEGORIES", &CardBuilder::read_categories},
      Property{"PHOTO", &CardBuilder::read_photo_line},
      Property{"KIND", &CardBuilder::read_kind},
      Property{"X-ABSHOWAS", &CardBuilder::read_shown_as},
  };
  const auto found = std::ranges::find(properties, name, &Property::name);
  return found == properties.end() ? nullptr : &*found;
}

}  // namespace

void read_properties(Contact& contact, const std::vector<std::string>& lines, CardPart part) {
  CardBuilder(contact).build(lines, part);
}

void add_content_lines(Contact& contact, std::span<const std::string> lines) {
  read_properties(contact, {lines.begin(), lines.end()}, CardPart::some_properties);
}

std::string parameters_key(std::string_view name, std::string_view value) {
  constexpr std::size_t longest = 120;
  std::string start = escaped(value.substr(0, longest));
  start.resize(start.size() - cut_off_tail(start));
  return std::string(name) + ":" + start;
}

}  // namespace vinculo::transfer
