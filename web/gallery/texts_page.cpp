// Headings and texts of all sizes, cut and broken, in many scripts.
#include <algorithm>

#include "gallery/own_pages.h"
#include "gallery/sample.h"
#include "platform/platform.h"

namespace vinculo::gallery {

using namespace ui;

namespace {

class TextsPage final : public ScrolledPage {
  void draw_content(Stack& stack) override {
    for (int level = 2; level <= 5; ++level)
      heading(stack.take(36), level,
              std::string(say("Heading of level ", "Título de nível ", "Título de nivel ")) + std::to_string(level));
    for (const float size : {12.f, 14.f, 16.f, 20.f}) draw_paragraph(stack, {.size = size}, 560, 0);
    draw_paragraph(stack, {.colour = Colour::muted}, 420, 2);
    text(stack.take(24), "Ж 漢 한 🦀 שלום नमस्ते مرحبا: ´a ~o ^e ç @ €");
    text(Rect{stack.take(24)}.take_left(180),
         say("A line that is longer than the room it has", "Uma linha mais longa que o espaço que tem",
             "Una línea más larga que el espacio que tiene"));
    text(stack.take(24), say("At the end", "No fim", "Al final"), {.align = Align::end});
    text(stack.take(24), platform::format_date(1'700'000'000'000, platform::DateStyle::weekday_date) + " · " +
                             platform::format_money(123456, "BRL") + " · " + platform::format_number(1234567));
  }

  static void draw_paragraph(Stack& stack, const TextStyle& style, float most, int lines) {
    const float width = std::min(stack.width(), most);
    Rect box = stack.take(paragraph_height(long_text, width, style, lines));
    box.w = width;
    paragraph(box, long_text, style, lines);
  }
};

}  // namespace

std::unique_ptr<Page> texts_page(Host) { return std::make_unique<TextsPage>(); }

}  // namespace vinculo::gallery
