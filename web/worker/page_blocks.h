// The bytes of one database file in memory, in blocks of 256 KiB. A block that lies in storage is read when it is first
// touched, through a function that the owner gives; until then patches for it wait beside it. Bytes past the end of the
// file are always zero. It knows nothing of commits: see page_file.h.
//
// One thread. Pointers into a block stay valid until the PageBlocks is destroyed or reset.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/bytes.h"

namespace vinculo::worker {

inline constexpr std::uint32_t block_bytes = 256 * 1024;
inline constexpr std::uint64_t max_file_bytes = 0xfff0'0000;  // offsets in the log are 32 bits

enum class Access : std::uint8_t {
  ok,
  unreadable,  // storage did not give a block: the caller stops, it must never be taken for zeros
  no_memory,   // nothing was changed
};

class PageBlocks {
 public:
  // Fills `into` (block_bytes long) with the stored block; false when it cannot be read.
  using Loader = std::function<bool(std::uint32_t block, std::uint8_t* into)>;

  explicit PageBlocks(Loader load) : load_(std::move(load)) {}

  // Forgets everything: the file is now size_bytes long and its first stored_blocks blocks lie in storage.
  void reset(std::uint32_t stored_blocks, std::uint64_t size_bytes);

  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }
  // A file that grows has zeros there; blocks that are new are dirty, so that storage will have every block.
  [[nodiscard]] Access set_size(std::uint64_t size_bytes);

  // Copies bytes of the file; the range must lie inside it.
  [[nodiscard]] Access read(std::uint64_t offset, std::span<std::uint8_t> into);
  // The loaded bytes in place, or null when the range is not loaded or crosses a block.
  [[nodiscard]] const std::uint8_t* find(std::uint64_t offset, std::size_t count) const;
  // The block in memory, read or made first if need be. Null with `access` saying why.
  [[nodiscard]] std::uint8_t* get_block(std::uint32_t block, Access& access);

  // Writes without loading: for a stored block that is not in memory the bytes wait until it is.
  [[nodiscard]] Access patch(std::uint64_t offset, ByteView bytes);
  // Everything from `size_bytes` on becomes zero and the file ends there. Loads nothing.
  [[nodiscard]] Access truncate(std::uint64_t size_bytes);

  // --- which blocks differ from storage ---
  void mark_dirty(std::uint32_t block);
  void mark_clean(std::uint32_t block);
  [[nodiscard]] std::int64_t next_dirty(std::uint32_t from) const;  // -1: none from here on
  [[nodiscard]] std::uint32_t dirty_count() const { return dirty_count_; }
  [[nodiscard]] std::uint32_t loaded_count() const { return loaded_count_; }

 private:
  struct Free {
    void operator()(std::uint8_t* bytes) const { std::free(bytes); }
  };
  struct Block {
    std::unique_ptr<std::uint8_t, Free> bytes;
    std::vector<std::uint8_t> waiting;  // patches in order: offset, length (or zero_fill), bytes
    bool is_stored = false;             // storage has it and it is not in memory
    bool is_dirty = false;
  };
  Block& block_at(std::uint32_t index);
  Access zero_from(std::uint32_t index, std::uint32_t offset);

  Loader load_;
  std::vector<Block> blocks_;
  std::uint64_t size_bytes_ = 0;
  std::uint32_t dirty_count_ = 0;
  std::uint32_t loaded_count_ = 0;
};

}  // namespace vinculo::worker
