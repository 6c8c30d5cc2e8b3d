// The pages in a worker: the one PageFile of the module, SQLite's operating system on top of it, and the C functions by
// which the page store (page_memory.js) moves bytes between it and IndexedDB. Numbers that may pass 2^31 travel as
// double.
#include <emscripten.h>
#include <sqlite3.h>

#include <chrono>
#include <memory>

#include "worker/log_replay.h"
#include "worker/page_file.h"
#include "worker/page_vfs.h"

// The stored block, copied to `into`; 0 when it cannot be read.
// clang-format off: JavaScript
EM_JS(int, page_load_segment, (unsigned block, unsigned char* into), { return Module.loadSegment(block, into) ? 1 : 0; })
EM_JS(void, page_fill_random, (unsigned char* bytes, unsigned count), {
  for (let at = 0; at < count; at += 65536) {
    const part = new Uint8Array(Math.min(65536, count - at));  // the limit of one call
    crypto.getRandomValues(part);
    HEAPU8.set(part, bytes + at);
  }
})
// clang-format on

namespace {

using vinculo::ByteView;
using vinculo::worker::Access;
using vinculo::worker::block_bytes;
using vinculo::worker::LogReplay;
using vinculo::worker::PageFile;

PageFile& file() {
  static PageFile instance([](std::uint32_t block, std::uint8_t* into) { return page_load_segment(block, into) != 0; });
  return instance;
}

std::unique_ptr<LogReplay>& replay() {
  static std::unique_ptr<LogReplay> instance;
  return instance;
}

}  // namespace

extern "C" {

int sqlite3_os_init() {
  vinculo::worker::PageVfsHost host;
  host.unix_ms = [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  };
  host.fill_random = [](std::span<std::uint8_t> bytes) { page_fill_random(bytes.data(), bytes.size()); };
  return vinculo::worker::register_page_vfs("pages", file(), std::move(host), true);
}
int sqlite3_os_end() { return SQLITE_OK; }

EMSCRIPTEN_KEEPALIVE void page_open(unsigned stored_blocks, double size_bytes, double sequence) {
  file().open(stored_blocks, static_cast<std::uint64_t>(size_bytes), static_cast<std::uint64_t>(sequence));
  replay() = std::make_unique<LogReplay>(file());
}
// Access: 0 applied, 1 a block was unreadable, 2 no memory.
EMSCRIPTEN_KEEPALIVE int page_feed_log(const unsigned char* bytes, unsigned count) {
  return static_cast<int>(replay()->feed({bytes, count}));
}
// LogReplay::End: 0 whole, 1 torn, 2 damaged.
EMSCRIPTEN_KEEPALIVE int page_log_end() { return static_cast<int>(replay()->finish()); }
EMSCRIPTEN_KEEPALIVE double page_log_used() { return static_cast<double>(replay()->used_bytes()); }
EMSCRIPTEN_KEEPALIVE void page_log_done() { replay().reset(); }

EMSCRIPTEN_KEEPALIVE double page_size() { return static_cast<double>(file().size_bytes()); }
EMSCRIPTEN_KEEPALIVE double page_sequence() { return static_cast<double>(file().sequence()); }
EMSCRIPTEN_KEEPALIVE int page_has_open_changes() { return file().has_open_changes() ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void page_set_bulk(int is_bulk) { file().set_bulk(is_bulk != 0); }

EMSCRIPTEN_KEEPALIVE unsigned page_queue_bytes() { return file().queue().size(); }
EMSCRIPTEN_KEEPALIVE unsigned page_queue_pieces() { return file().queue().piece_count(); }
EMSCRIPTEN_KEEPALIVE const unsigned char* page_queue_piece(unsigned index) {
  return file().queue().piece(index).data();
}
EMSCRIPTEN_KEEPALIVE unsigned page_queue_piece_bytes(unsigned index) { return file().queue().piece(index).size(); }
EMSCRIPTEN_KEEPALIVE void page_queue_clear() { file().queue().clear(); }

// The block in memory, loaded if need be; null when it cannot be read or there is no memory.
EMSCRIPTEN_KEEPALIVE const unsigned char* page_block(unsigned block) {
  Access access{};
  return file().blocks().get_block(block, access);
}
EMSCRIPTEN_KEEPALIVE int page_next_dirty(unsigned from) { return static_cast<int>(file().blocks().next_dirty(from)); }
EMSCRIPTEN_KEEPALIVE unsigned page_dirty_count() { return file().blocks().dirty_count(); }
EMSCRIPTEN_KEEPALIVE unsigned page_loaded_count() { return file().blocks().loaded_count(); }
EMSCRIPTEN_KEEPALIVE void page_mark_dirty(unsigned block) { file().blocks().mark_dirty(block); }
EMSCRIPTEN_KEEPALIVE void page_mark_clean(unsigned block) { file().blocks().mark_clean(block); }
// 53 bits of the hash of a whole block, so that JavaScript keeps it as a number.
EMSCRIPTEN_KEEPALIVE double page_block_hash(const unsigned char* bytes) {
  return static_cast<double>(vinculo::worker::hash_bytes({bytes, block_bytes}) >> 11);
}

}  // extern "C"
