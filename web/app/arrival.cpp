#include "app/arrival.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "app/percent.h"
#include "domain/value.h"

namespace vinculo::app {
namespace {

constexpr std::size_t max_mail_bytes = 254;  // RFC 5321 section 4.5.3.1.3, without the brackets
constexpr std::size_t max_phone_bytes = 60;  // 15 digits (E.164) and what people write between them

std::string_view before(std::string_view text, char separator) { return text.substr(0, text.find(separator)); }

// Schemes and header names are compared without case.
bool skip(std::string_view& text, std::string_view beginning) {
  const bool fits = text.size() >= beginning.size() &&
                    std::ranges::equal(text.substr(0, beginning.size()), beginning,
                                       [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
  if (fits) text.remove_prefix(beginning.size());
  return fits;
}

// The addresses of "to" may stand before the headers or among them.
std::string_view first_address(std::string_view link) {
  std::string_view to = before(before(link, '?'), ',');
  if (!to.empty()) return to;
  const std::size_t mark = link.find('?');
  std::string_view headers = mark == std::string_view::npos ? std::string_view() : link.substr(mark + 1);
  while (!headers.empty()) {
    std::string_view header = before(headers, '&');
    headers.remove_prefix(std::min(header.size() + 1, headers.size()));
    if (skip(header, "to=")) return before(header, ',');
  }
  return {};
}

bool is_mail(std::string_view text) {
  const std::size_t at = text.rfind('@');
  return text.size() <= max_mail_bytes && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         is_utf8(as_bytes(text)) &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7F'; });
}

bool is_phone(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() <= max_phone_bytes && std::ranges::any_of(text, is_digit) &&
         std::ranges::all_of(text, [&](char c) {
           return is_digit(c) || std::string_view("+-.() *#").find(c) != std::string_view::npos;
         });
}

}  // namespace

Arrival read_arrival(std::string_view url) {
  const std::string_view place = before(url, '#');
  if (place.ends_with("share=missed")) return {Arrival::Kind::missed_share, {}};
  if (before(place, '?') != "/contact") return {};
  Arrival arrival{Arrival::Kind::contact_link, {}};
  const std::string whole = percent_decoded(url.substr(std::min(place.size() + 1, url.size())));
  std::string_view link = whole;
  if (skip(link, "mailto:")) {
    if (std::string mail = percent_decoded(first_address(link)); is_mail(mail))
      arrival.contact = {.mail = std::move(mail), .phone = {}};
  } else if (skip(link, "tel:")) {  // behind a semicolon are parameters
    if (std::string phone = percent_decoded(before(link, ';')); is_phone(phone))
      arrival.contact = {.mail = {}, .phone = std::move(phone)};
  }
  return arrival;
}

std::string contact_address(std::string_view mail, std::string_view language) {
  std::string address = "/contact";
  if (!language.empty()) address.append("?lang=").append(language);
  return address + "#" + percent_encoded("mailto:" + percent_encoded(mail));
}

}  // namespace vinculo::app
