// Files of the browser as the service sees them: chosen ones are read in slices with FileReaderSync, created ones grow
// as Blob parts; both live in the worker's JavaScript (core_files.js), by handle. Emscripten only.
#pragma once
#include "api/host.h"

namespace vinculo::worker {

class BrowserFiles final : public api::FileHost {
 public:
  [[nodiscard]] Result<std::size_t> read(std::int64_t file, std::int64_t offset, std::span<std::uint8_t> into) override;
  [[nodiscard]] Result<std::int64_t> create(const std::string& name, const std::string& media_type) override;
  Status append(std::int64_t file, ByteView bytes) override;
  Status finish(std::int64_t file) override;
  void discard(std::int64_t file) override;
};

}  // namespace vinculo::worker
