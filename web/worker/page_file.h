// One database file whose every commit becomes an entry of a log: what the SQLite VFS reads and writes (page_vfs.h) and
// what the page store in JavaScript makes durable (page_store.js). Durability is not decided here: a sealed commit
// waits in the queue until the store has taken its bytes, and counts as saved when the store says so to whoever waits.
//
// A commit has two steps, because only the first may fail: prepare_commit() compares the pages of the transaction with
// what they were and takes all the memory; seal_commit() gives it a number and puts it in the queue. One thread.
#pragma once
#include <cstdint>

#include "worker/page_blocks.h"
#include "worker/patch_log.h"
#include "worker/saved_pages.h"

namespace vinculo::worker {

class PageFile {
 public:
  explicit PageFile(PageBlocks::Loader load) : blocks_(std::move(load)) {}

  // Starts over from a checkpoint: the file as it was after commit `sequence`, in stored blocks.
  void open(std::uint32_t stored_blocks, std::uint64_t size_bytes, std::uint64_t sequence);

  // --- what the VFS calls ---
  [[nodiscard]] std::uint64_t size_bytes() const { return blocks_.size_bytes(); }
  [[nodiscard]] Access read(std::uint64_t offset, std::span<std::uint8_t> into) { return blocks_.read(offset, into); }
  [[nodiscard]] Access write(std::uint64_t offset, ByteView bytes);
  [[nodiscard]] Access truncate(std::uint64_t size_bytes);
  [[nodiscard]] const std::uint8_t* find(std::uint64_t offset, std::size_t n) const { return blocks_.find(offset, n); }
  [[nodiscard]] Access prepare_commit();
  void seal_commit();

  // --- what the page store calls, never inside a transaction ---
  // The number of the newest commit, durable or not.
  [[nodiscard]] std::uint64_t sequence() const { return sequence_ + (is_seal_owed_ ? 1 : 0); }
  // Sealed commits in order; the caller copies the pieces and clears the list.
  [[nodiscard]] ByteList& queue();
  // A transaction has written pages and is not over: blocks must not be stored now.
  [[nodiscard]] bool has_open_changes();
  [[nodiscard]] PageBlocks& blocks() { return blocks_; }

  // Filling an empty store: commits get numbers, nothing is logged, the caller stores all dirty blocks at once.
  void set_bulk(bool is_bulk) { is_bulk_ = is_bulk; }
  [[nodiscard]] bool is_bulk() const { return is_bulk_; }

  // Applies a commit read from the log. Commits that the file already has are passed over. The caller has checked that
  // the sequence is at most one ahead.
  [[nodiscard]] Access apply(const CommitView& commit);

 private:
  Access save_page(std::uint32_t number);
  bool append_patches(const SavedPages::Page& page);
  void forget_transaction();

  PageBlocks blocks_;
  SavedPages saved_;
  ByteList prepared_;  // starts with room for the header
  ByteList queue_;
  std::uint64_t sequence_ = 0;
  std::uint64_t committed_bytes_ = 0;  // size of the file after the newest commit
  std::uint64_t kept_bytes_ = 0;       // smallest size since then
  bool is_prepared_ = false;
  bool is_seal_owed_ = false;  // the newest commit found no memory for its log entry; it joins the next one
  bool is_bulk_ = false;
  bool has_bulk_changes_ = false;
};

}  // namespace vinculo::worker
