// Rectangles in CSS pixels of the window and the few ways views cut them. Values only, usable in native tests.
// A view takes pieces off an area: `Rect bar = area.take_top(64);` leaves the rest in `area`.
#pragma once
#include <algorithm>

namespace vinculo::ui {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  [[nodiscard]] constexpr float right() const { return x + w; }
  [[nodiscard]] constexpr float bottom() const { return y + h; }
  [[nodiscard]] constexpr Rect inset(float horizontal, float vertical) const {
    return {x + horizontal, y + vertical, std::max(0.f, w - 2 * horizontal), std::max(0.f, h - 2 * vertical)};
  }
  [[nodiscard]] constexpr Rect inset(float all) const { return inset(all, all); }
  // The same place moved.
  [[nodiscard]] constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  [[nodiscard]] constexpr bool contains(float px, float py) const {
    return px >= x && py >= y && px < right() && py < bottom();
  }
  [[nodiscard]] constexpr bool intersects(const Rect& o) const {
    return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
  }
  // A box of that size in the middle.
  [[nodiscard]] constexpr Rect centred(float width, float height) const {
    return {x + (w - width) / 2, y + (h - height) / 2, width, height};
  }
  // A strip of that height in the vertical middle.
  [[nodiscard]] constexpr Rect middle(float height) const { return {x, y + (h - height) / 2, w, height}; }

  // Cut a piece off and leave the rest here; `gap` is thrown away between the two. Never makes a negative size.
  constexpr Rect take_top(float height, float gap = 0) {
    height = std::min(height, h);
    const Rect piece{x, y, w, height};
    const float cut = std::min(h, height + gap);
    y += cut, h -= cut;
    return piece;
  }
  constexpr Rect take_bottom(float height, float gap = 0) {
    height = std::min(height, h);
    const Rect piece{x, bottom() - height, w, height};
    h -= std::min(h, height + gap);
    return piece;
  }
  constexpr Rect take_left(float width, float gap = 0) {
    width = std::min(width, w);
    const Rect piece{x, y, width, h};
    const float cut = std::min(w, width + gap);
    x += cut, w -= cut;
    return piece;
  }
  constexpr Rect take_right(float width, float gap = 0) {
    width = std::min(width, w);
    const Rect piece{right() - width, y, width, h};
    w -= std::min(w, width + gap);
    return piece;
  }
  // Column `index` of `count` equal ones.
  [[nodiscard]] constexpr Rect column(int index, int count, float gap = 0) const {
    const float each = (w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    return {x + static_cast<float>(index) * (each + gap), y, each, h};
  }
};

// Boxes one below the other in an area that may be higher than the screen (the content of a ScrollPane).
class Stack {
 public:
  explicit Stack(Rect area, float gap = 0) : area_(area), y_(area.y), gap_(gap) {}
  // The next box; boxes of height 0 take no gap.
  Rect take(float height) {
    const Rect piece{area_.x, y_, area_.w, height};
    if (height > 0) y_ += height + gap_;
    return piece;
  }
  void skip(float height) { y_ += height; }
  [[nodiscard]] float x() const { return area_.x; }
  [[nodiscard]] float y() const { return y_; }
  [[nodiscard]] float width() const { return area_.w; }
  // How much was taken, without the gap after the last box.
  [[nodiscard]] float used() const { return y_ == area_.y ? 0 : y_ - area_.y - gap_; }

 private:
  Rect area_;
  float y_, gap_;
};

// Fields side by side: boxes fill a row from the left, a box that does not fit starts the next row.
class FieldGrid {
 public:
  FieldGrid(Rect area, int columns, float gap = 16)
      : area_(area), columns_(std::max(1, columns)), gap_(gap), y_(area.y) {}
  Rect next(float height, int span = 1) {
    span = std::clamp(span, 1, columns_);
    if (column_ + span > columns_) new_row();
    const float each = (area_.w - gap_ * static_cast<float>(columns_ - 1)) / static_cast<float>(columns_);
    const Rect piece{area_.x + static_cast<float>(column_) * (each + gap_), y_,
                     each * static_cast<float>(span) + gap_ * static_cast<float>(span - 1), height};
    column_ += span;
    row_height_ = std::max(row_height_, height);
    return piece;
  }
  void new_row() {
    if (column_ == 0) return;
    y_ += row_height_ + gap_;
    column_ = 0, row_height_ = 0;
  }
  // The lower edge of everything placed so far.
  [[nodiscard]] float bottom() const { return column_ ? y_ + row_height_ : std::max(area_.y, y_ - gap_); }

 private:
  Rect area_;
  int columns_;
  float gap_;
  float y_;
  int column_ = 0;
  float row_height_ = 0;
};

}  // namespace vinculo::ui
