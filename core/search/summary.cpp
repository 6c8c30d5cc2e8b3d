#include "search/summary.h"

#include <algorithm>

#include "base/stamp.h"
#include "domain/person_name.h"
#include "search/fold.h"
#include "search/phone_words.h"
#include "storage/database.h"

namespace vinculo::search {
namespace {

// A note of 300 kB must not make an index of its own: the words at its start are enough to find it.
constexpr std::size_t max_indexed_text_bytes = 4'000;
constexpr std::size_t max_indexed_words = 500;

void add_words(std::vector<std::string>& words, std::string_view text) {
  for (std::string& word : words_of(text.substr(0, max_indexed_text_bytes))) {
    if (words.size() >= max_indexed_words) return;
    if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
  }
}

// Unix milliseconds of the newest register of a row, from its packed stamps (format: change/row_fields.h).
std::int64_t newest_ms(ByteView stamps) {
  std::uint64_t newest = 0;
  ByteReader in(stamps);
  while (in.ok() && !in.at_end()) {
    newest = std::max(newest, Hlc{in.u64()}.unix_ms());
    in.varint();  // device
    in.varint();  // columns
  }
  return static_cast<std::int64_t>(newest);
}

void note_stamps(Summary& into, ByteView stamps) { into.changed_ms = std::max(into.changed_ms, newest_ms(stamps)); }

// Calls read(statement) for each row that `sql` finds for ?1 = owner.
template <class Read>
Status for_each_row(storage::Database& database, std::string_view sql, const Uuid& owner, Read read) {
  auto statement = database.prepare(sql);
  if (!statement) return std::move(statement).error();
  statement->bind(1, owner);
  for (;;) {
    auto row = statement->step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    read(*statement);
  }
}

}  // namespace

Result<std::optional<RecordKey>> SummaryReader::find_key(List list, const Uuid& id) {
  auto statement = database_.prepare(list == List::people ? "SELECT rowid, deleted FROM person WHERE id = ?1"
                                                          : "SELECT rowid, deleted FROM organisation WHERE id = ?1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, id).step();
  if (!row) return std::move(row).error();
  if (!*row) return std::optional<RecordKey>();
  return std::optional<RecordKey>(RecordKey{statement->integer(0), statement->integer(1) != 0});
}

Result<std::optional<Uuid>> SummaryReader::find_id(List list, std::int64_t key) {
  auto statement = database_.prepare(list == List::people ? "SELECT id FROM person WHERE rowid = ?1"
                                                          : "SELECT id FROM organisation WHERE rowid = ?1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, key).step();
  if (!row) return std::move(row).error();
  return *row ? std::optional<Uuid>(statement->uuid(0)) : std::nullopt;
}

Result<Summary> SummaryReader::read(List list, std::int64_t key, const Uuid& id) {
  Summary summary;
  Status status = list == List::people ? read_person(key, summary) : read_organisation(key, summary);
  if (status && list == List::people) status = read_affiliations(id, summary);
  if (status) status = read_mails(id, summary);
  if (status) status = read_phones(id, summary);
  if (status) status = read_addresses(id, summary);
  if (status) status = read_texts("SELECT url, stamps FROM link WHERE owner = ?1 AND deleted = 0", id, summary);
  if (status) status = read_texts("SELECT body, stamps FROM note WHERE owner = ?1 AND deleted = 0", id, summary);
  if (status) {
    status = read_texts(
        "SELECT label.name, labelling.stamps FROM labelling JOIN label ON label.id = labelling.label"
        " WHERE labelling.subject = ?1 AND labelling.deleted = 0 AND label.deleted = 0",
        id, summary);
  }
  if (status) status = read_conflict(id, summary);
  if (!status) return std::move(status).error();
  if (summary.name.empty()) summary.name = !summary.mail.empty() ? summary.mail : summary.phone;
  if (list == List::people && summary.family_name.empty()) summary.family_name = summary.name;
  return summary;
}

Status SummaryReader::read_person(std::int64_t key, Summary& into) {
  auto statement = database_.prepare(
      "SELECT given_name, family_name, full_name, additional_names, nickname, stamps"
      " FROM person WHERE rowid = ?1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, key).step();
  if (!row) return std::move(row).error();
  if (!*row) return Error{ErrorCode::not_found, "person"};
  into.name = statement->text(2).empty() ? person_name(statement->text(0), statement->text(1))
                                         : std::string(statement->text(2));
  into.family_name = statement->text(1);
  for (int column = 0; column < 5; ++column) add_words(into.text.name_words, statement->text(column));
  add_words(into.text.name_words, into.name);  // one word where there is no space between
  note_stamps(into, statement->bytes(5));
  return {};
}

Status SummaryReader::read_organisation(std::int64_t key, Summary& into) {
  auto statement = database_.prepare(
      "SELECT name, legal_name, tax_number, industry, stamps FROM organisation"
      " WHERE rowid = ?1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, key).step();
  if (!row) return std::move(row).error();
  if (!*row) return Error{ErrorCode::not_found, "organisation"};
  into.name = statement->text(0).empty() ? statement->text(1) : statement->text(0);
  add_words(into.text.name_words, statement->text(0));
  add_words(into.text.name_words, statement->text(1));
  add_words(into.text.other_words, statement->text(2));
  add_words(into.text.other_words, statement->text(3));
  note_stamps(into, statement->bytes(4));
  return {};
}

Status SummaryReader::read_affiliations(const Uuid& person, Summary& into) {
  bool is_first = true;
  return for_each_row(
      database_,
      "SELECT organisation.name, affiliation.title, affiliation.department, affiliation.role, affiliation.stamps"
      " FROM affiliation LEFT JOIN organisation ON organisation.id = affiliation.organisation AND organisation.deleted = 0"
      " WHERE affiliation.person = ?1 AND affiliation.deleted = 0 ORDER BY affiliation.position, affiliation.id",
      person, [&](const storage::Statement& row) {
        if (is_first) {
          into.organisation = row.text(0);
          into.title = row.text(1);
        }
        is_first = false;
        for (int column = 0; column < 4; ++column) add_words(into.text.other_words, row.text(column));
        note_stamps(into, row.bytes(4));
      });
}

Status SummaryReader::read_mails(const Uuid& owner, Summary& into) {
  return for_each_row(database_,
                      "SELECT address, stamps FROM mail WHERE owner = ?1 AND deleted = 0 ORDER BY position, id", owner,
                      [&](const storage::Statement& row) {
                        if (into.mail.empty()) into.mail = row.text(0);
                        add_words(into.text.other_words, row.text(0));
                        note_stamps(into, row.bytes(1));
                      });
}

Status SummaryReader::read_phones(const Uuid& owner, Summary& into) {
  return for_each_row(database_,
                      "SELECT number, stamps FROM phone WHERE owner = ?1 AND deleted = 0 ORDER BY position, id", owner,
                      [&](const storage::Statement& row) {
                        const std::string_view number = row.text(0);
                        if (into.phone.empty()) into.phone = number;
                        for (std::string& word : phone_words(number)) into.text.other_words.push_back(std::move(word));
                        const std::string digits = national_digits(number);
                        if (!digits.empty()) {
                          into.text.phone_digits += (into.text.phone_digits.empty() ? "" : " ") + digits;
                        }
                        note_stamps(into, row.bytes(1));
                      });
}

Status SummaryReader::read_addresses(const Uuid& owner, Summary& into) {
  return for_each_row(database_,
                      "SELECT city, street, extended, po_box, region, postal_code, country, stamps FROM address"
                      " WHERE owner = ?1 AND deleted = 0 ORDER BY position, id",
                      owner, [&](const storage::Statement& row) {
                        if (into.city.empty()) into.city = row.text(0);
                        for (int column = 0; column < 7; ++column) add_words(into.text.other_words, row.text(column));
                        note_stamps(into, row.bytes(7));
                      });
}

// sql: a text and stamps.
Status SummaryReader::read_texts(std::string_view sql, const Uuid& owner, Summary& into) {
  return for_each_row(database_, sql, owner, [&](const storage::Statement& row) {
    add_words(into.text.other_words, row.text(0));
    note_stamps(into, row.bytes(1));
  });
}

Status SummaryReader::read_conflict(const Uuid& unit, Summary& into) {
  auto statement = database_.prepare(
      "SELECT 1 FROM conflict WHERE unit = ?1 AND deleted = 0"
      " AND coalesce(resolution, 0) = 0 LIMIT 1");
  if (!statement) return std::move(statement).error();
  auto row = statement->bind(1, unit).step();
  if (!row) return std::move(row).error();
  into.has_conflict = *row;
  return {};
}

}  // namespace vinculo::search
