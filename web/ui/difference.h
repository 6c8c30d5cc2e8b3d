// What the page has to do to get from the last frame's nodes to this frame's, as one packed list of operations. Most
// frames change nothing and cost one comparison. Rows that leave a list give their elements to rows that come, so that
// scrolling changes texts instead of making elements. Plain data, tested natively.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ui/node.h"

namespace vinculo::ui {

// Read by web/platform/page/mirror.js. The operands after the operation's number, all 32 bits wide; a text is its start
// and size in Operations::strings.
enum class Op : std::uint32_t {
  create = 1,       // id parent role level
  place = 2,        // id x y w h            (1/64 px)
  name = 3,         // id text
  state = 4,        // id state first second
  value = 5,        // id text
  remove = 6,       // id
  order = 7,        // parent count id…       (children in their order)
  style = 8,        // id font_px line_px pad_left pad_right pad_top (floats) weight align
  content = 9,      // id width height       (1/64 px)
  scroll = 10,      // id top left           (1/64 px)
  focus = 11,       // id
  rebind = 12,      // id new_id             (an element gets another row's identity)
  attributes = 13,  // id text
  announce = 14,    // text
};

struct Operations {
  std::vector<std::uint32_t> words;
  std::string strings;

  void clear() {
    words.clear();
    strings.clear();
  }
  [[nodiscard]] bool empty() const { return words.empty(); }
  void add(Op op) { words.push_back(static_cast<std::uint32_t>(op)); }
  void add(Op op, std::initializer_list<std::uint32_t> operands);
  void add_text(std::string_view text);
};

// Remembers what the page shows.
class Mirror {
 public:
  // Appends to `out` what changes the page from the last list to `next`, and takes `next` (which comes back empty).
  void update(NodeList& next, Operations& out);
  // The page's field already shows this value: no operation is needed for it.
  void set_shown_value(Id field, std::string_view value);
  [[nodiscard]] const NodeList& shown() const { return shown_; }
  // Whether the last update made a new element for the node.
  [[nodiscard]] bool is_new(Id id) const { return created_.contains(id); }
  [[nodiscard]] const Node* find(Id id) const;

 private:
  void match_nodes(const NodeList& next);
  void recycle_rows(const NodeList& next, Operations& out);
  bool recycle_row(const NodeList& next, std::size_t old_row, std::size_t new_row, Operations& out);
  void remove_rest(Operations& out);
  void describe(const NodeList& next, std::size_t index, Operations& out) const;
  void order_children(const NodeList& next, Operations& out);

  NodeList shown_;
  std::unordered_map<Id, std::size_t> position_;  // in shown_
  std::vector<std::int32_t> match_;               // for each new node the shown one, or -1
  std::unordered_set<Id> created_;                // new nodes that no shown one matches
  std::vector<std::uint8_t> taken_;               // for each shown node: goes on living
  bool same_order_ = true, structure_changed_ = false;
};

}  // namespace vinculo::ui
