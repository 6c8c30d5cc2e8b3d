#include "worker/page_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace vinculo::worker {
namespace {

struct Vfs {
  sqlite3_vfs base{};
  PageFile* file = nullptr;
  PageVfsHost host;
};

struct OpenFile {
  sqlite3_file base;
  PageFile* file;
};

PageFile& page_file(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file)->file; }
Vfs& vfs_of(sqlite3_vfs* vfs) { return *static_cast<Vfs*>(vfs->pAppData); }

int result_code(Access access, int unreadable) {
  switch (access) {
    case Access::ok: return SQLITE_OK;
    case Access::unreadable: return unreadable;
    case Access::no_memory: return SQLITE_IOERR_NOMEM;
  }
  return SQLITE_INTERNAL;
}

// --- one open file ---
int file_close(sqlite3_file*) { return SQLITE_OK; }

int file_read(sqlite3_file* file, void* into, int count, sqlite3_int64 offset) {
  const std::uint64_t size = page_file(file).size_bytes();
  const auto start = static_cast<std::uint64_t>(offset);
  const std::span<std::uint8_t> wanted(static_cast<std::uint8_t*>(into), static_cast<std::size_t>(count));
  const std::uint64_t left = start >= size ? 0 : size - start;
  const auto available = static_cast<std::size_t>(std::min<std::uint64_t>(wanted.size(), left));
  const Access access = page_file(file).read(start, wanted.first(available));
  if (access != Access::ok) return result_code(access, SQLITE_IOERR_READ);
  if (available == wanted.size()) return SQLITE_OK;
  std::memset(wanted.data() + available, 0, wanted.size() - available);
  return SQLITE_IOERR_SHORT_READ;
}

int file_write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  const auto start = static_cast<std::uint64_t>(offset);
  if (start + static_cast<std::uint64_t>(count) > max_file_bytes) return SQLITE_FULL;
  const ByteView bytes(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(count));
  return result_code(page_file(file).write(start, bytes), SQLITE_IOERR_WRITE);
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
  return result_code(page_file(file).truncate(static_cast<std::uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int file_sync(sqlite3_file*, int) { return SQLITE_OK; }

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(page_file(file).size_bytes());
  return SQLITE_OK;
}

int file_lock(sqlite3_file*, int) { return SQLITE_OK; }

int file_check_reserved_lock(sqlite3_file*, int* is_reserved) {
  *is_reserved = 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file* file, int operation, void*) {
  switch (operation) {
    case SQLITE_FCNTL_SYNC: return result_code(page_file(file).prepare_commit(), SQLITE_IOERR_WRITE);
    case SQLITE_FCNTL_COMMIT_PHASETWO: page_file(file).seal_commit(); return SQLITE_OK;
    default: return SQLITE_NOTFOUND;
  }
}

int file_sector_size(sqlite3_file*) { return 4096; }

int file_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_SAFE_APPEND; }

// With PRAGMA mmap_size SQLite reads loaded pages in place; for the others it falls back to file_read.
int file_fetch(sqlite3_file* file, sqlite3_int64 offset, int count, void** bytes) {
  const auto start = static_cast<std::uint64_t>(offset);
  *bytes = nullptr;
  if (start + static_cast<std::uint64_t>(count) > page_file(file).size_bytes()) return SQLITE_OK;
  *bytes = const_cast<std::uint8_t*>(page_file(file).find(start, static_cast<std::size_t>(count)));
  return SQLITE_OK;
}

int file_unfetch(sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; }

constexpr sqlite3_io_methods file_methods{3,
                                          file_close,
                                          file_read,
                                          file_write,
                                          file_truncate,
                                          file_sync,
                                          file_size,
                                          file_lock,
                                          file_lock,
                                          file_check_reserved_lock,
                                          file_control,
                                          file_sector_size,
                                          file_characteristics,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr,  // shared memory: no WAL here
                                          file_fetch,
                                          file_unfetch};

// --- the file system ---
int vfs_open(sqlite3_vfs* vfs, sqlite3_filename, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if (!(flags & SQLITE_OPEN_MAIN_DB)) return SQLITE_CANTOPEN;
  auto* opened = reinterpret_cast<OpenFile*>(file);
  opened->base.pMethods = &file_methods;
  opened->file = vfs_of(vfs).file;
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs*, const char*, int) { return SQLITE_OK; }

int vfs_access(sqlite3_vfs*, const char*, int, int* exists) {
  *exists = 0;  // never a journal to roll back: whole commits are all that storage has
  return SQLITE_OK;
}

int vfs_full_pathname(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int vfs_randomness(sqlite3_vfs* vfs, int count, char* out) {
  vfs_of(vfs).host.fill_random({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(count)});
  return count;
}

int vfs_sleep(sqlite3_vfs*, int) { return 0; }

int vfs_current_time_ms(sqlite3_vfs* vfs, sqlite3_int64* julian_ms) {
  constexpr sqlite3_int64 unix_epoch_as_julian_ms = 210866760000000;
  *julian_ms = unix_epoch_as_julian_ms + static_cast<sqlite3_int64>(vfs_of(vfs).host.unix_ms());
  return SQLITE_OK;
}

int vfs_current_time(sqlite3_vfs* vfs, double* julian_days) {
  sqlite3_int64 julian_ms = 0;
  vfs_current_time_ms(vfs, &julian_ms);
  *julian_days = static_cast<double>(julian_ms) / 86'400'000.0;
  return SQLITE_OK;
}

int vfs_last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

int register_page_vfs(const char* name, PageFile& file, PageVfsHost host, bool is_default) {
  auto* vfs = new Vfs{};  // SQLite keeps it for good
  vfs->file = &file;
  vfs->host = std::move(host);
  vfs->base.iVersion = 2;
  vfs->base.szOsFile = sizeof(OpenFile);
  vfs->base.mxPathname = 512;
  vfs->base.zName = name;
  vfs->base.pAppData = vfs;
  vfs->base.xOpen = vfs_open;
  vfs->base.xDelete = vfs_delete;
  vfs->base.xAccess = vfs_access;
  vfs->base.xFullPathname = vfs_full_pathname;
  vfs->base.xRandomness = vfs_randomness;
  vfs->base.xSleep = vfs_sleep;
  vfs->base.xCurrentTime = vfs_current_time;
  vfs->base.xGetLastError = vfs_last_error;
  vfs->base.xCurrentTimeInt64 = vfs_current_time_ms;
  return sqlite3_vfs_register(&vfs->base, is_default ? 1 : 0);
}

}  // namespace vinculo::worker
