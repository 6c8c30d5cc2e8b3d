// Lists and search of one workspace: keeps the derived tables in step with the records, inside each change's own
// transaction, and answers windows of lists. It can be made again from the records at any time; until it is, lists
// show what is done so far. One thread, the Store's; it borrows the Database.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/uuid.h"
#include "change/store.h"
#include "search/list_table.h"
#include "search/place_blocks.h"
#include "search/search_tables.h"
#include "search/summary.h"
#include "search/text_index.h"

namespace vinculo::search {

enum class Sort : std::uint8_t { name, organisation, changed, family_name };  // organisations: name, changed

struct Question {
  List list = List::people;
  Sort sort = Sort::name;  // without a query; what matches a query comes best first
  bool descending = false;
  std::string query;          // as typed
  std::optional<Uuid> label;  // only records with it
  std::int64_t offset = 0;
  std::int64_t limit = 60;
};

struct Entry {
  Uuid id;
  std::string name, mail, phone, organisation, title, city;
  std::int64_t people = 0;  // organisations: how many
  bool has_conflict = false;
};

struct Window {
  std::int64_t total = 0;
  bool total_is_exact = true;  // false: a query matches at least `total`
  std::vector<Entry> rows;
};

inline constexpr std::size_t most_found = 1000;  // a query counts no further

class SearchIndex final : public ChangeListener {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SearchIndex>> open(storage::Database& database);

  Status rows_changed(std::span<const RowChange> rows) override;

  // --- answers ---
  [[nodiscard]] Result<Window> window(const Question& question);
  [[nodiscard]] Result<std::optional<Entry>> find_entry(List list, const Uuid& id);
  [[nodiscard]] Result<std::int64_t> count(List list);
  // Every record that answers `question`, by name or as found; for exports and selections. Keys are for find_id(); a
  // record that is removed meanwhile has none.
  [[nodiscard]] Result<std::vector<std::int64_t>> all_keys(const Question& question);
  [[nodiscard]] Result<std::optional<Uuid>> find_id(List list, std::int64_t key);
  // The key of a record that is there and not in the trash.
  [[nodiscard]] Result<std::optional<std::int64_t>> find_key(List list, const Uuid& id);

  // The order of names from now on: of the language of the page. In one transaction; lists never show a part of it.
  // True when it was another one. About 3 microseconds for each record natively.
  [[nodiscard]] Result<bool> set_collation(Collation collation);
  [[nodiscard]] Collation collation() const { return lists_.collation(); }

  // --- work for idle time, each step one transaction ---
  enum class Work : std::uint8_t { nothing, more };
  // Makes missing rows (after an update, a rename of something large), then tidies the text index. max_records bounds
  // the step: about 40 microseconds each natively. Not inside a transaction.
  [[nodiscard]] Result<Work> work_step(std::int64_t max_records);
  // True while records exist that lists and search do not have yet.
  [[nodiscard]] Result<bool> is_behind();
  // Everything anew, by work_step().
  Status rebuild();

 private:
  // Keys in the order of one label's or one query's answer, kept while nothing changes: scrolling asks many times.
  struct Remembered {
    Question question;  // offset and limit do not matter
    std::int64_t generation = -1;
    std::vector<std::int64_t> keys;
    bool is_complete = true;
  };

  explicit SearchIndex(storage::Database& database);

  using Units = std::set<std::pair<List, Uuid>>;
  Status add_record(const RowChange& row, Units& units);
  Status add_units_of_part(const RowChange& row, Units& units);
  Status add_owner(const Uuid& owner, Units& units);
  Status add_subjects_of_label(const Uuid& label, Units& units);
  Status refresh(List list, const Uuid& id);
  Status remove(List list, std::int64_t key);
  Status refresh_people_of(const Uuid& organisation);
  Status put_off(List list, std::int64_t key);
  Status begin_change();

  [[nodiscard]] Result<Work> rebuild_step(std::int64_t max_records);
  [[nodiscard]] Result<bool> rebuild_list(List list, std::int64_t& records_left);
  [[nodiscard]] Result<bool> catch_up(std::int64_t& records_left);

  [[nodiscard]] Result<const Remembered*> remembered(const Question& question);
  Status fill_from_query(Remembered& answer);
  [[nodiscard]] Result<std::vector<std::int64_t>> keys_of_label(const Question& question);
  [[nodiscard]] Result<std::vector<std::int64_t>> keys_of(const Question& question, Window& window);
  [[nodiscard]] Result<Entry> read_entry(List list, std::int64_t key);

  storage::Database& database_;
  PlaceBlocks blocks_;
  ListTable lists_;
  TextIndex texts_;
  SummaryReader summaries_;
  std::int64_t generation_ = 0;  // as this object left it
  Remembered of_query_, of_label_;
  bool is_tidy_ = false;  // nothing was written since the text index was merged
};

}  // namespace vinculo::search
