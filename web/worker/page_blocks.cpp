#include "worker/page_blocks.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace vinculo::worker {
namespace {

constexpr std::uint32_t zero_fill = 0xffff'ffff;  // in place of a waiting patch's length: zeros to the block's end

struct WaitingPatch {
  std::uint32_t offset, length;
};

void add_waiting(std::vector<std::uint8_t>& waiting, WaitingPatch head, ByteView bytes) {
  const std::size_t at = waiting.size();
  waiting.resize(at + sizeof head + bytes.size());
  std::memcpy(waiting.data() + at, &head, sizeof head);
  if (!bytes.empty()) std::memcpy(waiting.data() + at + sizeof head, bytes.data(), bytes.size());
}

void apply_waiting(const std::vector<std::uint8_t>& waiting, std::uint8_t* block) {
  for (std::size_t at = 0; at < waiting.size();) {
    WaitingPatch head{};
    std::memcpy(&head, waiting.data() + at, sizeof head);
    at += sizeof head;
    if (head.length == zero_fill) {
      std::memset(block + head.offset, 0, block_bytes - head.offset);
    } else {
      std::memcpy(block + head.offset, waiting.data() + at, head.length);
      at += head.length;
    }
  }
}

}  // namespace

void PageBlocks::reset(std::uint32_t stored_blocks, std::uint64_t size_bytes) {
  blocks_.clear();
  blocks_.resize(stored_blocks);
  for (Block& block : blocks_) block.is_stored = true;
  size_bytes_ = size_bytes;
  dirty_count_ = loaded_count_ = 0;
}

Access PageBlocks::set_size(std::uint64_t size_bytes) {
  const std::uint64_t count = (size_bytes + block_bytes - 1) / block_bytes;
  try {
    const std::uint64_t had = (size_bytes_ + block_bytes - 1) / block_bytes;
    if (count > blocks_.size()) blocks_.resize(static_cast<std::size_t>(count));
    for (std::uint64_t index = had; index < count; ++index) mark_dirty(static_cast<std::uint32_t>(index));
  } catch (const std::bad_alloc&) {
    return Access::no_memory;
  }
  size_bytes_ = size_bytes;
  return Access::ok;
}

PageBlocks::Block& PageBlocks::block_at(std::uint32_t index) {
  if (blocks_.size() <= index) blocks_.resize(index + 1);
  return blocks_[index];
}

std::uint8_t* PageBlocks::get_block(std::uint32_t index, Access& access) {
  access = Access::ok;
  try {
    Block& block = block_at(index);
    if (block.bytes) return block.bytes.get();
    std::unique_ptr<std::uint8_t, Free> bytes(static_cast<std::uint8_t*>(std::calloc(1, block_bytes)));
    if (!bytes) throw std::bad_alloc();
    if (block.is_stored && !load_(index, bytes.get())) {
      access = Access::unreadable;
      return nullptr;
    }
    apply_waiting(block.waiting, bytes.get());
    block.waiting = {};
    block.is_stored = false;
    block.bytes = std::move(bytes);
    ++loaded_count_;
    return block.bytes.get();
  } catch (const std::bad_alloc&) {
    access = Access::no_memory;
    return nullptr;
  }
}

Access PageBlocks::read(std::uint64_t offset, std::span<std::uint8_t> into) {
  while (!into.empty()) {
    const auto index = static_cast<std::uint32_t>(offset / block_bytes);
    const auto start = static_cast<std::uint32_t>(offset % block_bytes);
    const std::size_t count = std::min<std::size_t>(into.size(), block_bytes - start);
    const bool is_zeros = index >= blocks_.size() || (!blocks_[index].bytes && !blocks_[index].is_stored);
    if (is_zeros) {
      std::memset(into.data(), 0, count);
    } else {
      Access access{};
      const std::uint8_t* block = get_block(index, access);
      if (!block) return access;
      std::memcpy(into.data(), block + start, count);
    }
    offset += count;
    into = into.subspan(count);
  }
  return Access::ok;
}

const std::uint8_t* PageBlocks::find(std::uint64_t offset, std::size_t count) const {
  const auto index = static_cast<std::size_t>(offset / block_bytes);
  const auto start = static_cast<std::size_t>(offset % block_bytes);
  if (count == 0 || start + count > block_bytes || index >= blocks_.size() || !blocks_[index].bytes) return nullptr;
  return blocks_[index].bytes.get() + start;
}

Access PageBlocks::patch(std::uint64_t offset, ByteView bytes) {
  while (!bytes.empty()) {
    const auto index = static_cast<std::uint32_t>(offset / block_bytes);
    const auto start = static_cast<std::uint32_t>(offset % block_bytes);
    const std::size_t count = std::min<std::size_t>(bytes.size(), block_bytes - start);
    if (index < blocks_.size() && blocks_[index].is_stored) {
      try {
        add_waiting(blocks_[index].waiting, {start, static_cast<std::uint32_t>(count)}, bytes.first(count));
      } catch (const std::bad_alloc&) {
        return Access::no_memory;
      }
    } else {
      Access access{};
      std::uint8_t* block = get_block(index, access);
      if (!block) return access;
      std::memcpy(block + start, bytes.data(), count);
    }
    mark_dirty(index);
    offset += count;
    bytes = bytes.subspan(count);
  }
  return Access::ok;
}

Access PageBlocks::zero_from(std::uint32_t index, std::uint32_t offset) {
  Block& block = blocks_[index];
  if (block.bytes) {
    std::memset(block.bytes.get() + offset, 0, block_bytes - offset);
  } else if (block.is_stored && offset == 0) {
    block.is_stored = false;
    block.waiting = {};
  } else if (block.is_stored) {
    try {
      add_waiting(block.waiting, {offset, zero_fill}, {});
    } catch (const std::bad_alloc&) {
      return Access::no_memory;
    }
  }
  mark_dirty(index);
  return Access::ok;
}

Access PageBlocks::truncate(std::uint64_t size_bytes) {
  const std::uint64_t first = size_bytes / block_bytes;
  for (std::uint64_t index = first; index < blocks_.size(); ++index) {
    const auto offset = index == first ? static_cast<std::uint32_t>(size_bytes % block_bytes) : 0;
    if (const Access access = zero_from(static_cast<std::uint32_t>(index), offset); access != Access::ok) return access;
  }
  size_bytes_ = std::min(size_bytes_, size_bytes);
  return Access::ok;
}

void PageBlocks::mark_dirty(std::uint32_t index) {
  if (index >= blocks_.size() || blocks_[index].is_dirty) return;
  blocks_[index].is_dirty = true;
  ++dirty_count_;
}

void PageBlocks::mark_clean(std::uint32_t index) {
  if (index >= blocks_.size() || !blocks_[index].is_dirty) return;
  blocks_[index].is_dirty = false;
  --dirty_count_;
}

std::int64_t PageBlocks::next_dirty(std::uint32_t from) const {
  for (std::size_t index = from; index < blocks_.size(); ++index) {
    if (blocks_[index].is_dirty) return static_cast<std::int64_t>(index);
  }
  return -1;
}

}  // namespace vinculo::worker
