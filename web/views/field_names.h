// The words for columns, kinds and import fields in the user's language.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/schema.h"

namespace vinculo::views {

// "First name" for person.given_name; the schema's own name when there is no word for it.
[[nodiscard]] std::string column_label(Table table, std::string_view column);

// "Mobile" for "mobile"; a custom kind is its own name.
[[nodiscard]] std::string kind_label(std::string_view kind);
// The kinds offered for a table, in the order of the list.
[[nodiscard]] std::span<const std::string_view> kinds_of(Table table);

// "E-mail (work) 2" for "mail:work#2" of transfer/mapping.h; "Keep as additional data" for "".
[[nodiscard]] std::string import_field_label(std::string_view field);

// The sentence of an operation's title ("Edit person"), translated.
[[nodiscard]] std::string operation_label(std::string_view title);

}  // namespace vinculo::views
