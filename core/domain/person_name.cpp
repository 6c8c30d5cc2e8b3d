#include "domain/person_name.h"

#include "base/utf8.h"

namespace vinculo {
namespace {

bool is_between(char32_t character, char32_t first, char32_t last) { return character >= first && character <= last; }
bool is_katakana(char32_t character) {
  return is_between(character, 0x30A0, 0x30FF) || is_between(character, 0x31F0, 0x31FF) ||
         is_between(character, 0xFF66, 0xFF9F);
}
// Han, Hiragana and Hangul, without the signs between them.
bool is_family_first(char32_t character) {
  return is_between(character, 0x3005, 0x3007) || is_between(character, 0x3041, 0x309F) ||
         is_between(character, 0x3400, 0x4DBF) || is_between(character, 0x4E00, 0x9FFF) ||
         is_between(character, 0xF900, 0xFAFF) || is_between(character, 0x20000, 0x3FFFF) ||
         is_between(character, 0x1100, 0x11FF) || is_between(character, 0x3130, 0x318F) ||
         is_between(character, 0xAC00, 0xD7A3);
}

struct Script {
  bool is_eastern = true;  // nothing else is in it
  bool has_family_first = false;
};

void read_script(std::string_view name, Script& script) {
  for (std::size_t at = 0; at < name.size();) {
    const Utf8Step step = utf8_step(name, at);
    at += step.length;
    const bool is_first = step.is_valid && is_family_first(step.character);
    script.has_family_first |= is_first;
    script.is_eastern &= is_first || (step.is_valid && is_katakana(step.character));
  }
}

}  // namespace

std::string person_name(std::string_view given_name, std::string_view family_name) {
  if (given_name.empty() || family_name.empty()) return std::string(given_name.empty() ? family_name : given_name);
  Script script;
  read_script(given_name, script);
  read_script(family_name, script);
  if (script.is_eastern && script.has_family_first) return std::string(family_name).append(given_name);
  return std::string(given_name).append(" ").append(family_name);
}

}  // namespace vinculo
