// Between the properties of a vCard and the fields of a contact: the one place that knows which property is which
// field. Reading takes unfolded lines in 3.0 or 4.0 form (vcard_reader brings 2.1 there), writing gives such lines.
//
// Parameters that no field holds (LANGUAGE, SORT-AS, PREF=2, a group with other properties in it) are kept in a
// property of their own, "group.X-VINCULO-PARAMETERS;LANGUAGE=fr:NOTE:start of the value", and come back when the
// property is written with the same value.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "transfer/contact.h"
#include "transfer/vcard.h"

namespace vinculo::transfer {

enum class CardPart : std::uint8_t { whole_card, some_properties /* the contact has a name already */ };
void read_properties(Contact& contact, const std::vector<std::string>& lines, CardPart part);

// All properties between VERSION and END, unfolded; of some_properties those that name the contact are left out.
[[nodiscard]] std::vector<std::string> write_properties(const Contact& contact, VCardVersion version, CardPart part);

// What X-VINCULO-PARAMETERS names a property by: its name and the start of its value.
[[nodiscard]] std::string parameters_key(std::string_view name, std::string_view value);
inline constexpr std::string_view parameters_property = "X-VINCULO-PARAMETERS";

// A component that may be a list: "ing. jr,M.Sc." is one, "Richter, James" (a space behind the comma) is one value.
[[nodiscard]] std::string escaped_list(std::string_view text);

}  // namespace vinculo::transfer
