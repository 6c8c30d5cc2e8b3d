// A contact as files have it: the neutral form between CSV or vCard and the records. Plain values in UTF-8, no ids.
// Everything that a file says and that no field holds is kept as a content line in `properties`, so that reading and
// writing lose nothing.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace vinculo::transfer {

// kind: "mobile", "work", "home", "fax", "main", "other" or empty; custom_kind: what the file said, when none fits.
struct ContactPhone {
  std::string kind, custom_kind, number;
  bool preferred = false;
  bool operator==(const ContactPhone&) const = default;
};
struct ContactMail {
  std::string kind, custom_kind, address;
  bool preferred = false;
  bool operator==(const ContactMail&) const = default;
};
struct ContactLink {
  std::string kind, custom_kind, url;
  bool operator==(const ContactLink&) const = default;
};
struct ContactAddress {
  std::string kind, custom_kind, po_box, extended, street, city, region, postal_code, country;
  bool operator==(const ContactAddress&) const = default;
};
struct ContactJob {  // department: units of units are separated by "; "
  std::string organisation, department, title, role;
  bool operator==(const ContactJob&) const = default;
};
struct ContactPhoto {
  std::string media_type;
  Bytes data;
  bool operator==(const ContactPhoto&) const = default;
};

struct Contact {
  std::string given_name, family_name, additional_names, honorific_prefix, honorific_suffix, nickname;
  std::string full_name;              // as written; empty when it is what composed_name() gives
  std::string birthday, anniversary;  // "1985-04-12", or as the file had it ("--0412", "1985", free text)
  std::string gender;
  std::vector<ContactPhone> phones;
  std::vector<ContactMail> mails;
  std::vector<ContactAddress> addresses;
  std::vector<ContactLink> links;
  std::vector<ContactJob> jobs;
  std::vector<std::string> labels;
  std::vector<std::string> notes;
  std::vector<ContactPhoto> photos;
  std::vector<std::string> properties;  // unfolded vCard content lines that no field above holds
  std::string external_id;              // UID of a vCard, the id column of a file
  // KIND:org, or a row that has a company and no person. Its name is then jobs[0].organisation (always there), and
  // full_name only when the file writes it otherwise as well.
  bool is_organisation = false;
  bool operator==(const Contact&) const = default;
};

// What a person is called when the file gives no full name: given and family name with a space between.
[[nodiscard]] std::string composed_name(const Contact& contact);
// True when nothing is in it that is worth a record: no name, no organisation, no way to reach anyone, no note.
[[nodiscard]] bool is_empty(const Contact& contact);

}  // namespace vinculo::transfer
