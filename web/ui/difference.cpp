#include "ui/difference.h"

#include <algorithm>
#include <bit>

namespace vinculo::ui {

namespace {

std::uint32_t bits(float value) { return std::bit_cast<std::uint32_t>(value); }
std::uint32_t bits(std::int32_t value) { return static_cast<std::uint32_t>(value); }

bool is_field(Role role) {
  return role == Role::text_field || role == Role::search_field || role == Role::text_area || role == Role::combobox ||
         role == Role::select;
}

bool is_recyclable(Role role) { return role == Role::row || role == Role::list_item; }

// How many nodes from `row` on belong to it. Rows hold a flat or nested run of nodes right behind them.
std::size_t run_length(const std::vector<Node>& nodes, std::size_t row) {
  std::size_t end = row + 1;
  while (end < nodes.size()) {
    bool inside = false;
    for (std::size_t i = row; i < end && !inside; ++i) inside = nodes[i].id == nodes[end].parent;
    if (!inside) break;
    ++end;
  }
  return end - row;
}

// Two rows with the same parts can share elements: same roles at the same places of the same tree.
bool same_shape(const std::vector<Node>& a, std::size_t row_a, const std::vector<Node>& b, std::size_t row_b,
                std::size_t length) {
  for (std::size_t i = 1; i < length; ++i) {
    const Node& left = a[row_a + i];
    const Node& right = b[row_b + i];
    if (left.role != right.role || left.level != right.level) return false;
    std::size_t parent_left = 0, parent_right = 0;
    while (a[row_a + parent_left].id != left.parent) ++parent_left;
    while (b[row_b + parent_right].id != right.parent) ++parent_right;
    if (parent_left != parent_right) return false;
  }
  return true;
}

}  // namespace

void Operations::add(Op op, std::initializer_list<std::uint32_t> operands) {
  add(op);
  words.insert(words.end(), operands);
}

void Operations::add_text(std::string_view text) {
  words.push_back(static_cast<std::uint32_t>(strings.size()));
  words.push_back(static_cast<std::uint32_t>(text.size()));
  strings += text;
}

const Node* Mirror::find(Id id) const {
  const auto found = position_.find(id);
  return found == position_.end() ? nullptr : &shown_.nodes[found->second];
}

void Mirror::set_shown_value(Id field, std::string_view value) {
  const auto found = position_.find(field);
  if (found == position_.end()) return;
  TextSpan& span = shown_.nodes[found->second].value;
  span.size = static_cast<std::uint32_t>(value.size());  // only size and hash are ever compared
  span.hash = hash_text(value);
}

void Mirror::update(NodeList& next, Operations& out) {
  match_nodes(next);
  if (!same_order_) {
    recycle_rows(next, out);
    remove_rest(out);
  }
  for (std::size_t i = 0; i < next.nodes.size(); ++i) describe(next, i, out);
  const bool moved = structure_changed_ || !same_order_;
  if (moved) order_children(next, out);
  std::swap(shown_, next);
  next.clear();
  if (!moved) return;
  position_.clear();
  for (std::size_t i = 0; i < shown_.nodes.size(); ++i) position_[shown_.nodes[i].id] = i;
}

void Mirror::match_nodes(const NodeList& next) {
  const auto& old = shown_.nodes;
  match_.assign(next.nodes.size(), -1);
  taken_.assign(old.size(), 0);
  same_order_ = next.nodes.size() == old.size();
  structure_changed_ = false;
  created_.clear();
  std::size_t expected = 0;  // the usual case: the same nodes in the same order
  for (std::size_t i = 0; i < next.nodes.size(); ++i) {
    const Node& node = next.nodes[i];
    std::size_t found = old.size();
    if (expected < old.size() && old[expected].id == node.id) {
      found = expected;
    } else {
      same_order_ = false;
      if (const auto known = position_.find(node.id); known != position_.end()) found = known->second;
    }
    if (found < old.size()) {
      expected = found + 1;
      // Another parent or kind needs another element: the old one goes with all inside, new ones come under the ids.
      if (old[found].parent == node.parent && old[found].role == node.role && old[found].level == node.level &&
          (created_.empty() || !created_.contains(node.parent))) {
        taken_[found] = 1;
        match_[i] = static_cast<std::int32_t>(found);
        continue;
      }
      same_order_ = false;
    }
    structure_changed_ = true;
    created_.insert(node.id);
  }
}

void Mirror::recycle_rows(const NodeList& next, Operations& out) {
  std::vector<std::size_t> leaving;
  for (std::size_t i = 0; i < shown_.nodes.size(); ++i)
    if (!taken_[i] && is_recyclable(shown_.nodes[i].role)) leaving.push_back(i);
  if (leaving.empty()) return;
  std::size_t used = 0;
  for (std::size_t i = 0; i < next.nodes.size() && used < leaving.size(); ++i) {
    if (match_[i] >= 0 || !is_recyclable(next.nodes[i].role) || position_.contains(next.nodes[i].id)) continue;
    // Rows of one list look alike, so the first candidate nearly always fits; a few tries are enough.
    for (std::size_t candidate = used; candidate < leaving.size() && candidate < used + 4; ++candidate) {
      if (!recycle_row(next, leaving[candidate], i, out)) continue;
      std::swap(leaving[candidate], leaving[used++]);
      break;
    }
  }
}

bool Mirror::recycle_row(const NodeList& next, std::size_t old_row, std::size_t new_row, Operations& out) {
  auto& old = shown_.nodes;
  if (old[old_row].parent != next.nodes[new_row].parent || old[old_row].role != next.nodes[new_row].role) return false;
  const std::size_t length = run_length(old, old_row);
  if (length != run_length(next.nodes, new_row) || !same_shape(old, old_row, next.nodes, new_row, length)) return false;
  for (std::size_t i = 1; i < length; ++i)
    if (taken_[old_row + i] || position_.contains(next.nodes[new_row + i].id)) return false;
  for (std::size_t i = length; i-- > 0;) {
    out.add(Op::rebind, {old[old_row + i].id, next.nodes[new_row + i].id});
    old[old_row + i].id = next.nodes[new_row + i].id;
    old[old_row + i].parent = next.nodes[new_row + i].parent;
    taken_[old_row + i] = 1;
    match_[new_row + i] = static_cast<std::int32_t>(old_row + i);
  }
  return true;
}

void Mirror::remove_rest(Operations& out) {
  for (std::size_t i = 0; i < shown_.nodes.size(); ++i) {
    if (taken_[i]) continue;
    out.add(Op::remove, {shown_.nodes[i].id});
    structure_changed_ = true;
  }
}

void Mirror::describe(const NodeList& next, std::size_t index, Operations& out) const {
  const Node& node = next.nodes[index];
  const Node* old = match_[index] >= 0 ? &shown_.nodes[static_cast<std::size_t>(match_[index])] : nullptr;
  if (!old) out.add(Op::create, {node.id, node.parent, static_cast<std::uint32_t>(node.role), node.level});
  if (!old || old->rect != node.rect)
    out.add(Op::place, {node.id, bits(node.rect.x), bits(node.rect.y), bits(node.rect.w), bits(node.rect.h)});
  if (old ? !(old->attributes == node.attributes) : node.attributes.size > 0) {
    out.add(Op::attributes, {node.id});
    out.add_text(next.view(node.attributes));
  }
  if (!old || old->state != node.state || old->first != node.first || old->second != node.second)
    out.add(Op::state, {node.id, node.state, node.first, node.second});
  if (!old || !(old->name == node.name)) {
    out.add(Op::name, {node.id});
    out.add_text(next.view(node.name));
  }
  if (old ? !(old->value == node.value) : (node.value.size > 0 || is_field(node.role))) {
    out.add(Op::value, {node.id});
    out.add_text(next.view(node.value));
  }
  if (!old || !(old->style == node.style))
    out.add(Op::style, {node.id, bits(node.style.font_px), bits(node.style.line_px), bits(node.style.pad_left),
                        bits(node.style.pad_right), bits(node.style.pad_top), node.style.weight, node.style.align});
  const bool had_content = old && (old->content_height != 0 || old->content_width != 0);
  if (had_content ? old->content_height != node.content_height || old->content_width != node.content_width
                  : node.content_height != 0 || node.content_width != 0)
    out.add(Op::content, {node.id, bits(node.content_width), bits(node.content_height)});
}

void Mirror::order_children(const NodeList& next, Operations& out) {
  std::unordered_map<Id, std::vector<Id>> before, now;
  for (const Node& node : shown_.nodes) before[node.parent].push_back(node.id);
  for (const Node& node : next.nodes) now[node.parent].push_back(node.id);
  for (const auto& [parent, children] : now) {
    const auto known = before.find(parent);
    // The same ids may be new elements, which nobody has put into their parent yet.
    const bool has_new = created_.contains(parent) || std::any_of(children.begin(), children.end(), [this](Id child) {
                           return created_.contains(child);
                         });
    if (!has_new && known != before.end() && known->second == children) continue;
    out.add(Op::order, {parent, static_cast<std::uint32_t>(children.size())});
    out.words.insert(out.words.end(), children.begin(), children.end());
  }
}

}  // namespace vinculo::ui
