// vCards: 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) read, 3.0 and 4.0 written, as Gmail, Outlook and the iPhone really
// write them. Cards are pulled one by one. What no field of a contact holds is kept as an unfolded content line in
// Contact::properties and written again as it came. One thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/stream.h"
#include "transfer/contact.h"
#include "transfer/rejection.h"

namespace vinculo::transfer {

inline constexpr std::size_t max_card_bytes = 20'000'000;
inline constexpr std::size_t max_card_properties = 10'000;

struct CardRecord {
  std::int64_t line = 0;  // 1-based line of its BEGIN:VCARD
  Contact contact;
  std::optional<Rejection> rejection;  // too_large, malformed (text outside of any card); then `contact` is empty
};

class VCardReader {
 public:
  explicit VCardReader(ByteSource source);
  ~VCardReader();
  VCardReader(VCardReader&&) noexcept;
  VCardReader& operator=(VCardReader&&) noexcept;

  // The next card, empty at the end of the file. A card without END ends where the next begins. A card that cannot be
  // read comes with its rejection and reading goes on. An error means that the file as a whole cannot be read:
  // malformed when it is no text or has no card in its first 64 KiB, errors of the source.
  [[nodiscard]] Result<std::optional<CardRecord>> next();
  [[nodiscard]] std::int64_t bytes_read() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class VCardVersion : std::uint8_t { v3, v4 };

// The whole card, BEGIN to END, CRLF line ends, folded at 75 octets without splitting a character.
[[nodiscard]] std::string write_vcard(const Contact& contact, VCardVersion version);

// Adds what unfolded 3.0 or 4.0 content lines say to the contact: to its fields or, when none fits, its properties.
void add_content_lines(Contact& contact, std::span<const std::string> lines);

}  // namespace vinculo::transfer
