// What a phone number, mail address, address or link is for: our few kinds and, in custom_kind, what the file said
// beyond them; to and from the words of vCard TYPE parameters, of Apple's labels and of label columns in CSV files.
// Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::transfer {

struct Kind {
  std::string kind, custom;
  bool operator==(const Kind&) const = default;
};

// TYPE values in lower case, without "pref". {"work", "fax"} -> {"fax", "work fax"}; {"cell", "voice"} -> {"mobile",
// ""}.
[[nodiscard]] Kind kind_from_types(const std::vector<std::string>& types);
// With the label that an X-ABLabel beside it gives ("_$!<HomeFAX>!$_", "Direct line"); label may be empty.
[[nodiscard]] Kind kind_from_types(const std::vector<std::string>& types, std::string_view label);
// The inverse: TYPE values and, when they cannot say it, a label for X-ABLabel.
struct TypesAndLabel {
  std::vector<std::string> types;
  std::string label;
};
[[nodiscard]] TypesAndLabel types_from_kind(const Kind& kind);

// A label as people and other programs write it in a cell: "Mobile", "Trabalho", "Home Fax", "Direct line".
[[nodiscard]] Kind kind_from_label(std::string_view label);
// A text from which kind_from_label() makes the same kind again.
[[nodiscard]] std::string label_from_kind(const Kind& kind);

}  // namespace vinculo::transfer
