#include "change/device_state.h"

#include <algorithm>

namespace vinculo {

Status DeviceState::load() {
  auto statement = database_.prepare("SELECT number, clock, revision, next_batch, columns_known FROM device");
  if (!statement) return std::move(statement).error();
  auto found = statement->step();
  if (!found) return std::move(found).error();
  if (!*found) return Error{ErrorCode::damaged, "no device"};
  const Hlc stored{static_cast<std::uint64_t>(statement->integer(1))};
  clock_ = Clock(static_cast<std::uint32_t>(statement->integer(0)), std::max(stored, clock_.last()));
  revision = static_cast<std::uint64_t>(statement->integer(2));
  next_batch = static_cast<std::uint64_t>(statement->integer(3));
  columns_known = statement->integer(4);
  return {};
}

Status DeviceState::save() {
  return database_.run("UPDATE device SET number = ?, clock = ?, revision = ?, next_batch = ?, columns_known = ?",
                       static_cast<std::int64_t>(number()), static_cast<std::int64_t>(clock_.last().value),
                       static_cast<std::int64_t>(revision), static_cast<std::int64_t>(next_batch), columns_known);
}

Uuid DeviceState::next_id(std::uint64_t now_ms, std::uint64_t random_bits) {
  constexpr std::uint64_t counters_per_ms = 4096;
  if (now_ms > id_ms_) {
    id_ms_ = now_ms;
    id_counter_ = random_bits % (counters_per_ms / 2);  // room to count on in this millisecond
  } else if (++id_counter_ == counters_per_ms) {
    ++id_ms_;
    id_counter_ = 0;
  }
  return make_uuid_v7(id_ms_, id_counter_, random_bits);
}

Result<std::optional<std::string>> DeviceState::find_text(storage::Statement& statement) {
  auto found = statement.step();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<std::string>();
  return std::optional(std::string(statement.text(0)));
}

Result<std::optional<std::string>> DeviceState::find_setting(std::string_view name) {
  auto statement = database_.prepare("SELECT value FROM setting WHERE name = ?");
  if (!statement) return std::move(statement).error();
  return find_text(statement->bind_all(name));
}

Status DeviceState::set_setting(std::string_view name, std::optional<std::string_view> value) {
  if (!value) return database_.run("DELETE FROM setting WHERE name = ?", name);
  return database_.run("INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                       name, *value);
}

Result<std::optional<std::string>> DeviceState::find_request(const Uuid& client, std::int64_t id) {
  auto statement = database_.prepare("SELECT response FROM request WHERE client = ? AND id = ?");
  if (!statement) return std::move(statement).error();
  return find_text(statement->bind_all(client, id));
}

Status DeviceState::remember_request(const Uuid& client, std::int64_t id, std::string_view response,
                                     std::int64_t kept) {
  auto status =
      database_.run("INSERT OR REPLACE INTO request (client, id, response) VALUES (?, ?, ?)", client, id, response);
  if (!status) return status;
  return database_.run("DELETE FROM request WHERE number <= ?", database_.last_row_id() - kept);
}

}  // namespace vinculo
