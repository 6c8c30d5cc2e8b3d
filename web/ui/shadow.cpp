// Soft shadows without a shader: one blurred rounded rectangle for each radius and blur lies in the font atlas and is
// drawn in nine slices, so that a shadow costs 16 triangles of the same texture as everything else.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/context.h"
#include "ui/draw.h"
#include "ui/text.h"

namespace vinculo::ui::draw {

namespace {

struct Layer {
  float blur, drop, strength;  // CSS pixels; strength of the black in the light scheme
};

std::pair<Layer, Layer> layers_of(Elevation elevation) {
  switch (elevation) {
    case Elevation::control: return {{3, 1, .12f}, {}};
    case Elevation::card: return {{20, 6, .07f}, {3, 1, .08f}};
    case Elevation::popup: return {{24, 8, .16f}, {4, 1, .10f}};
    case Elevation::dialog: return {{44, 18, .28f}, {8, 2, .12f}};
  }
  return {};
}

// Pixels of the quarter that repeats: from the outer edge of the blur to where the shadow is flat.
struct Sprite {
  int radius, blur, corner;
};

// Distance from a rounded rectangle's edge, blurred: a good likeness of a box blur, computed once for each size.
float coverage(const Sprite& sprite, float x, float y) {
  const float sigma = static_cast<float>(sprite.blur) / 2, half = static_cast<float>(sprite.corner - sprite.blur);
  const float round = std::max(static_cast<float>(sprite.radius), sigma * 1.5f);
  const float centre = static_cast<float>(sprite.corner);
  const float qx = std::fabs(x - centre) - half + round, qy = std::fabs(y - centre) - half + round;
  const float distance = std::hypot(std::max(qx, 0.f), std::max(qy, 0.f)) + std::min(std::max(qx, qy), 0.f) - round;
  return 0.5f * std::erfc(distance / (sigma * 1.41421f));
}

ImFontAtlasRectId make_sprite(const Sprite& sprite) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  const int side = 2 * sprite.corner;
  ImFontAtlasRect place;
  const ImFontAtlasRectId id = atlas->AddCustomRect(side, side, &place);
  if (id == ImFontAtlasRectId_Invalid) return id;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const float alpha = coverage(sprite, static_cast<float>(x) + .5f, static_cast<float>(y) + .5f);
      *reinterpret_cast<ImU32*>(atlas->TexData->GetPixelsAt(place.x + x, place.y + y)) =
          IM_COL32(255, 255, 255, static_cast<int>(255 * alpha + .5f));
    }
  ImFontAtlasTextureBlockQueueUpload(atlas, atlas->TexData, place.x, place.y, side, side);
  return id;
}

bool find_sprite(const Sprite& sprite, ImFontAtlasRect& place) {
  static std::unordered_map<int, ImFontAtlasRectId> made;
  const int key = sprite.radius * 4096 + sprite.blur;
  auto found = made.find(key);
  if (found == made.end()) found = made.emplace(key, make_sprite(sprite)).first;
  return found->second != ImFontAtlasRectId_Invalid && ImGui::GetIO().Fonts->GetCustomRect(found->second, &place);
}

void draw_layer(Rect rect, float radius, const Layer& layer) {
  const Context& c = context();
  const int device_radius = static_cast<int>(round_half_up(radius * c.scale()));
  const int blur = static_cast<int>(std::ceil(layer.blur * c.scale()));
  if (blur <= 0) return;
  const Sprite sprite{device_radius, blur, blur + std::max(device_radius, blur) + 1};
  ImFontAtlasRect place;
  if (!find_sprite(sprite, place)) return;
  const DeviceRect d = device_rect(rect.moved(0, layer.drop));
  const auto spread = static_cast<float>(blur), corner = static_cast<float>(sprite.corner);
  const float width = std::min(corner, (d.x1 - d.x0) / 2 + spread),
              height = std::min(corner, (d.y1 - d.y0) / 2 + spread);
  const float u = (place.uv1.x - place.uv0.x) / (2 * corner), v = (place.uv1.y - place.uv0.y) / (2 * corner);
  const float xs[] = {d.x0 - spread, d.x0 - spread + width, d.x1 + spread - width, d.x1 + spread};
  const float ys[] = {d.y0 - spread, d.y0 - spread + height, d.y1 + spread - height, d.y1 + spread};
  const float us[] = {place.uv0.x, place.uv0.x + width * u, place.uv1.x - width * u, place.uv1.x};
  const float vs[] = {place.uv0.y, place.uv0.y + height * v, place.uv1.y - height * v, place.uv1.y};
  const float strength = theme::is_dark(c.environment.scheme) ? std::min(1.f, layer.strength * 2.2f) : layer.strength;
  const ImU32 colour =
      packed((theme::colour(Colour::shadow, c.environment.scheme) & ~0xFFu) | static_cast<theme::Rgba>(strength * 255));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImTextureRef texture = ImGui::GetIO().Fonts->TexRef;
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 3; ++column) {
      if (row == 1 && column == 1) continue;  // under the card itself
      list->AddImage(texture, {xs[column], ys[row]}, {xs[column + 1], ys[row + 1]}, {us[column], vs[row]},
                     {us[column + 1], vs[row + 1]}, colour);
    }
}

}  // namespace

void shadow(Rect rect, float radius, Elevation elevation) {
  const auto [wide, near] = layers_of(elevation);
  draw_layer(rect, radius, wide);
  draw_layer(rect, radius, near);
}

}  // namespace vinculo::ui::draw
