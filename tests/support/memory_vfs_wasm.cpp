// In wasm SQLite is built without an operating system: these two are its whole start and end.
#include <sqlite3.h>

#include "support/memory_vfs.h"

extern "C" {
int sqlite3_os_init() {
  vinculo::test::register_memory_vfs();
  return SQLITE_OK;
}
int sqlite3_os_end() { return SQLITE_OK; }
}
