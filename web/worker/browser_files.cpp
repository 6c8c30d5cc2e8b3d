#include "worker/browser_files.h"

#include <emscripten.h>

// Handles and offsets are whole numbers below 2^53. A negative answer is an error: -1 not found, -2 not readable.
// clang-format off: JavaScript
EM_JS(double, files_read, (double file, double offset, unsigned char* into, unsigned count), {
  const bytes = Module.files.read(file, offset, count);
  if (typeof bytes === "number") return bytes;
  HEAPU8.set(bytes, into);
  return bytes.length;
})
EM_JS(double, files_create, (const char* name, unsigned name_bytes, const char* type, unsigned type_bytes), {
  const text = (at, bytes) => new TextDecoder().decode(HEAPU8.slice(at, at + bytes));
  return Module.files.create(text(name, name_bytes), text(type, type_bytes));
})
EM_JS(int, files_append, (double file, const unsigned char* bytes, unsigned count), {
  return Module.files.append(file, HEAPU8.slice(bytes, bytes + count)) ? 1 : 0;
})
EM_JS(int, files_finish, (double file), { return Module.files.finish(file) ? 1 : 0; })
EM_JS(void, files_discard, (double file), { Module.files.discard(file); })
// clang-format on

namespace vinculo::worker {
namespace {

Status found(int is_found) {
  if (is_found != 0) return {};
  return Error{ErrorCode::not_found, "file handle"};
}

}  // namespace

Result<std::size_t> BrowserFiles::read(std::int64_t file, std::int64_t offset, std::span<std::uint8_t> into) {
  const double count = files_read(static_cast<double>(file), static_cast<double>(offset), into.data(), into.size());
  if (count == -1) return Error{ErrorCode::not_found, "file handle"};
  if (count < 0) return Error{ErrorCode::storage_failed, "the file cannot be read any more"};
  return static_cast<std::size_t>(count);
}

Result<std::int64_t> BrowserFiles::create(const std::string& name, const std::string& media_type) {
  return static_cast<std::int64_t>(files_create(name.data(), name.size(), media_type.data(), media_type.size()));
}

Status BrowserFiles::append(std::int64_t file, ByteView bytes) {
  return found(files_append(static_cast<double>(file), bytes.data(), bytes.size()));
}

Status BrowserFiles::finish(std::int64_t file) { return found(files_finish(static_cast<double>(file))); }

void BrowserFiles::discard(std::int64_t file) { files_discard(static_cast<double>(file)); }

}  // namespace vinculo::worker
