#include "transfer/value_shapes.h"

#include <algorithm>

#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool looks_like_mail(std::string_view value) {
  value = trimmed(value);
  const std::size_t at = value.find('@');
  if (at == 0 || at == std::string_view::npos || value.find(' ') < at) return false;
  const std::size_t dot = value.find('.', at);
  return dot != std::string_view::npos && dot > at + 1 && dot + 2 < value.size();
}

bool looks_like_link(std::string_view value) {
  value = trimmed(value);
  return value.find(' ') == std::string_view::npos &&
         (value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www."));
}

bool looks_like_phone(std::string_view value) {
  value = trimmed(value);
  if (value.starts_with('\'')) value.remove_prefix(1);  // a formula guard
  const auto digits = std::ranges::count_if(value, is_digit);
  if (digits < 8 || digits > 15 || looks_like_date(value)) return false;
  const bool has_only_phone_characters = std::ranges::all_of(
      value, [](char c) { return is_digit(c) || std::string_view("+()- ./").find(c) != std::string_view::npos; });
  const bool has_mark = value.starts_with('+') || value.starts_with('(') || value.starts_with('0') ||
                        value.find_first_of("()- ") != std::string_view::npos;
  const bool has_decimal_point = std::ranges::count(value, '.') == 1;
  return has_only_phone_characters && has_mark && !has_decimal_point;
}

bool looks_like_date(std::string_view value) {
  value = trimmed(value).substr(0, std::min(value.find_first_of("T "), value.size()));
  int groups = 0, length = 0;
  char separator = '\0';
  for (const char c : value) {
    if (is_digit(c)) {
      if (++length > 4) return false;
      if (length == 1) ++groups;
    } else {
      if (length == 0 || (separator != '\0' && c != separator) || (c != '-' && c != '/' && c != '.')) return false;
      separator = c;
      length = 0;
    }
  }
  return groups == 3 && length > 0 && value.size() >= 6 && value.size() <= 10;
}

bool may_be_phone(std::string_view value) {
  return std::ranges::count_if(value, is_digit) >= 5 && value.find('@') == std::string_view::npos;
}

}  // namespace vinculo::transfer
