#include "ui/virtual_list.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "imgui.h"
#include "ui/context.h"
#include "ui/element.h"

namespace vinculo::ui {

namespace {

// Elements may be about 17 million pixels high in the strictest engine, and scroll positions lose their fractions long
// before: a longer list gets this height, and its scrollbar becomes a scale.
constexpr double max_page_height_px = 4'000'000;
// One pixel of the thumb moves such a scrollbar by more than this; wheel, finger and keys move it by less.
constexpr double jump_px = 4'000;
constexpr double settle_ms = 200;
constexpr int rows_beyond_view = 6;
constexpr double far_away_px = 3'000;

}  // namespace

// What is remembered of a list between frames.
struct VirtualList::Scroll {
  double top = 0;        // device pixels
  double page_top = -1;  // as last seen, device pixels
  double moved_ms = 0;
  std::int64_t focus_row = -1, selection_row = -1;
  std::int64_t wanted_row = -1;
  bool wanted_focus = false;
};

VirtualList::Scroll& VirtualList::scroll_of(Id list) {
  static std::unordered_map<Id, Scroll> scrolls;
  return scrolls[list];
}

double VirtualList::view_height() const {
  Rect seen = view_;
  if (is_wide()) seen.h -= scrollbar_size();
  const DeviceRect d = device_rect(seen);
  return static_cast<double>(d.y1 - d.y0);
}

VirtualList::VirtualList(Id list, ListKind kind, Rect view, const Options& options)
    : id_(list), kind_(kind), view_(view), options_(options) {
  row_height_ = std::max(1.f, round_half_up(options.row_height * context().scale()));
  Scroll& scroll = scroll_of(id_);
  place(scroll);
  answer_keys(scroll);
  plan_rows(scroll);

  const double scale = context().scale();
  const double whole = row_height_ * static_cast<double>(options_.row_count) / scale;
  open({.role = kind == ListKind::grid ? Role::row_group : Role::list,
        .id = id_,
        .rect = view_,
        .name = options_.name,
        .state = state::scrolls,
        .content_width = is_wide() ? options.content_width : 0.f,
        .content_height = static_cast<float>(std::min(whole, max_page_height_px))},
       page_top_ / scale, scroll_left(id_));
  const DeviceRect d = device_rect(view_);
  ImGui::PushClipRect({d.x0, d.y0}, {d.x1, d.y1}, true);
}

VirtualList::~VirtualList() {
  if (in_row_) close();
  ImGui::PopClipRect();
  close();
}

// --- where the list stands ---

void VirtualList::place(Scroll& scroll) {
  Context& c = context();
  const double scale = c.scale(), height = view_height();
  const double whole = row_height_ * static_cast<double>(options_.row_count);
  const double end = std::max(0.0, whole - height);
  const double page_end = std::max(0.0, std::min(whole, max_page_height_px * scale) - height);
  page_top_ = std::floor(scroll_top(id_) * scale + 0.5);
  if (page_end >= end) {
    page_top_ = std::min(page_top_, page_end);
    top_ = page_top_;
  } else {
    place_mapped(scroll, page_top_, end, page_end);
  }
  if (scroll.wanted_row >= 0) {
    show(scroll, std::min(scroll.wanted_row, options_.row_count - 1));
    if (scroll.wanted_focus) {
      focus(row_id(scroll.wanted_row));
      scroll.focus_row = scroll.wanted_row;
    }
    scroll.wanted_row = -1;
  }
  scroll.top = top_;
  scroll.page_top = page_top_;
}

// A scrollbar shorter than the list: small moves are taken pixel by pixel, a jump is a share of the whole. In between
// the two positions drift apart; when nothing moves, or the bar is at its end and the list is not, the bar is put
// right.
void VirtualList::place_mapped(Scroll& scroll, double page_top, double end, double page_end) {
  Context& c = context();
  const double scale = c.scale();
  const double moved = page_top - scroll.page_top;
  if (scroll.page_top < 0 || std::fabs(moved) > jump_px * scale)
    top_ = std::floor(page_top / page_end * end + 0.5);
  else
    top_ = scroll.top + moved;
  top_ = std::clamp(top_, 0.0, end);
  if (moved != 0) scroll.moved_ms = c.now_ms;

  const double proper = std::floor(top_ / end * page_end + 0.5);
  const bool at_page_end = page_top <= 0 || page_top >= page_end;
  const bool is_settled = c.now_ms - scroll.moved_ms >= settle_ms;
  if (std::fabs(proper - page_top) <= 2) return;
  if (at_page_end || is_settled) {
    scroll_to(id_, proper / scale);
    page_top_ = proper;
  } else {
    wake_at(scroll.moved_ms + settle_ms);
  }
}

// Moves the list so that a row is in view; the scrollbar follows.
void VirtualList::show(Scroll& scroll, std::int64_t index) {
  if (index < 0) return;
  const double scale = context().scale(), height = view_height();
  const double whole = row_height_ * static_cast<double>(options_.row_count);
  const double end = std::max(0.0, whole - height);
  const double row_top = row_height_ * static_cast<double>(index);
  double top = top_;
  if (row_top < top)
    top = row_top;
  else if (row_top + row_height_ > top + height)
    top = row_top + row_height_ - height;
  top = std::clamp(std::ceil(top), 0.0, end);
  if (top == top_) return;
  const double page_end = std::max(0.0, std::min(whole, max_page_height_px * scale) - height);
  top_ = top;
  page_top_ = page_end >= end ? top : std::floor(top / end * page_end + 0.5);
  scroll_to(id_, page_top_ / scale);
  scroll.top = top_;
  scroll.page_top = page_top_;
}

// --- keys ---

void VirtualList::answer_keys(Scroll& scroll) {
  const std::int64_t at = scroll.focus_row;
  if (at < 0 || options_.row_count == 0) return;
  const Id row = row_id(at);
  const auto page = std::max<std::int64_t>(1, static_cast<std::int64_t>(view_height() / row_height_) - 1);
  std::int64_t target = at;
  if (key_pressed(row, Key::down)) target = at + 1;
  if (key_pressed(row, Key::up)) target = at - 1;
  if (key_pressed(row, Key::page_down)) target = at + page;
  if (key_pressed(row, Key::page_up)) target = at - page;
  if (key_pressed(row, Key::home)) target = 0;
  if (key_pressed(row, Key::end)) target = options_.row_count - 1;
  target = std::clamp<std::int64_t>(target, 0, options_.row_count - 1);
  // The row may be gone with the end of the list: the focus moves only where it was on it.
  const bool is_left_behind = at >= options_.row_count && context().input.focused_row() != row;
  if (target == at || is_left_behind) return;
  show(scroll, target);
  focus(row_id(target));
  scroll.wanted_focus = true;
  scroll.focus_row = target;
}

// --- rows ---

void VirtualList::plan_rows(Scroll& scroll) {
  const double height = view_height();
  first_ = std::max<std::int64_t>(0, static_cast<std::int64_t>(top_ / row_height_) - rows_beyond_view);
  last_ = std::min(options_.row_count, static_cast<std::int64_t>((top_ + height) / row_height_) + 1 + rows_beyond_view);
  const Id focused_row = context().input.focused_row(), selected_text = selection_row();
  const auto is_row = [&](std::int64_t index, Id row) { return index >= 0 && row != 0 && row_id(index) == row; };
  // A row that was just focused is seen by the page after this frame only.
  bool has_focus_row = std::exchange(scroll.wanted_focus, false) || is_row(scroll.focus_row, focused_row);
  if (!is_row(scroll.selection_row, selected_text)) scroll.selection_row = -1;
  for (std::int64_t i = first_; i < last_; ++i) {
    if (!has_focus_row && is_row(i, focused_row)) scroll.focus_row = i, has_focus_row = true;
    if (is_row(i, selected_text)) scroll.selection_row = i;
  }
  focus_row_ = has_focus_row && scroll.focus_row < options_.row_count ? scroll.focus_row : -1;
  if (!has_focus_row && scroll.focus_row >= options_.row_count) scroll.focus_row = -1;
  // Tab comes back to the row it left, when that is still in view.
  const bool remembered = scroll.focus_row >= first_ && scroll.focus_row < last_;
  tab_row_ = focus_row_ >= 0 ? focus_row_
             : remembered    ? scroll.focus_row
                             : static_cast<std::int64_t>(top_ / row_height_);

  plan_.clear();
  for (std::int64_t i = first_; i < last_; ++i) plan_.push_back(i);
  for (const std::int64_t kept : {focus_row_, scroll.selection_row})
    if (kept >= 0 && kept < options_.row_count && (kept < first_ || kept >= last_)) plan_.push_back(kept);
  std::sort(plan_.begin(), plan_.end());
  plan_.erase(std::unique(plan_.begin(), plan_.end()), plan_.end());
}

bool VirtualList::next(VirtualRow& row) {
  if (in_row_) close();
  in_row_ = false;
  if (next_ >= plan_.size()) return false;
  const std::int64_t index = plan_[next_++];
  const double scale = context().scale();
  const DeviceRect view = device_rect(view_);
  // Rows that are kept far away from the view lie just beyond it: coordinates stay small.
  const double y = std::clamp(view.y0 + row_height_ * static_cast<double>(index) - top_, view.y0 - far_away_px,
                              view.y1 + far_away_px);
  row = {};
  row.index = index;
  row.id = row_id(index);
  const double left = is_wide() ? std::floor(scroll_left(id_) * scale + 0.5) / scale : 0;
  row.rect = {static_cast<float>(view_.x - left), static_cast<float>(y / scale),
              is_wide() ? options_.content_width : view_.w, static_cast<float>(row_height_ / scale)};
  row.visible = y + row_height_ > view.y0 && y < view.y1;
  row.focused = index == focus_row_;
  if (options_.activatable && row.visible) {
    const Interaction mouse = interact(row.id, row.rect);
    row.hovered = mouse.hovered;
    row.pressed = mouse.held;
    row.activated = mouse.activated;
  } else if (options_.activatable) {
    row.activated = take_click(row.id);
  }
  std::uint32_t bits = options_.row_state;
  if (options_.activatable) bits |= state::activatable | state::arrow_keys;
  if (options_.activatable && index == tab_row_) bits |= state::tab_stop;
  if (index == options_.selected) bits |= state::selected;
  row_place_ = open({.role = kind_ == ListKind::grid ? Role::row : Role::list_item,
                     .id = row.id,
                     .rect = row.rect,
                     .state = bits,
                     .first = static_cast<std::uint32_t>(index + options_.first_aria_row),
                     .second = static_cast<std::uint32_t>(options_.row_count),
                     .attributes = options_.row_attributes});
  in_row_ = true;
  return true;
}

void VirtualList::name_row(std::string_view name) {
  NodeList& list = context().list;
  list.nodes[row_place_].name = list.add(name);
}

void show_row(Id list, std::int64_t index, bool with_focus) {
  VirtualList::Scroll& scroll = VirtualList::scroll_of(list);
  scroll.wanted_row = index;
  scroll.wanted_focus = with_focus;
  wake_at(frame_time_ms());
}

}  // namespace vinculo::ui
