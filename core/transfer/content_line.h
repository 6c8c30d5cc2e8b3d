// One property of a vCard as text: [group "."] name *(";" parameter) ":" value (RFC 6350 section 3.3), in the forms of
// all versions. Names are upper case, values as they stand in the file. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::transfer {

struct ContentParameter {
  std::string name;                 // upper case
  std::vector<std::string> values;  // without quotes
};

struct ContentLine {
  std::string group, name;
  std::vector<ContentParameter> parameters;
  std::string value;

  [[nodiscard]] const ContentParameter* find(std::string_view parameter) const;  // the first of that name, or null
  [[nodiscard]] std::string first(std::string_view parameter) const;             // its first value, or ""
  // All values of all TYPE parameters in lower case.
  [[nodiscard]] std::vector<std::string> types() const;
};

// Empty when there is no name or no colon. Bare parameters of 2.1 ("TEL;WORK:") become TYPE, or ENCODING where they
// name one.
[[nodiscard]] std::optional<ContentLine> parse_content_line(std::string_view line);
[[nodiscard]] std::string format(const ContentLine& line);

// \n, \, \; \\ (RFC 6350 section 3.4) and the \: and \" that some programs write; other backslashes stay.
[[nodiscard]] std::string unescaped(std::string_view value);
[[nodiscard]] std::string escaped(std::string_view text);
// Splits at a separator that no backslash precedes; the parts are still escaped.
[[nodiscard]] std::vector<std::string> split_escaped(std::string_view value, char separator);

[[nodiscard]] std::string upper_ascii(std::string_view text);
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace vinculo::transfer
