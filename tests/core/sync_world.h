// A team in a box: one server and a few devices, real stores over SQLite in memory, real messages, and everything that
// goes wrong in between: messages that come late, twice, out of order or not at all, connections that break, clocks
// that are wrong, a server whose data is put back from an older copy. Everything follows from one seed.
//
// run() plays a history and then lets everyone finish. It answers what is wrong afterwards, empty when nothing is:
// devices and server must be equal, and every value that someone wrote must be the current one, or have been replaced
// by someone who saw it, or be kept as a conflict.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "change/store.h"
#include "server/store/row_store.h"
#include "storage/database.h"
#include "sync/engine.h"

namespace vinculo::test {

struct WorldOptions {
  std::uint64_t seed = 0;
  int devices = 3;
  int steps = 60;
  unsigned saves_per_mille = 10, restores_per_mille = 5;  // of the steps; the server's data
  bool may_change_clocks = true;
  bool check_at_end = false;  // also the check-and-repair conversation
  bool is_told = false;       // every action printed, to understand a seed that fails
};

// What every history may use again, because making the tables costs more than a history.
class WorldDatabases {
 public:
  [[nodiscard]] storage::Database& server() { return *server_; }
  [[nodiscard]] storage::Database& device(std::size_t index);
  WorldDatabases();
  void clear();  // every table of every database

 private:
  std::unique_ptr<storage::Database> server_;
  std::vector<std::unique_ptr<storage::Database>> devices_;
};

class World {
 public:
  World(WorldDatabases& databases, const WorldOptions& options);
  [[nodiscard]] std::string run();

 private:
  struct Letter {
    Bytes bytes;
    std::uint64_t connection = 0;
  };
  struct Device {
    storage::Database* database = nullptr;
    std::unique_ptr<Store> store;
    std::unique_ptr<sync::Engine> engine;
    std::uint32_t number = 0;
    std::int64_t clock_offset_ms = 0;
    std::uint64_t connection = 0;  // 0: none
    std::deque<Letter> to_server, to_device;
  };
  using Key = std::tuple<std::uint64_t, Uuid, Column>;
  using Rows = std::map<std::pair<std::uint64_t, Uuid>, RowPatch>;

  // --- chance ---
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  bool chance(unsigned percent) { return below(100) < percent; }

  // --- people at their devices ---
  void step();
  void edit(Device& device);
  [[nodiscard]] std::vector<Edit> invent_edits(Device& device);
  [[nodiscard]] std::optional<Uuid> pick(Device& device, Table table);
  [[nodiscard]] Uuid new_row(Device& device, Table table);
  void undo_or_redo(Device& device);
  void resolve_conflict(Device& device);
  [[nodiscard]] Rows rows_of(Device& device);
  [[nodiscard]] Rows rows_of(Device& device, const std::vector<Edit>& edits);  // those that they name
  void note(const Device& device, const Rows& before, const Rows& after);
  void open_store(Device& device);
  void sign_in_again(Device& device);

  // --- the network ---
  void connect(Device& device);
  void disconnect(Device& device);
  void send(Device& device, std::optional<Bytes> message);
  void deliver(Device& device, bool in_order);
  void receive(Device& device, const Letter& letter);
  void send_changes(Device& device);

  // --- the server ---
  void serve(Device& device, const Letter& letter);
  [[nodiscard]] Result<sync::Message> answer(Device& device, sync::Message& message);
  [[nodiscard]] Result<sync::Pushed> push(Device& device, const sync::Push& push);
  void save_server();
  void restore_server();

  // --- the end ---
  void settle();
  void compare();
  void look_for_losses(const Rows& current);
  void check_and_repair();
  [[nodiscard]] Rows server_rows();
  void fail(const std::string& what);
  void tell(const Device& device, const std::string& what) const;
  void tell_rows(const Device& device, const std::string& what, const Bytes& batch) const;

  WorldOptions options_;
  storage::Database& server_database_;
  server::RowStore server_;
  std::mt19937_64 random_;
  std::uint64_t now_ms_ = 1'800'000'000'000;
  std::int64_t server_offset_ms_ = 0;
  std::uint64_t connections_ = 0;
  std::uint64_t words_ = 0;
  std::set<std::size_t> saved_;  // copies of the server that exist
  std::vector<Device> devices_;
  std::map<Table, std::vector<Uuid>> known_;
  std::map<Key, std::set<Bytes>> written_, replaced_;
  std::string problem_;
};

}  // namespace vinculo::test
