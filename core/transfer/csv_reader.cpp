#include <algorithm>
#include <utility>

#include "transfer/csv.h"
#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

constexpr std::size_t sample_bytes = 64 * 1024;
constexpr std::size_t most_spaces_before_quote = 16;

// Whether the first line end outside of quotes is a CR that no LF follows.
bool uses_lone_cr(std::string_view sample) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (sample[i] == '\n') return false;
    if (sample[i] != '\r') continue;
    const std::size_t next = sample.find_first_not_of('\r', i);
    return next != std::string_view::npos && sample[next] != '\n';
  }
  return false;
}

std::size_t first_line_length(std::string_view text, bool ends_with_lone_cr) {
  const std::size_t end = text.find_first_of(ends_with_lone_cr ? "\r\n" : "\n");
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::string cut_raw(std::string_view text, bool& is_cut) {
  std::string_view kept = text.substr(0, max_rejected_text_bytes);
  is_cut = is_cut || kept.size() < text.size();
  if (is_cut) kept.remove_suffix(cut_off_tail(kept));
  return std::string(kept);
}

}  // namespace

struct CsvReader::Scan {
  enum class State { cell_start, unquoted, quoted, done };

  State state = State::cell_start;
  std::size_t at = 0;     // from start_
  std::size_t bytes = 0;  // of the record so far, discarded ones included
  std::vector<std::string> cells;
  std::string cell;
  bool was_quoted = false;
  bool has_stray_quote = false;
  std::optional<Rejection> rejection;  // once set, text is passed over and not kept
  bool has_swallowed_records = false;  // it is not one large record: a quote was never closed
};

CsvReader::CsvReader(ByteSource source) : decoder_(std::move(source)) {}

Result<std::optional<CsvRecord>> CsvReader::next() {
  if (!has_begun_) {
    if (auto begun = begin(); !begun) return std::move(begun).error();
    has_begun_ = true;
  }
  for (;;) {
    if (auto ready = require(1); !ready) return std::move(ready).error();
    if (ahead().empty()) return std::optional<CsvRecord>();
    auto record = read_record();
    if (!record) return std::move(record).error();
    const bool is_blank = !record->rejection && record->cells.empty();
    if (!is_blank) return std::optional(std::move(*record));
  }
}

Status CsvReader::begin() {
  if (auto sampled = require(sample_bytes); !sampled) return sampled;
  const std::string_view sample = ahead().substr(0, sample_bytes);
  ends_with_lone_cr_ = uses_lone_cr(sample);
  if (sample.size() >= 5 && folded(sample.substr(0, 4)) == "sep=") {
    const std::size_t line_length = first_line_length(sample, ends_with_lone_cr_);
    if (trimmed(sample.substr(5, line_length - 5)).empty()) {
      separator_ = sample[4];
      consume(line_length);
      return {};
    }
  }
  separator_ = detect_separator(sample);
  return {};
}

Status CsvReader::require(std::size_t count) {
  while (!is_at_end_ && buffer_.size() - start_ < count) {
    if (start_ > sample_bytes) {
      buffer_.erase(0, start_);
      start_ = 0;
    }
    auto text = decoder_.next();
    if (!text) return std::move(text).error();
    is_at_end_ = text->empty();
    buffer_ += *text;
  }
  return {};
}

void CsvReader::consume(std::size_t count) {
  const std::string_view gone = ahead().substr(0, count);
  line_ += std::ranges::count(gone, ends_with_lone_cr_ ? '\r' : '\n');
  start_ += count;
}

Result<CsvRecord> CsvReader::read_record() {
  CsvRecord record{.line = line_, .cells = {}, .rejection = {}};
  Scan scan;
  if (auto scanned = scan_record(scan); !scanned) return std::move(scanned).error();

  const std::string_view text = ahead().substr(0, scan.at);
  if (!scan.rejection) {
    const bool is_unclosed = scan.state == Scan::State::quoted;
    if (is_unclosed || (scan.has_stray_quote && has_swallowed_records(text))) return reject_first_line(text);
    if (text.find('\0') != std::string_view::npos) {
      record.rejection = Rejection{.line = line_, .raw = {}, .reason = {ErrorCode::malformed, "nul byte"}};
      record.rejection->raw = cut_raw(text, record.rejection->is_raw_cut);
      std::ranges::replace(record.rejection->raw, '\0', ' ');
    } else {
      record.cells = std::move(scan.cells);
      if (usual_cells_ == 0) usual_cells_ = record.cells.size();
    }
  } else if (scan.has_swallowed_records) {
    return reject_first_line(text);
  } else {
    record.rejection = std::move(scan.rejection);
  }
  consume(scan.at);
  return record;
}

Status CsvReader::scan_record(Scan& scan) {
  while (scan.state != Scan::State::done) {
    if (scan.at == ahead().size()) {
      if (scan.rejection) {  // nothing of it is needed any more
        consume(scan.at);
        scan.at = 0;
      }
      if (auto ready = require(scan.at + 1); !ready) return ready;
      if (scan.at == ahead().size()) break;
    }
    if (scan.state == Scan::State::cell_start) {
      if (auto ready = require(scan.at + most_spaces_before_quote + 1); !ready) return ready;
      scan_cell_start(scan);
      continue;
    }
    const char byte = ahead()[scan.at];
    if (scan.state == Scan::State::quoted && byte == '"') {
      if (auto quote = scan_quote(scan); !quote) return quote;
    } else {
      ++scan.at;
      if (scan.state == Scan::State::unquoted && byte == separator_) {
        end_cell(scan);
      } else if (scan.state == Scan::State::unquoted && (byte == '\n' || (byte == '\r' && ends_with_lone_cr_))) {
        if (byte == '\n' && !scan.was_quoted)
          while (scan.cell.ends_with('\r')) scan.cell.pop_back();
        end_cell(scan);
        scan.state = Scan::State::done;
      } else if (!scan.rejection) {
        scan.cell.push_back(byte);
      }
    }
    ++scan.bytes;
    if (scan.rejection) continue;
    if (scan.cell.size() > max_cell_bytes)
      discard(scan, ErrorCode::too_large, "cell");
    else if (scan.bytes > max_record_bytes)
      discard(scan, ErrorCode::too_large, "record");
    else if (scan.cells.size() > max_record_cells)
      discard(scan, ErrorCode::too_large, "cells");
    if (scan.has_swallowed_records) return {};
  }
  // The last line of a file may lack its line end.
  if (scan.state == Scan::State::unquoted || (scan.state == Scan::State::cell_start && !scan.cells.empty())) {
    while (!scan.was_quoted && scan.cell.ends_with('\r')) scan.cell.pop_back();
    end_cell(scan);
    scan.state = Scan::State::done;
  }
  const bool is_blank = scan.cells.size() == 1 && scan.cells.front().empty() && !scan.was_quoted;
  if (is_blank) scan.cells.clear();
  return {};
}

// A quote opens a quoted cell only at its start; people put spaces before it.
void CsvReader::scan_cell_start(Scan& scan) {
  const std::string_view text = ahead();
  std::size_t at = scan.at;
  while (at < text.size() && text[at] == ' ' && at - scan.at < most_spaces_before_quote) ++at;
  scan.was_quoted = at < text.size() && text[at] == '"';
  scan.state = scan.was_quoted ? Scan::State::quoted : Scan::State::unquoted;
  if (scan.was_quoted) scan.at = at + 1;
}

// A quote inside of a quoted cell: doubled, the end of the cell, or stray. A stray one belongs to the text as long as
// this line still has a proper end of the cell, otherwise it was the end and what follows belongs to the cell.
Status CsvReader::scan_quote(Scan& scan) {
  if (auto ready = require(scan.at + 2); !ready) return ready;
  const auto ends_cell = [this](std::string_view rest) {
    std::size_t at = 0;
    while (at < rest.size() && (rest[at] == ' ' || (rest[at] == '\r' && !ends_with_lone_cr_))) ++at;
    return at == rest.size() || rest[at] == separator_ || rest[at] == '\n' || (ends_with_lone_cr_ && rest[at] == '\r');
  };
  const auto add_quote = [&scan] {
    if (!scan.rejection) scan.cell.push_back('"');
  };
  std::string_view rest = ahead().substr(scan.at + 1);
  if (rest.starts_with('"')) {
    add_quote();
    scan.at += 2;
    return {};
  }
  if (!rest.empty() && rest.front() != separator_ && rest.front() != '\n') {
    if (auto ready = require(scan.at + sample_bytes); !ready) return ready;
    rest = ahead().substr(scan.at + 1);
  }
  scan.at += 1;
  if (ends_cell(rest)) {
    const std::size_t spaces = rest.find_first_not_of(ends_with_lone_cr_ ? " " : " \r");
    scan.at += spaces == std::string_view::npos ? rest.size() : spaces;
    scan.state = Scan::State::unquoted;
    return {};
  }
  scan.has_stray_quote = true;
  const std::string_view line = rest.substr(0, std::min(first_line_length(rest, ends_with_lone_cr_), sample_bytes));
  bool has_end_on_line = false;
  for (std::size_t at = line.find('"'); at != std::string_view::npos && !has_end_on_line; at = line.find('"', at + 1))
    has_end_on_line = ends_cell(rest.substr(at + 1));
  if (has_end_on_line)
    add_quote();
  else
    scan.state = Scan::State::unquoted;
  return {};
}

void CsvReader::end_cell(Scan& scan) {
  if (!scan.rejection) scan.cells.push_back(std::move(scan.cell));
  scan.cell.clear();
  if (scan.state != Scan::State::done) scan.state = Scan::State::cell_start;
}

// From here on the record is passed over.
void CsvReader::discard(Scan& scan, ErrorCode code, std::string_view detail) {
  const std::string_view text = ahead().substr(0, scan.at);
  scan.has_swallowed_records = scan.state == Scan::State::quoted && has_swallowed_records(text);
  scan.rejection = Rejection{.line = line_, .raw = {}, .is_raw_cut = true, .reason = {code, std::string(detail)}};
  scan.rejection->raw = cut_raw(text, scan.rejection->is_raw_cut);
  scan.cells.clear();
  scan.cell = {};
}

// A quote that is never closed runs on to the next one, over the records between. Those show: every whole line
// inside has the separators of a record.
bool CsvReader::has_swallowed_records(std::string_view record) const {
  if (usual_cells_ < 2) return false;
  const auto line_at = [this](std::string_view text) {
    return text.substr(0, first_line_length(text, ends_with_lone_cr_));
  };
  std::string_view rest = record.substr(line_at(record).size());
  std::size_t lines = 0;
  while (!rest.empty() && lines < 50) {
    const std::string_view line = line_at(rest);
    rest.remove_prefix(line.size());
    if (rest.empty()) break;  // the last line is not whole
    if (static_cast<std::size_t>(std::ranges::count(line, separator_)) + 1 != usual_cells_) return false;
    ++lines;
  }
  return lines >= 2;
}

CsvRecord CsvReader::reject_first_line(std::string_view record) {
  const std::size_t length = first_line_length(record, ends_with_lone_cr_);
  CsvRecord rejected{.line = line_, .cells = {}, .rejection = {}};
  rejected.rejection = Rejection{.line = line_, .raw = {}, .reason = {ErrorCode::malformed, "quote never closed"}};
  rejected.rejection->raw = cut_raw(record.substr(0, length), rejected.rejection->is_raw_cut);
  consume(length);
  return rejected;
}

}  // namespace vinculo::transfer
