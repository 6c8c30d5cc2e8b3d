// The server's rows, over SQLite in memory, without threads.
#include <catch_amalgamated.hpp>

#include <map>
#include <memory>

#include "change/merge.h"
#include "server/store/account_store.h"
#include "server/store/row_store.h"
#include "server/store/sqlite_schema.h"
#include "support/random.h"

using namespace vinculo;
using namespace vinculo::server;

namespace {

constexpr std::uint64_t noon = 1'800'000'000'000;
constexpr Uuid jose = {{1}};
constexpr auto person_table = static_cast<std::uint64_t>(Table::person);
constexpr auto conflict_table = static_cast<std::uint64_t>(Table::conflict);

Stamp at(std::uint64_t ms, std::uint32_t device) { return {Hlc::from_ms(ms), device}; }

RowPatch nickname(const std::string& text, Stamp stamp, Stamp base = {}, Uuid row = jose) {
  return {person_table, row, {{person::nickname, text, stamp, base}}};
}

SecretHash secret(std::uint8_t first) {
  SecretHash hash{};
  hash[0] = first;
  return hash;
}

// One server with one workspace and two devices, ana and rui.
class Server {
 public:
  Server() : database_(*storage::Database::open({})) {
    REQUIRE(migrate_server_schema(*database_));
    workspace = add_workspace(1);
    ana = sign_in(1, 50);
    rui = sign_in(1, 51);
  }

  Uuid add_workspace(std::uint8_t number) {
    AccountStore accounts(*database_);
    REQUIRE(accounts.set_setup_code(secret(number)));
    const Uuid id{{number, 7}};
    const std::string mail = std::to_string(number) + "@example.org";
    const auto made = accounts.create_workspace(secret(number), id, "W", {member(number), "Ana", mail, "hash"},
                                                {secret(static_cast<std::uint8_t>(100 + number)), noon, noon + 1}, 17);
    REQUIRE(made);
    return id;
  }
  static Uuid member(std::uint8_t number) { return Uuid{{number, 8}}; }
  std::uint32_t sign_in(std::uint8_t number, std::uint8_t token) {
    const auto session =
        AccountStore(*database_).sign_in(Uuid{{number, 7}}, member(number), {secret(token), noon, noon + 1});
    REQUIRE(session);
    return session->device;
  }

  // Puts older data back as far as this server can tell; answers the epoch that ended.
  std::uint64_t put_back(std::uint64_t epoch = 99) {
    const std::uint64_t ended = store().welcome(workspace, ana, noon)->epoch;
    REQUIRE(AccountStore(*database_).renew_epochs([epoch] { return epoch; }));
    return ended;
  }

  Result<sync::Pushed> push_bytes(std::uint32_t device, std::uint64_t number, Bytes rows) {
    auto transaction = storage::Transaction::begin(*database_);
    REQUIRE(transaction);
    auto answer = RowStore(*database_).push(workspace, device, {number, std::move(rows), copies_of}, now_ms);
    if (answer) REQUIRE(transaction->commit());
    return answer;
  }
  sync::Pushed push(std::uint32_t device, std::uint64_t number, const std::vector<RowPatch>& rows) {
    BatchWriter batch(Bases::present);
    for (const RowPatch& row : rows) batch.add(row);
    auto answer = push_bytes(device, number, batch.take());
    REQUIRE(answer);
    return *answer;
  }
  sync::Changes pull(sync::Pull request) {
    auto changes = RowStore(*database_).pull(workspace, request);
    REQUIRE(changes);
    return *changes;
  }
  std::vector<RowPatch> rows(std::uint64_t table = person_table) {
    std::vector<RowPatch> found;
    for (RowPatch& row : read(pull({0, sync::max_pull_bytes, {}}).rows)) {
      if (row.table == table) found.push_back(std::move(row));
    }
    return found;
  }
  static std::vector<RowPatch> read(const Bytes& batch) {
    std::vector<RowPatch> found;
    auto reader = BatchReader::open(batch);
    REQUIRE(reader);
    while (!reader->at_end()) {
      auto row = reader->next();
      REQUIRE(row);
      found.push_back(*row);
    }
    return found;
  }
  RowStore store() { return RowStore(*database_); }
  storage::Database& database() { return *database_; }

  Uuid workspace;
  std::uint64_t now_ms = noon;
  std::uint64_t copies_of = 0;
  std::uint32_t ana = 0, rui = 0;

 private:
  std::unique_ptr<storage::Database> database_;
};

std::string nickname_of(const RowPatch& row) { return std::string(text_of(row.registers.at(0).value)); }

}  // namespace

TEST_CASE("a pushed row gets the next revision and is pulled by everyone behind it") {
  Server server;
  const auto answer = server.push(server.ana, 1, {nickname("Zé", at(noon, server.ana))});
  CHECK(answer.revision == 1);
  CHECK(answer.rows.empty());
  const auto changes = server.pull({0, sync::max_pull_bytes, {}});
  CHECK(changes.revision == 1);
  CHECK_FALSE(changes.more);
  CHECK(Server::read(changes.rows) == std::vector{nickname("Zé", at(noon, server.ana))});
  CHECK(Server::read(server.pull({1, sync::max_pull_bytes, {}}).rows).empty());
}

TEST_CASE("a batch that comes twice is stored once and answered the same") {
  Server server;
  const auto row = nickname("Zé", at(noon, server.ana));
  const auto first = server.push(server.ana, 1, {row});
  server.push(server.rui, 1, {nickname("Zeca", at(noon + 1, server.rui), at(noon, server.ana))});
  const auto again = server.push(server.ana, 1, {row});
  CHECK(again.revision == first.revision);
  CHECK(server.pull({0, sync::max_pull_bytes, {}}).revision == 2);
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
}

TEST_CASE("another batch under a number that was used is no repeat") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon, server.ana))});
  server.push(server.ana, 1, {nickname("Zeca", at(noon + 1, server.ana), at(noon, server.ana))});
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
}

TEST_CASE("the welcome repeats the answer to the last batch") {
  Server server;
  Bytes rows;
  {
    BatchWriter batch(Bases::present);
    batch.add(nickname("Zé", at(noon, server.ana)));
    rows = batch.take();
  }
  REQUIRE(server.push_bytes(server.ana, 4, rows));
  const auto welcome = server.store().welcome(server.workspace, server.ana, noon);
  REQUIRE(welcome);
  CHECK(welcome->last_batch == 4);
  CHECK(welcome->last_hash == sync::batch_hash(rows));
  CHECK(welcome->last_pushed.revision == 1);
  CHECK(welcome->rows == 1);
}

TEST_CASE("of two changes made apart the loser is stored as a conflict and its author gets both rows with the answer") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon - 9, server.ana))});
  server.push(server.ana, 2, {nickname("Zeca", at(noon, server.ana), at(noon - 9, server.ana))});
  const auto answer =
      server.push(server.rui, 1, {nickname("Zezinho", at(noon - 5, server.rui), at(noon - 9, server.ana))});
  CHECK(answer.revision == 3);
  CHECK(answer.complete);
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
  const auto conflicts = server.rows(conflict_table);
  REQUIRE(conflicts.size() == 1);
  CHECK(Server::read(answer.rows) == std::vector{conflicts[0], server.rows()[0]});
  CHECK(Server::read(server.pull({2, sync::max_pull_bytes, {}}).rows) == conflicts);
}

TEST_CASE("a stamp from the future becomes one of now, so that the next change can win") {
  Server server;
  const std::uint64_t tomorrow = noon + 86'400'000;
  const auto answer = server.push(server.ana, 1, {nickname("Zé", at(tomorrow, server.ana))});
  CHECK(answer.clock_clamped);
  CHECK(Server::read(answer.rows) == server.rows());
  const Stamp stored = server.rows().at(0).registers.at(0).stamp;
  CHECK(stored == at(noon, server.ana));
  CHECK_FALSE(server.push(server.rui, 1, {nickname("Zeca", at(noon + 1, server.rui), stored)}).clock_clamped);
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
}

TEST_CASE("what an author had seen is replaced even when their clock is a day behind") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon, server.ana))});
  server.push(server.rui, 1, {nickname("Zeca", at(noon - 86'400'000, server.rui), at(noon, server.ana))});
  server.push(server.rui, 2,
              {nickname("Zezinho", at(noon - 86'399'000, server.rui), at(noon - 86'400'000, server.rui))});
  CHECK(nickname_of(server.rows().at(0)) == "Zezinho");
  CHECK(server.rows(conflict_table).empty());
}

TEST_CASE("a register that cannot be stored is refused and the others are kept") {
  Server server;
  const Stamp now = at(noon, server.ana);
  RowPatch row{person_table,
               jose,
               {{person::given_name, std::string(3'000, 'x'), now, {}},
                {person::family_name, std::int64_t{4}, now, {}},
                {person::nickname, std::string("Zé"), now, {}}}};
  const auto answer = server.push(server.ana, 1, {row, {1000, jose, {{1, std::int64_t{1}, now, {}}}}});
  REQUIRE(answer.refused.size() == 3);
  CHECK(answer.refused[0].reason == "too_large");
  CHECK(answer.refused[1].reason == "invalid_argument");
  CHECK_FALSE(answer.refused[2].column);
  REQUIRE(server.rows().size() == 1);
  CHECK(Server::read(answer.rows) == server.rows());
  CHECK(nickname_of(server.rows()[0]) == "Zé");
}

TEST_CASE("a refusal comes with the stored row, so that the device has the confirmed value") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon, server.ana))});
  const auto answer =
      server.push(server.ana, 2, {nickname(std::string(3'000, 'x'), at(noon + 1, server.ana), at(noon, server.ana))});
  CHECK(answer.refused.size() == 1);
  CHECK(Server::read(answer.rows) == std::vector{nickname("Zé", at(noon, server.ana))});
  CHECK(answer.revision == 0);
}

TEST_CASE("rows that do not fit the answer are pulled") {
  Server server;
  std::vector<RowPatch> rows;
  for (std::uint8_t number = 1; number <= 200; ++number) {
    rows.push_back(nickname(std::string(1'900, 'n'), at(noon + 86'400'000, server.ana), {}, Uuid{{number}}));
  }
  const auto answer = server.push(server.ana, 1, rows);
  CHECK_FALSE(answer.complete);
  CHECK(answer.rows.size() <= sync::max_answer_bytes);
  CHECK(Server::read(server.pull({0, sync::max_pull_bytes, {}}).rows).size() == 200);
}

TEST_CASE("a torn row is refused alone, a torn batch as a whole") {
  Server server;
  Bytes batch = {1, 1, 3, 1, 2, 3};
  auto answer = server.push_bytes(server.ana, 1, batch);
  REQUIRE(answer);
  CHECK(answer->refused.at(0).reason == "malformed");
  batch.push_back(200);
  CHECK(server.push_bytes(server.ana, 2, batch).error().code == ErrorCode::malformed);
  CHECK(server.push_bytes(server.ana, 3, {1, 0}).error().code == ErrorCode::malformed);
}

TEST_CASE("pages end with a revision where they can, and a revision larger than a page goes on behind a cursor") {
  test::Random random(5);
  Server server;
  std::map<Uuid, std::string> written;
  for (std::uint64_t batch = 1; batch <= 6; ++batch) {
    std::vector<RowPatch> rows;
    for (std::uint64_t count = batch % 2 ? 3 : 200; count > 0; --count) {
      const Uuid id = random.id();
      written[id] = std::string(random.below(300), 'n');
      rows.push_back(nickname(written[id], at(noon, server.ana), {}, id));
    }
    server.push(server.ana, batch, rows);
  }
  std::map<Uuid, std::string> seen;
  sync::Pull pull{0, 4'000, {}};
  int pages = 0;
  while (true) {
    const auto changes = server.pull(pull);
    CHECK(changes.rows.size() <= 4'000);
    for (const RowPatch& row : Server::read(changes.rows)) {
      CHECK_FALSE(seen.contains(row.id));
      seen[row.id] = nickname_of(row);
    }
    CHECK(changes.revision >= pull.since);
    pull = {changes.revision, 4'000, changes.cursor};
    ++pages;
    if (!changes.more) break;
  }
  CHECK(pull.since == 6);
  CHECK(pages > 10);
  CHECK(seen == written);
}

TEST_CASE("a row larger than a page is a page of its own") {
  Server server;
  const Stamp now = at(noon, server.ana);
  RowPatch photo{static_cast<std::uint64_t>(Table::photo), jose, {{photo::data, Bytes(300'000), now, {}}}};
  server.push(server.ana, 1, {nickname("a", now), photo, nickname("b", now, {}, Uuid{{2}})});
  sync::Pull pull{0, 1'000, {}};
  std::size_t rows = 0;
  for (int page = 0; page < 3; ++page) {
    const auto changes = server.pull(pull);
    rows += Server::read(changes.rows).size();
    CHECK(changes.more == (page < 2));
    pull = {changes.revision, 1'000, changes.cursor};
  }
  CHECK(rows == 3);
}

TEST_CASE("totals and buckets are those of the rows") {
  test::Random random(6);
  Server server;
  for (std::uint64_t batch = 1; batch <= 5; ++batch) {
    std::vector<RowPatch> rows;
    for (std::uint64_t row = 0; row < 20; ++row) {
      rows.push_back(
          nickname(random.text(9), at(noon + batch, server.ana), {}, Uuid{{1, 2, 3, static_cast<std::uint8_t>(row)}}));
    }
    server.push(server.ana, batch, rows);
  }
  std::uint64_t hash = 0;
  const auto rows = server.rows();
  for (const RowPatch& row : rows) hash += row_hash(row);
  const auto totals = server.store().check(server.workspace, {});
  REQUIRE(totals);
  REQUIRE(totals->tables.size() == 1);
  CHECK(totals->tables[0].rows == rows.size());
  CHECK(totals->tables[0].hash == hash);
  const auto buckets = server.store().check(server.workspace, {person_table});
  REQUIRE(buckets);
  REQUIRE(buckets->buckets.size() == 1);
  CHECK(buckets->buckets[0].table == 0);
  const auto fetched = server.store().fetch(server.workspace, {person_table, 0, {}});
  REQUIRE(fetched);
  CHECK(Server::read(fetched->rows).size() == rows.size());
  CHECK(Server::read(server.store().fetch(server.workspace, {person_table, 1, {}})->rows).empty());
}

TEST_CASE("after older data was put back a copy of what was confirmed replaces it without a conflict") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon - 9, server.ana))});
  server.copies_of = server.put_back();
  const Stamp later = at(noon, server.ana);
  server.push(server.rui, 1, {nickname("Zeca", later, later)});
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
  CHECK(server.rows(conflict_table).empty());
  CHECK(server.store().welcome(server.workspace, server.ana, noon)->epoch == 99);
  CHECK(server.sign_in(1, 52) > 1'000'000);
}

TEST_CASE("a copy of an epoch before the last knows nothing of what was written in between") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon - 9, server.ana))});
  const std::uint64_t first = server.put_back(99);
  server.push(server.rui, 1, {nickname("Zezinho", at(noon - 5, server.rui), at(noon - 9, server.ana))});
  server.put_back(101);
  server.copies_of = first;
  const Stamp later = at(noon - 7, server.ana);
  server.push(server.ana, 2, {nickname("Zeca", later, later)});
  CHECK(nickname_of(server.rows().at(0)) == "Zezinho");
  CHECK(server.rows(conflict_table).size() == 1);
}

TEST_CASE("an older copy stays older when the server's clock is behind") {
  Server server;
  const Stamp later = at(noon + 30'000, server.ana), older = at(noon, server.rui);
  server.push(server.ana, 1, {nickname("Zeca", later, older)});
  server.copies_of = server.put_back();
  server.now_ms = noon - 3'600'000;
  server.push(server.rui, 1, {nickname("Zé", older, older)});
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
}

TEST_CASE("after older data was put back a copy does not silently replace what was written since") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon - 9, server.ana))});
  server.copies_of = server.put_back();
  server.push(server.rui, 1, {nickname("Zezinho", at(noon - 5, server.rui), at(noon - 9, server.ana))});
  const Stamp later = at(noon, server.ana);
  server.push(server.ana, 2, {nickname("Zeca", later, later)});
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
  CHECK(server.rows(conflict_table).size() == 1);
}

TEST_CASE("a change whose base is later than what it meets has not seen it, also after older data was put back") {
  Server server;
  const Stamp met = at(noon, server.rui);
  server.push(server.rui, 1, {nickname("Zezinho", met)});
  server.copies_of = server.put_back();
  server.push(server.ana, 1, {nickname("Zeca", at(noon + 9, server.ana), at(noon + 5, server.ana))});
  CHECK(nickname_of(server.rows().at(0)) == "Zeca");
  CHECK(server.rows(conflict_table).size() == 1);
}

TEST_CASE("the conflicts of a revision are pulled before the values that won") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon - 9, server.ana))});
  server.push(server.ana, 2, {nickname("Zeca", at(noon - 5, server.ana), at(noon - 9, server.ana))});
  server.push(server.rui, 1, {nickname("Zezinho", at(noon, server.rui), at(noon - 9, server.ana))});
  const auto first = server.pull({2, 1, {}});
  REQUIRE(first.more);
  CHECK(first.revision == 2);
  CHECK(Server::read(first.rows).at(0).table == conflict_table);
  const auto second = server.pull({2, 1, first.cursor});
  CHECK(nickname_of(Server::read(second.rows).at(0)) == "Zezinho");
  CHECK(second.revision == 3);
}

TEST_CASE("a push, a pull and a fetch of an epoch that has ended are answered with that") {
  Server server;
  const std::uint64_t epoch = server.put_back();
  CHECK(server.store().pull(server.workspace, {0, 1'000, {}, epoch}).error().code == ErrorCode::expired);
  CHECK(server.store().fetch(server.workspace, {1, 0, {}, epoch}).error().code == ErrorCode::expired);
  const sync::Push push{1, BatchWriter(Bases::present).take(), 0, epoch};
  CHECK(server.store().push(server.workspace, server.ana, push, noon).error().code == ErrorCode::expired);
  CHECK(server.store().pull(server.workspace, {0, 1'000, {}, 99}));
}

TEST_CASE("one workspace sees nothing of another") {
  Server server;
  server.push(server.ana, 1, {nickname("Zé", at(noon, server.ana))});
  server.workspace = server.add_workspace(2);
  CHECK(server.rows().empty());
  CHECK(server.store().check(server.workspace, {})->tables.empty());
  CHECK(server.push_bytes(server.rui, 1, {1, 1}).error().code == ErrorCode::not_found);
  CHECK(server.store().pull(Uuid{{9, 9}}, {}).error().code == ErrorCode::not_found);
}
