#include "transfer/cell_values.h"

#include <algorithm>

#include "transfer/utf8.h"
#include "transfer/value_shapes.h"

namespace vinculo::transfer {
namespace {

constexpr std::string_view bare_separator = ":::";

std::vector<std::string> split_at_any(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view part = trimmed(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Splits only when each part is what the cell should hold.
template <class Predicate>
std::vector<std::string> split_where_all(std::string_view cell, std::string_view separators, Predicate is_value) {
  std::vector<std::string> values;
  for (std::string& value : split_values(cell)) {
    std::vector<std::string> parts = split_at_any(value, separators);
    if (parts.size() > 1 && std::ranges::all_of(parts, is_value))
      values.insert(values.end(), parts.begin(), parts.end());
    else
      values.push_back(std::move(value));
  }
  return values;
}

}  // namespace

std::vector<std::string> split_values(std::string_view cell) {
  std::vector<std::string> values;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(bare_separator), cell.size());
    const std::string_view value = trimmed(cell.substr(0, end));
    if (!value.empty()) values.emplace_back(value);
    cell.remove_prefix(std::min(end + bare_separator.size(), cell.size()));
  }
  return values;
}

std::vector<std::string> split_mails(std::string_view cell) { return split_where_all(cell, ";,\n ", looks_like_mail); }

std::vector<std::string> split_phones(std::string_view cell) {
  return split_where_all(cell, ";/|\n", [](const std::string& part) {
    return std::ranges::count_if(part, [](char c) { return c >= '0' && c <= '9'; }) >= 6;
  });
}

std::vector<std::string> split_labels(std::string_view cell) {
  std::vector<std::string> labels;
  if (cell.find(bare_separator) != std::string_view::npos)
    labels = split_values(cell);
  else
    labels = split_at_any(cell, cell.find(';') != std::string_view::npos ? ";\n" : ",\n");
  std::erase(labels, "* myContacts");
  for (std::string& label : labels)
    if (label.starts_with("* ")) label.erase(0, 2);
  return labels;
}

std::string joined_labels(const std::vector<std::string>& labels) {
  std::string cell;
  for (const std::string& label : labels) cell += (cell.empty() ? "" : std::string(value_separator)) + label;
  // One label with a comma in it would be taken for two.
  const bool needs_separator = labels.size() == 1 && cell.find_first_of(",;\n") != std::string::npos;
  return needs_separator ? cell + std::string(value_separator) : cell;
}

}  // namespace vinculo::transfer
