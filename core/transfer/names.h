// Whole names ("Dr. José Carlos da Silva Jr.", "Silva, José") taken apart as far as that is sensible. Pure functions.
#pragma once
#include <string_view>

#include "transfer/contact.h"

namespace vinculo::transfer {

// Fills the name fields from a whole name; full_name stays empty when given and family name say it all. The first word
// is the given name and the rest the family name, as Portuguese and Spanish names mostly are, except for initials,
// known titles before and suffixes behind, and "Family, Given".
void set_name(Contact& contact, std::string_view whole_name);

// What stands as a whole name when the file has none: the person's, else the organisation's, a mail address, a number.
[[nodiscard]] std::string name_to_show(const Contact& contact);
// Keeps `whole_name` in full_name unless name_to_show() gives it anyway.
void set_full_name(Contact& contact, std::string_view whole_name);

}  // namespace vinculo::transfer
