// The tables of the server's SQLite file and how older files become newer ones. Persisted: a released migration is
// never changed, a new one is added. PRAGMA user_version holds how many were done.
#pragma once
#include "base/error.h"
#include "storage/database.h"

namespace vinculo::server {

// Brings the file to the newest form, all or nothing. newer_schema: written by a newer program, nothing was touched.
Status migrate_server_schema(storage::Database& database);

}  // namespace vinculo::server
