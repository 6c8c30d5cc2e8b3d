#include "ui/photo.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/context.h"
#include "ui/draw.h"
#include "ui/page.h"
#include "ui/text.h"

namespace vinculo::ui {

namespace {

constexpr std::size_t max_photos = 96;
constexpr int max_side = 256;  // device pixels

struct Photo {
  bool is_ready = false, is_broken = false;
  ImFontAtlasRectId place = ImFontAtlasRectId_Invalid;
  std::uint64_t last_frame = 0;
};
std::unordered_map<unsigned, Photo> photos;

void forget_oldest() {
  auto oldest = photos.end();
  for (auto it = photos.begin(); it != photos.end(); ++it)
    if (it->second.last_frame + 2 < context().frame_number &&
        (oldest == photos.end() || it->second.last_frame < oldest->second.last_frame))
      oldest = it;
  if (oldest == photos.end()) return;
  if (oldest->second.place != ImFontAtlasRectId_Invalid) ImGui::GetIO().Fonts->RemoveCustomRect(oldest->second.place);
  photos.erase(oldest);
}

}  // namespace

void photo_ready(unsigned key, const unsigned char* pixels, int width, int height) {
  const auto found = photos.find(key);
  if (found == photos.end()) return;
  Photo& photo = found->second;
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFontAtlasRect place;
  if (pixels) photo.place = atlas->AddCustomRect(width, height, &place);
  if (photo.place == ImFontAtlasRectId_Invalid) {
    photo.is_broken = true;
    return;
  }
  for (int y = 0; y < height; ++y)
    std::memcpy(atlas->TexData->GetPixelsAt(place.x, place.y + y), pixels + static_cast<std::size_t>(y) * width * 4,
                static_cast<std::size_t>(width) * 4);
  ImFontAtlasTextureBlockQueueUpload(atlas, atlas->TexData, place.x, place.y, width, height);
  photo.is_ready = true;
}

bool draw::photo(Rect rect, std::string_view url, float radius) {
  if (!url.starts_with("data:image/") && !url.starts_with("blob:")) return false;
  const DeviceRect d = device_rect(rect);
  const int width = std::min(max_side, static_cast<int>(d.x1 - d.x0)),
            height = std::min(max_side, static_cast<int>(d.y1 - d.y0));
  if (width <= 0 || height <= 0) return false;
  const auto key =
      static_cast<unsigned>(hash_text(url) * 31 + static_cast<unsigned>(width) * 4099 + static_cast<unsigned>(height));
  if (!photos.contains(key) && photos.size() >= max_photos) forget_oldest();
  const auto [entry, is_new] = photos.try_emplace(key);
  entry->second.last_frame = context().frame_number;
  if (is_new) page::load_photo(key, url, width, height);
  ImFontAtlasRect place;
  if (!entry->second.is_ready || !ImGui::GetIO().Fonts->GetCustomRect(entry->second.place, &place)) return false;
  ImGui::GetWindowDrawList()->AddImageRounded(ImGui::GetIO().Fonts->TexRef, {d.x0, d.y0}, {d.x1, d.y1}, place.uv0,
                                              place.uv1, packed(theme::Rgba{0xFFFFFFFF}), radius * context().scale());
  return true;
}

}  // namespace vinculo::ui
