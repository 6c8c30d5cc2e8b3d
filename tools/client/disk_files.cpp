#include "client/disk_files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace vinculo::client {
namespace {

Error error_of(int code, const std::string& path) {
  const std::string detail = path + ": " + std::strerror(code);
  if (code == ENOENT) return {ErrorCode::not_found, detail};
  if (code == ENOSPC || code == EDQUOT) return {ErrorCode::storage_full, detail};
  return {ErrorCode::storage_failed, detail};
}

}  // namespace

DiskFiles::OpenFile* DiskFiles::find(std::int64_t file) {
  const auto found = files_.find(file);
  return found == files_.end() ? nullptr : &found->second;
}

std::string DiskFiles::path_of(std::int64_t file) const {
  const auto found = files_.find(file);
  return found == files_.end() ? "" : found->second.path;
}

Result<DiskFiles::Chosen> DiskFiles::choose(const std::string& path) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) return Error{ErrorCode::storage_failed, path + ": is a folder"};
  OpenFile file{std::unique_ptr<std::FILE, Close>(std::fopen(path.c_str(), "rb")), path, ""};
  if (!file.stream) return error_of(errno, path);
  const auto size = std::filesystem::file_size(path, code);
  files_[next_] = std::move(file);
  return Chosen{next_++, code ? 0 : static_cast<std::int64_t>(size)};
}

Result<std::size_t> DiskFiles::read(std::int64_t file, std::int64_t offset, std::span<std::uint8_t> into) {
  OpenFile* found = find(file);
  if (!found) return Error{ErrorCode::not_found, "file"};
  if (std::ftell(found->stream.get()) != offset &&
      std::fseek(found->stream.get(), static_cast<long>(offset), SEEK_SET) != 0)
    return error_of(errno, found->path);
  const std::size_t count = std::fread(into.data(), 1, into.size(), found->stream.get());
  if (count == 0 && std::ferror(found->stream.get())) return error_of(errno, found->path);
  return count;
}

Result<std::int64_t> DiskFiles::create(const std::string& name, const std::string&) {
  OpenFile file;
  file.path = place_(name);
  if (file.path == "-") {
    file.stream.reset(stdout);
  } else {
    file.part_path = file.path + ".part";
    file.stream.reset(std::fopen(file.part_path.c_str(), "wb"));
    if (!file.stream) return error_of(errno, file.part_path);
  }
  files_[next_] = std::move(file);
  return next_++;
}

Status DiskFiles::append(std::int64_t file, ByteView bytes) {
  OpenFile* found = find(file);
  if (!found) return Error{ErrorCode::not_found, "file"};
  if (std::fwrite(bytes.data(), 1, bytes.size(), found->stream.get()) != bytes.size())
    return error_of(errno, found->path);
  return {};
}

Status DiskFiles::finish(std::int64_t file) {
  OpenFile* found = find(file);
  if (!found) return Error{ErrorCode::not_found, "file"};
  if (std::fflush(found->stream.get()) != 0) return error_of(errno, found->path);
  if (found->part_path.empty()) return {};
  found->stream.reset();
  if (std::rename(found->part_path.c_str(), found->path.c_str()) != 0) return error_of(errno, found->path);
  found->part_path.clear();
  return {};
}

void DiskFiles::discard(std::int64_t file) {
  OpenFile* found = find(file);
  if (!found) return;
  found->stream.reset();
  if (!found->part_path.empty()) std::remove(found->part_path.c_str());
  files_.erase(file);
}

}  // namespace vinculo::client
