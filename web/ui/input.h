// What happened since the last frame, as the page reported it. Collected between frames, asked for by id while drawing,
// forgotten at the end of the frame. Plain data, tested natively.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ui/element.h"

namespace vinculo::ui {

class Input {
 public:
  // --- the page reports ---
  void click(Id id) { clicks_.insert(id); }
  void type(Id id, std::string text) { texts_[id] = std::move(text); }
  void press(Id id, Key key) { keys_.emplace_back(id, key); }
  void submit(Id id) { submits_.insert(id); }
  void dismiss(Id id) { dismissals_.insert(id); }
  // `row` holds the element or is it; 0: none. `visible`: it came by keys, and is shown.
  void focus(Id id, Id row, bool visible = true);
  void ask_menu(Id id, float x, float y) { menu_asked_ = {id, x, y}; }  // CSS pixels; below 0: by a key
  void scroll(Id id, double top, double left);
  void select_in(Id row) { selection_row_ = row; }

  // --- the frame asks ---
  [[nodiscard]] bool take_click(Id id) { return clicks_.erase(id) > 0; }
  [[nodiscard]] const std::string* text(Id id) const;
  [[nodiscard]] bool has_text() const { return !texts_.empty(); }
  [[nodiscard]] bool pressed(Id id, Key key) const;
  [[nodiscard]] bool submitted(Id id) const { return submits_.contains(id); }
  [[nodiscard]] bool dismissed(Id id) const { return dismissals_.contains(id); }
  [[nodiscard]] bool left(Id id) const { return left_.contains(id); }
  [[nodiscard]] Id focused() const { return focused_; }
  [[nodiscard]] bool focus_is_visible() const { return focus_is_visible_; }
  struct MenuAsked {
    Id id = 0;
    float x = 0, y = 0;
  };
  [[nodiscard]] const MenuAsked& menu_asked() const { return menu_asked_; }
  [[nodiscard]] Id focused_row() const { return focused_row_; }
  [[nodiscard]] Id selection_row() const { return selection_row_; }
  [[nodiscard]] double scroll_top(Id id) const;
  [[nodiscard]] double scroll_left(Id id) const;
  [[nodiscard]] bool has_scrolled() const { return has_scrolled_; }  // anything
  void forget_events();

 private:
  std::unordered_set<Id> clicks_, submits_, dismissals_, left_;
  std::unordered_map<Id, std::string> texts_;
  std::vector<std::pair<Id, Key>> keys_;
  struct Scrolled {
    double top = 0, left = 0;
    bool operator==(const Scrolled&) const = default;
  };
  std::unordered_map<Id, Scrolled> scrolls_;  // stays
  MenuAsked menu_asked_;
  bool has_scrolled_ = false;
  bool focus_is_visible_ = false;
  Id focused_ = 0, focused_row_ = 0, selection_row_ = 0;  // stay
};

}  // namespace vinculo::ui
