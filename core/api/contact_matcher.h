// Which record a contact from a file is: found by the key of its identity in the file, by a mail address, or not there.
// Names of organisations and labels become records once per file. Reads only; what it names as new, the caller makes.
// Internal to core/api; one import at a time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/handlers.h"
#include "transfer/contact.h"

namespace vinculo::api {

struct Named {
  Uuid id;
  bool is_new = false;  // the caller makes it now; asked again it is not new any more
};

class ContactMatcher {
 public:
  explicit ContactMatcher(Context& context) : context_(context) {}

  // Identity of a contact in the file: its own id, else mail and name, else name, phone and organisation. 16 bytes.
  [[nodiscard]] static Uuid key_of(const transfer::Contact& contact);

  // The person, not in the trash, that this contact is. Two people may share a mail address or two files the same
  // numbering, so a match counts only when the names do not contradict each other.
  [[nodiscard]] Result<std::optional<Uuid>> find_person(const transfer::Contact& contact, const Uuid& key);

  [[nodiscard]] Result<Named> organisation(const std::string& name);
  [[nodiscard]] Result<Named> label(const std::string& name);
  // A new one was not made after all.
  void forget_organisation(const std::string& name);
  void forget_label(const std::string& name);

 private:
  [[nodiscard]] Result<std::optional<Uuid>> first_agreeing(std::string_view sql, const Uuid* key, std::string_view mail,
                                                           const transfer::Contact& contact);
  Status load_labels();

  Context& context_;
  std::unordered_map<std::string, Uuid> organisations_, labels_;  // by folded name
  bool has_labels_ = false;
};

}  // namespace vinculo::api
