// Any bytes as a vCard file: reading ends, stays within its limits, and a contact that was read is equal after writing
// it as 4.0 and as 3.0 and reading that. The first byte chooses the size of the pieces in which the file arrives.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "support/byte_source.h"
#include "transfer/utf8.h"
#include "transfer/vcard.h"

using namespace vinculo;
using namespace vinculo::transfer;

namespace {

void require(bool holds, const char* what, const std::string& text = {}) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n%s\n", what, text.c_str());
  std::abort();
}

std::vector<Contact> read_contacts(const std::string& text, std::size_t piece_bytes) {
  VCardReader reader(vinculo::test::source_of(text, piece_bytes));
  std::vector<Contact> contacts;
  for (std::size_t count = 0;; ++count) {
    require(count <= text.size() + 1, "there are no more cards than bytes");
    auto record = reader.next();
    if (!record || !*record) return contacts;
    require((*record)->line >= 1, "lines are counted from one");
    if ((*record)->rejection)
      require((*record)->rejection->raw.size() <= 3 * max_rejected_text_bytes, "rejected text is bounded");
    else
      contacts.push_back(std::move((*record)->contact));
  }
}

// Properties that share a group with one that is kept as it is: whose label is whose, and which of their groups a job
// has, is then a guess when there are several.
bool shares_group(const std::string& property) {
  const std::size_t at = property.find(".X-VINCULO-PARAMETERS");
  return at != std::string::npos && at < property.find_first_of(";:");
}
bool has_shared_groups(const Contact& contact) { return std::ranges::any_of(contact.properties, shares_group); }
auto count_own_properties(const Contact& contact) {
  return std::ranges::count_if(contact.properties, std::not_fn(shares_group));
}

void check_written_again(const Contact& contact, VCardVersion version) {
  const std::string text = write_vcard(contact, version);
  require(is_valid_utf8(text), "what is written is UTF-8", text);
  const auto controls = std::ranges::count_if(text, [](char c) { return c >= 0 && c < ' '; });
  if (controls * 10 > static_cast<std::ptrdiff_t>(text.size())) return;  // no text any more, and refused as such
  const std::vector<Contact> again = read_contacts(text, 4096);
  require(again.size() == 1, "one card is read as one", text);
  require(again[0].phones.size() == contact.phones.size() && again[0].mails.size() == contact.mails.size() &&
              again[0].notes == contact.notes && count_own_properties(again[0]) == count_own_properties(contact),
          "as much is read as was written", text);
  if (has_shared_groups(contact)) return;
  require(again[0] == contact, "a contact is equal after writing and reading it",
          text + "---\n" + write_vcard(again[0], version));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const Contact& contact : read_contacts(text, 1 + data[0])) {
    check_written_again(contact, VCardVersion::v4);
    check_written_again(contact, VCardVersion::v3);
  }
  return 0;
}
