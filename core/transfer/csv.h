// Comma separated values: RFC 4180 and what people really have. Separators , ; TAB | (found by sampling, or named by
// Excel's first line "sep=;"), line ends CRLF, LF or a lone CR, quotes doubled or stray, line breaks in cells, ragged
// rows, empty lines. Records are pulled one by one, so an import can be sliced; memory stays bounded whatever the file.
// It knows nothing of contacts: see mapping.h and contact_rows.h. One thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/stream.h"
#include "transfer/rejection.h"
#include "transfer/text_decoder.h"

namespace vinculo::transfer {

inline constexpr std::size_t max_cell_bytes = 1'000'000;
inline constexpr std::size_t max_record_bytes = 4'000'000;
inline constexpr std::size_t max_record_cells = 10'000;

struct CsvRecord {
  std::int64_t line = 0;               // 1-based line where it starts
  std::vector<std::string> cells;      // empty when rejected
  std::optional<Rejection> rejection;  // why there are no cells: too_large, malformed (NUL, a quote never closed)
};

class CsvReader {
 public:
  explicit CsvReader(ByteSource source);

  // The next record (the header is the first one), empty at the end of the file. Lines without any character are
  // left out. A record that cannot be read comes with its rejection, and reading goes on behind it. An error means
  // that the file as a whole cannot be read: what TextDecoder answers, or an error of the source.
  [[nodiscard]] Result<std::optional<CsvRecord>> next();

  // Known after the first next().
  [[nodiscard]] char separator() const { return separator_; }
  [[nodiscard]] TextEncoding encoding() const { return decoder_.encoding(); }
  [[nodiscard]] std::int64_t bytes_read() const { return decoder_.bytes_read(); }

 private:
  struct Scan;  // one record while it is being read

  Status begin();
  Status require(std::size_t count);  // reads until `count` bytes are there behind start_, or the file ends
  [[nodiscard]] std::string_view ahead() const { return std::string_view(buffer_).substr(start_); }
  void consume(std::size_t count);

  [[nodiscard]] Result<CsvRecord> read_record();
  Status scan_record(Scan& scan);
  Status scan_quote(Scan& scan);
  void scan_cell_start(Scan& scan);
  void end_cell(Scan& scan);
  void discard(Scan& scan, ErrorCode code, std::string_view detail);
  [[nodiscard]] bool has_swallowed_records(std::string_view record) const;
  [[nodiscard]] CsvRecord reject_first_line(std::string_view record);

  TextDecoder decoder_;
  std::string buffer_;  // decoded text; what lies before start_ was handed out
  std::size_t start_ = 0;
  bool is_at_end_ = false;
  bool has_begun_ = false;
  char separator_ = ',';
  bool ends_with_lone_cr_ = false;  // lines of old Macs
  std::int64_t line_ = 1;           // of start_
  std::size_t usual_cells_ = 0;     // of the first record
};

// The separator that the first lines agree on; ',' when nothing tells.
[[nodiscard]] char detect_separator(std::string_view sample);

// Writes rows as RFC 4180 has them: CRLF, cells quoted where needed. Cells are guarded against being run as formulas:
// see guard_formula(). Starts with a UTF-8 byte order mark, without which Excel guesses another encoding.
class CsvWriter {
 public:
  explicit CsvWriter(ByteSink sink, char separator = ',') : sink_(std::move(sink)), separator_(separator) {}
  Status write(std::span<const std::string> cells);

 private:
  ByteSink sink_;
  char separator_;
  bool has_begun_ = false;
};

// A cell that a spreadsheet would run (first character = + - @ TAB CR) gets a leading single quote; so does one
// that already is such a cell behind single quotes, so that unguard_formula() restores every value exactly.
[[nodiscard]] std::string guard_formula(std::string_view cell);
[[nodiscard]] std::string unguard_formula(std::string_view cell);

}  // namespace vinculo::transfer
