// SQLite's file system over one PageFile (https://sqlite.org/vfs.html). There is exactly one file, the main database:
// journals and temporary data stay in memory (PRAGMA journal_mode=MEMORY, temp_store=MEMORY), so nothing else can be
// opened. Commits are taken at SQLITE_FCNTL_SYNC (may fail: the statement then rolls back) and sealed at
// SQLITE_FCNTL_COMMIT_PHASETWO, which SQLite sends after truncation and never for a rollback.
//
// Required of the connection: locking_mode=EXCLUSIVE, journal_mode=MEMORY (OFF would leave a broken FTS index after a
// rollback), synchronous=OFF (durability is the page store's). One thread; the PageFile outlives every connection.
#pragma once
#include <functional>

#include "worker/page_file.h"

namespace vinculo::worker {

struct PageVfsHost {
  std::function<double()> unix_ms;
  std::function<void(std::span<std::uint8_t>)> fill_random;
};

// Registers the VFS `name` with SQLite, as the default if asked. `file` and `name` are borrowed until the process ends.
// Answers SQLite's result code.
int register_page_vfs(const char* name, PageFile& file, PageVfsHost host, bool is_default);

}  // namespace vinculo::worker
