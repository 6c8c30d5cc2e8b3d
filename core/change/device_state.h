// What this device is and how far it has come: its number, its clock, the revision it has, the number of its next
// batch; settings and remembered requests beside it. Within the caller's transaction. Internal to change/.
#pragma once
#include <optional>
#include <string>

#include "base/error.h"
#include "base/stamp.h"
#include "base/uuid.h"
#include "storage/database.h"

namespace vinculo {

class DeviceState {
 public:
  explicit DeviceState(storage::Database& database) : database_(database) {}

  [[nodiscard]] Status load();  // at opening and after a transaction was rolled back; the clock never goes back
  [[nodiscard]] Status save();  // when something differs from what is stored

  [[nodiscard]] Clock& clock() { return clock_; }
  [[nodiscard]] std::uint32_t number() const { return clock_.device(); }
  void set_number(std::uint32_t number) { clock_ = Clock(number, clock_.last()); }

  std::uint64_t revision = 0;
  std::uint64_t next_batch = 1;
  std::int64_t columns_known = 0;  // of the schema, when parked rows were last tried

  // The next id for a row: version 7, in order even within a millisecond, so that new rows are neighbours.
  [[nodiscard]] Uuid next_id(std::uint64_t now_ms, std::uint64_t random_bits);

  [[nodiscard]] Result<std::optional<std::string>> find_setting(std::string_view name);
  Status set_setting(std::string_view name, std::optional<std::string_view> value);
  [[nodiscard]] Result<std::optional<std::string>> find_request(const Uuid& client, std::int64_t id);
  Status remember_request(const Uuid& client, std::int64_t id, std::string_view response, std::int64_t kept);

 private:
  [[nodiscard]] Result<std::optional<std::string>> find_text(storage::Statement& statement);

  storage::Database& database_;
  Clock clock_{0};
  std::uint64_t id_ms_ = 0;
  std::uint64_t id_counter_ = 0;
};

}  // namespace vinculo
