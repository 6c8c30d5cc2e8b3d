// A Store over a real database with a clock that only moves when told and ids from the run's seed.
#pragma once
#include <catch_amalgamated.hpp>

#include <memory>
#include <string>

#include "change/store.h"
#include "storage/database.h"
#include "support/random.h"

namespace vinculo::test {

struct Workspace {
  explicit Workspace(std::uint32_t device, const storage::OpenOptions& options = {}) : random(device) {
    auto opened = storage::Database::open(options);
    REQUIRE(opened);
    database = std::move(*opened);
    open_store();
    if (device != 0 && store->device() == 0) REQUIRE(store->set_device(device));
  }

  void open_store() {
    auto made = Store::open(*database, [this] { return now_ms; }, [this] { return random.bits(); });
    REQUIRE(made);
    store = std::move(*made);
  }

  ChangeSet apply(std::vector<Edit> edits, const std::string& title = "Edit person") {
    now_ms += 10;
    auto changes = store->apply({OperationKind::edit, title, std::move(edits)});
    REQUIRE(changes);
    return *changes;
  }
  ChangeSet set(Table table, const Uuid& row, Column column, Value value) {
    return apply({{table, row, {{column, std::move(value)}}}});
  }
  ChangeSet name(const Uuid& person, const std::string& given_name) {
    return set(Table::person, person, person::given_name, given_name);
  }
  Uuid new_person(const std::string& given_name) {
    const Uuid id = store->new_id();
    name(id, given_name);
    return id;
  }

  Value value(Table table, const Uuid& row, Column column) {
    const auto found = find(table, row);
    if (found) {
      for (const Register& field : found->registers) {
        if (field.column == column) return field.value;
      }
    }
    return {};
  }
  std::string name_of(const Uuid& person) {
    return std::string(text_of(value(Table::person, person, person::given_name)));
  }
  bool is_trashed(Table table, const Uuid& row) { return integer_of(value(table, row, column_deleted)) == 1; }
  std::optional<RowPatch> find(Table table, const Uuid& row) {
    auto found = store->find_row(table, row);
    REQUIRE(found);
    return *found;
  }
  std::int64_t rows_waiting() {
    const auto state = store->outbox_state();
    REQUIRE(state);
    return state->rows_waiting;
  }

  Random random;
  std::uint64_t now_ms = 1'760'000'000'000;
  std::unique_ptr<storage::Database> database;
  std::unique_ptr<Store> store;
};

}  // namespace vinculo::test
