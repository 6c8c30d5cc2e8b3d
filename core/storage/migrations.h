// The tables of a workspace, from version 1 on: record tables made from domain/schema.h, the bookkeeping beside them
// written out. The version is SQLite's user_version; migrations only add.
#pragma once
#include "base/error.h"
#include "storage/database.h"

namespace vinculo::storage {

// "VINC": SQLite's application_id of a workspace. Persisted, do not change.
inline constexpr std::int64_t workspace_application_id = 0x56494E43;

// Brings an empty database or an older workspace to newest_schema, in one transaction. newer_schema: nothing was
// touched. damaged: a database of something else.
[[nodiscard]] Status migrate(Database& database);

}  // namespace vinculo::storage
