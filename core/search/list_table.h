// Writes one list's rows and keeps its orders' blocks in step. Rows are replaced whole. Inside the caller's
// transaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/uuid.h"
#include "search/fold.h"
#include "search/place_blocks.h"
#include "search/search_tables.h"
#include "search/summary.h"

namespace vinculo::search {

// What a row says that deciding about its replacement needs.
struct ListedRow {
  std::string name, name_key, organisation_key, family_key, phone_digits;
  std::int64_t changed_ms = 0;
  std::int64_t text_hash = 0;
};

class ListTable {
 public:
  ListTable(storage::Database& database, PlaceBlocks& blocks) : database_(database), blocks_(blocks) {}

  [[nodiscard]] Result<std::optional<ListedRow>> find(List list, std::int64_t key);
  // old: what find() answered for the key.
  Status write(List list, std::int64_t key, const Uuid& id, const Summary& summary, std::int64_t text_hash,
               const std::optional<ListedRow>& old);
  Status remove(List list, std::int64_t key, const ListedRow& old);

  // Of the keys that are written from now on; set_collation() changes those that are there, most of which stay.
  void use_collation(Collation collation) { collation_ = collation; }
  [[nodiscard]] Collation collation() const { return collation_; }
  Status rewrite_keys(List list);

 private:
  Status move(Order order, const std::optional<Place>& from, const std::optional<Place>& to);
  Status move_places(List list, std::int64_t key, const ListedRow* old, const ListedRow* row);

  storage::Database& database_;
  PlaceBlocks& blocks_;
  Collation collation_ = Collation::root;
};

}  // namespace vinculo::search
