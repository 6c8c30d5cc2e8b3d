#include "api/contact_matcher.h"

#include <algorithm>
#include <array>

#include "search/fold.h"

namespace vinculo::api {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& character : lower) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  return lower;
}

// Word by word, whatever the order and the script in which it is shown.
std::string spaced(std::string_view given_name, std::string_view family_name) {
  const bool has_both = !given_name.empty() && !family_name.empty();
  return std::string(given_name).append(has_both ? " " : "").append(family_name);
}

// Its folded form is in keys that are stored: it stays as it is.
std::string name_of(const transfer::Contact& contact) {
  return contact.full_name.empty() ? spaced(contact.given_name, contact.family_name) : contact.full_name;
}

// What makes two spellings of an organisation or label one; "???" is only equal to itself.
std::string identity_of(const std::string& name) {
  std::string folded = search::folded(name);
  return folded.empty() ? name : folded;
}

// Equal, one unknown, or one a shorter form of the other ("Ana Silva", "Ana Maria Silva").
bool names_agree(std::string_view one, std::string_view other) {
  std::vector<std::string> words = search::words_of(one), others = search::words_of(other);
  if (words.size() > others.size()) words.swap(others);
  return std::ranges::all_of(words,
                             [&](const std::string& word) { return std::ranges::find(others, word) != others.end(); });
}

}  // namespace

Uuid ContactMatcher::key_of(const transfer::Contact& contact) {
  const std::string name = search::folded(name_of(contact));
  const std::string mail = contact.mails.empty() ? "" : lower_ascii(contact.mails.front().address);
  const std::string phone = contact.phones.empty() ? "" : contact.phones.front().number;
  const std::string organisation = contact.jobs.empty() ? "" : search::folded(contact.jobs.front().organisation);
  std::array<std::string_view, 3> parts{name, phone, organisation};
  std::string_view purpose = "import name";
  if (!contact.external_id.empty()) {
    purpose = "import id";
    parts = {contact.external_id, "", ""};
  } else if (!mail.empty()) {
    purpose = "import mail";
    parts = {mail, name, ""};
  }
  const std::array<ByteView, 3> views{as_bytes(parts[0]), as_bytes(parts[1]), as_bytes(parts[2])};
  return derive_uuid(purpose, views);
}

Result<std::optional<Uuid>> ContactMatcher::find_person(const transfer::Contact& contact, const Uuid& key) {
  auto found =
      first_agreeing("SELECT id, given_name, family_name, full_name FROM person WHERE import_key = ?1 AND deleted = 0",
                     &key, {}, contact);
  if (!found || *found) return found;
  for (const transfer::ContactMail& mail : contact.mails) {
    found = first_agreeing(
        "SELECT person.id, given_name, family_name, full_name FROM mail JOIN person ON person.id = mail.owner"
        " WHERE lower(mail.address) = lower(?1) AND mail.deleted = 0 AND person.deleted = 0",
        nullptr, mail.address, contact);
    if (!found || *found) return found;
  }
  return std::optional<Uuid>();
}

Result<std::optional<Uuid>> ContactMatcher::first_agreeing(std::string_view sql, const Uuid* key, std::string_view mail,
                                                           const transfer::Contact& contact) {
  auto statement = context_.database.prepare(sql);
  if (!statement) return std::move(statement).error();
  if (key)
    statement->bind(1, *key);
  else
    statement->bind(1, mail);
  const std::string name = name_of(contact);
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) return std::optional<Uuid>();
    std::string stored(statement->text(3));
    if (stored.empty()) stored = spaced(statement->text(1), statement->text(2));
    if (names_agree(name, stored)) return std::optional<Uuid>(statement->uuid(0));
  }
}

Result<Named> ContactMatcher::organisation(const std::string& name) {
  std::string folded = identity_of(name);
  if (const auto known = organisations_.find(folded); known != organisations_.end()) return Named{known->second, false};
  auto statement =
      context_.database.prepare("SELECT id, name FROM organisation_list WHERE folded_name = ?1 ORDER BY key");
  if (!statement) return std::move(statement).error();
  const std::string stored = search::folded(name);  // not the identity: names without letters share the empty one
  statement->bind(1, std::string_view(stored));
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    if (identity_of(std::string(statement->text(1))) != folded) continue;
    organisations_.emplace(std::move(folded), statement->uuid(0));
    return Named{statement->uuid(0), false};
  }
  const Uuid id = context_.store.new_id();
  organisations_.emplace(std::move(folded), id);
  return Named{id, true};
}

Result<Named> ContactMatcher::label(const std::string& name) {
  if (auto status = load_labels(); !status) return status.error();
  std::string folded = identity_of(name);
  const auto [entry, is_new] = labels_.try_emplace(std::move(folded));
  if (is_new) entry->second = context_.store.new_id();
  return Named{entry->second, is_new};
}

Status ContactMatcher::load_labels() {
  if (has_labels_) return {};
  auto statement = context_.database.prepare("SELECT id, name FROM label WHERE deleted = 0");
  if (!statement) return std::move(statement).error();
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    labels_.emplace(identity_of(std::string(statement->text(1))), statement->uuid(0));
  }
  has_labels_ = true;
  return {};
}

void ContactMatcher::forget_organisation(const std::string& name) { organisations_.erase(identity_of(name)); }
void ContactMatcher::forget_label(const std::string& name) { labels_.erase(identity_of(name)); }

}  // namespace vinculo::api
