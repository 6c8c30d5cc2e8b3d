#include "support/memory_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
#include <memory>
#include <random>

namespace vinculo::test {
namespace {

using Content = std::shared_ptr<Bytes>;

std::map<std::string, Content>& files() {
  static std::map<std::string, Content> all;
  return all;
}

std::uint64_t used_bytes() {
  std::uint64_t used = 0;
  for (const auto& [name, content] : files()) used += content->size();
  return used;
}

struct OpenFile {
  sqlite3_file base;
  Content* content;  // owned
};

Bytes& content_of(sqlite3_file* file) { return **reinterpret_cast<OpenFile*>(file)->content; }

int file_close(sqlite3_file* file) {
  delete reinterpret_cast<OpenFile*>(file)->content;
  return SQLITE_OK;
}

int file_read(sqlite3_file* file, void* into, int count, sqlite3_int64 offset) {
  const Bytes& bytes = content_of(file);
  const std::size_t start = std::min(static_cast<std::size_t>(offset), bytes.size());
  const std::size_t available = std::min(static_cast<std::size_t>(count), bytes.size() - start);
  if (available > 0) std::memcpy(into, bytes.data() + start, available);
  if (available == static_cast<std::size_t>(count)) return SQLITE_OK;
  std::memset(static_cast<char*>(into) + available, 0, static_cast<std::size_t>(count) - available);
  return SQLITE_IOERR_SHORT_READ;
}

int file_write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  if (memory_disk().fails) return SQLITE_IOERR_WRITE;
  Bytes& bytes = content_of(file);
  const std::size_t end = static_cast<std::size_t>(offset) + static_cast<std::size_t>(count);
  if (end > bytes.size()) {
    if (used_bytes() + (end - bytes.size()) > memory_disk().room_bytes) return SQLITE_FULL;
    bytes.resize(end);
  }
  std::memcpy(bytes.data() + offset, from, static_cast<std::size_t>(count));
  return SQLITE_OK;
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
  content_of(file).resize(static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(content_of(file).size());
  return SQLITE_OK;
}

int file_sync(sqlite3_file*, int) { return memory_disk().fails ? SQLITE_IOERR_FSYNC : SQLITE_OK; }
int file_lock(sqlite3_file*, int) { return SQLITE_OK; }
int file_is_reserved(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int file_sector_size(sqlite3_file*) { return 4096; }
int file_characteristics(sqlite3_file*) { return 0; }

constexpr sqlite3_io_methods methods = {
    1,         file_close,       file_read,    file_write,       file_truncate,        file_sync, file_size, file_lock,
    file_lock, file_is_reserved, file_control, file_sector_size, file_characteristics, nullptr,   nullptr,   nullptr,
    nullptr,   nullptr,          nullptr};

int vfs_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  Content content = name == nullptr ? nullptr : files()[name];
  if (content == nullptr) content = std::make_shared<Bytes>();
  if (name != nullptr) files()[name] = content;
  auto* open = reinterpret_cast<OpenFile*>(file);
  open->base.pMethods = &methods;
  open->content = new Content(std::move(content));
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs*, const char* name, int) {
  files().erase(name);
  return SQLITE_OK;
}

int vfs_access(sqlite3_vfs*, const char* name, int, int* answer) {
  *answer = files().contains(name) ? 1 : 0;
  return SQLITE_OK;
}

int vfs_full_path(sqlite3_vfs*, const char* name, int size, char* into) {
  sqlite3_snprintf(size, into, "%s", name);
  return SQLITE_OK;
}

int vfs_randomness(sqlite3_vfs*, int count, char* into) {
  std::random_device device;
  for (int i = 0; i < count; ++i) into[i] = static_cast<char>(device());
  return count;
}

int vfs_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int vfs_time(sqlite3_vfs*, sqlite3_int64* julian_ms) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  *julian_ms = 210'866'760'000'000 + std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  return SQLITE_OK;
}

sqlite3_vfs* the_vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs made{};
    made.iVersion = 2;
    made.szOsFile = sizeof(OpenFile);
    made.mxPathname = 512;
    made.zName = memory_vfs_name;
    made.xOpen = vfs_open;
    made.xDelete = vfs_delete;
    made.xAccess = vfs_access;
    made.xFullPathname = vfs_full_path;
    made.xRandomness = vfs_randomness;
    made.xSleep = vfs_sleep;
    made.xCurrentTimeInt64 = vfs_time;
    return made;
  }();
  return &vfs;
}

}  // namespace

MemoryDisk& memory_disk() {
  static MemoryDisk disk;
  return disk;
}

void register_memory_vfs() { sqlite3_vfs_register(the_vfs(), 0); }

Bytes memory_file(const std::string& name) {
  const auto found = files().find(name);
  return found == files().end() ? Bytes{} : *found->second;
}

void put_memory_file(const std::string& name, Bytes content) {
  files()[name] = std::make_shared<Bytes>(std::move(content));
}

}  // namespace vinculo::test
