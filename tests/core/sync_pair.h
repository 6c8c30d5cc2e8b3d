// A server's rows and devices that talk to it one message at a time, for tests of a few steps. sync_world.h is the same
// with chance. What a device says is answered at once; a test that wants something lost or late keeps the messages.
#pragma once
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/store/account_store.h"
#include "server/store/row_store.h"
#include "server/store/sqlite_schema.h"
#include "sync/engine.h"

namespace vinculo::test {

inline constexpr Uuid workspace = {{7}};
inline constexpr Uuid ana = {{8}};
inline constexpr Uuid jose = {{1}};
inline constexpr std::array server_tables = {"workspaces", "restores", "records", "counts", "devices", "batches"};
inline std::uint64_t now_ms = 1'800'000'000'000;

class Server {
 public:
  Server() : database_(*storage::Database::open({})), rows_(*database_) {
    REQUIRE(server::migrate_server_schema(*database_));
    server::AccountStore accounts(*database_);
    REQUIRE(accounts.set_setup_code({}));
    REQUIRE(accounts.create_workspace({}, workspace, "W", {ana, "Ana", "ana@example.org", "hash"}, {{}, 0, 1}, 5));
  }
  std::uint32_t sign_in() {
    server::SecretHash token{};
    token[0] = ++tokens_;
    return server::AccountStore(*database_).sign_in(workspace, ana, {token, 0, 1})->device;
  }
  sync::Message answer(std::uint32_t device, const Bytes& bytes) {
    auto message = sync::decode(bytes);
    REQUIRE(message);
    if (std::get_if<sync::Hello>(&*message)) return message_of(rows_.welcome(workspace, device, now_ms));
    if (auto* pull = std::get_if<sync::Pull>(&*message)) return message_of(rows_.pull(workspace, *pull));
    if (auto* check = std::get_if<sync::Check>(&*message)) return message_of(rows_.check(workspace, *check));
    if (auto* fetch = std::get_if<sync::Fetch>(&*message)) return message_of(rows_.fetch(workspace, *fetch));
    auto transaction = storage::Transaction::begin(*database_);
    auto pushed = rows_.push(workspace, device, std::get<sync::Push>(*message), now_ms);
    if (pushed) REQUIRE(transaction->commit());
    return message_of(std::move(pushed));
  }
  void execute(const std::string& sql) { REQUIRE(database_->execute(sql)); }
  // The data as it is now, to be put back: all that a device may notice of that.
  void save() {
    if (!is_saved_) execute("ATTACH ':memory:' AS older");
    for (const std::string table : server_tables) {
      if (is_saved_) execute("DROP TABLE older." + table);
      execute("CREATE TABLE older." + table + " AS SELECT * FROM main." + table);
    }
    is_saved_ = true;
  }
  void put_back() {
    for (const std::string table : server_tables) {
      execute("DELETE FROM main." + table + "; INSERT INTO main." + table + " SELECT * FROM older." + table);
    }
    REQUIRE(server::AccountStore(*database_).renew_epochs([this] { return ++random_ * 0x9e3779b97f4a7c15u; }));
  }

 private:
  template <class T>
  static sync::Message message_of(Result<T> result) {
    if (!result) return sync::ErrorMessage{result.error().code, result.error().detail};
    return std::move(*result);
  }

  std::unique_ptr<storage::Database> database_;
  server::RowStore rows_;
  std::uint8_t tokens_ = 10;
  bool is_saved_ = false;
  std::uint64_t random_ = 70;
};

class Device {
 public:
  explicit Device(Server& server) : database(*storage::Database::open({})), server_(server) {
    auto opened = Store::open(
        *database, [this] { return now_ms + clock_ahead_ms; }, [this] { return ++random_ * 0x9e3779b97f4a7c15u; });
    REQUIRE(opened);
    store = std::move(*opened);
    sign_in();
    engine = std::make_unique<sync::Engine>(*store, [this] { return now_ms + clock_ahead_ms; });
  }
  void sign_in() {
    number = server_.sign_in();
    REQUIRE(store->set_device(number));
  }
  void write(const std::string& name, Column column = person::nickname, const Uuid& row = jose) {
    REQUIRE(store->apply({OperationKind::edit, "Edit", {{Table::person, row, {{column, name}}}}}));
  }
  std::string nickname() { return text(person::nickname); }
  std::string text(Column column) {
    const auto row = store->find_row(Table::person, jose);
    REQUIRE(row);
    if (!*row) return "";
    for (const Register& field : (*row)->registers) {
      if (field.column == column) return std::string(text_of(field.value));
    }
    return "";
  }
  // The texts that lost against another and are kept, in order.
  std::vector<std::string> conflicts() {
    std::vector<std::string> lost;
    for (int bucket = 0; bucket < 256; ++bucket) {
      const auto table = static_cast<std::uint64_t>(Table::conflict);
      const auto rows = store->rows_in_bucket(table, static_cast<std::uint8_t>(bucket));
      REQUIRE(rows);
      for (const RowPatch& row : *rows) lost.push_back(lost_text(row));
    }
    std::ranges::sort(lost);
    return lost;
  }
  // Talks until there is nothing to say; answers the number of requests.
  int talk(std::optional<Bytes> request) {
    int requests = 0;
    for (; request; ++requests) request = receive(server_.answer(number, *request)).send;
    return requests;
  }
  int sync() { return talk(*engine->connected("token")); }
  sync::Step receive(const sync::Message& message) {
    auto step = engine->receive(sync::encode(message));
    REQUIRE(step);
    return std::move(*step);
  }
  sync::EngineState state() { return *engine->state(); }

  std::unique_ptr<storage::Database> database;  // first: the others use it
  std::unique_ptr<Store> store;
  std::unique_ptr<sync::Engine> engine;
  std::uint32_t number = 0;
  std::uint64_t clock_ahead_ms = 0;

 private:
  static std::string lost_text(const RowPatch& conflict_row) {
    for (const Register& field : conflict_row.registers) {
      const auto* packed = std::get_if<Bytes>(&field.value);
      if (field.column != conflict::lost_value || !packed) continue;
      ByteReader in(*packed);
      return std::string(text_of(read_value(in)));
    }
    return "";
  }

  Server& server_;
  std::uint64_t random_ = 0;
};

}  // namespace vinculo::test
