#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

#include "transfer/card_fields.h"
#include "transfer/content_line.h"
#include "transfer/quoted_printable.h"
#include "transfer/text_decoder.h"
#include "transfer/utf8.h"
#include "transfer/vcard.h"

namespace vinculo::transfer {
namespace {

constexpr std::size_t sample_bytes = 64 * 1024;

bool is_line(std::string_view line, std::string_view upper) {
  line = trimmed(line);
  return line.size() == upper.size() && upper_ascii(line) == upper;
}

// ISO-8859-15 differs from Windows-1252 in eight places below 0xC0.
std::string utf8_from_latin9(std::string_view bytes) {
  struct Place {
    char byte;
    char32_t code_point;
  };
  constexpr std::array places{Place{'\xA4', 0x20AC}, Place{'\xA6', 0x160}, Place{'\xA8', 0x161}, Place{'\xB4', 0x17D},
                              Place{'\xB8', 0x17E},  Place{'\xBC', 0x152}, Place{'\xBD', 0x153}, Place{'\xBE', 0x178}};
  std::string out;
  for (const char byte : bytes) {
    const auto found = std::ranges::find(places, byte, &Place::byte);
    if (found != places.end())
      append_utf8(out, found->code_point);
    else
      out += utf8_from_windows1252({&byte, 1});
  }
  return out;
}

// Programs write charsets wrongly as often as rightly: well-formed UTF-8 is never an accident, anything else is taken
// for Western text.
std::string decode_charset(std::string_view bytes, std::string_view charset) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  const std::string name = upper_ascii(charset);
  if (name == "UTF-8" || name == "UTF8") return repaired_utf8(bytes);
  return name == "ISO-8859-15" ? utf8_from_latin9(bytes) : utf8_from_windows1252(bytes);
}

std::string with_escaped_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !is_pair))
      out += "\\n";
    else if (text[i] != '\r' && text[i] != '\0')
      out += text[i];
  }
  return out;
}

bool is_encoding(const ContentParameter& parameter, std::initializer_list<std::string_view> names) {
  return parameter.name == "ENCODING" && std::ranges::any_of(parameter.values, [names](const std::string& value) {
           return std::ranges::find(names, upper_ascii(trimmed(decode_charset(value, {})))) != names.end();
         });
}

bool is_quoted_printable_line(const ContentLine& line) {
  return std::ranges::any_of(
      line.parameters, [](const ContentParameter& parameter) { return is_encoding(parameter, {"QUOTED-PRINTABLE"}); });
}

// The line as 3.0 and 4.0 would have it: UTF-8, no QUOTED-PRINTABLE, no CHARSET, no bare parameters. A line that is so
// already stays exactly as it is.
std::string modern_line(const std::string& bytes, bool is_version_2) {
  auto line = parse_content_line(bytes);
  const std::string plain = decode_charset(bytes, {});
  if (!line || !parse_content_line(plain)) return "X-VINCULO-UNREADABLE:" + escaped(plain);
  const bool is_quoted_printable = is_quoted_printable_line(*line);
  const std::string charset = line->first("CHARSET");
  if (!is_version_2 && !is_quoted_printable && charset.empty()) return plain;

  std::erase_if(line->parameters, [](const ContentParameter& parameter) {
    return parameter.name == "CHARSET" || is_encoding(parameter, {"QUOTED-PRINTABLE", "7BIT", "8BIT"});
  });
  if (is_quoted_printable) line->value = from_quoted_printable(line->value);
  for (ContentParameter& parameter : line->parameters) {
    if (!is_encoding(parameter, {"BASE64", "B"})) continue;
    std::erase_if(line->value, [](char c) { return c == ' ' || c == '\t'; });
    parameter.values = {"b"};
  }
  line->value = with_escaped_line_ends(decode_charset(line->value, charset));
  for (ContentParameter& parameter : line->parameters)
    for (std::string& value : parameter.values) value = decode_charset(value, charset);
  return format(*line);
}

// What looks like a card's end only now would end the card when it is written again.
std::string kept_line(const std::string& bytes, bool is_version_2) {
  std::string line = modern_line(bytes, is_version_2);
  const bool is_frame = is_line(line, "BEGIN:VCARD") || is_line(line, "END:VCARD");
  return is_frame ? "X-VINCULO-UNREADABLE:" + escaped(line) : line;
}

bool has_encoding(std::string_view line, std::string_view name) {
  const std::string text = upper_ascii(line.substr(0, std::min(line.find(':'), std::size_t{1000})));
  const std::string_view head = text;
  const std::size_t at = head.find(name), end = at + name.size();
  if (at == std::string::npos || at == 0) return false;
  const bool is_named = head.substr(0, at).ends_with(";ENCODING=");
  return (is_named || head[at - 1] == ';') && (end == head.size() || head[end] == ';');
}

bool is_base64_text(std::string_view line) {
  return !line.empty() && std::ranges::all_of(line, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
           c == '=';
  });
}

}  // namespace

struct VCardReader::State {
  explicit State(ByteSource source) : decoder(std::move(source), ByteText::keep_bytes) {}

  TextDecoder decoder;
  std::string buffer;
  std::size_t start = 0;
  bool is_at_end = false;
  bool ends_with_lone_cr = false;

  std::optional<std::string> ahead;  // the physical line that was looked at and not taken
  std::int64_t lines_taken = 0;
  std::size_t room = max_card_bytes;  // bytes that the current record may still have
  bool is_over = false;               // it had more: the rest was passed over

  bool has_begun = false;

  Status require(std::size_t count);
  Status begin();
  Result<bool> look();  // false at the end; then `ahead` is empty
  std::string take();
  Result<std::optional<std::string>> logical_line(bool is_version_2);
  Status append_soft_breaks(std::string& line);
  Status read_nested(std::string& text);
  Result<CardRecord> card();
  Result<std::optional<CardRecord>> garbage();
  Status skip_card();
};

Status VCardReader::State::require(std::size_t count) {
  while (!is_at_end && buffer.size() - start < count) {
    if (start > sample_bytes) {
      buffer.erase(0, start);
      start = 0;
    }
    auto text = decoder.next();
    if (!text) return std::move(text).error();
    is_at_end = text->empty();
    buffer += *text;
  }
  return {};
}

Status VCardReader::State::begin() {
  has_begun = true;
  if (auto sampled = require(sample_bytes); !sampled) return sampled;
  const std::string_view sample = std::string_view(buffer).substr(0, sample_bytes);
  ends_with_lone_cr = sample.find('\n') == std::string_view::npos && sample.find('\r') != std::string_view::npos;
  if (upper_ascii(sample).find("BEGIN:VCARD") == std::string::npos) return Error{ErrorCode::malformed, "no card"};
  return {};
}

Result<bool> VCardReader::State::look() {
  if (ahead) return true;
  std::string line;
  bool has_line = false;
  for (;;) {
    if (auto ready = require(1); !ready) return std::move(ready).error();
    const std::string_view rest = std::string_view(buffer).substr(start);
    if (rest.empty()) break;
    has_line = true;
    const std::size_t end = rest.find(ends_with_lone_cr ? '\r' : '\n');
    const std::string_view piece = rest.substr(0, end);
    const std::size_t kept = std::min(piece.size(), room);
    is_over = is_over || kept < piece.size();
    line += piece.substr(0, kept);
    room -= kept;
    start += piece.size() + (end == std::string_view::npos ? 0 : 1);
    if (end != std::string_view::npos) break;
  }
  if (!has_line) return false;
  std::erase_if(line, [](char c) { return c == '\r' || c == '\0'; });
  if (room > 0) --room;  // the line end counts, or a file of empty lines would have no limit
  ahead = std::move(line);
  return true;
}

std::string VCardReader::State::take() {
  ++lines_taken;
  return *std::exchange(ahead, std::nullopt);
}

Result<std::optional<std::string>> VCardReader::State::logical_line(bool is_version_2) {
  auto found = look();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<std::string>();
  std::string line = take();
  line.erase(0, line.find_first_not_of(" \t"));  // a continuation of nothing
  const bool is_base64 = has_encoding(line, "BASE64") || (is_version_2 && has_encoding(line, "B"));
  const auto has_soft_break = [&line] {
    if (!line.ends_with('=') || !has_encoding(line, "QUOTED-PRINTABLE")) return false;
    const auto parsed = parse_content_line(line);
    return !parsed || is_quoted_printable_line(*parsed);  // the word may stand in quotes
  };
  if (has_soft_break()) {
    if (auto joined = append_soft_breaks(line); !joined) return std::move(joined).error();
    return std::optional(std::move(line));
  }
  for (;;) {
    found = look();
    if (!found) return std::move(found).error();
    if (!*found) break;
    const bool is_folded = ahead->starts_with(' ') || ahead->starts_with('\t');
    if (is_folded) {
      // 2.1 folds where a space is, and the space stays; later versions add one.
      const bool keeps_space = is_version_2 && !is_base64;
      line += std::string_view(*ahead).substr(keeps_space ? 0 : 1);
    } else if (is_version_2 && is_base64 && is_base64_text(*ahead)) {
      line += *ahead;  // some programs forget to indent
    } else {
      break;
    }
    take();
  }
  return std::optional(std::move(line));
}

Status VCardReader::State::append_soft_breaks(std::string& line) {
  while (line.ends_with('=')) {
    auto found = look();
    if (!found) return std::move(found).error();
    if (!*found || is_line(*ahead, "END:VCARD")) break;
    line.pop_back();
    line += take();
  }
  return {};
}

// A card in a card (AGENT of 2.1): its text, up to its END.
Status VCardReader::State::read_nested(std::string& text) {
  int depth = 0;
  for (;;) {
    auto found = look();
    if (!found) return std::move(found).error();
    if (!*found) return {};
    depth += is_line(*ahead, "BEGIN:VCARD") ? 1 : is_line(*ahead, "END:VCARD") ? -1 : 0;
    text += take() + "\n";
    if (depth == 0) return {};
  }
}

Status VCardReader::State::skip_card() {
  for (;;) {
    room = sample_bytes;
    auto found = look();
    if (!found) return std::move(found).error();
    if (!*found || is_line(*ahead, "BEGIN:VCARD")) return {};
    if (is_line(take(), "END:VCARD")) return {};
  }
}

// Reads from behind BEGIN to END, or to what ends it otherwise.
Result<CardRecord> VCardReader::State::card() {
  CardRecord record{.line = lines_taken, .contact = {}, .rejection = {}};
  std::vector<std::string> lines;
  bool is_version_2 = false;
  std::string raw;
  for (;;) {
    auto found = look();
    if (!found) return std::move(found).error();
    if (!*found) break;
    if (is_line(*ahead, "BEGIN:VCARD")) {
      const bool is_nested =
          !lines.empty() && upper_ascii(lines.back()).starts_with("AGENT") && lines.back().ends_with(':');
      if (!is_nested) break;
      std::string nested;
      if (auto read = read_nested(nested); !read) return std::move(read).error();
      lines.back() += escaped(decode_charset(nested, {}));
    } else {
      auto line = logical_line(is_version_2);
      if (!line) return std::move(line).error();
      if (raw.size() < max_rejected_text_bytes) raw += (*line)->substr(0, max_rejected_text_bytes) + "\n";
      if (is_line(**line, "END:VCARD")) break;
      if (is_line(**line, "VERSION:2.1")) is_version_2 = true;
      if (!trimmed(**line).empty()) lines.push_back(kept_line(**line, is_version_2));
    }
    const bool is_too_large = is_over || room == 0;
    if (is_too_large || lines.size() > max_card_properties) {
      const std::string detail = is_too_large ? "card" : "properties of a card";
      raw.resize(std::min(raw.size(), max_rejected_text_bytes));
      record.rejection = Rejection{record.line, decode_charset(raw, {}), true, {ErrorCode::too_large, detail}};
      if (auto skipped = skip_card(); !skipped) return std::move(skipped).error();
      return record;
    }
  }
  std::erase_if(lines, [](const std::string& line) { return upper_ascii(line).starts_with("VERSION:"); });
  if (lines.empty())
    record.rejection = Rejection{record.line, decode_charset(raw, {}), false, {ErrorCode::malformed, "empty card"}};
  else
    read_properties(record.contact, lines, CardPart::whole_card);
  return record;
}

// Text before, between or behind cards; empty when it was blank.
Result<std::optional<CardRecord>> VCardReader::State::garbage() {
  Rejection rejection{.line = lines_taken + 1, .raw = {}, .reason = {ErrorCode::malformed, "text outside of a card"}};
  std::string raw;
  for (;;) {
    room = max_rejected_text_bytes;
    auto found = look();
    if (!found) return std::move(found).error();
    if (!*found || is_line(*ahead, "BEGIN:VCARD")) break;
    const std::string line = take();
    if (raw.empty() && trimmed(line).empty()) {
      rejection.line = lines_taken + 1;
      continue;
    }
    rejection.is_raw_cut = rejection.is_raw_cut || is_over || raw.size() + line.size() > max_rejected_text_bytes;
    if (!rejection.is_raw_cut) raw += line + "\n";
    is_over = false;
  }
  if (raw.empty() && !rejection.is_raw_cut) return std::optional<CardRecord>();
  rejection.raw = decode_charset(raw, {});
  return std::optional(CardRecord{.line = rejection.line, .contact = {}, .rejection = std::move(rejection)});
}

VCardReader::VCardReader(ByteSource source) : state_(std::make_unique<State>(std::move(source))) {}
VCardReader::~VCardReader() = default;
VCardReader::VCardReader(VCardReader&&) noexcept = default;
VCardReader& VCardReader::operator=(VCardReader&&) noexcept = default;

Result<std::optional<CardRecord>> VCardReader::next() {
  if (!state_->has_begun) {
    if (auto begun = state_->begin(); !begun) return std::move(begun).error();
  }
  auto between = state_->garbage();
  if (!between || *between) return between;
  auto found = state_->look();
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<CardRecord>();
  state_->room = max_card_bytes;
  state_->is_over = false;
  state_->take();
  auto card = state_->card();
  if (!card) return std::move(card).error();
  return std::optional(std::move(*card));
}

std::int64_t VCardReader::bytes_read() const { return state_->decoder.bytes_read(); }

}  // namespace vinculo::transfer
