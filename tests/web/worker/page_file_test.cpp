#include "worker/page_file.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <random>
#include <string>

#include "failing_memory.h"
#include "storage_model.h"

namespace vinculo::worker {
namespace {

using Random = std::mt19937_64;

std::uint64_t pick(Random& random, std::uint64_t below) { return random() % below; }

Bytes contents(PageFile& file) {
  Bytes all(file.size_bytes());
  REQUIRE(file.read(0, all) == Access::ok);
  return all;
}

Bytes random_bytes(Random& random, std::size_t count) {
  Bytes bytes(count);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(pick(random, 4));  // few values: short ranges differ
  return bytes;
}

void write_all(PageFile& file, std::uint64_t offset, ByteView bytes) {
  REQUIRE(file.write(offset, bytes) == Access::ok);
}

void commit(PageFile& file) {
  REQUIRE(file.prepare_commit() == Access::ok);
  file.seal_commit();
}

// Writes the old bytes back and gives the file its old size, as SQLite does from its journal.
bool roll_back(PageFile& file, const Bytes& before) {
  bool done = true;
  for (std::size_t at = 0; at < before.size(); at += saved_page_bytes) {
    const auto page = ByteView(before).subspan(at, std::min<std::size_t>(saved_page_bytes, before.size() - at));
    done = done && file.write(at, page) == Access::ok;
  }
  return done && file.truncate(before.size()) == Access::ok;
}

void change_at_random(PageFile& file, Random& random) {
  constexpr std::uint64_t largest = 3 * block_bytes;
  for (std::uint64_t writes = pick(random, 6); writes > 0; --writes) {
    const std::uint64_t offset = pick(random, 2) ? pick(random, largest) : pick(random, largest / 4096) * 4096;
    write_all(file, offset, random_bytes(random, 1 + pick(random, 9000)));
  }
  if (pick(random, 5) == 0 && file.size_bytes() > 0) {
    REQUIRE(file.truncate(pick(random, file.size_bytes())) == Access::ok);
  }
  if (pick(random, 4) == 0) write_all(file, file.size_bytes(), random_bytes(random, 5000));
}

std::uint64_t chosen_seed(std::uint64_t fallback) {
  const char* text = std::getenv("VINCULO_SEED");
  return text ? std::strtoull(text, nullptr, 10) : fallback;
}

}  // namespace

TEST_CASE("A commit holds the changed bytes only, with short gaps joined") {
  StorageModel storage;
  PageFile file(storage.loader());
  write_all(file, 0, Bytes(4096, 7));
  commit(file);
  storage.take_commits(file);
  storage.log.clear();

  Bytes page(4096, 7);
  page[100] = 1;
  page[110] = 2;  // nine equal bytes between: one range
  page[200] = 3;
  write_all(file, 0, page);
  commit(file);
  storage.take_commits(file);

  CommitView read;
  REQUIRE(read_commit(storage.log, read) == CommitState::whole);
  REQUIRE(read.header.sequence == 2);
  REQUIRE(read.payload.size() == (8 + 11) + (8 + 1));
}

TEST_CASE("A rollback leaves nothing in the log") {
  StorageModel storage;
  PageFile file(storage.loader());
  write_all(file, 0, Bytes(20'000, 1));
  commit(file);
  storage.take_commits(file);
  const std::size_t logged = storage.log.size();
  const Bytes before = contents(file);

  write_all(file, 4096, Bytes(8192, 9));
  write_all(file, 20'000, Bytes(50'000, 9));
  REQUIRE(file.has_open_changes());
  REQUIRE(file.prepare_commit() == Access::ok);
  REQUIRE(roll_back(file, before));

  REQUIRE_FALSE(file.has_open_changes());
  file.seal_commit();
  storage.take_commits(file);
  REQUIRE(file.sequence() == 1);
  REQUIRE(storage.log.size() == logged);
  REQUIRE(contents(file) == before);
}

TEST_CASE("Every prefix of the log opens as a state that was committed") {
  const std::uint64_t seed = chosen_seed(20'260'101);
  const char* rounds_text = std::getenv("VINCULO_ROUNDS");
  const int rounds = rounds_text ? std::atoi(rounds_text) : 60;
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(seed, round);
    Random random(seed + static_cast<std::uint64_t>(round));
    StorageModel storage;
    auto file = std::make_unique<PageFile>(storage.loader());
    std::map<std::uint64_t, Bytes> states{{0, Bytes{}}};
    Bytes committed;
    for (int step = 0; step < 40; ++step) {
      change_at_random(*file, random);
      if (pick(random, 5) == 0) {
        REQUIRE(roll_back(*file, committed));
        continue;
      }
      commit(*file);
      committed = contents(*file);
      states[file->sequence()] = committed;
      if (pick(random, 3) == 0) storage.take_commits(*file);
      if (pick(random, 6) == 0) storage.checkpoint(*file, pick(random, 2) ? pick(random, 3) : SIZE_MAX);
      if (pick(random, 6) != 0) continue;

      // The browser dies: what was not taken is gone. Blocks may be newer than the checkpoint, never than the log.
      std::uint64_t newest_block = storage.sequence;
      for (const auto& [block, segment] : storage.segments) newest_block = std::max(newest_block, segment.sequence);
      const Bytes whole_log = storage.log;
      const std::size_t cut = pick(random, 3) ? whole_log.size() : pick(random, whole_log.size() + 1);
      storage.log.resize(cut);
      auto opened = storage.open(1 + pick(random, 70'000));
      REQUIRE(opened.access == Access::ok);
      if (opened.file->sequence() < newest_block) {  // a real browser cannot lose these: try again with all of it
        storage.log = whole_log;
        opened = storage.open();
      }
      REQUIRE(opened.end != LogReplay::End::damaged);
      REQUIRE(states.contains(opened.file->sequence()));
      REQUIRE(contents(*opened.file) == states[opened.file->sequence()]);
      storage.log.resize(opened.used_bytes);
      file = std::move(opened.file);
      committed = contents(*file);
    }
  }
}

TEST_CASE("A torn tail is told from commits that are missing in the middle") {
  StorageModel storage;
  PageFile file(storage.loader());
  std::vector<std::size_t> ends;
  for (std::uint8_t i = 1; i <= 3; ++i) {
    write_all(file, 0, Bytes(3000, i));
    commit(file);
    storage.take_commits(file);
    ends.push_back(storage.log.size());
  }
  const Bytes log = storage.log;

  SECTION("bytes missing at the end") {
    storage.log.resize(ends[2] - 1);
    auto opened = storage.open();
    REQUIRE(opened.end == LogReplay::End::torn);
    REQUIRE(opened.used_bytes == ends[1]);
    REQUIRE(contents(*opened.file) == Bytes(3000, 2));
  }
  SECTION("a wrong byte in the last commit") {
    storage.log[ends[1] + 100] ^= 1;
    REQUIRE(storage.open().end == LogReplay::End::torn);
  }
  SECTION("a wrong byte in front of good commits") {
    storage.log[ends[0] + 100] ^= 1;
    auto opened = storage.open();
    REQUIRE(opened.end == LogReplay::End::damaged);
    REQUIRE(opened.used_bytes == ends[0]);
  }
  SECTION("a commit left out") {
    storage.log.erase(storage.log.begin() + static_cast<std::ptrdiff_t>(ends[0]),
                      storage.log.begin() + static_cast<std::ptrdiff_t>(ends[1]));
    REQUIRE(storage.open().end == LogReplay::End::damaged);
  }
}

TEST_CASE("A stored block is read when it is touched, with the log's patches, and never taken for zeros") {
  StorageModel storage;
  {
    PageFile file(storage.loader());
    write_all(file, 0, Bytes(2 * block_bytes, 5));
    commit(file);
    storage.checkpoint(file);
    write_all(file, 10, Bytes(4, 6));
    commit(file);
    storage.take_commits(file);
  }
  auto opened = storage.open();
  REQUIRE(opened.file->blocks().loaded_count() == 0);
  REQUIRE(opened.file->blocks().dirty_count() == 1);
  Bytes some(16);
  SECTION("read") {
    REQUIRE(opened.file->read(0, some) == Access::ok);
    REQUIRE(some == Bytes{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 5, 5});
    REQUIRE(opened.file->blocks().loaded_count() == 1);
  }
  SECTION("unreadable") {
    storage.is_readable = false;
    REQUIRE(opened.file->read(0, some) == Access::unreadable);
    REQUIRE(opened.file->write(0, some) == Access::unreadable);
    storage.is_readable = true;
    REQUIRE(opened.file->read(block_bytes, some) == Access::ok);
    REQUIRE(some == Bytes(16, 5));
  }
  SECTION("truncated without reading, then grown") {
    REQUIRE(opened.file->truncate(12) == Access::ok);
    REQUIRE(opened.file->blocks().loaded_count() == 0);
    write_all(*opened.file, block_bytes + 8, Bytes(2, 9));
    commit(*opened.file);
    storage.take_commits(*opened.file);
    const Bytes expected = contents(*opened.file);
    REQUIRE(expected[11] == 6);
    REQUIRE(expected[12] == 0);
    REQUIRE(contents(*storage.open().file) == expected);
  }
}

TEST_CASE("Without memory a write changes nothing and logging goes on") {
  for (std::int64_t allocations = 0; allocations < 40; ++allocations) {
    CAPTURE(allocations);
    StorageModel storage;
    PageFile file(storage.loader());
    write_all(file, 0, Bytes(200'000, 1));
    commit(file);
    storage.take_commits(file);
    const Bytes before = contents(file);
    const Bytes wanted(200'000, 2);
    bool fits = true;
    bool rolled_back = true;
    {
      FailingMemory memory(allocations);  // no REQUIRE in here: it allocates too
      for (std::size_t at = 0; fits && at < wanted.size(); at += 4096) {
        fits =
            file.write(at, ByteView(wanted).subspan(at, std::min<std::size_t>(4096, wanted.size() - at))) == Access::ok;
      }
      fits = fits && file.prepare_commit() == Access::ok;
      if (fits)
        file.seal_commit();
      else
        rolled_back = roll_back(file, before);  // needs no memory
    }
    REQUIRE(rolled_back);
    storage.take_commits(file);
    REQUIRE(contents(file) == (fits ? wanted : before));
    REQUIRE_FALSE(file.has_open_changes());

    write_all(file, 5, Bytes(1, 3));
    commit(file);
    storage.take_commits(file);
    REQUIRE(contents(*storage.open().file) == contents(file));
  }
}

TEST_CASE("Bulk filling logs nothing and is whole when its blocks are stored") {
  StorageModel storage;
  PageFile file(storage.loader());
  file.set_bulk(true);
  write_all(file, 0, Bytes(block_bytes + 100, 1));
  commit(file);
  write_all(file, 50, Bytes(100, 2));
  commit(file);
  storage.take_commits(file);
  REQUIRE(storage.log.empty());
  REQUIRE(file.sequence() == 2);

  storage.checkpoint(file);
  file.set_bulk(false);
  write_all(file, 60, Bytes(10, 3));
  commit(file);
  storage.take_commits(file);
  REQUIRE(contents(*storage.open().file) == contents(file));
}

}  // namespace vinculo::worker
