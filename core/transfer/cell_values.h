// Several values in one cell, as address books write them. Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vinculo::transfer {

// What Google puts between values, and we between labels.
inline constexpr std::string_view value_separator = " ::: ";

[[nodiscard]] std::vector<std::string> split_values(std::string_view cell);  // at value_separator, trimmed, none empty
[[nodiscard]] std::vector<std::string> split_mails(
    std::string_view cell);  // also at ; and , when every part is an address
[[nodiscard]] std::vector<std::string> split_phones(
    std::string_view cell);  // also at ; / and line ends when every part is a number
// Also at ; or else , and line ends. Google's "* myContacts", which every contact has, is left out; "* starred" is
// "starred".
[[nodiscard]] std::vector<std::string> split_labels(std::string_view cell);
[[nodiscard]] std::string joined_labels(const std::vector<std::string>& labels);  // split_labels() gives them again

}  // namespace vinculo::transfer
