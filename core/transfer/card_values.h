// The forms that single values have in vCards: dates, telephone URIs, photos. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "transfer/contact.h"
#include "transfer/content_line.h"
#include "transfer/vcard.h"

namespace vinculo::transfer {

// "19850412" and "1985-04-12" are one date and read as the latter; everything else stays as it is.
[[nodiscard]] std::string read_date(std::string_view value);
[[nodiscard]] ContentLine date_line(std::string_view name, std::string_view date, VCardVersion version);

// "tel:+1-418-656-9254;ext=102" (RFC 3966) reads as "+1-418-656-9254 ext. 102".
[[nodiscard]] std::string read_phone_number(std::string_view value);
[[nodiscard]] ContentLine phone_line(std::string_view number, VCardVersion version);

// Inline photos only: empty for an address of a picture and for damaged Base64.
[[nodiscard]] std::optional<ContactPhoto> read_photo(const ContentLine& line);
[[nodiscard]] ContentLine photo_line(const ContactPhoto& photo, VCardVersion version);

}  // namespace vinculo::transfer
