// Which field of a contact a column of a CSV file holds, guessed from the words of its header (English, Portuguese,
// Spanish), from the headers beside it ("Phone 1 - Label" belongs to "Phone 1 - Value") and, when the header says
// little, from the values; a file without a header gets its names by the place of its columns. People can change the
// guess: fields have stable names.
//
//   field    = base [":" kind] ["#" number] ["." part]
//   base     = "name" | "given_name" | "family_name" | "additional_names" | "honorific_prefix" | "honorific_suffix"
//            | "nickname" | "birthday" | "anniversary" | "gender" | "organisation" | "department" | "title" | "role"
//            | "mail" | "phone" | "address" | "link" | "label" | "note" | "external_id" | "event" | "properties"
//            | "record_kind"
//   kind     = "work" | "home" | "mobile" | "fax" | "main" | "other" | any other word ("pager"): mail, phone, address,
//              link only
//   number   = 1, 2, ...: columns with the same base, kind and number belong together
//   part     = of an address: "street" | "number" | "extended" | "po_box" | "city" | "region" | "postal_code"
//              | "country" | "formatted"; of mail, phone, address, link, event: "kind" (the column names the kind)
//
// "name" is a whole name and is split sensibly; "properties" holds vCard content lines. An empty field means that the
// column has no field: its values are kept as properties of the contact (contact_rows.h), never dropped.
// Pure functions of their arguments, any thread.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::transfer {

struct Field {
  std::string base, kind, part;
  int number = 0;  // 0: none
  bool operator==(const Field&) const = default;
};

[[nodiscard]] std::optional<Field> parse_field(std::string_view text);  // empty for anything that is not a field
[[nodiscard]] std::string to_string(const Field& field);

using Row = std::vector<std::string>;

struct ColumnPlan {
  std::string header;                // "" when the file has none for it
  std::string field;                 // as above, or ""
  std::vector<std::string> samples;  // up to three different values that are not empty
};

// True unless the first row already looks like data (it has a mail address, a phone number or a date in it).
[[nodiscard]] bool has_header(std::span<const Row> first_rows);

// One plan per column; `rows` are some of the first records behind the header (a hundred are enough).
[[nodiscard]] std::vector<ColumnPlan> plan_columns(const Row& header, std::span<const Row> rows);

// The fields to choose from: the usual ones and whatever `plan` uses beyond them.
[[nodiscard]] std::vector<std::string> import_fields(std::span<const ColumnPlan> plan = {});

}  // namespace vinculo::transfer
