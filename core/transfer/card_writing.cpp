#include <algorithm>
#include <optional>
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

class CardLines {
 public:
  CardLines(const Contact& contact, VCardVersion version) : contact_(contact), version_(version) {
    for (const std::string& property : contact.properties) {
      auto line = parse_content_line(property);
      if (line && !line->group.empty()) used_groups_.insert(line->group);
      if (line && line->name == parameters_property)
        kept_parameters_.push_back(std::move(*line));
      else
        kept_lines_.push_back(property);
    }
  }

  std::vector<std::string> write(CardPart part) {
    if (part == CardPart::whole_card) write_names();
    for (const ContactPhone& phone : contact_.phones)
      add_with_kind(phone_line(phone.number, version_), {phone.kind, phone.custom_kind}, phone.preferred, phone.number);
    for (const ContactMail& mail : contact_.mails)
      add_with_kind(text_line("EMAIL", mail.address), {mail.kind, mail.custom_kind}, mail.preferred, mail.address);
    for (const ContactAddress& address : contact_.addresses) write_address(address);
    for (const ContactLink& link : contact_.links) write_link(link);
    write_jobs();
    write_dates_and_gender();
    write_labels();
    for (const std::string& note : contact_.notes) add(text_line("NOTE", note), note);
    for (const ContactPhoto& photo : contact_.photos) add(photo_line(photo, version_), "");
    if (!contact_.external_id.empty()) write_uid();
    for (std::string& line : kept_lines_) lines_.push_back(std::move(line));
    for (const ContentLine& line : kept_parameters_) lines_.push_back(format(line));  // of values that have changed
    return std::move(lines_);
  }

 private:
  static ContentLine text_line(std::string_view name, std::string_view text) {
    return {"", std::string(name), {}, escaped(text)};
  }

  // Writes the line with the parameters that reading has kept for it; answers the group it got.
  std::string add(ContentLine line, std::string_view key_value) {
    const std::string key = parameters_key(line.name, key_value);
    const auto kept = std::ranges::find(kept_parameters_, key, &ContentLine::value);
    if (kept != kept_parameters_.end()) {
      if (line.group.empty()) line.group = kept->group;
      for (ContentParameter& parameter : kept->parameters) {
        const bool is_pref_of_v3 = version_ == VCardVersion::v3 && parameter.name == "PREF" &&
                                   parameter.values == std::vector<std::string>{"1"};
        if (is_pref_of_v3) parameter = {"TYPE", {"pref"}};
        line.parameters.push_back(std::move(parameter));
      }
      kept_parameters_.erase(kept);
    }
    lines_.push_back(format(line));
    return line.group;
  }

  void add_with_kind(ContentLine line, const Kind& kind, bool is_preferred, std::string_view key_value) {
    TypesAndLabel types = types_from_kind(kind);
    if (is_preferred && version_ == VCardVersion::v3) types.types.emplace_back("pref");
    if (!types.types.empty()) line.parameters.push_back({"TYPE", types.types});
    if (is_preferred && version_ == VCardVersion::v4) line.parameters.push_back({"PREF", {"1"}});
    if (types.label.empty()) {
      add(std::move(line), key_value);
      return;
    }
    line.group = kept_group(line.name, key_value);
    if (line.group.empty()) line.group = new_group("item");
    const std::string group = add(std::move(line), key_value);
    lines_.push_back(format({group, "X-ABLabel", {}, escaped(types.label)}));
  }

  // The group that the property with this value shares with properties that are kept as they are; mostly none.
  std::string kept_group(std::string_view name, std::string_view key_value) const {
    const auto kept = std::ranges::find(kept_parameters_, parameters_key(name, key_value), &ContentLine::value);
    return kept == kept_parameters_.end() ? "" : kept->group;
  }

  // The group of the job's ORG, or without one of its title or role: one that no other job has.
  std::string group_of_job(const ContactJob& job) {
    std::string group;
    if (!job.organisation.empty() || !job.department.empty())
      group = kept_group("ORG", job.organisation);
    else
      group = !job.title.empty() ? kept_group("TITLE", job.title) : kept_group("ROLE", job.role);
    const bool is_free = !group.empty() && job_groups_.insert(group).second;
    return is_free ? group : new_group("job");
  }

  std::string new_group(std::string_view word) {
    for (;;) {
      std::string group = std::string(word) + std::to_string(++last_group_);
      if (used_groups_.insert(group).second) return group;
    }
  }

  void write_names() {
    const Contact& contact = contact_;
    if (contact.is_organisation) lines_.emplace_back(version_ == VCardVersion::v4 ? "KIND:org" : "X-ABShowAs:COMPANY");
    const std::string name = name_to_show(contact);
    add(text_line("FN", name), name);
    const std::string parts = escaped(contact.family_name) + ";" + escaped(contact.given_name) + ";" +
                              escaped_list(contact.additional_names) + ";" + escaped_list(contact.honorific_prefix) +
                              ";" + escaped_list(contact.honorific_suffix);
    if (version_ == VCardVersion::v3 || parts != ";;;;")
      add({"", "N", {}, parts}, contact.family_name + ";" + contact.given_name);
    if (!contact.nickname.empty()) add({"", "NICKNAME", {}, escaped_list(contact.nickname)}, contact.nickname);
  }

  void write_address(const ContactAddress& address) {
    ContentLine line{"", "ADR", {}, ""};
    for (const std::string* part : {&address.po_box, &address.extended, &address.street, &address.city, &address.region,
                                    &address.postal_code, &address.country})
      line.value += (part == &address.po_box ? "" : ";") + escaped(*part);
    add_with_kind(std::move(line), {address.kind, address.custom_kind}, false, address.street + ";" + address.city);
  }

  void write_link(const ContactLink& link) {
    // A URI is not text: commas and semicolons stay as they are (RFC 6350 section 4.2).
    std::string value = escaped(link.url);
    for (const std::string_view mark : {"\\,", "\\;"})
      for (auto at = value.find(mark); at != std::string::npos; at = value.find(mark, at + 1))
        if (at == 0 || value[at - 1] != '\\') value.erase(at, 1);
    add_with_kind({"", "URL", {}, value}, {link.kind, link.custom_kind}, false, link.url);
  }

  void write_jobs() {
    for (const ContactJob& job : contact_.jobs) {
      std::string group = contact_.jobs.size() > 1 ? group_of_job(job) : "";
      if (!job.organisation.empty() || !job.department.empty() || !group.empty()) {
        ContentLine line{group, "ORG", {}, escaped(job.organisation)};
        for (std::string_view rest = job.department; !rest.empty();) {
          const std::size_t end = std::min(rest.find("; "), rest.size());
          line.value += ";" + escaped(rest.substr(0, end));
          rest.remove_prefix(std::min(end + 2, rest.size()));
        }
        if (job.organisation.empty() && job.department.empty())
          lines_.push_back(format(line));  // it only says that the title and the role are of one job
        else
          add(std::move(line), job.organisation);
      }
      if (!job.title.empty()) add({group, "TITLE", {}, escaped(job.title)}, job.title);
      if (!job.role.empty()) add({group, "ROLE", {}, escaped(job.role)}, job.role);
    }
  }

  void write_dates_and_gender() {
    const bool is_v4 = version_ == VCardVersion::v4;
    if (!contact_.birthday.empty()) add(date_line("BDAY", contact_.birthday, version_), contact_.birthday);
    if (!contact_.anniversary.empty())
      add(date_line(is_v4 ? "ANNIVERSARY" : "X-ANNIVERSARY", contact_.anniversary, version_), contact_.anniversary);
    if (contact_.gender.empty()) return;
    const std::string& gender = contact_.gender;
    const bool has_sex = std::string_view("MFONU").find(gender.front()) != std::string_view::npos &&
                         (gender.size() == 1 || gender[1] == ';');
    const std::string value =
        has_sex ? gender.substr(0, 2) + escaped(gender.size() > 2 ? gender.substr(2) : "") : ";" + escaped(gender);
    lines_.push_back(format({"", is_v4 ? "GENDER" : "X-GENDER", {}, value}));
  }

  void write_labels() {
    if (contact_.labels.empty()) return;
    std::string value;
    for (const std::string& label : contact_.labels) value += (value.empty() ? "" : ",") + escaped(label);
    lines_.push_back("CATEGORIES:" + value);
  }

  void write_uid() {
    ContentLine line = text_line("UID", contact_.external_id);
    const bool is_uri = contact_.external_id.find(':') != std::string::npos;
    if (version_ == VCardVersion::v4 && !is_uri) line.parameters.push_back({"VALUE", {"text"}});
    add(std::move(line), contact_.external_id);
  }

  const Contact& contact_;
  VCardVersion version_;
  std::vector<ContentLine> kept_parameters_;
  std::vector<std::string> kept_lines_, lines_;
  std::set<std::string> used_groups_, job_groups_;
  int last_group_ = 0;
};

// RFC 6350 section 3.2: at most 75 octets, the line end left out, and no character is split.
void append_folded(std::string& out, std::string_view line) {
  std::size_t room = 75;
  while (line.size() > room) {
    const std::size_t length = room - cut_off_tail(line.substr(0, room));
    out += line.substr(0, length);
    out += "\r\n ";
    line.remove_prefix(length);
    room = 74;  // the space counts
  }
  out += line;
  out += "\r\n";
}

std::string without_line_ends(std::string line) {
  for (std::size_t at = line.find('\n'); at != std::string::npos; at = line.find('\n', at)) line.replace(at, 1, "\\n");
  std::erase(line, '\r');
  return line;
}

}  // namespace

std::vector<std::string> write_properties(const Contact& contact, VCardVersion version, CardPart part) {
  return CardLines(contact, version).write(part);
}

std::string write_vcard(const Contact& contact, VCardVersion version) {
  std::string card = version == VCardVersion::v4 ? "BEGIN:VCARD\r\nVERSION:4.0\r\n" : "BEGIN:VCARD\r\nVERSION:3.0\r\n";
  for (std::string& line : write_properties(contact, version, CardPart::whole_card))
    append_folded(card, without_line_ends(std::move(line)));
  return card += "END:VCARD\r\n";
}

std::string escaped_list(std::string_view text) {
  std::string out = escaped(text);
  for (std::size_t at = out.find("\\,"); at != std::string::npos; at = out.find("\\,", at + 1)) {
    const bool is_list = at > 0 && out[at - 1] != '\\' && at + 2 < out.size() && out[at + 2] != ' ';
    if (is_list) out.erase(at, 1);
  }
  return out;
}

}  // namespace vinculo::transfer
