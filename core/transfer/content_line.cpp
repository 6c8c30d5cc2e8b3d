#include "transfer/content_line.h"

#include <algorithm>
#include <utility>

#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}
bool is_name(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_name_character); }

// Where the value begins: the first colon outside of quotes, or the first at all when a quote is left open.
std::size_t find_colon(std::string_view line) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') is_quoted = !is_quoted;
    if (line[i] == ':' && !is_quoted) return i;
  }
  return line.find(':');
}

std::vector<std::string_view> split_unquoted(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool is_quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') is_quoted = !is_quoted;
    if (text[i] != separator || is_quoted) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<std::string> split_plain(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  std::erase(parts, "");
  return parts;
}

// RFC 6868: what quoting cannot hold is written behind a circumflex.
std::string decode_circumflex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '^' && i + 1 < text.size() ? text[i + 1] : '\0';
    if (next == 'n')
      out += '\n';
    else if (next == '\'')
      out += '"';
    else if (next == '^')
      out += '^';
    else {
      out += text[i];
      continue;
    }
    ++i;
  }
  return out;
}

std::string encode_circumflex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "^n";
    else if (c == '"')
      out += "^'";
    else if (c == '^')
      out += "^^";
    else if (c != '\r')
      out += c;
  }
  return out;
}

bool is_encoding(std::string_view upper) {
  return upper == "QUOTED-PRINTABLE" || upper == "BASE64" || upper == "7BIT" || upper == "8BIT" || upper == "B";
}

// TYPE="work,voice" is one quoted value that everyone means as two (RFC 6350 has it in its own example), so commas
// always separate types.
void add_types(ContentLine& line, std::string_view text) {
  ContentParameter parameter{"TYPE", {}};
  for (const std::string& type : split_plain(text, ','))
    if (const std::string_view word = trimmed(type); !word.empty()) parameter.values.push_back(decode_circumflex(word));
  if (!parameter.values.empty()) line.parameters.push_back(std::move(parameter));
}

std::string_view without_quotes(std::string_view value) {
  const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

void add_parameter(ContentLine& line, std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    const std::string_view bare = trimmed(text);
    if (is_encoding(upper_ascii(bare)))
      line.parameters.push_back({"ENCODING", {std::string(bare)}});
    else
      add_types(line, bare);
    return;
  }
  ContentParameter parameter{upper_ascii(text.substr(0, equals)), {}};
  std::erase_if(parameter.name, [](char c) { return !is_name_character(c); });
  if (parameter.name.empty()) return;
  const std::string_view values = text.substr(equals + 1);
  if (parameter.name == "TYPE") {
    std::string types;
    for (const std::string_view value : split_unquoted(values, ',')) (types += without_quotes(trimmed(value))) += ',';
    add_types(line, types);
    return;
  }
  for (const std::string_view value : split_unquoted(values, ','))
    parameter.values.push_back(decode_circumflex(without_quotes(trimmed(value))));
  line.parameters.push_back(std::move(parameter));
}

}  // namespace

const ContentParameter* ContentLine::find(std::string_view parameter) const {
  const auto found = std::ranges::find(parameters, parameter, &ContentParameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

std::string ContentLine::first(std::string_view parameter) const {
  const ContentParameter* found = find(parameter);
  return found && !found->values.empty() ? found->values.front() : std::string();
}

std::vector<std::string> ContentLine::types() const {
  std::vector<std::string> types;
  for (const ContentParameter& parameter : parameters) {
    if (parameter.name != "TYPE") continue;
    for (const std::string& type : parameter.values)
      if (!type.empty()) types.push_back(lower_ascii(type));
  }
  return types;
}

std::optional<ContentLine> parse_content_line(std::string_view text) {
  const std::size_t colon = find_colon(text);
  if (colon == std::string_view::npos) return {};
  const std::vector<std::string_view> head = split_unquoted(text.substr(0, colon), ';');
  ContentLine line;
  std::string_view name = trimmed(head.front());
  if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
    line.group = name.substr(0, dot);
    name.remove_prefix(dot + 1);
    if (!is_name(line.group)) return {};
  }
  if (!is_name(name)) return {};
  line.name = upper_ascii(name);
  for (std::size_t i = 1; i < head.size(); ++i) add_parameter(line, head[i]);
  line.value = text.substr(colon + 1);
  return line;
}

std::string format(const ContentLine& line) {
  std::string out = line.group.empty() ? "" : line.group + ".";
  out += line.name;
  for (const ContentParameter& parameter : line.parameters) {
    out += ";" + parameter.name + "=";
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      const std::string value = encode_circumflex(parameter.values[i]);
      const bool needs_quotes = value.find_first_of(",;:") != std::string::npos || trimmed(value).size() < value.size();
      out += (i ? "," : "") + (needs_quotes ? '"' + value + '"' : value);
    }
  }
  return out + ":" + line.value;
}

std::string unescaped(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char next = value[i] == '\\' && i + 1 < value.size() ? value[i + 1] : '\0';
    if (next == 'n' || next == 'N')
      out += '\n';
    else if (next == '\\' || next == ',' || next == ';' || next == ':' || next == '"')
      out += next;
    else {
      out += value[i];
      continue;
    }
    ++i;
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' || c == ',' || c == ';')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c != '\r')
      out += c;
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += "\\n";
  }
  return out;
}

std::vector<std::string> split_escaped(std::string_view value, char separator) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == separator) {
      parts.emplace_back();
      continue;
    }
    parts.back() += value[i];
    if (value[i] == '\\' && i + 1 < value.size()) parts.back() += value[++i];
  }
  return parts;
}

std::string upper_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

}  // namespace vinculo::transfer
