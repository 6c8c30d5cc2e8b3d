#include "app/contact_link.h"

#include <algorithm>
#include <array>

#include "app/percent.h"

namespace vinculo::app {
namespace {

constexpr std::size_t least_digits = 3, most_digits = 15;  // "190" is a number; E.164 ends at 15

bool is_digit(char character) { return character >= '0' && character <= '9'; }
char lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char character) { return character == ' ' || character == '\t' || character == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::ranges::equal(text.substr(0, word.size()), word, {}, lower);
}

// "ramal 12", "ext. 12", "x12": its digits, nothing for other words.
std::string_view extension_in(std::string_view rest) {
  // The longer words first: "extensión" begins with "ext".
  static constexpr std::array<std::string_view, 10> words{"extensión", "extension", "extensao", "extensão", "ramal",
                                                          "anexo",     "interno",   "ext",      "int",      "x"};
  const auto word = std::ranges::find_if(words, [&](std::string_view each) { return starts_with_word(rest, each); });
  if (word == words.end()) return {};
  rest.remove_prefix(word->size());
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '.' || rest.front() == ':')) rest.remove_prefix(1);
  const bool is_number = !rest.empty() && rest.size() <= most_digits && std::ranges::all_of(rest, is_digit);
  return is_number ? rest : std::string_view();
}

bool is_in_host(char character) {
  const bool is_letter = lower(character) >= 'a' && lower(character) <= 'z';
  return is_letter || is_digit(character) || character == '-' || character == '.' || (character & 0x80) != 0;
}

}  // namespace

std::string phone_link(std::string_view number) {
  number = trimmed(number);
  std::string digits;
  for (std::size_t at = 0; at < number.size(); ++at) {
    const char character = number[at];
    if (is_digit(character)) {
      digits += character;
    } else if (character == '+' && digits.empty()) {
      digits = "+";
    } else if (std::string_view(" -.()/").find(character) == std::string_view::npos) {
      const std::string_view extension = extension_in(number.substr(at));
      if (extension.empty()) return {};
      digits.append(";ext=").append(extension);
      break;
    }
  }
  const auto count = static_cast<std::size_t>(std::ranges::count_if(digits.substr(0, digits.find(';')), is_digit));
  return count >= least_digits && count <= most_digits ? "tel:" + digits : std::string();
}

std::string mail_link(std::string_view address) {
  address = trimmed(address);
  const std::size_t at = address.find('@');
  const bool is_one = at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
                      address.find('@', at + 1) == std::string_view::npos &&
                      std::ranges::none_of(address, [](char each) {
                        return std::string_view(" \t\r\n,;<>\"()").find(each) != std::string_view::npos;
                      });
  if (!is_one) return {};
  return "mailto:" + percent_encoded(address.substr(0, at)) + "@" + percent_encoded(address.substr(at + 1));
}

std::string page_link(std::string_view link) {
  link = trimmed(link);
  const bool has_gap = std::ranges::any_of(link, [](char each) { return static_cast<unsigned char>(each) <= ' '; });
  if (link.empty() || has_gap) return {};
  for (const std::string_view scheme : {"https://", "http://"})
    if (starts_with_word(link, scheme)) {
      const std::string_view rest = link.substr(scheme.size());
      return rest.empty() || !is_in_host(rest.front()) ? std::string() : std::string(scheme).append(rest);
    }
  // Without a scheme it has to begin with a host: a dot inside, and no colon that would make it another scheme.
  const std::string_view host = link.substr(0, link.find_first_of("/?#"));
  const std::size_t dot = host.find('.');
  const bool is_host =
      dot != std::string_view::npos && dot > 0 && dot + 1 < host.size() && std::ranges::all_of(host, is_in_host);
  return is_host ? "https://" + std::string(link) : std::string();
}

}  // namespace vinculo::app
