// The tables of derived data: one row per person and organisation as lists show it, counted blocks of every order, the
// text index. Nothing here is synchronised and all of it can be made again from the records.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/error.h"

namespace vinculo::storage {
class Database;
}

namespace vinculo::search {

// Raise it with every change of what is derived or how text is folded: the data is then made again after the update.
inline constexpr std::int64_t search_form_version = 2;

enum class List : std::uint8_t { people = 1, organisations = 2 };  // persisted
[[nodiscard]] constexpr std::string_view name_of(List list) { return list == List::people ? "person" : "organisation"; }

// The orders that have an index and counted blocks. Persisted.
enum class Order : std::uint8_t {
  people_by_name = 1,
  people_by_organisation = 2,
  people_by_change = 3,
  organisations_by_name = 4,
  organisations_by_change = 5,
  people_by_family_name = 6,
};

// True: the derived data is missing or of another form and has to be made from the records (SearchIndex::rebuild()).
[[nodiscard]] Result<bool> prepare_search_tables(storage::Database& database);
// Empties everything, so that it is made again. Inside the caller's transaction, which also notes what is to be made.
Status drop_search_tables(storage::Database& database);

// Small numbers of the derived data: "form", "generation", "rebuild_people", ... ; 0 when never set.
[[nodiscard]] Result<std::int64_t> find_state(storage::Database& database, std::string_view name);
Status set_state(storage::Database& database, std::string_view name, std::int64_t value);

}  // namespace vinculo::search
