#include "worker/page_file.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace vinculo::worker {
namespace {

constexpr std::array<std::uint8_t, saved_page_bytes> zero_page{};

struct PatchHead {
  std::uint32_t offset, length;
};

template <class T>
ByteView bytes_of(const T& value) {
  return {reinterpret_cast<const std::uint8_t*>(&value), sizeof value};
}

}  // namespace

void PageFile::open(std::uint32_t stored_blocks, std::uint64_t size_bytes, std::uint64_t sequence) {
  blocks_.reset(stored_blocks, size_bytes);
  queue_.clear();
  forget_transaction();
  sequence_ = sequence;
  committed_bytes_ = kept_bytes_ = size_bytes;
  is_seal_owed_ = is_bulk_ = has_bulk_changes_ = false;
}

void PageFile::forget_transaction() {
  saved_.clear();
  prepared_.clear();
  is_prepared_ = false;
}

Access PageFile::save_page(std::uint32_t number) {
  if (saved_.contains(number)) return Access::ok;
  const std::uint64_t start = std::uint64_t{number} * saved_page_bytes;
  Access access{};
  const std::uint8_t* block = blocks_.get_block(static_cast<std::uint32_t>(start / block_bytes), access);
  if (!block) return access;
  return saved_.save(number, block + start % block_bytes) ? Access::ok : Access::no_memory;
}

// Writes page by page: what does not change costs nothing, so a rollback that puts pages back needs no memory.
Access PageFile::write(std::uint64_t offset, ByteView bytes) {
  is_prepared_ = false;
  const std::uint64_t end = offset + bytes.size();
  while (!bytes.empty()) {
    const std::size_t count = std::min<std::size_t>(bytes.size(), saved_page_bytes - offset % saved_page_bytes);
    Access access{};
    std::uint8_t* block = blocks_.get_block(static_cast<std::uint32_t>(offset / block_bytes), access);
    if (!block) return access;
    std::uint8_t* target = block + offset % block_bytes;
    if (std::memcmp(target, bytes.data(), count) != 0) {
      if (is_bulk_) {
        has_bulk_changes_ = true;
      } else if (access = save_page(static_cast<std::uint32_t>(offset / saved_page_bytes)); access != Access::ok) {
        return access;
      }
      std::memcpy(target, bytes.data(), count);
      blocks_.mark_dirty(static_cast<std::uint32_t>(offset / block_bytes));
    }
    offset += count;
    bytes = bytes.subspan(count);
  }
  return end > blocks_.size_bytes() ? blocks_.set_size(end) : Access::ok;
}

Access PageFile::truncate(std::uint64_t size_bytes) {
  if (size_bytes >= blocks_.size_bytes()) return Access::ok;
  has_bulk_changes_ = is_bulk_;
  const Access access = blocks_.truncate(size_bytes);
  if (access == Access::ok) kept_bytes_ = std::min(kept_bytes_, size_bytes);
  return access;
}

// The log zeroes everything from kept_bytes_ on before it applies the patches: pages there are compared with zeros.
bool PageFile::append_patches(const SavedPages::Page& page) {
  const std::uint64_t start = std::uint64_t{page.number} * saved_page_bytes;
  const std::uint64_t size = blocks_.size_bytes();
  if (start >= size) return true;
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(saved_page_bytes, size - start));
  const std::uint8_t* now = blocks_.find(start, count);
  std::array<std::uint8_t, saved_page_bytes> mixed;
  const std::uint8_t* before = page.before;
  if (start + count > kept_bytes_) {
    const auto kept = static_cast<std::size_t>(kept_bytes_ > start ? kept_bytes_ - start : 0);
    mixed = zero_page;
    std::memcpy(mixed.data(), page.before, kept);
    before = mixed.data();
  }
  const ByteView old_bytes(before, count), new_bytes(now, count);
  for (std::size_t from = 0;;) {
    const ChangedRange range = find_changed_range(old_bytes, new_bytes, from);
    if (range.length == 0) return true;
    const PatchHead head{static_cast<std::uint32_t>(start + range.start), static_cast<std::uint32_t>(range.length)};
    if (!prepared_.append(bytes_of(head)) || !prepared_.append(new_bytes.subspan(range.start, range.length)))
      return false;
    from = range.start + range.length;
  }
}

Access PageFile::prepare_commit() {
  if (is_bulk_) return Access::ok;
  prepared_.clear();
  bool fits = prepared_.append(bytes_of(CommitHeader{}));
  for (const SavedPages::Page& page : saved_.sorted()) fits = fits && append_patches(page);
  if (!fits) {
    prepared_.clear();
    return Access::no_memory;
  }
  is_prepared_ = true;
  return Access::ok;
}

void PageFile::seal_commit() {
  const std::uint64_t size = blocks_.size_bytes();
  if (is_bulk_) {
    if (has_bulk_changes_ || size != committed_bytes_) ++sequence_;
    has_bulk_changes_ = false;
    committed_bytes_ = kept_bytes_ = size;
    return;
  }
  if (saved_.empty() && size == committed_bytes_ && kept_bytes_ >= size && !is_seal_owed_) return;
  is_seal_owed_ = true;
  if (!is_prepared_ && prepare_commit() != Access::ok) return;
  const bool has_changes = prepared_.size() > sizeof(CommitHeader) || size != committed_bytes_ || kept_bytes_ < size;
  if (has_changes) {
    CommitHeader header{commit_magic,
                        static_cast<std::uint32_t>(prepared_.size() - sizeof header),
                        sequence_ + 1,
                        size,
                        std::min(kept_bytes_, size),
                        0};
    std::memcpy(prepared_.front(), &header, sizeof header);
    Hash hash(prepared_.size());
    for (std::size_t i = 0; i < prepared_.piece_count(); ++i) hash.add(prepared_.piece(i));
    header.hash = hash.finish();
    std::memcpy(prepared_.front(), &header, sizeof header);
    if (!queue_.append_list(std::move(prepared_))) return;
    ++sequence_;
  }
  is_seal_owed_ = false;
  committed_bytes_ = kept_bytes_ = size;
  forget_transaction();
}

ByteList& PageFile::queue() {
  if (is_seal_owed_) seal_commit();
  return queue_;
}

bool PageFile::has_open_changes() {
  if (is_seal_owed_) seal_commit();
  if (saved_.empty() && blocks_.size_bytes() == committed_bytes_) return false;
  // After a rollback every page is as it was.
  for (const SavedPages::Page& page : saved_.sorted()) {
    const std::uint8_t* now = blocks_.find(std::uint64_t{page.number} * saved_page_bytes, saved_page_bytes);
    if (!now || std::memcmp(now, page.before, saved_page_bytes) != 0) return true;
  }
  if (blocks_.size_bytes() != committed_bytes_ || kept_bytes_ < committed_bytes_) return true;
  forget_transaction();
  return false;
}

Access PageFile::apply(const CommitView& commit) {
  if (commit.header.sequence <= sequence_) return Access::ok;
  if (commit.header.kept_bytes < blocks_.size_bytes()) {
    if (const Access access = blocks_.truncate(commit.header.kept_bytes); access != Access::ok) return access;
  }
  if (const Access access = blocks_.set_size(commit.header.file_bytes); access != Access::ok) return access;
  for (ByteView rest = commit.payload; rest.size() >= sizeof(PatchHead);) {
    PatchHead head{};
    std::memcpy(&head, rest.data(), sizeof head);
    rest = rest.subspan(sizeof head);
    const std::size_t length = std::min<std::size_t>(head.length, rest.size());
    const std::uint64_t end = std::min<std::uint64_t>(std::uint64_t{head.offset} + length, commit.header.file_bytes);
    if (end > head.offset) {
      const Access access = blocks_.patch(head.offset, rest.first(static_cast<std::size_t>(end - head.offset)));
      if (access != Access::ok) return access;
    }
    rest = rest.subspan(length);
  }
  sequence_ = commit.header.sequence;
  committed_bytes_ = kept_bytes_ = commit.header.file_bytes;
  return Access::ok;
}

}  // namespace vinculo::worker
