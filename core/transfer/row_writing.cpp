#include <algorithm>
#include <string>

#include "transfer/card_fields.h"
#include "transfer/cell_values.h"
#include "transfer/contact_rows.h"
#include "transfer/kinds.h"

namespace vinculo::transfer {
namespace {

// What goes beyond these is in the column "Other properties" as content lines.
constexpr std::size_t job_columns = 3, mail_columns = 4, phone_columns = 6, address_columns = 3, link_columns = 3,
                      note_columns = 3;

std::string numbered(std::string_view word, std::size_t index) {
  return std::string(word) + " " + std::to_string(index + 1);
}

Row make_header() {
  Row header{"Record kind", "Name prefix", "Given name", "Additional names", "Family name", "Name suffix",
             "Nickname",    "Full name",   "Birthday",   "Anniversary",      "Gender"};
  for (std::size_t i = 0; i < job_columns; ++i)
    for (const std::string_view word : {"Organization", "Department", "Job title", "Role"})
      header.push_back(numbered(word, i));
  const auto add_with_type = [&header](std::string_view word, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      header.push_back(numbered(word, i) + " type");
      header.push_back(numbered(word, i));
    }
  };
  add_with_type("Email", mail_columns);
  add_with_type("Phone", phone_columns);
  for (std::size_t i = 0; i < address_columns; ++i)
    for (const std::string_view part :
         {"type", "street", "extended", "PO box", "city", "region", "postal code", "country"})
      header.push_back(numbered("Address", i) + " " + std::string(part));
  add_with_type("Website", link_columns);
  header.emplace_back("Labels");
  for (std::size_t i = 0; i < note_columns; ++i) header.push_back(numbered("Note", i));
  header.emplace_back("ID");
  header.emplace_back("Other properties");
  return header;
}

template <class Item>
std::vector<Item> beyond(const std::vector<Item>& items, std::size_t count) {
  return {items.begin() + static_cast<std::ptrdiff_t>(std::min(count, items.size())), items.end()};
}

std::string kind_cell(const std::string& kind, const std::string& custom, bool is_preferred) {
  const std::string label = label_from_kind({kind, custom});
  return is_preferred ? "* " + label : label;
}

// Labels that have the separator in them, or Google's mark before them, go among the content lines.
bool fit_in_a_cell(const std::vector<std::string>& labels) { return split_labels(joined_labels(labels)) == labels; }

std::string other_properties(const Contact& contact) {
  Contact rest;
  rest.phones = beyond(contact.phones, phone_columns);
  rest.mails = beyond(contact.mails, mail_columns);
  rest.addresses = beyond(contact.addresses, address_columns);
  rest.links = beyond(contact.links, link_columns);
  rest.jobs = beyond(contact.jobs, job_columns);
  rest.notes = beyond(contact.notes, note_columns);
  if (!fit_in_a_cell(contact.labels)) rest.labels = contact.labels;
  rest.properties = contact.properties;
  std::string cell;
  for (const std::string& line : write_properties(rest, VCardVersion::v4, CardPart::some_properties))
    cell += (cell.empty() ? "" : "\n") + line;
  return cell;
}

}  // namespace

const Row& export_header() {
  static const Row header = make_header();
  return header;
}

Row export_row(const Contact& contact) {
  Row row{contact.is_organisation ? "organization" : "person",
          contact.honorific_prefix,
          contact.given_name,
          contact.additional_names,
          contact.family_name,
          contact.honorific_suffix,
          contact.nickname,
          contact.full_name,
          contact.birthday,
          contact.anniversary,
          contact.gender};
  for (std::size_t i = 0; i < job_columns; ++i) {
    const ContactJob job = i < contact.jobs.size() ? contact.jobs[i] : ContactJob{};
    row.insert(row.end(), {job.organisation, job.department, job.title, job.role});
  }
  for (std::size_t i = 0; i < mail_columns; ++i) {
    const ContactMail mail = i < contact.mails.size() ? contact.mails[i] : ContactMail{};
    row.insert(row.end(), {kind_cell(mail.kind, mail.custom_kind, mail.preferred), mail.address});
  }
  for (std::size_t i = 0; i < phone_columns; ++i) {
    const ContactPhone phone = i < contact.phones.size() ? contact.phones[i] : ContactPhone{};
    row.insert(row.end(), {kind_cell(phone.kind, phone.custom_kind, phone.preferred), phone.number});
  }
  for (std::size_t i = 0; i < address_columns; ++i) {
    const ContactAddress address = i < contact.addresses.size() ? contact.addresses[i] : ContactAddress{};
    row.insert(row.end(), {kind_cell(address.kind, address.custom_kind, false), address.street, address.extended,
                           address.po_box, address.city, address.region, address.postal_code, address.country});
  }
  for (std::size_t i = 0; i < link_columns; ++i) {
    const ContactLink link = i < contact.links.size() ? contact.links[i] : ContactLink{};
    row.insert(row.end(), {kind_cell(link.kind, link.custom_kind, false), link.url});
  }
  row.push_back(fit_in_a_cell(contact.labels) ? joined_labels(contact.labels) : "");
  for (std::size_t i = 0; i < note_columns; ++i) row.push_back(i < contact.notes.size() ? contact.notes[i] : "");
  row.push_back(contact.external_id);
  row.push_back(other_properties(contact));
  return row;
}

}  // namespace vinculo::transfer
