// What lists and search show and find of one record, gathered from the record's tables. Reads only; no list, no index.
// The SQL is that of the record tables (storage/migrations.cpp). One thread; borrows the Database.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/uuid.h"
#include "search/search_tables.h"
#include "search/text_index.h"

namespace vinculo::search {

struct Summary {
  std::string name;          // as shown: full name, else given and family name, else mail or phone
  std::string family_name;   // people: what they are ordered by there; the name when there is none
  std::string mail, phone;   // the first of each
  std::string organisation;  // people: of the first affiliation
  std::string title;         // people: job title there
  std::string city;          // of the first address
  bool has_conflict = false;
  std::int64_t changed_ms = 0;
  IndexedText text;
};

struct RecordKey {
  std::int64_t key = 0;  // row id in its table
  bool is_deleted = false;
};

class SummaryReader {
 public:
  explicit SummaryReader(storage::Database& database) : database_(database) {}

  [[nodiscard]] Result<std::optional<RecordKey>> find_key(List list, const Uuid& id);
  [[nodiscard]] Result<std::optional<Uuid>> find_id(List list, std::int64_t key);
  [[nodiscard]] Result<Summary> read(List list, std::int64_t key, const Uuid& id);

 private:
  Status read_person(std::int64_t key, Summary& into);
  Status read_organisation(std::int64_t key, Summary& into);
  Status read_affiliations(const Uuid& person, Summary& into);
  Status read_mails(const Uuid& owner, Summary& into);
  Status read_phones(const Uuid& owner, Summary& into);
  Status read_addresses(const Uuid& owner, Summary& into);
  Status read_texts(std::string_view sql, const Uuid& owner, Summary& into);
  Status read_conflict(const Uuid& unit, Summary& into);

  storage::Database& database_;
};

}  // namespace vinculo::search
