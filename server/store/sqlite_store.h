// The ServerStore of one server process: one SQLite file, write-ahead log with synchronous FULL, one writer thread with
// group commit, a few connections for readers. A process that is killed loses nothing that was answered.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "base/error.h"
#include "server/store/store.h"

namespace vinculo::server {

struct SqliteStoreOptions {
  std::string path;
  std::function<std::uint64_t()> random;  // 64 uniform bits, for epochs; called on the writer thread
  int readers = 4;                        // reads that can go on at the same time; more wait
};

// newer_schema: written by a newer program. damaged: not a database. storage errors.
[[nodiscard]] Result<std::unique_ptr<ServerStore>> open_sqlite_store(SqliteStoreOptions options);

}  // namespace vinculo::server
