#include "platform/paper.h"

namespace vinculo::platform {
namespace {

constexpr char block_end = '\x1E', text_start = '\x1D';

// Signs that part the texts, here and in every call of the page, and mean nothing in print.
bool is_separator(char c) { return c >= '\x1C' && c <= '\x1F'; }

}  // namespace

void Paper::begin(std::string_view kind) {
  if (!text_.empty()) text_ += block_end;
  text_ += kind;
}

void Paper::append(std::string_view text) {
  text_ += text_start;
  for (const char c : text) text_ += is_separator(c) ? ' ' : c;
}

Paper& Paper::add(std::string_view kind, std::initializer_list<std::string_view> texts) {
  begin(kind);
  for (const std::string_view text : texts) append(text);
  return *this;
}

Paper& Paper::add_all(std::string_view kind, std::span<const std::string> texts) {
  begin(kind);
  for (const std::string& text : texts) append(text);
  return *this;
}

}  // namespace vinculo::platform
