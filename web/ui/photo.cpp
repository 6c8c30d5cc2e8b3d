#include "ui/photo.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/context.h"
#include "ui/draw.h"
#include "ui/page.h"
#include "ui/text.h"

namespace vinculo::ui {

namespace {

constexpr int max_side = 256;  // device pixels

PhotoCache photos;
PhotoSource photo_source;

PhotoCache::Frame this_frame() { return {context().frame_number, context().now_ms}; }

ImFontAtlas* atlas() { return ImGui::GetIO().Fonts; }

void give_up(PhotoCache::Place place) { atlas()->RemoveCustomRect(place); }

}  // namespace

void set_photo_source(PhotoSource source) { photo_source = std::move(source); }

void ask_for_photos() {
  const PhotoCache::Frame frame = this_frame();
  if (context().input.has_scrolled()) photos.scrolled(frame.now_ms);
  photos.end_frame(frame);
  if (!photo_source) return;
  while (const auto request = photos.next(frame)) photo_source(request->number, request->photo);
  if (const auto later = photos.next_ms(frame)) wake_at(*later);
}

void photo_found(unsigned number, std::string_view url) {
  const auto side = photos.side_of(number, this_frame());
  if (!side) return;
  if (url.starts_with("data:image/"))
    page::load_photo(number, url, *side, *side);
  else
    photos.fail(number);
}

void photo_ready(unsigned number, const unsigned char* pixels, int width, int height) {
  if (!pixels) return photos.fail(number);
  static const PhotoCache::Places places{[](int side) { return atlas()->AddCustomRect(side, side); }, give_up};
  const PhotoCache::Place id = photos.keep(number, this_frame(), places);
  ImFontAtlasRect place;
  if (id == PhotoCache::no_place || !atlas()->GetCustomRect(id, &place)) return;
  ImTextureData* texture = atlas()->TexData;
  for (int y = 0; y < height; ++y)
    std::memcpy(texture->GetPixelsAt(place.x, place.y + y), pixels + static_cast<std::size_t>(y) * width * 4,
                static_cast<std::size_t>(width) * 4);
  ImFontAtlasTextureBlockQueueUpload(atlas(), texture, place.x, place.y, width, height);
}

void forget_photos() { photos.clear(give_up); }

PhotoFigures photo_figures() { return {photos.held(), photos.held_pixels(), photos.asked(), photos.asked_in_all()}; }

bool draw::photo(Rect rect, const Photo& photo, float radius) {
  if (photo.version == 0) return false;
  // Of the same size wherever it stands, so that rounding does not ask for it twice.
  const DeviceRect d = device_rect({rect.x, rect.y, 0, 0});
  const float side = round_half_up(std::min(rect.w, rect.h) * context().scale());
  if (side < 1 || !ImGui::IsRectVisible({d.x0, d.y0}, {d.x0 + side, d.y0 + side})) return false;
  const PhotoCache::Place id = photos.find(photo, std::min(max_side, static_cast<int>(side)), this_frame());
  ImFontAtlasRect place;
  if (id == PhotoCache::no_place || !atlas()->GetCustomRect(id, &place)) return false;
  ImGui::GetWindowDrawList()->AddImageRounded(atlas()->TexRef, {d.x0, d.y0}, {d.x0 + side, d.y0 + side}, place.uv0,
                                              place.uv1, packed(theme::Rgba{0xFFFFFFFF}), radius * context().scale());
  return true;
}

}  // namespace vinculo::ui
