#include "worker/patch_log.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace vinculo::worker {
namespace {

constexpr std::uint64_t murmur_multiplier = 0xc6a4'a793'5bd1'e995;
constexpr std::uint64_t seed = 0x7669'6e63'756c'6f31;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  word *= murmur_multiplier;
  word ^= word >> 47;
  word *= murmur_multiplier;
  return (hash ^ word) * murmur_multiplier;
}

}  // namespace

Hash::Hash(std::uint64_t total_bytes) : state_(seed ^ (total_bytes * murmur_multiplier)) {}

void Hash::add(ByteView part) {
  std::size_t at = 0;
  for (; at + 8 <= part.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, part.data() + at, 8);
    state_ = mix(state_, word);
  }
  if (at == part.size()) return;
  std::uint64_t word = 0;
  std::memcpy(&word, part.data() + at, part.size() - at);
  state_ = (state_ ^ word) * murmur_multiplier;
}

std::uint64_t Hash::finish() const {
  const std::uint64_t mixed = (state_ ^ (state_ >> 47)) * murmur_multiplier;
  return mixed ^ (mixed >> 47);
}

std::uint64_t hash_bytes(ByteView bytes) {
  Hash hash(bytes.size());
  hash.add(bytes);
  return hash.finish();
}

bool ByteList::append(ByteView bytes) {
  try {
    while (!bytes.empty()) {
      if (pieces_.empty() || pieces_.back().used == pieces_.back().capacity) {
        pieces_.push_back({std::make_unique_for_overwrite<std::uint8_t[]>(piece_bytes), 0, piece_bytes});
      }
      Piece& last = pieces_.back();
      const std::size_t count = std::min(bytes.size(), last.capacity - last.used);
      std::memcpy(last.bytes.get() + last.used, bytes.data(), count);
      last.used += count;
      size_ += count;
      bytes = bytes.subspan(count);
    }
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

bool ByteList::append_list(ByteList&& other) {
  // A short list is copied into the room that the last piece still has: commits of a few kilobytes share a piece.
  const std::size_t room = pieces_.empty() ? 0 : pieces_.back().capacity - pieces_.back().used;
  if (other.size_ <= room) {
    for (const Piece& piece : other.pieces_) {
      if (!append({piece.bytes.get(), piece.used})) return false;
    }
  } else {
    try {
      pieces_.reserve(pieces_.size() + other.pieces_.size());
    } catch (const std::bad_alloc&) {
      return false;
    }
    for (Piece& piece : other.pieces_) pieces_.push_back(std::move(piece));
    size_ += other.size_;
  }
  other.clear();
  return true;
}

void ByteList::clear() {
  pieces_.clear();
  size_ = 0;
}

ChangedRange find_changed_range(ByteView before, ByteView after, std::size_t from) {
  const std::size_t count = after.size();
  std::size_t at = from;
  while (at + 8 <= count && std::memcmp(before.data() + at, after.data() + at, 8) == 0) at += 8;
  while (at < count && before[at] == after[at]) ++at;
  if (at >= count) return {};
  const std::size_t start = at;
  std::size_t last = at;
  for (; at < count && at - last <= joined_gap_bytes; ++at) {
    if (before[at] != after[at]) last = at;
  }
  return {start, last + 1 - start};
}

CommitState read_commit(ByteView bytes, CommitView& commit) {
  if (bytes.size() < sizeof(CommitHeader)) return CommitState::incomplete;
  std::memcpy(&commit.header, bytes.data(), sizeof(CommitHeader));
  if (commit.header.magic != commit_magic) return CommitState::invalid;
  const std::size_t payload_bytes = commit.header.payload_bytes;
  if (bytes.size() - sizeof(CommitHeader) < payload_bytes) return CommitState::incomplete;
  commit.payload = bytes.subspan(sizeof(CommitHeader), payload_bytes);
  CommitHeader unsigned_header = commit.header;
  unsigned_header.hash = 0;
  Hash hash(commit.size());
  hash.add({reinterpret_cast<const std::uint8_t*>(&unsigned_header), sizeof unsigned_header});
  hash.add(commit.payload);
  return hash.finish() == commit.header.hash ? CommitState::whole : CommitState::invalid;
}

bool has_commit_after(ByteView bytes, std::uint64_t sequence) {
  for (; bytes.size() >= sizeof(CommitHeader); bytes = bytes.subspan(1)) {
    std::uint32_t magic = 0;
    std::memcpy(&magic, bytes.data(), sizeof magic);
    CommitView commit;
    if (magic == commit_magic && read_commit(bytes, commit) == CommitState::whole &&
        commit.header.sequence > sequence) {
      return true;
    }
  }
  return false;
}

}  // namespace vinculo::worker
