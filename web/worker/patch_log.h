// The log of commits: how one is written as byte patches, queued for storage and read again. A commit is a header and
// its patches (offset, length, bytes). Numbers are little endian. Persisted in IndexedDB, version 1: do not change.
//
//   header   magic, payload length, sequence, file size, kept size, hash (40 bytes)
//   payload  patches { offset: 4 bytes, length: 4 bytes, the new bytes }
//
// Applying a commit: everything from `kept size` on becomes zero, then the patches are written (none reaches past the
// file size), then the file has that size. The hash covers header and payload. Applying commits again that a block
// already holds gives the same bytes, so a block may be newer than the place where the log starts.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "base/bytes.h"

namespace vinculo::worker {

struct CommitHeader {
  std::uint32_t magic = 0;
  std::uint32_t payload_bytes = 0;
  std::uint64_t sequence = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t kept_bytes = 0;
  std::uint64_t hash = 0;
};
static_assert(sizeof(CommitHeader) == 40);
inline constexpr std::uint32_t commit_magic = 0x314c'5056;  // "VPL1"

// MurmurHash64A (Austin Appleby, public domain) over bytes that come in parts; every part but the last is a multiple of
// 8 bytes long. Against torn and damaged bytes, not against an attacker. Persisted beside every block and commit.
class Hash {
 public:
  explicit Hash(std::uint64_t total_bytes);
  void add(ByteView part);
  [[nodiscard]] std::uint64_t finish() const;

 private:
  std::uint64_t state_;
};
[[nodiscard]] std::uint64_t hash_bytes(ByteView bytes);

// Bytes appended piece by piece and taken from the front, in pieces of fixed size: it never moves what it holds, so
// it takes no more memory than it has bytes.
class ByteList {
 public:
  static constexpr std::size_t piece_bytes = 64 * 1024;

  // False when there is no memory: what was appended before stays, the new bytes may be there in part.
  [[nodiscard]] bool append(ByteView bytes);
  [[nodiscard]] bool append_list(ByteList&& other);  // takes over its pieces; false: nothing was moved
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t piece_count() const { return pieces_.size(); }
  [[nodiscard]] ByteView piece(std::size_t index) const { return {pieces_[index].bytes.get(), pieces_[index].used}; }
  [[nodiscard]] std::uint8_t* front() { return pieces_.front().bytes.get(); }
  void clear();

 private:
  struct Piece {
    std::unique_ptr<std::uint8_t[]> bytes;
    std::size_t used = 0, capacity = 0;
  };
  std::vector<Piece> pieces_;
  std::size_t size_ = 0;
};

// The next range at or after `from` where `after` differs from `before` (as long as each other); empty at the end.
// Differences with no more than joined_gap_bytes equal bytes between them are one range.
inline constexpr std::size_t joined_gap_bytes = 16;
struct ChangedRange {
  std::size_t start = 0, length = 0;
};
[[nodiscard]] ChangedRange find_changed_range(ByteView before, ByteView after, std::size_t from);

// Reads the commit at the start of `bytes`.
enum class CommitState : std::uint8_t { whole, incomplete, invalid };
struct CommitView {
  CommitHeader header;
  ByteView payload;
  [[nodiscard]] std::size_t size() const { return sizeof(CommitHeader) + payload.size(); }
};
[[nodiscard]] CommitState read_commit(ByteView bytes, CommitView& commit);

// The first whole commit at any place of `bytes` with a sequence over `sequence`: bytes were lost in front of it.
[[nodiscard]] bool has_commit_after(ByteView bytes, std::uint64_t sequence);

}  // namespace vinculo::worker
