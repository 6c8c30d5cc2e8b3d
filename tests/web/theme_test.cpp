// Every pair of colours that meets on the screen can be read: WCAG 2.2, 4.5:1 for text and 3:1 for controls.
#include <catch2/catch_test_macros.hpp>

#include "theme/theme.h"

using namespace vinculo::theme;

namespace {
constexpr Scheme schemes[] = {Scheme::light, Scheme::dark, Scheme::light_contrast, Scheme::dark_contrast};
constexpr double text_contrast = 4.5, control_contrast = 3.0;
constexpr double more_text_contrast = 7.0, more_control_contrast = 4.5;  // where people ask for more
}  // namespace

TEST_CASE("contrast is 21 for black on white and 1 for a colour on itself") {
  CHECK(contrast(0x000000FF, 0xFFFFFFFF) > 20.99);
  CHECK(contrast(0x2563EBFF, 0x2563EBFF) < 1.01);
}

TEST_CASE("every listed pair of tokens has enough contrast in every scheme") {
  for (const Scheme scheme : schemes)
    for (const Pair& pair : contrast_pairs()) {
      const double found = contrast(colour(pair.front, scheme), colour(pair.back, scheme));
      INFO("token " << static_cast<int>(pair.front) << " on " << static_cast<int>(pair.back) << ", scheme "
                    << static_cast<int>(scheme) << ": " << found);
      if (has_more_contrast(scheme))
        CHECK(found >= (pair.is_text ? more_text_contrast : more_control_contrast));
      else
        CHECK(found >= (pair.is_text ? text_contrast : control_contrast));
    }
}

TEST_CASE("white can be read on every palette colour, and the soft pairs on each other") {
  for (int i = 0; i < palette_size; ++i) {
    INFO("palette " << i);
    CHECK(contrast(0xFFFFFFFF, palette(i)) >= text_contrast);
    for (const Scheme scheme : schemes)
      CHECK(contrast(palette_on_soft(i, scheme), palette_soft(i, scheme)) >= text_contrast);
  }
}

TEST_CASE("a mark of every palette colour is seen on a card") {
  for (int i = 0; i < palette_size; ++i)
    for (const Scheme scheme : schemes) {
      INFO("palette " << i << ", scheme " << static_cast<int>(scheme));
      CHECK(contrast(palette_mark(i, scheme), colour(Colour::card, scheme)) >=
            (has_more_contrast(scheme) ? more_control_contrast : control_contrast));
    }
}

TEST_CASE("with more contrast the lines between things are seen too") {
  for (const Scheme scheme : {Scheme::light_contrast, Scheme::dark_contrast})
    CHECK(contrast(colour(Colour::line, scheme), colour(Colour::card, scheme)) >= control_contrast);
}
