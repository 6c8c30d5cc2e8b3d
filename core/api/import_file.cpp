#include "api/import_file.h"

#include <algorithm>

namespace vinculo::api {
namespace {

constexpr std::size_t sampled_rows = 100;
constexpr std::size_t sampled_cards = 20;
constexpr std::size_t sampled_bytes = 16'384;

std::int64_t bytes_of(const std::vector<std::string>& cells) {
  std::int64_t bytes = 1;
  for (const std::string& cell : cells) bytes += static_cast<std::int64_t>(cell.size()) + 1;
  return bytes;
}

std::int64_t estimate(std::int64_t file_bytes, std::int64_t records, std::int64_t record_bytes) {
  return record_bytes > 0 ? std::max(records, file_bytes * records / record_bytes) : records;
}

}  // namespace

ByteSource ImportFile::source() const {
  return [&files = files_, file = request_.file,
          offset = std::int64_t{0}](std::span<std::uint8_t> into) mutable -> Result<std::size_t> {
    auto count = files.read(file, offset, into);
    if (count) offset += static_cast<std::int64_t>(*count);
    return count;
  };
}

Result<std::unique_ptr<ImportFile>> ImportFile::open(FileHost& files, const ImportRequest& request) {
  std::unique_ptr<ImportFile> file(new ImportFile(files, request));
  Bytes first(sampled_bytes);
  auto count = files.read(request.file, 0, first);
  if (!count) return std::move(count).error();
  first.resize(*count);
  file->kind_ = transfer::detect_file_kind(first, request.name);
  if (auto status = file->is_csv() ? file->read_csv_start() : file->read_cards_start(); !status) return status.error();
  return file;
}

Status ImportFile::read_csv_start() {
  csv_.emplace(source());
  std::vector<transfer::Row> rows;
  std::int64_t bytes = 0;
  bool is_whole = false;
  while (rows.size() <= sampled_rows) {
    auto record = csv_->next();
    if (!record) return std::move(record).error();
    is_whole = !record->has_value();
    if (is_whole) break;
    if ((*record)->rejection) continue;
    bytes += bytes_of((*record)->cells);
    rows.push_back(std::move((*record)->cells));
  }
  if (rows.empty()) return Error{ErrorCode::malformed, "no rows"};
  has_header_ = transfer::has_header(rows);
  header_ = has_header_ ? rows.front() : transfer::Row(rows.front().size());
  const auto data = std::span(rows).subspan(has_header_ ? 1 : 0);
  const std::vector<transfer::ColumnPlan> plan = transfer::plan_columns(header_, data);
  header_.resize(plan.size());
  preview_.format = "csv";
  preview_.encoding = transfer::encoding_name(csv_->encoding());
  preview_.separator = csv_->separator();
  const auto read = static_cast<std::int64_t>(rows.size());
  preview_.records_about = (is_whole ? read : estimate(request_.size_bytes, read, bytes)) - (has_header_ ? 1 : 0);
  for (const transfer::ColumnPlan& column : plan) {
    preview_.columns.push_back({column.header, column.field, column.samples});
  }
  preview_.fields = transfer::import_fields(plan);
  return {};
}

Status ImportFile::read_cards_start() {
  cards_.emplace(source());
  std::int64_t bytes = 0, read = 0;
  bool is_whole = false;
  while (read < static_cast<std::int64_t>(sampled_cards)) {
    auto record = cards_->next();
    if (!record) return std::move(record).error();
    is_whole = !record->has_value();
    if (is_whole) break;
    ++read;
    bytes += static_cast<std::int64_t>(transfer::write_vcard((*record)->contact, transfer::VCardVersion::v4).size());
  }
  preview_.format = "vcard";
  preview_.encoding = "utf-8";
  preview_.records_about = is_whole ? read : estimate(request_.size_bytes, read, bytes);
  return {};
}

Status ImportFile::restart(const std::vector<std::string>& fields) {
  if (!is_csv()) {
    cards_.emplace(source());
    return {};
  }
  std::vector<std::string> chosen = fields;
  if (chosen.empty()) {
    for (const ImportColumn& column : preview_.columns) chosen.push_back(column.field);
  }
  if (chosen.size() != preview_.columns.size()) return Error{ErrorCode::invalid_argument, "one field for each column"};
  for (const std::string& field : chosen) {
    if (!field.empty() && !transfer::parse_field(field)) return Error{ErrorCode::invalid_argument, "field " + field};
  }
  csv_.emplace(source());
  rows_.emplace(header_, chosen);
  if (has_header_) {
    if (auto header = csv_->next(); !header) return std::move(header).error();
  }
  return {};
}

Result<std::optional<FileRecord>> ImportFile::next() { return is_csv() ? next_row() : next_card(); }

Result<std::optional<FileRecord>> ImportFile::next_row() {
  auto record = csv_->next();
  if (!record) return std::move(record).error();
  if (!*record) return std::optional<FileRecord>();
  FileRecord next{(*record)->line, {}, std::move((*record)->cells), std::move((*record)->rejection)};
  if (!next.rejection) next.contact = rows_->contact(next.cells);
  return std::optional<FileRecord>(std::move(next));
}

Result<std::optional<FileRecord>> ImportFile::next_card() {
  auto record = cards_->next();
  if (!record) return std::move(record).error();
  if (!*record) return std::optional<FileRecord>();
  return std::optional<FileRecord>(
      FileRecord{(*record)->line, std::move((*record)->contact), {}, std::move((*record)->rejection)});
}

std::int64_t ImportFile::bytes_read() const {
  if (is_csv()) return csv_ ? csv_->bytes_read() : 0;
  return cards_ ? cards_->bytes_read() : 0;
}

}  // namespace vinculo::api
