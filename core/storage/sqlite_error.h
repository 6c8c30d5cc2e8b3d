// SQLite's result codes as ours. Internal to core/storage and to SQLite-backed stores.
#pragma once
#include "base/error.h"

struct sqlite3;

namespace vinculo::storage {

// FULL -> storage_full; CORRUPT, NOTADB -> damaged; BUSY, LOCKED, READONLY -> read_only; TOOBIG -> too_large;
// INTERRUPT -> cancelled; IOERR, CANTOPEN, NOMEM and PROTOCOL -> storage_failed; anything else is a defect: internal.
// The detail is SQLite's message (database may be null).
[[nodiscard]] Error sqlite_error(int code, sqlite3* database);

}  // namespace vinculo::storage
