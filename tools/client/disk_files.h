// The files of imports and exports on this computer's disk, for the service. What is written goes to a file beside its
// place and takes the place when it is finished, so a stopped export leaves nothing that looks whole. One thread.
#pragma once
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "api/host.h"

namespace vinculo::client {

class DiskFiles final : public api::FileHost {
 public:
  // Where a file that the service creates is to be: a path, or "-" for standard output.
  using Place = std::function<std::string(const std::string& name)>;
  void set_place(Place place) { place_ = std::move(place); }

  struct Chosen {
    std::int64_t handle = 0;
    std::int64_t size_bytes = 0;
  };
  [[nodiscard]] Result<Chosen> choose(const std::string& path);  // not_found, storage_failed
  [[nodiscard]] std::string path_of(std::int64_t file) const;    // "" when there is no such handle

  Result<std::size_t> read(std::int64_t file, std::int64_t offset, std::span<std::uint8_t> into) override;
  Result<std::int64_t> create(const std::string& name, const std::string& media_type) override;
  Status append(std::int64_t file, ByteView bytes) override;
  Status finish(std::int64_t file) override;
  void discard(std::int64_t file) override;

 private:
  struct Close {
    void operator()(std::FILE* file) const {
      if (file != stdout) std::fclose(file);
    }
  };
  struct OpenFile {
    std::unique_ptr<std::FILE, Close> stream;
    std::string path, part_path;  // part_path is empty for standard output and for files that are read
  };
  [[nodiscard]] OpenFile* find(std::int64_t file);

  Place place_ = [](const std::string& name) { return name; };
  std::map<std::int64_t, OpenFile> files_;
  std::int64_t next_ = 1;
};

}  // namespace vinculo::client
