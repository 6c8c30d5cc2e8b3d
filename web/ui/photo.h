// Pictures of people in the font atlas: decoded by the browser in the background, kept while they are seen. For web/ui
// and the platform.
#pragma once
#include <cstddef>

namespace vinculo::ui {

// The page decoded a picture (RGBA, width x height as asked for) or could not (`pixels` null).
void photo_ready(unsigned key, const unsigned char* pixels, int width, int height);

}  // namespace vinculo::ui
