// A prepared statement, leased from its Database: values are bound, rows are stepped through, and when the lease ends
// the statement is reset, its bindings are cleared and it returns to the cache. It may be kept for as long as the
// Database lives, which hot paths do. Every value goes in by binding, never by pasting into SQL.
//
// Texts and bytes that are bound are not copied: they must outlive the next reset(). Views of columns are valid until
// the next step() or reset(). A failed bind is remembered and reported by the next step().
#pragma once
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/error.h"
#include "base/uuid.h"
#include "domain/value.h"

struct sqlite3_stmt;

namespace vinculo::storage {

struct CachedStatement {
  sqlite3_stmt* handle = nullptr;
  bool is_leased = false;
  bool is_shared = true;  // false: prepared beside a leased one, finalised when its lease ends
};

class Statement {
 public:
  Statement() = default;  // empty: only to be asked for that and assigned to
  explicit Statement(CachedStatement* cached);
  Statement(Statement&& other) noexcept
      : cached_(std::exchange(other.cached_, nullptr)), bind_error_(other.bind_error_) {}
  Statement& operator=(Statement&& other) noexcept;
  ~Statement() { release(); }
  [[nodiscard]] bool is_empty() const { return cached_ == nullptr; }

  // Parameters are numbered from 1.
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view text);  // NUL inside is kept
  Statement& bind(int index, ByteView bytes);
  Statement& bind(int index, const Uuid& id);
  Statement& bind(int index, const ValueView& value);
  Statement& bind_null(int index);
  template <class... Values>
  Statement& bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  // True: a row is there. False: done.
  [[nodiscard]] Result<bool> step();
  // Steps to the end and resets: for statements that answer no rows, or whose rows do not matter.
  Status run();
  void reset();  // and clears the bindings

  // Columns are numbered from 0.
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] ByteView bytes(int column) const;
  [[nodiscard]] Uuid uuid(int column) const;        // nil unless 16 bytes
  [[nodiscard]] ValueView value(int column) const;  // reals do not occur; one reads as null

  [[nodiscard]] sqlite3_stmt* handle() const { return cached_->handle; }

 private:
  Statement& note_bind(int code);
  void release();

  CachedStatement* cached_ = nullptr;
  int bind_error_ = 0;
};

}  // namespace vinculo::storage
