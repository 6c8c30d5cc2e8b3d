#include "change/row_patch.h"

#include <limits>

#include "change/stamp_codec.h"

namespace vinculo {
namespace {

constexpr std::uint8_t batch_version = 1;

Error malformed(const char* detail) { return {ErrorCode::malformed, detail}; }

}  // namespace

RowWriter::RowWriter(ByteWriter& out, std::uint64_t table, const Uuid& id, std::size_t count, Bases bases)
    : out_(out), bases_(bases) {
  out_.varint(table);
  out_.raw(id.bytes);
  out_.varint(count);
}

void RowWriter::add(const RegisterView& field) {
  out_.varint(field.column);
  write_stamp(out_, field.stamp, last_stamp_, is_first_);
  write_value(out_, field.value);
  if (bases_ == Bases::present) write_stamp(out_, field.base, last_base_, is_first_);
  is_first_ = false;
}

RowReader::RowReader(ByteView packed, Bases bases) : in_(packed), bases_(bases) {
  table_ = in_.varint();
  const auto id = uuid_from_bytes(in_.raw(16));
  left_ = in_.varint();
  ok_ = in_.ok() && id && left_ <= in_.remaining();
  if (ok_) id_ = *id;
}

bool RowReader::next(RegisterView& field) {
  if (!ok_ || left_ == 0) return false;
  const std::uint64_t column = in_.varint();
  ok_ = column <= std::numeric_limits<Column>::max() && static_cast<int>(column) > last_column_ &&
        read_stamp(in_, last_stamp_, is_first_);
  if (!ok_) return false;
  last_column_ = static_cast<int>(column);
  field.column = static_cast<Column>(column);
  field.stamp = last_stamp_;
  field.value = read_value_view(in_);
  ok_ = bases_ == Bases::absent || read_stamp(in_, last_base_, is_first_);
  ok_ = ok_ && in_.ok();
  field.base = last_base_;
  is_first_ = false;
  --left_;
  return ok_;
}

void write_row(ByteWriter& out, const RowPatch& row, Bases bases) {
  RowWriter writer(out, row.table, row.id, row.registers.size(), bases);
  for (const Register& field : row.registers) {
    writer.add({field.column, ValueView::of(field.value), field.stamp, field.base});
  }
}

Result<RowPatch> read_row(ByteView packed, Bases bases) {
  RowReader reader(packed, bases);
  RowPatch row{reader.table(), reader.id(), {}};
  RegisterView field;
  while (reader.next(field)) {
    row.registers.push_back({field.column, field.value.to_value(), field.stamp, field.base});
  }
  if (!reader.is_whole()) return malformed("row");
  return row;
}

std::uint64_t packed_row_hash(ByteView packed_row) {
  // FNV-1a, then the finaliser of MurmurHash3, so that sums of hashes do not cancel out.
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::uint8_t byte : packed_row) hash = (hash ^ byte) * 0x100000001b3;
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

std::uint64_t row_hash(const RowPatch& row) {
  Bytes packed;
  ByteWriter out(packed);
  write_row(out, row, Bases::absent);
  return packed_row_hash(packed);
}

Result<BatchReader> BatchReader::open(ByteView batch) {
  ByteReader reader(batch);
  const std::uint8_t version = reader.u8();
  const std::uint8_t bases = reader.u8();
  if (!reader.ok() || bases > static_cast<std::uint8_t>(Bases::present)) return malformed("batch header");
  if (version != batch_version) return Error{ErrorCode::unsupported, "batch version"};
  return BatchReader(reader, static_cast<Bases>(bases));
}

Result<ByteView> BatchReader::next_packed() {
  const ByteView packed = reader_.blob();
  if (!reader_.ok()) return malformed("batch");
  return packed;
}

Result<RowPatch> BatchReader::next() {
  auto packed = next_packed();
  if (!packed) return std::move(packed).error();
  return read_row(*packed, bases_);
}

BatchWriter::BatchWriter(Bases bases) : bases_(bases) { (void)take(); }

void BatchWriter::add(const RowPatch& row) {
  scratch_.clear();
  ByteWriter out(scratch_);
  write_row(out, row, bases_);
  add_packed(scratch_);
}

void BatchWriter::add_packed(ByteView packed_row) {
  ByteWriter(bytes_).blob(packed_row);
  ++rows_;
}

Bytes BatchWriter::take() {
  rows_ = 0;
  return std::exchange(bytes_, Bytes{batch_version, static_cast<std::uint8_t>(bases_)});
}

}  // namespace vinculo
