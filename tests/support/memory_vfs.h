// A SQLite VFS whose files are in this process's memory: the only one of the tests in wasm (where SQLite has no
// operating system), and natively the one that runs full or fails when told. Files stay until the program ends, so a
// database can be closed and opened again. One thread.
#pragma once
#include <cstdint>
#include <limits>
#include <string>

#include "base/bytes.h"

namespace vinculo::test {

inline constexpr const char* memory_vfs_name = "test-memory";

struct MemoryDisk {
  std::uint64_t room_bytes = std::numeric_limits<std::uint64_t>::max();  // of all files together; then SQLITE_FULL
  bool fails = false;                                                    // every write answers SQLITE_IOERR
};
MemoryDisk& memory_disk();

void register_memory_vfs();                                // as often as one likes; natively it is not the default
[[nodiscard]] Bytes memory_file(const std::string& name);  // empty when there is none
void put_memory_file(const std::string& name, Bytes content);

}  // namespace vinculo::test
