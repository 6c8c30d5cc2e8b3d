// What one transaction of an operation did, so that it can be taken back: runs of created rows, and of each edited row
// the registers it replaced. Internal to change/.
//
// Packed (persisted, operation_slice.packed): 8 bytes clock and varint device of the stamp that the slice wrote, varint
// number of runs, each varint table, first rowid and count; then edited rows until the end: varint table, rowid and
// number of registers, each varint column * 2, plus 1 when its own stamp follows (8 bytes clock: it had to be newer
// than the slice's), the stamp replaced (row_patch.h) and the value replaced.
#pragma once
#include <vector>

#include "change/replaced.h"

namespace vinculo {

struct RowRun {
  std::uint64_t table = 0;
  std::int64_t first = 0;
  std::int64_t count = 0;
};

struct RevertedRegister {
  Column column = 0;
  Stamp written;   // by the slice; when the register has another one now, someone wrote it since
  Stamp previous;  // zero: it had not been written
  Value value;
};

class SliceWriter {
 public:
  explicit SliceWriter(Stamp stamp) : stamp_(stamp) {}
  void created(std::uint64_t table, std::int64_t rowid);
  void edited(std::uint64_t table, std::int64_t rowid, const std::vector<RevertedRegister>& registers);
  [[nodiscard]] bool is_empty() const { return runs_.empty() && edited_.empty(); }
  [[nodiscard]] Bytes pack() const;

 private:
  Stamp stamp_;
  std::vector<RowRun> runs_;
  Bytes edited_;
};

class SliceReader {
 public:
  explicit SliceReader(ByteView packed);
  [[nodiscard]] const std::vector<RowRun>& runs() const { return runs_; }
  // The next edited row; false at the end and at damage: ok() tells which.
  bool next(std::uint64_t& table, std::int64_t& rowid, std::vector<RevertedRegister>& registers);
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  ByteReader in_;
  Stamp stamp_;
  std::vector<RowRun> runs_;
  bool ok_ = true;
};

}  // namespace vinculo
