#include "app/shared_text.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace vinculo::app {
namespace {

constexpr std::size_t max_of_a_kind = 8;  // a list of addresses is no person; the others stay in the note
constexpr std::size_t max_mail_bytes = 254, max_phone_bytes = 40, max_link_bytes = 2000;
constexpr std::size_t max_title_bytes = 2000;  // longer ones are not looked for in the text
constexpr std::size_t max_label_bytes = 24;    // "Telefone (comercial):"
constexpr std::size_t least_phone_digits = 8, most_phone_digits = 15;

struct Piece {
  Table table = Table::mail;
  std::size_t start = 0, size = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }
bool is_one_of(char c, std::string_view characters) { return characters.find(c) != std::string_view::npos; }

std::string_view trimmed(std::string_view text, std::string_view characters) {
  const std::size_t first = text.find_first_not_of(characters);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(characters) - first + 1);
}

std::size_t link_size(std::string_view line) {
  const bool is_link = line.starts_with("http://") || line.starts_with("https://");
  if (!is_link) return 0;
  const std::size_t end = std::min(line.find_first_of(" \t<>\""), line.size());
  return std::min(line.find_last_not_of(".,;:!?)]'", end - 1) + 1, end);
}

// `at` is where the '@' is.
Piece mail_around(std::string_view line, std::size_t at) {
  std::size_t start = at, end = at + 1;
  while (start > 0 && (is_word(line[start - 1]) || is_one_of(line[start - 1], "._%+-"))) --start;
  while (end < line.size() && (is_word(line[end]) || is_one_of(line[end], ".-"))) ++end;
  while (start < at && line[start] == '.') ++start;
  while (end > at + 1 && is_one_of(line[end - 1], ".-")) --end;
  const bool has_domain = line.substr(at + 1, end - at - 1).find('.') != std::string_view::npos;
  const bool is_mail = start < at && has_domain && end - start <= max_mail_bytes;
  return {Table::mail, start, is_mail ? end - start : 0};
}

// Digits with what people write between them. Not a date, not a number of a document (123.456.789-09).
std::size_t phone_size(std::string_view line) {
  std::size_t end = 0, digits = 0;
  std::string shape;  // "9.9.9-9": each run of digits as its length
  for (std::size_t at = 0; at < line.size() && digits <= most_phone_digits; ++at) {
    if (is_digit(line[at])) {
      ++digits;
      end = at + 1;
    } else if (!is_one_of(line[at], "+()-. ") || (line[at] == '+' && at > 0)) {
      if (end == at && (is_letter(line[at]) || is_one_of(line[at], "/:%@_"))) return 0;
      break;
    }
  }
  if (digits < least_phone_digits || digits > most_phone_digits) return 0;
  std::size_t run = 0;
  for (const char c : line.substr(0, end)) {
    if (is_digit(c)) {
      ++run;
      continue;
    }
    shape += std::to_string(run) + c;
    run = 0;
  }
  shape += std::to_string(run);
  for (const char* other : {"3.3.3-2", "2.3.3-1", "4-2-2", "2-2-4", "2.2.4", "4.2.2"})
    if (shape == other) return 0;
  return end;
}

std::vector<Piece> pieces_of(std::string_view line) {
  std::vector<Piece> pieces;
  std::size_t free = 0;  // what is before it belongs to a piece
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool begins_word = at == 0 || !is_word(line[at - 1]);
    Piece piece{Table::link, at, begins_word ? link_size(line.substr(at)) : 0};
    if (piece.size == 0 && line[at] == '@') piece = mail_around(line, at);
    const bool begins_number = begins_word && (at == 0 || !is_one_of(line[at - 1], ".-/+"));
    if (piece.size == 0 && begins_number && (is_digit(line[at]) || is_one_of(line[at], "+(")))
      piece = {Table::phone, at, phone_size(line.substr(at, max_phone_bytes))};
    if (piece.size == 0 || piece.start < free) continue;
    pieces.push_back(piece);
    free = piece.start + piece.size;
    at = free - 1;
  }
  return pieces;
}

// Whether nothing but what was found and a label for it ("Tel.:") is in the line.
bool is_used_up(std::string_view line, const std::vector<Piece>& pieces) {
  std::string rest;
  std::size_t from = 0;
  for (const Piece& piece : pieces) {
    rest += line.substr(from, piece.start - from);
    from = piece.start + piece.size;
  }
  rest += line.substr(from);
  const std::string_view label = trimmed(rest, " \t,;|/-<>()[]");
  const bool is_short_form = label.ends_with('.') && label.find(' ') == std::string_view::npos;
  return label.empty() || (label.size() <= max_label_bytes && (label.ends_with(':') || is_short_form));
}

class SharedReader {
 public:
  explicit SharedReader(const views::NewId& new_id) : new_id_(new_id) {
    draft_ = views::new_draft(views::RecordKind::person, new_id);
  }

  // A line of the note, unless all of it has found its field.
  void read_line(std::string_view line) {
    const auto pieces = pieces_of(line);
    const bool all_taken = std::ranges::all_of(
        pieces, [&](const Piece& piece) { return take(piece.table, line.substr(piece.start, piece.size)); });
    if (pieces.empty() || !all_taken || !is_used_up(line, pieces)) draft_.note.append(line).append("\n");
  }

  SharedDraft finish() {
    const std::size_t limit = find_column(table_info(Table::note), "body")->limit_bytes;
    draft_.note = trimmed(draft_.note, " \n");
    const bool is_cut = draft_.note.size() > limit;
    if (is_cut) {
      std::size_t end = limit;
      while (end > 0 && (static_cast<unsigned char>(draft_.note[end]) & 0xC0) == 0x80) --end;
      draft_.note.resize(end);
    }
    return {std::move(draft_), is_cut};
  }

 private:
  // False when there is no room for it.
  bool take(Table table, std::string_view text) {
    if (table == Table::link && text.size() > max_link_bytes) return false;
    const auto is_of_table = [&](const views::DetailDraft& detail) { return detail.table == table; };
    for (views::DetailDraft& detail : draft_.details) {
      if (!is_of_table(detail)) continue;
      if (detail.text.empty()) detail.text = text;
      if (detail.text == text) return true;
    }
    if (std::ranges::count_if(draft_.details, is_of_table) >= static_cast<std::ptrdiff_t>(max_of_a_kind)) return false;
    add_detail(draft_, table, new_id_).text = text;
    return true;
  }

  const views::NewId& new_id_;
  views::RecordDraft draft_;
};

}  // namespace

SharedDraft draft_of(const SharedText& shared, const views::NewId& new_id) {
  SharedReader reader(new_id);
  const auto read_lines = [&](std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string line(text.substr(0, end));
      std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
      reader.read_line(trimmed(line, " "));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  };
  // Many programs give the same words twice, as title and text or as link and text.
  const auto is_new = [&](std::string_view part) {
    return part.size() > max_title_bytes || shared.text.find(part) == std::string_view::npos;
  };
  if (is_new(shared.title)) read_lines(shared.title);
  read_lines(shared.text);
  if (is_new(shared.url)) read_lines(shared.url);
  return reader.finish();
}

}  // namespace vinculo::app
