#include "transfer/card_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/base64.h"
#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

bool is_digits(std::string_view text, std::string_view also = {}) {
  return !text.empty() && std::ranges::all_of(text, [also](char c) {
    return (c >= '0' && c <= '9') || also.find(c) != std::string_view::npos;
  });
}

// What a date or date and time may consist of (RFC 6350 section 4.3), roughly: enough to tell it from free text.
bool looks_like_date(std::string_view text) {
  return is_digits(text, "-:+TZ.") && text.find_first_of("0123456789") != text.npos;
}

constexpr std::string_view extension_word = " ext. ";

std::string media_type_of(ByteView data) {
  struct Magic {
    std::string_view bytes, type;
  };
  constexpr std::array magics{Magic{"\xFF\xD8\xFF", "image/jpeg"}, Magic{"\x89PNG", "image/png"},
                              Magic{"GIF8", "image/gif"}, Magic{"RIFF", "image/webp"}, Magic{"BM", "image/bmp"}};
  for (const Magic& magic : magics)
    if (as_text(data).starts_with(magic.bytes)) return std::string(magic.type);
  return {};
}

}  // namespace

std::string read_date(std::string_view value) {
  if (value.size() == 8 && is_digits(value))
    return std::string(value.substr(0, 4)).append("-").append(value.substr(4, 2)).append("-").append(value.substr(6));
  return std::string(value);
}

ContentLine date_line(std::string_view name, std::string_view date, VCardVersion version) {
  ContentLine line{"", std::string(name), {}, std::string(date)};
  const bool is_whole_date = date.size() == 10 && is_digits(date.substr(0, 4)) && date[4] == '-' &&
                             is_digits(date.substr(5, 2)) && date[7] == '-' && is_digits(date.substr(8));
  if (version == VCardVersion::v4 && is_whole_date) std::erase(line.value, '-');  // RFC 6350 has the basic format only
  if (!looks_like_date(date)) {
    line.value = escaped(date);
    line.parameters.push_back({"VALUE", {"text"}});
  }
  return line;
}

std::string read_phone_number(std::string_view value) {
  const auto is_uri = [&value] { return lower_ascii(value.substr(0, 4)) == "tel:"; };
  value = trimmed(value);
  if (!is_uri()) return std::string(value);
  while (is_uri()) value = trimmed(value.substr(4));  // some programs write it before what had it already
  const std::size_t extension = value.find(";ext=");
  const bool has_extension =
      extension != 0 && extension != std::string_view::npos && is_digits(value.substr(extension + 5));
  if (!has_extension) return std::string(value);
  return std::string(value.substr(0, extension)).append(extension_word).append(value.substr(extension + 5));
}

ContentLine phone_line(std::string_view number, VCardVersion version) {
  ContentLine line{"", "TEL", {}, escaped(number)};
  const std::size_t extension = number.find(extension_word);
  const bool can_be_uri = version == VCardVersion::v4 && extension != std::string_view::npos &&
                          number.starts_with('+') && is_digits(number.substr(1, extension - 1), "-.") &&
                          is_digits(number.substr(extension + extension_word.size()));
  if (can_be_uri) {
    line.parameters.push_back({"VALUE", {"uri"}});
    line.value = std::string("tel:").append(number.substr(0, extension)).append(";ext=");
    line.value += number.substr(extension + extension_word.size());
  }
  return line;
}

std::optional<ContactPhoto> read_photo(const ContentLine& line) {
  ContactPhoto photo;
  std::string_view value = line.value;
  if (lower_ascii(value.substr(0, 5)) == "data:") {
    const std::size_t comma = value.find(',');
    if (comma == std::string_view::npos) return {};
    std::string head = lower_ascii(value.substr(5, comma - 5));
    if (!head.ends_with("base64")) return {};
    head.erase(head.size() - 6);
    photo.media_type = head.substr(0, head.find(';'));
    value.remove_prefix(comma + 1);
  } else {
    const std::string encoding = lower_ascii(line.first("ENCODING"));
    if (encoding != "b" && encoding != "base64") return {};
    for (const std::string& type : line.types())
      if (type != "pref") photo.media_type = type.find('/') == std::string::npos ? "image/" + type : type;
  }
  auto data = from_base64(value);
  if (!data || data->empty()) return {};
  photo.data = std::move(*data);
  if (photo.media_type.empty()) photo.media_type = media_type_of(photo.data);
  return photo;
}

ContentLine photo_line(const ContactPhoto& photo, VCardVersion version) {
  ContentLine line{"", "PHOTO", {}, to_base64(photo.data)};
  if (version == VCardVersion::v4) {
    line.value = "data:" + photo.media_type + ";base64," + line.value;
    return line;
  }
  line.parameters.push_back({"ENCODING", {"b"}});
  const bool is_image = photo.media_type.starts_with("image/");
  if (is_image)
    line.parameters.push_back({"TYPE", {upper_ascii(photo.media_type.substr(6))}});
  else if (!photo.media_type.empty())
    line.parameters.push_back({"TYPE", {photo.media_type}});
  return line;
}

}  // namespace vinculo::transfer
