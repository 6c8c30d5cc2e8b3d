// Raw SQL over the page store, for the storage tests and the storage bench only: the product's module has no SQL at its
// border. Values travel packed: a type byte (1 integer, 2 float, 3 text, 5 null: SQLite's numbers), then a double, or a
// 32-bit length and the bytes. A row starts with its number of columns.
#include <emscripten.h>
#include <sqlite3.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace {

sqlite3* database = nullptr;
std::vector<sqlite3_stmt*> statements;
std::vector<std::uint8_t> rows;

void append(const void* bytes, std::size_t count) {
  const auto* from = static_cast<const std::uint8_t*>(bytes);
  rows.insert(rows.end(), from, from + count);
}

void append_row(sqlite3_stmt* statement) {
  const auto columns = static_cast<std::uint8_t>(sqlite3_column_count(statement));
  append(&columns, 1);
  for (int i = 0; i < columns; ++i) {
    const auto type = static_cast<std::uint8_t>(sqlite3_column_type(statement, i));
    append(&type, 1);
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
      const double number = sqlite3_column_double(statement, i);
      append(&number, sizeof number);
    } else if (type != SQLITE_NULL) {
      const void* text = sqlite3_column_text(statement, i);
      const auto length = static_cast<std::uint32_t>(sqlite3_column_bytes(statement, i));
      append(&length, sizeof length);
      append(text, length);
    }
  }
}

void bind(sqlite3_stmt* statement, const std::uint8_t* packed, int count) {
  for (int i = 1; i <= count; ++i) {
    const std::uint8_t type = *packed++;
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
      double number = 0;
      std::memcpy(&number, packed, sizeof number);
      packed += sizeof number;
      if (type == SQLITE_INTEGER)
        sqlite3_bind_int64(statement, i, static_cast<sqlite3_int64>(number));
      else
        sqlite3_bind_double(statement, i, number);
    } else if (type == SQLITE_TEXT) {
      std::uint32_t length = 0;
      std::memcpy(&length, packed, sizeof length);
      packed += sizeof length;
      sqlite3_bind_text(statement, i, reinterpret_cast<const char*>(packed), static_cast<int>(length), SQLITE_STATIC);
      packed += length;
    } else {
      sqlite3_bind_null(statement, i);
    }
  }
}

int step_all(sqlite3_stmt* statement) {
  int result = SQLITE_OK;
  while ((result = sqlite3_step(statement)) == SQLITE_ROW) append_row(statement);
  return result == SQLITE_DONE ? SQLITE_OK : result;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE int sql_open() {
  return sqlite3_open_v2("main", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
}
EMSCRIPTEN_KEEPALIVE int sql_close() {
  for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  statements.clear();
  return sqlite3_close(database);
}
EMSCRIPTEN_KEEPALIVE const char* sql_error() { return sqlite3_errmsg(database); }
EMSCRIPTEN_KEEPALIVE const std::uint8_t* sql_rows() { return rows.data(); }
EMSCRIPTEN_KEEPALIVE unsigned sql_rows_bytes() { return rows.size(); }

// The handle of a statement kept for reuse, or -1.
EMSCRIPTEN_KEEPALIVE int sql_prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) return -1;
  statements.push_back(statement);
  return static_cast<int>(statements.size()) - 1;
}
EMSCRIPTEN_KEEPALIVE int sql_run(int handle, const std::uint8_t* packed, int count) {
  rows.clear();
  sqlite3_stmt* statement = statements[static_cast<std::size_t>(handle)];
  bind(statement, packed, count);
  const int result = step_all(statement);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return result;
}
// One or more statements without parameters; the rows are those of the last one.
EMSCRIPTEN_KEEPALIVE int sql_execute(const char* sql) {
  while (*sql != '\0') {
    sqlite3_stmt* statement = nullptr;
    if (const int result = sqlite3_prepare_v2(database, sql, -1, &statement, &sql); result != SQLITE_OK) return result;
    if (!statement) continue;
    rows.clear();
    step_all(statement);
    if (const int result = sqlite3_finalize(statement); result != SQLITE_OK) return result;
  }
  return SQLITE_OK;
}

}  // extern "C"
