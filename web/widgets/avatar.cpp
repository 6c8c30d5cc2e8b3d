#include <algorithm>
#include <string>

#include "ui/draw.h"
#include "ui/node.h"
#include "widgets/surface.h"

namespace vinculo::widgets {

using namespace ui;

namespace {

std::string_view first_character(std::string_view word) {
  std::size_t size = word.empty() ? 0 : 1;
  while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0) == 0x80) ++size;
  return word.substr(0, size);
}

// Capital letters of Latin-1 and Latin Extended-A: enough for initials, other scripts stay as they are.
std::string upper(std::string_view character) {
  std::string result(character);
  if (result.size() == 1 && result[0] >= 'a' && result[0] <= 'z') result[0] = static_cast<char>(result[0] - 32);
  if (result.size() != 2) return result;
  const auto lead = static_cast<unsigned char>(result[0]), tail = static_cast<unsigned char>(result[1]);
  if (lead == 0xC3 && tail >= 0xA0 && tail != 0xB7) result[1] = static_cast<char>(tail - 32);
  if (lead == 0xC4 && tail >= 0x80 && tail < 0xB8 && (tail & 1)) result[1] = static_cast<char>(tail - 1);
  if (lead == 0xC5 && tail >= 0x8A && tail < 0xB8 && (tail & 1)) result[1] = static_cast<char>(tail - 1);
  return result;
}

bool is_letter(std::string_view character) {
  if (character.size() != 1) return !character.empty();
  const char c = character[0];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// First letters of the first and the last word that begin with a letter.
std::string initials(std::string_view name, bool two) {
  std::string first, last;
  for (std::size_t start = 0; start < name.size();) {
    const std::size_t end = std::min(name.find(' ', start), name.size());
    const std::string_view letter = first_character(name.substr(start, end - start));
    if (is_letter(letter)) (first.empty() ? first : last) = upper(letter);
    start = end + 1;
  }
  return two && static_cast<unsigned char>(first.empty() ? 'a' : first[0]) < 0xD0 ? first + last : first;
}

}  // namespace

int palette_index(std::string_view name) { return static_cast<int>((hash_text(name) >> 20) % theme::palette_size); }

void avatar(Rect rect, std::string_view name, const Photo& photo) {
  const float side = std::min(rect.w, rect.h);
  const Rect box = rect.centred(side, side);
  if (draw::photo(box, photo, side / 2)) return;
  draw::fill_rgba(box, theme::palette(palette_index(name)), side / 2);
  const TextStyle style{.size = std::max(11.f, side * 0.4f), .weight = Weight::semibold, .align = Align::centre};
  draw::text_rgba(box, initials(name, side >= 28), style, 0xFFFFFFFF);
}

}  // namespace vinculo::widgets
