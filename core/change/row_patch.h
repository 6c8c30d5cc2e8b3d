// Registers of one row on their way: what sync sends, what the server stores, what a store applies. One packed form
// for all three, so the server passes stored rows on without decoding them.
//
// Packed row (persisted and on the wire, version 1): varint table, 16 bytes id, varint register count, then for each
// register in ascending column order: varint column, stamp, value (domain/value.h), and the base stamp when the patch
// has bases. A stamp is a varint: 0 "same as the register before in this row", 1 "never written", else 2 followed by
// 8 bytes clock and a varint device. A batch is a concatenation of rows, each as a blob (varint length first); byte 0
// of the batch is the version (1), byte 1 is 1 when rows carry bases.
#pragma once
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/stamp.h"
#include "base/uuid.h"
#include "domain/schema.h"
#include "domain/value.h"

namespace vinculo {

struct Register {
  Column column = 0;
  Value value;
  Stamp stamp;
  Stamp base;  // stamp of the value this one replaced, as its author saw it; only in pushed patches
  bool operator==(const Register&) const = default;
};

struct RowPatch {
  std::uint64_t table = 0;  // may be unknown here: an older client parks it, never drops it
  Uuid id;
  std::vector<Register> registers;  // ascending by column
  bool operator==(const RowPatch&) const = default;
};

enum class Bases : std::uint8_t { absent = 0, present = 1 };

void write_row(ByteWriter& out, const RowPatch& row, Bases bases);
[[nodiscard]] Result<RowPatch> read_row(ByteView packed, Bases bases);  // malformed

// Hash of a row without bases as every device and the server compute it for Store::check(): over its packed form, so
// over table, id and each register's column, stamp and value. Registers that were never written are not in it.
[[nodiscard]] std::uint64_t row_hash(const RowPatch& row);
[[nodiscard]] std::uint64_t packed_row_hash(ByteView packed_row);

// The same as write_row() and read_row() one register at a time, without owning values: for the paths that pass
// hundreds of thousands of rows.
struct RegisterView {
  Column column = 0;
  ValueView value;
  Stamp stamp;
  Stamp base;
};

class RowWriter {
 public:
  // count: how many registers will be added, ascending by column.
  RowWriter(ByteWriter& out, std::uint64_t table, const Uuid& id, std::size_t count, Bases bases);
  void add(const RegisterView& field);

 private:
  ByteWriter& out_;
  Bases bases_;
  Stamp last_stamp_;
  Stamp last_base_;
  bool is_first_ = true;
};

class RowReader {
 public:
  RowReader(ByteView packed, Bases bases);
  [[nodiscard]] std::uint64_t table() const { return table_; }
  [[nodiscard]] const Uuid& id() const { return id_; }
  // False after the last register and at the first one that cannot be read; is_whole() tells which. Values point into
  // the packed row.
  bool next(RegisterView& field);
  [[nodiscard]] bool is_whole() const { return ok_ && left_ == 0 && in_.at_end(); }

 private:
  ByteReader in_;
  Bases bases_;
  std::uint64_t table_ = 0;
  Uuid id_;
  std::uint64_t left_ = 0;
  int last_column_ = -1;
  Stamp last_stamp_;
  Stamp last_base_;
  bool is_first_ = true;
  bool ok_ = true;
};

// Walks a batch without decoding rows.
class BatchReader {
 public:
  [[nodiscard]] static Result<BatchReader> open(ByteView batch);  // malformed, unsupported
  [[nodiscard]] Bases bases() const { return bases_; }
  [[nodiscard]] bool at_end() const { return reader_.at_end(); }
  [[nodiscard]] Result<ByteView> next_packed();
  [[nodiscard]] Result<RowPatch> next();

 private:
  BatchReader(ByteReader reader, Bases bases) : reader_(reader), bases_(bases) {}
  ByteReader reader_;
  Bases bases_;
};

class BatchWriter {
 public:
  explicit BatchWriter(Bases bases);
  void add(const RowPatch& row);
  void add_packed(ByteView packed_row);  // must have been written with the same Bases
  [[nodiscard]] std::size_t size_bytes() const { return bytes_.size(); }
  [[nodiscard]] std::size_t row_count() const { return rows_; }
  [[nodiscard]] Bytes take();  // leaves an empty batch

 private:
  Bases bases_;
  std::size_t rows_ = 0;
  Bytes bytes_;
  Bytes scratch_;
};

}  // namespace vinculo
