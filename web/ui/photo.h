// Pictures of people in the font atlas: asked for when they are drawn (photo_cache.h), decoded by the browser in the
// background at the size they are drawn in, kept while there is room. The program says where they come from; the
// platform brings the pixels. Main thread.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "ui/photo_cache.h"

namespace vinculo::ui {

// Called after a frame, some few times at most: to be answered with photo_found() under the same number, at once or
// later.
using PhotoSource = std::function<void(unsigned number, const Photo& photo)>;
void set_photo_source(PhotoSource source);

// "data:image/…;base64,…" or another address of a picture; empty: there is none.
void photo_found(unsigned number, std::string_view url);
// The page decoded a picture (RGBA, width x height as asked for) or could not (`pixels` null).
void photo_ready(unsigned number, const unsigned char* pixels, int width, int height);
void forget_photos();  // somebody else may look now

// Between collecting a frame and drawing it, for frame.cpp: what was drawn without its picture is asked for.
void ask_for_photos();

struct PhotoFigures {  // for tests and vinculo.diagnostics()
  std::size_t held = 0;
  std::int64_t held_pixels = 0;
  std::size_t asked = 0;           // and not answered yet
  std::uint64_t asked_in_all = 0;  // since the start
};
[[nodiscard]] PhotoFigures photo_figures();

}  // namespace vinculo::ui
