#include "sync_world.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <utility>

#include "change/merge.h"
#include "server/store/account_store.h"
#include "server/store/sqlite_schema.h"

namespace vinculo::test {
namespace {

using storage::Database;

constexpr Uuid workspace = {{7}};
constexpr Uuid member = {{8}};
constexpr std::uint64_t day_ms = 86'400'000;
constexpr std::array server_tables = {"workspaces", "restores", "records", "counts", "devices", "batches"};
constexpr std::array server_copies = {"older_1", "older_2", "older_3"};

void must(const Status& status) {
  if (!status) throw std::runtime_error(status.error().detail);
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(std::string(error_name(result.error().code)) + ": " + result.error().detail);
  return std::move(*result);
}

Bytes packed(const Value& value) {
  Bytes bytes;
  ByteWriter out(bytes);
  write_value(out, value);
  return bytes;
}

std::unique_ptr<Database> open_memory() { return must(Database::open({})); }

std::vector<std::string> tables_of(Database& database) {
  std::vector<std::string> names;
  auto statement = must(database.prepare("SELECT name FROM main.sqlite_master WHERE type='table'"));
  while (must(statement.step())) names.emplace_back(statement.text(0));
  return names;
}

// The tables of an empty database as it was made, put back by put_back().
void remember_as_new(Database& database) {
  must(database.execute("ATTACH ':memory:' AS made"));
  for (const std::string& name : tables_of(database)) {
    must(database.execute("CREATE TABLE made.\"" + name + "\" AS SELECT * FROM main.\"" + name + "\""));
  }
}

void put_back(Database& database) {
  auto transaction = must(storage::Transaction::begin(database));
  for (const std::string& name : tables_of(database)) {
    must(must(database.prepare("DELETE FROM main.\"" + name + "\"")).run());
    must(must(database.prepare("INSERT INTO main.\"" + name + "\" SELECT * FROM made.\"" + name + "\"")).run());
  }
  must(transaction.commit());
}

server::SecretHash secret(std::uint64_t number) {
  server::SecretHash hash{};
  for (std::size_t byte = 0; byte < 8; ++byte) hash[byte] = static_cast<std::uint8_t>(number >> (8 * byte));
  return hash;
}

}  // namespace

WorldDatabases::WorldDatabases() : server_(open_memory()) {
  must(server::migrate_server_schema(*server_));
  remember_as_new(*server_);
  for (const std::string copy : server_copies) {
    must(server_->execute("ATTACH ':memory:' AS " + copy));
    for (const std::string table : server_tables) {
      must(server_->execute("CREATE TABLE " + copy + "." + table + " AS SELECT * FROM main." + table));
    }
  }
}

Database& WorldDatabases::device(std::size_t index) {
  while (devices_.size() <= index) {
    devices_.push_back(open_memory());
    must(Store::open(*devices_.back(), [] { return std::uint64_t{1}; }, [] { return std::uint64_t{1}; }));
    remember_as_new(*devices_.back());
  }
  return *devices_[index];
}

void WorldDatabases::clear() {
  put_back(*server_);
  for (auto& device : devices_) put_back(*device);
}

World::World(WorldDatabases& databases, const WorldOptions& options)
    : options_(options), server_database_(databases.server()), server_(databases.server()), random_(options.seed) {
  databases.clear();
  server::AccountStore accounts(server_database_);
  must(accounts.set_setup_code(secret(1)));
  must(accounts.create_workspace(secret(1), workspace, "W", {member, "Ana", "ana@example.org", "hash"},
                                 {secret(2), now_ms_, now_ms_ + 1}, 1));
  devices_.resize(static_cast<std::size_t>(options.devices));
  for (std::size_t index = 0; index < devices_.size(); ++index) {
    Device& device = devices_[index];
    device.database = &databases.device(index);
    open_store(device);
    sign_in_again(device);
  }
}

std::string World::run() {
  for (int step_number = 0; step_number < options_.steps && problem_.empty(); ++step_number) step();
  if (problem_.empty()) settle();
  if (problem_.empty() && options_.check_at_end) check_and_repair();
  if (problem_.empty()) compare();
  return problem_;
}

void World::fail(const std::string& what) {
  if (problem_.empty()) problem_ = "seed " + std::to_string(options_.seed) + ": " + what;
}

void World::tell(const Device& device, const std::string& what) const {
  if (!options_.is_told) return;
  std::cout << "device " << (&device - devices_.data()) << " (number " << device.number << ", revision "
            << (device.store ? device.store->revision() : 0) << ") " << what << '\n';
}

void World::tell_rows(const Device& device, const std::string& what, const Bytes& batch) const {
  if (!options_.is_told || batch.empty()) return;
  auto reader = must(BatchReader::open(batch));
  std::string text = what;
  const auto stamp = [](const Stamp& one) {
    return std::to_string(one.clock.value) + "/" + std::to_string(one.device);
  };
  while (!reader.at_end()) {
    const RowPatch row = must(reader.next());
    text += "\n    " + std::to_string(row.table) + " " + to_string(row.id).substr(24);
    for (const Register& field : row.registers) {
      const bool is_text = std::holds_alternative<std::string>(field.value);
      text += "  " + std::to_string(field.column) + "=" +
              (is_text ? std::string(text_of(field.value)) : "#" + std::to_string(integer_of(field.value))) + "@" +
              stamp(field.stamp) + (reader.bases() == Bases::present ? " on " + stamp(field.base) : "");
    }
  }
  tell(device, text);
}

// --- people at their devices ---

void World::step() {
  now_ms_ += chance(5) ? below(100'000) : below(500);
  Device& device = devices_[below(devices_.size())];
  const std::uint64_t die = below(1000);
  if (die < 330) {
    edit(device);
  } else if (die < 370) {
    undo_or_redo(device);
  } else if (die < 390) {
    resolve_conflict(device);
  } else if (die < 450) {
    if (device.connection == 0)
      connect(device);
    else
      disconnect(device);
  } else if (die < 470) {
    open_store(device);  // the program was closed and opened
  } else if (die < 475) {
    sign_in_again(device);
  } else if (die < 490 && options_.may_change_clocks) {
    constexpr std::array<std::int64_t, 6> offsets = {0, 0, -static_cast<std::int64_t>(day_ms), day_ms, 90'000, -90'000};
    (chance(20) ? server_offset_ms_ : device.clock_offset_ms) = offsets[below(offsets.size())];
  } else if (die < 490 + options_.saves_per_mille) {
    save_server();
  } else if (die < 490 + options_.saves_per_mille + options_.restores_per_mille) {
    restore_server();
  } else {
    for (int letters = 0; letters < 3; ++letters) deliver(devices_[below(devices_.size())], false);
  }
}

void World::open_store(Device& device) {
  disconnect(device);
  tell(device, "is opened");
  device.engine.reset();
  device.store.reset();
  const auto now = [this, &device] { return now_ms_ + static_cast<std::uint64_t>(device.clock_offset_ms); };
  device.store = must(Store::open(*device.database, now, [this] { return random_(); }));
  device.engine = std::make_unique<sync::Engine>(*device.store, now);
}

void World::sign_in_again(Device& device) {
  disconnect(device);
  server::AccountStore accounts(server_database_);
  device.number = must(accounts.sign_in(workspace, member, {secret(random_()), now_ms_, now_ms_ + 1})).device;
  must(device.store->set_device(device.number));
  tell(device, "signs in");
}

std::optional<Uuid> World::pick(Device& device, Table table) {
  const auto& ids = known_[table];
  if (ids.empty()) return std::nullopt;
  const Uuid id = ids[below(ids.size())];
  return must(device.store->find_row(table, id)) ? std::optional(id) : std::nullopt;
}

Uuid World::new_row(Device& device, Table table) {
  known_[table].push_back(device.store->new_id());
  return known_[table].back();
}

std::vector<Edit> World::invent_edits(Device& device) {
  const auto word = [this] { return Value("w" + std::to_string(++words_)); };
  const auto someone = pick(device, Table::person);
  const std::uint64_t die = below(100);
  if (!someone || die < 10) {
    const Uuid made = new_row(device, Table::person);
    std::vector<Edit> edits = {{Table::person, made, {{person::given_name, word()}, {person::family_name, word()}}}};
    if (chance(50)) {
      edits.push_back(
          {Table::phone, new_row(device, Table::phone), {{phone::owner, value_of(made)}, {phone::number, word()}}});
    }
    return edits;
  }
  if (die < 60) {
    Edit change{Table::person, *someone, {{static_cast<Column>(1 + below(4)), word()}}};
    if (chance(30)) change.set.push_back({person::full_name, word()});
    return {change};
  }
  if (die < 70) return {{Table::person, *someone, {{column_deleted, std::int64_t{chance(50)}}}}};
  if (die < 80) {
    if (const auto number = pick(device, Table::phone)) return {{Table::phone, *number, {{phone::number, word()}}}};
  }
  if (die < 90) {
    const auto label = pick(device, Table::label);
    if (!label) return {{Table::label, new_row(device, Table::label), {{label::name, word()}}}};
    const std::array<ByteView, 2> parts = {label->view(), someone->view()};
    const Uuid both = derive_uuid("labelling", parts);
    known_[Table::labelling].push_back(both);
    return {{Table::labelling,
             both,
             {{labelling::label, value_of(*label)},
              {labelling::subject, value_of(*someone)},
              {column_deleted, std::int64_t{chance(30)}}}}};
  }
  const auto firm = pick(device, Table::organisation);
  if (!firm) return {{Table::organisation, new_row(device, Table::organisation), {{organisation::name, word()}}}};
  if (const auto job = pick(device, Table::affiliation); job && chance(60)) {
    return {{Table::affiliation, *job, {{affiliation::title, word()}, {affiliation::department, word()}}}};
  }
  return {{Table::affiliation,
           new_row(device, Table::affiliation),
           {{affiliation::person, value_of(*someone)},
            {affiliation::organisation, value_of(*firm)},
            {affiliation::title, word()}}}};
}

void World::edit(Device& device) {
  Operation operation;
  operation.title = "Edit";
  operation.edits = invent_edits(device);
  const Rows before = rows_of(device, operation.edits);
  if (auto changed = device.store->apply(operation); !changed) return fail("apply: " + changed.error().detail);
  note(device, before, rows_of(device, operation.edits));
  send_changes(device);
}

void World::undo_or_redo(Device& device) {
  const Rows before = rows_of(device);
  auto changed = chance(60) ? device.store->undo() : device.store->redo();
  if (!changed && changed.error().code != ErrorCode::not_found) return fail("undo: " + changed.error().detail);
  note(device, before, rows_of(device));
  send_changes(device);
}

void World::resolve_conflict(Device& device) {
  const auto bucket = static_cast<std::uint8_t>(below(256));
  for (std::uint8_t offset = 0; offset < 8; ++offset) {
    auto rows = must(device.store->rows_in_bucket(static_cast<std::uint64_t>(Table::conflict), bucket + offset));
    if (rows.empty()) continue;
    Operation operation{OperationKind::resolve, "Resolve", {}};
    operation.edits = {
        {Table::conflict, rows[0].id, {{conflict::resolution, static_cast<std::int64_t>(1 + below(3))}}}};
    must(device.store->apply(operation));
    return send_changes(device);
  }
}

World::Rows World::rows_of(Device& device) {
  Rows rows;
  for (const auto& [table, ids] : known_) {
    for (const Uuid& id : ids) {
      if (auto row = must(device.store->find_row(table, id))) {
        rows[{static_cast<std::uint64_t>(table), id}] = std::move(*row);
      }
    }
  }
  return rows;
}

World::Rows World::rows_of(Device& device, const std::vector<Edit>& edits) {
  Rows rows;
  for (const Edit& one : edits) {
    if (auto row = must(device.store->find_row(one.table, one.row))) {
      rows[{static_cast<std::uint64_t>(one.table), one.row}] = std::move(*row);
    }
  }
  return rows;
}

// What a person's action wrote, and what they had before their eyes when they replaced it.
void World::note(const Device& device, const Rows& before, const Rows& after) {
  for (const auto& [name, row] : after) {
    const auto found = before.find(name);
    for (const Register& field : row.registers) {
      if (!can_conflict(row.table, field.column)) continue;
      const Key key{name.first, name.second, field.column};
      const Register* other = nullptr;
      if (found != before.end()) {
        for (const Register& one : found->second.registers) {
          if (one.column == field.column) other = &one;
        }
      }
      if (other && other->value == field.value) continue;
      tell(device, "wrote " + std::string(text_of(field.value)) + " over " +
                       (other ? std::string(text_of(other->value)) : "nothing") + " in " +
                       std::to_string(field.column) + " of " + to_string(row.id).substr(24));
      if (other) replaced_[key].insert(packed(other->value));
      if (!is_null(field.value)) written_[key].insert(packed(field.value));
    }
  }
}

// --- the network ---

void World::connect(Device& device) {
  device.connection = ++connections_;
  tell(device, "connects");
  send(device, must(device.engine->connected("token")));
}

void World::disconnect(Device& device) {
  if (device.engine) device.engine->disconnected();
  device.connection = 0;
  device.to_device.clear();
  if (!chance(20)) device.to_server.clear();  // else what was on its way arrives all the same
}

void World::send(Device& device, std::optional<Bytes> message) {
  if (message) device.to_server.push_back({std::move(*message), device.connection});
}

void World::send_changes(Device& device) {
  if (device.connection != 0) send(device, must(device.engine->changed()));
}

void World::deliver(Device& device, bool in_order) {
  const bool to_server = device.to_device.empty() || (!device.to_server.empty() && chance(50));
  auto& letters = to_server ? device.to_server : device.to_device;
  if (letters.empty()) return;
  const std::size_t at = in_order ? 0 : below(letters.size());
  const Letter letter = letters[at];
  const bool comes_again = !in_order && chance(5);
  if (!comes_again) letters.erase(letters.begin() + static_cast<std::ptrdiff_t>(at));
  if (!in_order && chance(4)) return;  // lost
  if (to_server)
    serve(device, letter);
  else
    receive(device, letter);
}

void World::receive(Device& device, const Letter& letter) {
  if (letter.connection != device.connection) return;
  auto step = device.engine->receive(letter.bytes);
  if (!step) {
    if (step.error().code != ErrorCode::storage_full) fail("receive: " + step.error().detail);
    return disconnect(device);
  }
  send(device, std::move(step->send));
}

// --- the server ---

void World::serve(Device& device, const Letter& letter) {
  auto message = must(sync::decode(letter.bytes));
  auto reply = chance(1) ? Result<sync::Message>(Error{ErrorCode::storage_full, "simulated"}) : answer(device, message);
  if (!reply) reply = sync::Message(sync::ErrorMessage{reply.error().code, reply.error().detail});
  if (letter.connection == device.connection && device.connection != 0) {
    device.to_device.push_back({sync::encode(*reply), device.connection});
  }
}

Result<sync::Message> World::answer(Device& device, sync::Message& message) {
  const auto as_message = [](auto result) -> Result<sync::Message> {
    if (!result) return result.error();
    return sync::Message(std::move(*result));
  };
  const std::uint64_t now = now_ms_ + static_cast<std::uint64_t>(server_offset_ms_);
  if (std::get_if<sync::Hello>(&message)) return as_message(server_.welcome(workspace, device.number, now));
  if (const auto* pushed = std::get_if<sync::Push>(&message)) return as_message(push(device, *pushed));
  if (auto* pull = std::get_if<sync::Pull>(&message)) {
    if (chance(30)) pull->max_bytes = 200;  // many small pages
    return as_message(server_.pull(workspace, *pull));
  }
  if (const auto* check = std::get_if<sync::Check>(&message)) return as_message(server_.check(workspace, *check));
  if (const auto* fetch = std::get_if<sync::Fetch>(&message)) return as_message(server_.fetch(workspace, *fetch));
  return Error{ErrorCode::protocol, "not for a server"};
}

Result<sync::Pushed> World::push(Device& device, const sync::Push& batch) {
  const std::uint64_t now = now_ms_ + static_cast<std::uint64_t>(server_offset_ms_);
  auto transaction = must(storage::Transaction::begin(server_database_));
  auto pushed = server_.push(workspace, device.number, batch, now);
  tell_rows(device, "pushes batch " + std::to_string(batch.batch), batch.rows);
  if (pushed) tell_rows(device, "is answered revision " + std::to_string(pushed->revision), pushed->rows);
  if (!pushed) return pushed;
  must(transaction.commit());
  if (!pushed->refused.empty()) fail("refused: " + pushed->refused[0].reason);
  for (Device& other : devices_) {
    if (&other == &device || other.connection == 0 || pushed->revision == 0) continue;
    other.to_device.push_back({sync::encode(sync::Notice{pushed->revision}), other.connection});
  }
  return pushed;
}

void World::save_server() {
  const std::size_t copy = below(server_copies.size());
  for (const std::string table : server_tables) {
    const std::string older = std::string(server_copies[copy]) + "." + table;
    must(server_database_.execute("DELETE FROM " + older + "; INSERT INTO " + older + " SELECT * FROM main." + table));
  }
  tell(devices_[0], "and all: the server is copied to " + std::string(server_copies[copy]));
  saved_.insert(copy);
}

void World::restore_server() {
  if (saved_.empty()) return;
  const std::size_t copy = *std::next(saved_.begin(), static_cast<std::ptrdiff_t>(below(saved_.size())));
  // Sockets break; who talks by separate requests may not notice, and what is on its way arrives.
  for (Device& device : devices_) {
    if (chance(70)) disconnect(device);
  }
  tell(devices_[0], "and all: the server is put back from " + std::string(server_copies[copy]));
  for (const std::string table : server_tables) {
    must(server_database_.execute("DELETE FROM main." + table + "; INSERT INTO main." + table + " SELECT * FROM " +
                                  server_copies[copy] + "." + table));
  }
  server::AccountStore accounts(server_database_);
  must(accounts.renew_epochs([this] { return random_() >> 1; }));
  // The sessions that the older copy does not have are gone: those devices sign in again.
  for (Device& device : devices_) {
    if (!server_.welcome(workspace, device.number, now_ms_)) sign_in_again(device);
  }
}

// --- the end ---

void World::settle() {
  for (Device& device : devices_) {
    disconnect(device);
    device.to_server.clear();
    connect(device);
  }
  for (int round = 0; round < 20'000 && problem_.empty(); ++round) {
    bool is_quiet = true;
    for (Device& device : devices_) {
      if (device.connection == 0) connect(device);
      is_quiet = is_quiet && device.to_server.empty() && device.to_device.empty();
      deliver(device, true);
    }
    ++now_ms_;
    if (is_quiet) return;
  }
  fail("never becomes quiet");
}

void World::check_and_repair() {
  for (Device& device : devices_) send(device, must(device.engine->start_check()));
  settle();
  for (Device& device : devices_) {
    if (device.connection == 0) continue;
    const auto& result = device.engine->check_result();
    if (!result) return fail("a check does not end");
    if (!result->equal || result->repaired_rows != 0) return fail("a check finds a difference");
  }
}

World::Rows World::server_rows() {
  Rows rows;
  sync::Pull pull;
  while (true) {
    const auto changes = must(server_.pull(workspace, pull));
    auto reader = must(BatchReader::open(changes.rows));
    while (!reader.at_end()) {
      RowPatch row = must(reader.next());
      const auto key = std::pair(row.table, row.id);
      rows[key] = std::move(row);
    }
    pull.since = changes.revision;
    pull.cursor = changes.cursor;
    if (!changes.more) return rows;
  }
}

void World::compare() {
  const Rows current = server_rows();
  const auto on_server = must(server_.check(workspace, {}));
  std::map<std::uint64_t, std::pair<std::uint64_t, std::uint64_t>> expected, counted;
  for (const auto& [key, row] : current) {
    ++expected[key.first].first;
    expected[key.first].second += row_hash(row);
  }
  for (const auto& one : on_server.tables) counted[one.table] = {one.rows, one.hash};
  if (counted != expected) fail("the server's totals are not those of its rows");
  for (std::size_t index = 0; index < devices_.size(); ++index) {
    Device& device = devices_[index];
    const std::string name = "device " + std::to_string(index) + " ";
    const auto state = must(device.engine->state());
    if (state.phase != sync::Phase::idle) return fail(name + "is not idle");
    if (state.rows_waiting != 0) return fail(name + "still has rows waiting");
    counted.clear();
    for (const auto& one : must(device.store->check())) {
      if (one.rows > 0) counted[one.table] = {one.rows, one.hash};
    }
    for (const auto& [key, row] : current) {
      const auto here = must(device.store->find_row(static_cast<Table>(key.first), key.second));
      if (!here || *here != row) return fail(name + "has another row than the server: " + to_string(key.second));
    }
    if (counted != expected) return fail(name + "has other totals than the server");
  }
  look_for_losses(current);
}

void World::look_for_losses(const Rows& current) {
  std::map<Key, std::set<Bytes>> kept;
  for (const auto& [name, row] : current) {
    for (const Register& field : row.registers) kept[{row.table, row.id, field.column}].insert(packed(field.value));
    if (row.table != static_cast<std::uint64_t>(Table::conflict)) continue;
    std::map<Column, Value> fields;
    for (const Register& field : row.registers) fields[field.column] = field.value;
    const Key key{static_cast<std::uint64_t>(integer_of(fields[conflict::table])), uuid_of(fields[conflict::row]),
                  static_cast<Column>(integer_of(fields[conflict::column]))};
    if (const auto* lost = std::get_if<Bytes>(&fields[conflict::lost_value])) kept[key].insert(*lost);
  }
  for (const auto& [key, values] : written_) {
    for (const Bytes& value : values) {
      if (kept[key].contains(value) || replaced_[key].contains(value)) continue;
      fail("lost: " + std::string(as_text(value)) + " of column " + std::to_string(std::get<2>(key)) + " of " +
           to_string(std::get<1>(key)));
    }
  }
}

}  // namespace vinculo::test
