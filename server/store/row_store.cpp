#include "server/store/row_store.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "change/row_patch.h"
#include "domain/schema.h"
#include "server/store/batch_merge.h"

namespace vinculo::server {
namespace {

using storage::Database;
using storage::Statement;

std::int64_t stored(std::uint64_t number) { return static_cast<std::int64_t>(number); }
std::uint64_t loaded(std::int64_t number) { return static_cast<std::uint64_t>(number); }

constexpr std::int64_t kept_answers = 8;  // per device: repeats older than these cannot come from a device of ours

struct StoredBatch {
  std::uint64_t hash = 0;
  sync::Pushed answer;
};

Result<std::optional<StoredBatch>> find_batch(Database& database, std::int64_t workspace, std::uint32_t device,
                                              std::uint64_t number) {
  auto statement = database.prepare("SELECT hash, answer FROM batches WHERE workspace=? AND device=? AND number=?");
  if (!statement) return statement.error();
  auto row = statement->bind_all(workspace, std::int64_t{device}, stored(number)).step();
  if (!row) return row.error();
  if (!*row) return std::optional<StoredBatch>();
  auto message = sync::decode(statement->bytes(1));
  auto* answer = message ? std::get_if<sync::Pushed>(&*message) : nullptr;
  if (!answer) return Error{ErrorCode::damaged, "stored answer"};
  return std::optional(StoredBatch{loaded(statement->integer(0)), std::move(*answer)});
}

Result<std::uint64_t> load_last_batch(Database& database, std::int64_t workspace, std::uint32_t device) {
  auto statement = database.prepare("SELECT last_batch FROM devices WHERE workspace=? AND number=?");
  if (!statement) return statement.error();
  auto row = statement->bind_all(workspace, std::int64_t{device}).step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorCode::not_found, "device"};
  return loaded(statement->integer(0));
}

Status remember_batch(Database& database, std::int64_t workspace, std::uint32_t device, const sync::Push& batch,
                      const sync::Pushed& answer) {
  auto update = database.prepare("UPDATE devices SET last_batch=? WHERE workspace=? AND number=?");
  if (!update) return update.error();
  const std::int64_t number = stored(batch.batch);
  if (Status done = update->bind_all(number, workspace, std::int64_t{device}).run(); !done) return done;

  auto insert = database.prepare(
      "INSERT OR REPLACE INTO batches (workspace, device, number, hash, answer) "
      "VALUES (?,?,?,?,?)");
  if (!insert) return insert.error();
  const Bytes packed = sync::encode(answer);
  insert->bind_all(workspace, std::int64_t{device}, number, stored(sync::batch_hash(batch.rows)), ByteView(packed));
  if (Status done = insert->run(); !done) return done;

  auto forget = database.prepare("DELETE FROM batches WHERE workspace=? AND device=? AND number<=?");
  if (!forget) return forget.error();
  return forget->bind_all(workspace, std::int64_t{device}, number - kept_answers).run();
}

// Up to which revision the rows are those that a device of an epoch that ended had, too: the lowest that was put back
// since. 0 when there is no such epoch.
Result<std::uint64_t> load_known_revision(Database& database, std::int64_t workspace, std::uint64_t epoch) {
  if (epoch == 0) return std::uint64_t{0};
  auto statement = database.prepare(
      "SELECT min(revision) FROM restores WHERE workspace=?1 AND number >= "
      "(SELECT max(number) FROM restores WHERE workspace=?1 AND epoch=?2)");
  if (!statement) return statement.error();
  auto row = statement->bind_all(workspace, stored(epoch)).step();
  if (!row) return row.error();
  return loaded(statement->integer(0));
}

// Where a pull goes on: after this row of this revision. varint revision, varint 0 or 1, varint number. The conflicts
// of a revision come first: who takes a value that won must already have what lost, should the rest never come because
// the server's data is put back.
struct Position {
  std::uint64_t revision = 0;
  std::int64_t is_plain = 1;  // 0: a conflict
  std::int64_t number = INT64_MAX;
};

sync::Cursor write_cursor(const Position& position) {
  sync::Cursor cursor;
  ByteWriter out(cursor);
  out.varint(position.revision);
  out.varint(loaded(position.is_plain));
  out.varint(loaded(position.number));
  return cursor;
}

Result<Position> read_cursor(const sync::Pull& pull) {
  if (pull.cursor.empty()) return Position{pull.since};
  ByteReader in(pull.cursor);
  Position position;
  position.revision = in.varint();
  position.is_plain = stored(in.varint());
  position.number = stored(in.varint());
  if (!in.ok() || !in.at_end() || position.revision <= pull.since) return Error{ErrorCode::malformed, "cursor"};
  return position;
}

// Copies packed rows behind each other until a message is full.
class Page {
 public:
  explicit Page(std::size_t max_bytes) : max_bytes_(std::clamp<std::size_t>(max_bytes, 1, sync::max_pull_bytes)) {}
  // False when it does not fit; the first one always does.
  bool add(ByteView packed) {
    if (writer_.row_count() > 0 && writer_.size_bytes() + packed.size() + 4 > max_bytes_) return false;
    writer_.add_packed(packed);
    return true;
  }
  [[nodiscard]] std::size_t size_bytes() const { return writer_.size_bytes(); }
  [[nodiscard]] Bytes take() { return writer_.take(); }

 private:
  std::size_t max_bytes_;
  BatchWriter writer_{Bases::absent};
};

// A conversation that began before older data was put back must begin anew: what its device has is not what it seems.
std::optional<Error> if_ended(std::uint64_t epoch, const WorkspaceKey& key) {
  if (epoch == 0 || epoch == key.epoch) return std::nullopt;
  return Error{ErrorCode::expired, "epoch"};
}

std::optional<Error> unless_known(std::uint64_t table, std::uint64_t bucket) {
  if (table <= 255 && bucket <= 255) return std::nullopt;
  return Error{ErrorCode::invalid_argument, "table or bucket"};
}

}  // namespace

Result<WorkspaceKey> load_workspace(Database& database, const Uuid& workspace) {
  auto statement = database.prepare("SELECT number, epoch, revision FROM workspaces WHERE id=?");
  if (!statement) return statement.error();
  auto row = statement->bind(1, workspace).step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorCode::not_found, "workspace"};
  return WorkspaceKey{statement->integer(0), loaded(statement->integer(1)), loaded(statement->integer(2))};
}

Result<sync::Welcome> RowStore::welcome(const Uuid& workspace, std::uint32_t device, std::uint64_t now_ms) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  auto last_batch = load_last_batch(database_, key->number, device);
  if (!last_batch) return last_batch.error();
  auto batch = find_batch(database_, key->number, device, *last_batch);
  if (!batch) return batch.error();
  sync::Welcome welcome;
  welcome.epoch = key->epoch;
  welcome.revision = key->revision;
  welcome.last_batch = *last_batch;
  if (*batch) {
    welcome.last_hash = (*batch)->hash;
    welcome.last_pushed = std::move((*batch)->answer);
  }
  welcome.now_ms = now_ms;
  auto rows = database_.prepare("SELECT sum(rows) FROM counts WHERE workspace=?");
  if (!rows) return rows.error();
  auto row = rows->bind(1, key->number).step();
  if (!row) return row.error();
  welcome.rows = loaded(rows->integer(0));
  return welcome;
}

Result<sync::Pushed> RowStore::push(const Uuid& workspace, std::uint32_t device, const sync::Push& batch,
                                    std::uint64_t now_ms) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  if (auto ended = if_ended(batch.epoch, *key)) return *ended;
  auto last_batch = load_last_batch(database_, key->number, device);
  if (!last_batch) return last_batch.error();
  auto before = find_batch(database_, key->number, device, batch.batch);
  if (!before) return before.error();
  if (*before && (*before)->hash == sync::batch_hash(batch.rows)) return std::move((*before)->answer);

  auto known_revision = load_known_revision(database_, key->number, batch.copies_of);
  if (!known_revision) return known_revision.error();
  BatchMerge merge(database_, *key, *known_revision, batch.batch < *last_batch, now_ms);
  auto answer = merge.run(batch);
  if (!answer) return answer;
  if (Status done = remember_batch(database_, key->number, device, batch, *answer); !done) return done.error();
  return answer;
}

Result<sync::Changes> RowStore::pull(const Uuid& workspace, const sync::Pull& pull) {
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  if (auto ended = if_ended(pull.epoch, *key)) return *ended;
  auto from = read_cursor(pull);
  if (!from) return from.error();
  auto rows = database_.prepare(
      "SELECT revision, number, packed, kind<>?1 AS is_plain FROM records "
      "WHERE workspace=?2 AND revision>=?3 AND (revision, kind<>?1, number) > (?3,?4,?5) "
      "ORDER BY revision, is_plain, number");
  if (!rows) return rows.error();
  rows->bind_all(static_cast<std::int64_t>(Table::conflict), key->number, stored(from->revision), from->is_plain,
                 from->number);

  sync::Changes changes;
  changes.since = pull.since;
  changes.request = pull.request;
  changes.revision = pull.since;
  Page page(pull.max_bytes);
  Position last = *from;
  std::size_t whole_bytes = 0;  // up to here the page ends with a revision
  while (true) {
    auto row = rows->step();
    if (!row) return row.error();
    if (!*row) {
      changes.revision = std::max(key->revision, pull.since);
      changes.rows = page.take();
      return changes;
    }
    const std::uint64_t revision = loaded(rows->integer(0));
    if (revision != last.revision && last.revision > pull.since) {
      changes.revision = revision - 1;
      whole_bytes = page.size_bytes();
    }
    if (!page.add(rows->bytes(2))) break;
    last = {revision, rows->integer(3), rows->integer(1)};
  }
  // Full. A page ends with a revision where it can; a revision that is larger than a page goes on behind a cursor.
  changes.more = true;
  changes.rows = page.take();
  if (whole_bytes > 0) {
    changes.rows.resize(whole_bytes);
  } else {
    changes.cursor = write_cursor(last);
  }
  return changes;
}

Result<sync::Checked> RowStore::check(const Uuid& workspace, const sync::Check& check) {
  if (auto error = unless_known(check.table.value_or(0), 0)) return *error;
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  sync::Checked checked;
  checked.revision = key->revision;
  checked.table = check.table;
  auto counts =
      database_.prepare("SELECT kind, bucket, rows, hash FROM counts WHERE workspace=? ORDER BY kind, bucket");
  if (!counts) return counts.error();
  counts->bind(1, key->number);
  while (true) {
    auto row = counts->step();
    if (!row) return row.error();
    if (!*row) return checked;
    const std::uint64_t table = loaded(counts->integer(0));
    const std::uint64_t rows = loaded(counts->integer(2));
    const std::uint64_t hash = loaded(counts->integer(3));
    if (check.table) {
      if (table == *check.table) checked.buckets.push_back({loaded(counts->integer(1)), rows, hash});
      continue;
    }
    if (checked.tables.empty() || checked.tables.back().table != table) checked.tables.push_back({table, 0, 0});
    checked.tables.back().rows += rows;
    checked.tables.back().hash += hash;
  }
}

Result<sync::Fetched> RowStore::fetch(const Uuid& workspace, const sync::Fetch& fetch) {
  if (auto error = unless_known(fetch.table, fetch.bucket)) return *error;
  auto key = load_workspace(database_, workspace);
  if (!key) return key.error();
  if (auto ended = if_ended(fetch.epoch, *key)) return *ended;
  auto rows = database_.prepare(
      "SELECT packed, id FROM records WHERE workspace=? AND kind=? AND id>? "
      "AND substr(id,16,1)=? ORDER BY id");
  if (!rows) return rows.error();
  const auto bucket = static_cast<std::uint8_t>(fetch.bucket);
  rows->bind_all(key->number, stored(fetch.table), ByteView(fetch.cursor), ByteView(&bucket, 1));
  sync::Fetched fetched;
  fetched.table = fetch.table;
  fetched.bucket = fetch.bucket;
  Page page(sync::max_pull_bytes);
  Uuid last;
  while (true) {
    auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    if (!page.add(rows->bytes(0))) {
      fetched.cursor.assign(last.bytes.begin(), last.bytes.end());
      break;
    }
    last = rows->uuid(1);
  }
  fetched.rows = page.take();
  return fetched;
}

}  // namespace vinculo::server
