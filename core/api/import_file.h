// A file of contacts being imported, CSV or vCard alike: read record by record through the FileHost, from the start as
// often as needed. It knows columns and encodings, and nothing of the workspace. Internal to core/api.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/host.h"
#include "api/messages.h"
#include "base/error.h"
#include "transfer/contact.h"
#include "transfer/contact_rows.h"
#include "transfer/csv.h"
#include "transfer/file_kind.h"
#include "transfer/mapping.h"
#include "transfer/vcard.h"

namespace vinculo::api {

struct FileRecord {
  std::int64_t line = 0;
  transfer::Contact contact;
  std::vector<std::string> cells;                // csv: as they stand in the file
  std::optional<transfer::Rejection> rejection;  // then there is no contact
};

class ImportFile {
 public:
  // Reads the beginning: what it is, its columns and what they hold. Errors of the readers: malformed, unsupported.
  [[nodiscard]] static Result<std::unique_ptr<ImportFile>> open(FileHost& files, const ImportRequest& request);

  // Everything but `task` and `sample`.
  [[nodiscard]] const ImportPreview& preview() const { return preview_; }
  [[nodiscard]] bool is_csv() const { return kind_ == transfer::FileKind::csv; }
  // The file's own header; empty names when it has none.
  [[nodiscard]] const transfer::Row& header() const { return header_; }

  // From the first record again. fields: one per column, empty for the planned ones. invalid_argument.
  Status restart(const std::vector<std::string>& fields);
  // Empty at the end. An error means that the rest of the file cannot be read.
  [[nodiscard]] Result<std::optional<FileRecord>> next();
  [[nodiscard]] std::int64_t bytes_read() const;

 private:
  ImportFile(FileHost& files, const ImportRequest& request) : files_(files), request_(request) {}
  [[nodiscard]] ByteSource source() const;
  Status read_csv_start();
  Status read_cards_start();
  [[nodiscard]] Result<std::optional<FileRecord>> next_row();
  [[nodiscard]] Result<std::optional<FileRecord>> next_card();

  FileHost& files_;
  ImportRequest request_;
  transfer::FileKind kind_ = transfer::FileKind::csv;
  ImportPreview preview_;
  transfer::Row header_;
  bool has_header_ = false;
  std::optional<transfer::CsvReader> csv_;
  std::optional<transfer::RowReader> rows_;
  std::optional<transfer::VCardReader> cards_;
};

}  // namespace vinculo::api
