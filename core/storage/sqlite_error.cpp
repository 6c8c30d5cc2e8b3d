#include "storage/sqlite_error.h"

#include <sqlite3.h>

#include <string>

namespace vinculo::storage {
namespace {

ErrorCode code_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return ErrorCode::storage_full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY: return ErrorCode::read_only;
    case SQLITE_TOOBIG: return ErrorCode::too_large;
    case SQLITE_INTERRUPT: return ErrorCode::cancelled;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL: return ErrorCode::storage_failed;
    default: return ErrorCode::internal;
  }
}

}  // namespace

Error sqlite_error(int code, sqlite3* database) {
  std::string detail = "sqlite " + std::to_string(code) + ": " + sqlite3_errstr(code);
  if (database != nullptr) detail += std::string(": ") + sqlite3_errmsg(database);
  return {code_of(code), std::move(detail)};
}

}  // namespace vinculo::storage
