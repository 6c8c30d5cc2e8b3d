// The edits that bring a contact from a file into the workspace: a new record with all its parts, or what differs in an
// existing one. Existing values are filled or replaced by what the file says, never emptied; parts are added, none is
// removed. Adding the same contact again gives no edits. Internal to core/api.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "api/contact_matcher.h"
#include "api/handlers.h"
#include "transfer/contact.h"

namespace vinculo::api {

enum class Outcome : std::uint8_t { created, updated, unchanged };

struct ContactPlan {
  Outcome outcome = Outcome::created;
  std::vector<Edit> edits;
};

class ContactEdits {
 public:
  ContactEdits(Context& context, ContactMatcher& matcher, std::string note_author)
      : context_(context), matcher_(matcher), note_author_(std::move(note_author)) {}

  // too_large, invalid_argument: the contact has a value that no record may have (detail: table.column); nothing of it
  // is to be stored. Storage errors.
  [[nodiscard]] Result<ContactPlan> plan(const transfer::Contact& contact, const Uuid& key);

 private:
  class Builder;
  Context& context_;
  ContactMatcher& matcher_;
  std::string note_author_;
};

}  // namespace vinculo::api
