#include "storage/statement.h"

#include <sqlite3.h>

#include "storage/sqlite_error.h"

namespace vinculo::storage {

Statement::Statement(CachedStatement* cached) : cached_(cached) { cached_->is_leased = true; }

Statement& Statement::operator=(Statement&& other) noexcept {
  if (this != &other) {
    release();
    cached_ = std::exchange(other.cached_, nullptr);
    bind_error_ = other.bind_error_;
  }
  return *this;
}

Statement& Statement::bind(int index, std::int64_t value) {
  return note_bind(sqlite3_bind_int64(cached_->handle, index, value));
}

Statement& Statement::bind(int index, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();  // a null pointer would bind NULL
  return note_bind(sqlite3_bind_text64(cached_->handle, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement& Statement::bind(int index, ByteView bytes) {
  const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
  return note_bind(sqlite3_bind_blob64(cached_->handle, index, data, bytes.size(), SQLITE_STATIC));
}

Statement& Statement::bind(int index, const Uuid& id) { return bind(index, id.view()); }

Statement& Statement::bind(int index, const ValueView& value) {
  switch (value.kind) {
    case ValueView::Kind::null: return bind_null(index);
    case ValueView::Kind::integer: return bind(index, value.integer);
    case ValueView::Kind::text: return bind(index, as_text(value.bytes));
    case ValueView::Kind::bytes: return bind(index, value.bytes);
  }
  return *this;
}

Statement& Statement::bind_null(int index) { return note_bind(sqlite3_bind_null(cached_->handle, index)); }

Result<bool> Statement::step() {
  sqlite3* database = sqlite3_db_handle(cached_->handle);
  if (bind_error_ != SQLITE_OK) return sqlite_error(std::exchange(bind_error_, SQLITE_OK), database);
  const int code = sqlite3_step(cached_->handle);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = sqlite_error(code, database);
  reset();
  return error;
}

Status Statement::run() {
  for (;;) {
    auto row = step();
    if (!row) return std::move(row).error();
    if (*row) continue;
    reset();
    return {};
  }
}

void Statement::reset() {
  sqlite3_reset(cached_->handle);
  sqlite3_clear_bindings(cached_->handle);
  bind_error_ = SQLITE_OK;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(cached_->handle, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(cached_->handle, column); }

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(cached_->handle, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(cached_->handle, column))};
}

ByteView Statement::bytes(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(cached_->handle, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(cached_->handle, column))};
}

Uuid Statement::uuid(int column) const { return uuid_from_bytes(bytes(column)).value_or(Uuid{}); }

ValueView Statement::value(int column) const {
  ValueView value;
  switch (sqlite3_column_type(cached_->handle, column)) {
    case SQLITE_INTEGER:
      value.kind = ValueView::Kind::integer;
      value.integer = integer(column);
      break;
    case SQLITE_TEXT:
      value.kind = ValueView::Kind::text;
      value.bytes = as_bytes(text(column));
      break;
    case SQLITE_BLOB:
      value.kind = ValueView::Kind::bytes;
      value.bytes = bytes(column);
      break;
    default: break;
  }
  return value;
}

Statement& Statement::note_bind(int code) {
  if (code != SQLITE_OK) bind_error_ = code;
  return *this;
}

void Statement::release() {
  if (cached_ == nullptr) return;
  reset();
  cached_->is_leased = false;
  if (!cached_->is_shared) {
    sqlite3_finalize(cached_->handle);
    delete cached_;
  }
  cached_ = nullptr;
}

}  // namespace vinculo::storage
