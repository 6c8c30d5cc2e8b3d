// Cards one below the other whose heights follow from their content. A card is drawn before its content, so its height
// is the one of the last frame; when the content turns out different another frame is drawn at once.
#pragma once
#include <cmath>
#include <map>

#include "platform/platform.h"
#include "ui/ui.h"
#include "widgets/surface.h"

namespace vinculo::views {

class CardHeights {
 public:
  [[nodiscard]] float of(ui::Id id) const {
    const auto found = heights_.find(id);
    return found == heights_.end() ? 120 : found->second;
  }
  void set(ui::Id id, float height) {
    float& known = heights_[id];
    if (std::abs(known - height) < 0.5f) return;  // sums of the same heights differ a little with where they start
    known = height;
    platform::request_frame();
  }

 private:
  std::map<ui::Id, float> heights_;
};

// One card: content() is as wide as the inside and as high as needed; end() tells how much of it was used.
class Card {
 public:
  static constexpr float padding = 20;
  Card(CardHeights& heights, ui::Stack& stack, ui::Id id) : heights_(heights), id_(id) {
    content_ = widgets::card(stack.take(heights.of(id)), padding);
  }
  [[nodiscard]] ui::Rect content() const { return {content_.x, content_.y, content_.w, 100000}; }
  // What is known of it from the last frame: for elements around all of the content, which the page's scrolling counts.
  [[nodiscard]] ui::Rect known_content() const { return content_; }
  void end(float used) { heights_.set(id_, used + 2 * padding); }

 private:
  CardHeights& heights_;
  ui::Id id_;
  ui::Rect content_;
};

}  // namespace vinculo::views
