#include "change/operation_slice.h"

#include "change/stamp_codec.h"

namespace vinculo {

void SliceWriter::created(std::uint64_t table, std::int64_t rowid) {
  // The rows of an import come table by table in turn: the run to prolong is one of the last few.
  for (std::size_t back = 1; back <= runs_.size() && back <= 16; ++back) {
    RowRun& run = runs_[runs_.size() - back];
    if (run.table == table && run.first + run.count == rowid) {
      ++run.count;
      return;
    }
  }
  runs_.push_back({table, rowid, 1});
}

void SliceWriter::edited(std::uint64_t table, std::int64_t rowid, const std::vector<RevertedRegister>& registers) {
  ByteWriter out(edited_);
  out.varint(table);
  out.varint(static_cast<std::uint64_t>(rowid));
  out.varint(registers.size());
  Stamp last;
  for (const RevertedRegister& one : registers) {
    const bool has_own_stamp = one.written != stamp_;
    out.varint(std::uint64_t{one.column} * 2 + (has_own_stamp ? 1 : 0));
    if (has_own_stamp) out.u64(one.written.clock.value);
    write_stamp(out, one.previous, last, &one == registers.data());
    write_value(out, one.value);
  }
}

Bytes SliceWriter::pack() const {
  Bytes packed;
  ByteWriter out(packed);
  out.u64(stamp_.clock.value);
  out.varint(stamp_.device);
  out.varint(runs_.size());
  for (const RowRun& run : runs_) {
    out.varint(run.table);
    out.varint(static_cast<std::uint64_t>(run.first));
    out.varint(static_cast<std::uint64_t>(run.count));
  }
  out.raw(edited_);
  return packed;
}

SliceReader::SliceReader(ByteView packed) : in_(packed) {
  stamp_.clock.value = in_.u64();
  stamp_.device = static_cast<std::uint32_t>(in_.varint());
  const std::uint64_t count = in_.varint();
  for (std::uint64_t i = 0; i < count && in_.ok(); ++i) {
    RowRun run;
    run.table = in_.varint();
    run.first = static_cast<std::int64_t>(in_.varint());
    run.count = static_cast<std::int64_t>(in_.varint());
    runs_.push_back(run);
  }
  ok_ = in_.ok();
}

bool SliceReader::next(std::uint64_t& table, std::int64_t& rowid, std::vector<RevertedRegister>& registers) {
  if (!ok_ || in_.at_end()) return false;
  registers.clear();
  table = in_.varint();
  rowid = static_cast<std::int64_t>(in_.varint());
  const std::uint64_t count = in_.varint();
  Stamp last;
  for (std::uint64_t i = 0; i < count && in_.ok(); ++i) {
    RevertedRegister one;
    const std::uint64_t column = in_.varint();
    one.column = static_cast<Column>(column / 2);
    one.written = stamp_;
    if (column % 2 == 1) one.written.clock.value = in_.u64();
    if (column / 2 >= column_end || !read_stamp(in_, last, i == 0)) ok_ = false;
    one.previous = last;
    one.value = read_value(in_);
    registers.push_back(std::move(one));
  }
  ok_ = ok_ && in_.ok();
  return ok_;
}

}  // namespace vinculo
