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
  std::int64_t line = 0;           // 1-based line where it starts
  std::vector<std::string> cells;  // empty when rejected
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
  Result<bool> fill();  // appends text to the buffer; false at the end
  [[nodiscard]] Result<CsvRecord> read_record();
  [[nodiscard]] Result<CsvRecord> skip_record(Scan& scan, Error reason);
  [[nodiscard]] CsvRecord reject_unclosed_line();
  Result<bool> has_byte(std::size_t at);
  void consume(std::size_t count);

  TextDecoder decoder_;
  std::string buffer_;     // text not yet handed out, from `start_` on
  std::size_t start_ = 0;
  bool is_at_end_ = false;
  bool has_begun_ = false;
  char separator_ = ',';
  std::int64_t line_ = 1;
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
