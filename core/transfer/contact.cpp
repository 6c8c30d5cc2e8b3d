#include "transfer/contact.h"

#include "domain/person_name.h"

namespace vinculo::transfer {

std::string composed_name(const Contact& contact) { return person_name(contact.given_name, contact.family_name); }

bool is_empty(const Contact& contact) {
  return contact.given_name.empty() && contact.family_name.empty() && contact.additional_names.empty() &&
         contact.nickname.empty() && contact.full_name.empty() && contact.phones.empty() && contact.mails.empty() &&
         contact.addresses.empty() && contact.links.empty() && contact.jobs.empty() && contact.notes.empty();
}

}  // namespace vinculo::transfer
