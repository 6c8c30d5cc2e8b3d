#include <algorithm>

#include "api/handlers.h"
#include "search/phone_words.h"

namespace vinculo::api {
namespace {

constexpr std::string_view owners_of_mail = R"(
SELECT 0, person.id FROM mail JOIN person ON person.id = mail.owner
  WHERE lower(mail.address) = lower(?1) AND mail.deleted = 0 AND person.deleted = 0
UNION
SELECT 1, organisation.id FROM mail JOIN organisation ON organisation.id = mail.owner
  WHERE lower(mail.address) = lower(?1) AND mail.deleted = 0 AND organisation.deleted = 0
LIMIT ?2)";

Result<ContactOwners> find_by_mail(Context& context, std::string_view address) {
  auto statement = context.database.prepare(owners_of_mail);
  if (!statement) return std::move(statement).error();
  statement->bind(1, address).bind(2, std::int64_t{max_contact_owners});
  ContactOwners owners;
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) return owners;
    owners.items.push_back(
        {statement->integer(0) == 0 ? ListKind::people : ListKind::organisations, statement->uuid(1)});
  }
}

// The same line, written with or without country code, area or trunk zero.
bool are_same_number(std::string_view one, std::string_view other) {
  constexpr std::size_t least_digits = 8;
  const std::string a = search::national_digits(one), b = search::national_digits(other);
  if (a.empty() || std::min(a.size(), b.size()) < least_digits) return !a.empty() && a == b;
  return a.ends_with(b) || b.ends_with(a);
}

Result<bool> has_number(Context& context, const Uuid& owner, std::string_view number) {
  auto statement = context.database.prepare("SELECT number FROM phone WHERE owner = ?1 AND deleted = 0");
  if (!statement) return std::move(statement).error();
  statement->bind(1, owner);
  for (;;) {
    auto row = statement->step();
    if (!row || !*row) return row;
    if (are_same_number(statement->text(0), number)) return true;
  }
}

// The search finds more than is meant: numbers that only begin so, numbers in notes.
Result<ContactOwners> find_by_phone(Context& context, const std::string& number) {
  ContactOwners owners;
  for (const ListKind list : {ListKind::people, ListKind::organisations}) {
    auto found = list_window(context, {.list = list, .query = number, .label = {}});
    if (!found) return std::move(found).error();
    for (const ListRow& row : found->rows) {
      auto is_owner = has_number(context, row.id, number);
      if (!is_owner) return std::move(is_owner).error();
      if (*is_owner && owners.items.size() < max_contact_owners) owners.items.push_back({list, row.id});
    }
  }
  return owners;
}

}  // namespace

Result<ContactOwners> find_contact(Context& context, const ContactRequest& request) {
  if (request.mail.empty() == request.phone.empty()) return Error{ErrorCode::invalid_argument, "mail or phone"};
  return request.phone.empty() ? find_by_mail(context, request.mail) : find_by_phone(context, request.phone);
}

}  // namespace vinculo::api
