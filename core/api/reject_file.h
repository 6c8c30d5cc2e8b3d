// The rows of an import that could not be taken, as a CSV file: the original columns, then line, reason and detail, so
// that they can be mended and imported again. Created with its first row. Internal to core/api.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "api/host.h"
#include "api/import_file.h"
#include "transfer/csv.h"

namespace vinculo::api {

class RejectFile {
 public:
  // name: of the imported file.
  RejectFile(FileHost& files, std::string name) : files_(files), name_(std::move(name)) {}

  Status add(const ImportFile& from, const FileRecord& record, const Error& reason);
  // Offers the file. 0 when nothing was rejected.
  [[nodiscard]] Result<std::int64_t> finish();

 private:
  Status create(const ImportFile& from);

  FileHost& files_;
  std::string name_;
  std::int64_t file_ = 0;
  std::optional<transfer::CsvWriter> writer_;
  std::size_t columns_ = 0;
};

}  // namespace vinculo::api
