// A contact as files have it: the neutral form between CSV or vCard and the records. Plain values in UTF-8, no ids.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace vinculo::transfer {

// kind: "mobile", "work", "home", "fax", "main", "other" or empty; custom_kind: what the file said, when none fits.
struct ContactPhone { std::string kind, custom_kind, number; bool preferred = false; };
struct ContactMail { std::string kind, custom_kind, address; bool preferred = false; };
struct ContactLink { std::string kind, custom_kind, url; };
struct ContactAddress {
  std::string kind, custom_kind, po_box, extended, street, city, region, postal_code, country;
};
struct ContactJob { std::string organisation, department, title, role; };
struct ContactPhoto { std::string media_type; Bytes data; };

struct Contact {
  std::string given_name, family_name, additional_names, honorific_prefix, honorific_suffix, nickname, full_name;
  std::string birthday, anniversary, gender;
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
  bool is_organisation = false;         // KIND:org, or a row that has a company and no person
};

}  // namespace vinculo::transfer
