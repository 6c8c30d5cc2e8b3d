#include "api/reject_file.h"

namespace vinculo::api {

Status RejectFile::create(const ImportFile& from) {
  auto file = files_.create(name_ + ".rejected.csv", "text/csv");
  if (!file) return std::move(file).error();
  file_ = *file;
  writer_.emplace([&files = files_, handle = file_](ByteView bytes) { return files.append(handle, bytes); });
  std::vector<std::string> header = from.is_csv() ? from.header() : std::vector<std::string>{"text"};
  columns_ = header.size();
  header.insert(header.end(), {"line", "reason", "detail"});
  return writer_->write(header);
}

Status RejectFile::add(const ImportFile& from, const FileRecord& record, const Error& reason) {
  if (!writer_) {
    if (auto status = create(from); !status) return status;
  }
  std::vector<std::string> cells = record.cells;
  if (cells.empty() && record.rejection) cells.push_back(record.rejection->raw);
  if (cells.empty()) cells.push_back(transfer::write_vcard(record.contact, transfer::VCardVersion::v4));
  cells.resize(columns_);
  cells.insert(cells.end(), {std::to_string(record.line), std::string(error_name(reason.code)), reason.detail});
  return writer_->write(cells);
}

Result<std::int64_t> RejectFile::finish() {
  if (!writer_) return std::int64_t{0};
  if (auto status = files_.finish(file_); !status) return status.error();
  return file_;
}

}  // namespace vinculo::api
