// The rows of all workspaces over one SQLite connection: what ServerStore promises about welcome, push, pull, check and
// fetch, done at once on the calling thread. SqliteStore runs one of these on its writer and one for each reader; the
// simulation in tests/core uses it alone. It opens no transaction: push() wants one around it (and to be rolled back to
// before when it answers an error), the others want a read transaction so that what they say is of one moment.
#pragma once
#include <cstdint>

#include "base/error.h"
#include "base/uuid.h"
#include "storage/database.h"
#include "sync/protocol.h"

namespace vinculo::server {

class RowStore {
 public:
  // Borrows the database, which must be migrated.
  explicit RowStore(storage::Database& database) : database_(database) {}

  [[nodiscard]] Result<sync::Welcome> welcome(const Uuid& workspace, std::uint32_t device, std::uint64_t now_ms);
  [[nodiscard]] Result<sync::Pushed> push(const Uuid& workspace, std::uint32_t device, const sync::Push& batch,
                                          std::uint64_t now_ms);
  [[nodiscard]] Result<sync::Changes> pull(const Uuid& workspace, const sync::Pull& pull);
  [[nodiscard]] Result<sync::Checked> check(const Uuid& workspace, const sync::Check& check);
  [[nodiscard]] Result<sync::Fetched> fetch(const Uuid& workspace, const sync::Fetch& fetch);

 private:
  storage::Database& database_;
};

// The workspace as the other tables know it.
struct WorkspaceKey {
  std::int64_t number = 0;
  std::uint64_t epoch = 0;
  std::uint64_t revision = 0;
};
[[nodiscard]] Result<WorkspaceKey> load_workspace(storage::Database& database, const Uuid& workspace);  // not_found

}  // namespace vinculo::server
