// What the page store does in a browser, as plain bytes: stored blocks with the sequence they were written at, a
// checkpoint, a log. Tests cut it anywhere, as a crash would, and open a file from what is left.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "worker/log_replay.h"
#include "worker/page_file.h"

namespace vinculo::worker {

struct StorageModel {
  struct Segment {
    Bytes bytes;
    std::uint64_t sequence = 0;
  };
  std::map<std::uint32_t, Segment> segments;
  std::uint32_t stored_blocks = 0;
  std::uint64_t size_bytes = 0, sequence = 0;  // of the checkpoint
  Bytes log;                                   // since the checkpoint
  bool is_readable = true;

  // The function a PageFile loads blocks with; the model must outlive the file.
  PageBlocks::Loader loader() {
    return [this](std::uint32_t block, std::uint8_t* into) {
      if (!is_readable || !segments.contains(block)) return false;
      std::copy(segments[block].bytes.begin(), segments[block].bytes.end(), into);
      return true;
    };
  }

  void take_commits(PageFile& file) {
    ByteList& queue = file.queue();
    for (std::size_t i = 0; i < queue.piece_count(); ++i) {
      log.insert(log.end(), queue.piece(i).begin(), queue.piece(i).end());
    }
    queue.clear();
  }

  // Stores the dirty blocks; after `blocks_before_crash` of them the browser dies and the checkpoint does not move.
  void checkpoint(PageFile& file, std::size_t blocks_before_crash = SIZE_MAX) {
    take_commits(file);
    const auto count = static_cast<std::uint32_t>((file.size_bytes() + block_bytes - 1) / block_bytes);
    std::size_t stored = 0;
    for (std::int64_t next = file.blocks().next_dirty(0); next >= 0;) {
      const auto block = static_cast<std::uint32_t>(next);
      if (block < count) {
        if (stored++ == blocks_before_crash) return;
        Access access{};
        const std::uint8_t* bytes = file.blocks().get_block(block, access);
        segments[block] = {Bytes(bytes, bytes + block_bytes), file.sequence()};
      }
      file.blocks().mark_clean(block);
      next = file.blocks().next_dirty(block + 1);
    }
    segments.erase(segments.lower_bound(count), segments.end());
    stored_blocks = count;
    size_bytes = file.size_bytes();
    sequence = file.sequence();
    log.clear();
  }

  // Opens what is stored, feeding the log in pieces of piece_bytes. The file takes no part in the cut of a torn tail.
  struct Opened {
    std::unique_ptr<PageFile> file;
    LogReplay::End end{};
    std::uint64_t used_bytes = 0;
    Access access = Access::ok;
  };
  Opened open(std::size_t piece_bytes = 60'000) {
    Opened opened{std::make_unique<PageFile>(loader())};
    opened.file->open(stored_blocks, size_bytes, sequence);
    LogReplay replay(*opened.file);
    for (std::size_t at = 0; at < log.size() && opened.access == Access::ok; at += piece_bytes) {
      opened.access = replay.feed(ByteView(log).subspan(at, std::min(piece_bytes, log.size() - at)));
    }
    opened.end = replay.finish();
    opened.used_bytes = replay.used_bytes();
    return opened;
  }
};

}  // namespace vinculo::worker
