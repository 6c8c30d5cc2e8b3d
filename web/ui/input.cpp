#include "ui/input.h"

#include <algorithm>

namespace vinculo::ui {

void Input::focus(Id id, Id row, bool visible) {
  focused_row_ = row;
  focus_is_visible_ = visible;
  if (id == focused_) return;
  if (focused_) left_.insert(focused_);
  focused_ = id;
}

void Input::scroll(Id id, double top, double left) {
  const Scrolled place{top, left};
  Scrolled& known = scrolls_[id];
  has_scrolled_ |= known != place;
  known = place;
}

const std::string* Input::text(Id id) const {
  const auto found = texts_.find(id);
  return found == texts_.end() ? nullptr : &found->second;
}

bool Input::pressed(Id id, Key key) const {
  return std::find(keys_.begin(), keys_.end(), std::pair(id, key)) != keys_.end();
}

double Input::scroll_top(Id id) const {
  const auto found = scrolls_.find(id);
  return found == scrolls_.end() ? 0 : found->second.top;
}

double Input::scroll_left(Id id) const {
  const auto found = scrolls_.find(id);
  return found == scrolls_.end() ? 0 : found->second.left;
}

void Input::forget_events() {
  clicks_.clear();
  submits_.clear();
  dismissals_.clear();
  left_.clear();
  texts_.clear();
  keys_.clear();
  has_scrolled_ = false;
  menu_asked_ = {};
}

}  // namespace vinculo::ui
