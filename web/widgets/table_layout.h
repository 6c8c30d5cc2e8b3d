// Which columns of a table are shown, in which order and how wide, and where they lie: what people arrange and views
// keep. Plain data without drawing: tested natively.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace vinculo::widgets {

class TableLayout {
 public:
  struct Place {
    int column = 0;  // of the table's own columns
    bool is_shown = true;
    float width = 0;  // 0: its share of what is left
    bool operator==(const Place&) const = default;
  };
  static constexpr float least_width = 72, most_width = 640;

  TableLayout() = default;
  explicit TableLayout(std::size_t columns);
  [[nodiscard]] std::span<const Place> places() const { return places_; }  // in the order of the screen
  [[nodiscard]] int shown_count() const;
  // The last column that is shown stays.
  void show(int column, bool is_shown);
  // `by` places towards the end (or the start, below 0), as far as there are any.
  void move(int column, int by);
  // Within least_width and most_width; 0 gives its share back.
  void set_width(int column, float width);
  void reset() { *this = TableLayout(places_.size()); }

  // "0,2:180,!1": to be kept between visits. What cannot be read, or is of a table with other columns, is the layout
  // that nobody has changed.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static TableLayout of_text(std::string_view text, std::size_t columns);
  bool operator==(const TableLayout&) const = default;

 private:
  [[nodiscard]] Place* find(int column);
  std::vector<Place> places_;
};

// How wide a column wants to be.
struct ColumnWish {
  float share = 1;        // of what is left after fixed ones
  float fixed_width = 0;  // instead of a share
  float least_width = 0;  // of a share
};
// The columns that are shown from the left, with their edges in CSS pixels from the table's left one: one more than
// columns. Shares get at least TableLayout::least_width, and their own least width, each, so the whole may be wider
// than `width`.
struct TableEdges {
  std::vector<int> columns;
  std::vector<float> edges;
  [[nodiscard]] float width() const { return edges.back(); }
  // Where a column of the table stands, -1 when it is not shown.
  [[nodiscard]] int position(int column) const;
};
[[nodiscard]] TableEdges place_columns(std::span<const ColumnWish> wishes, const TableLayout& layout, float start,
                                       float width);

// The rows that are chosen, by the caller's own numbers: some, or all but some, so that a million need no memory.
class RowSelection {
 public:
  [[nodiscard]] bool contains(std::uint64_t row) const { return all_ != exceptions_.contains(row); }
  void set(std::uint64_t row, bool is_selected);
  void select_all() { all_ = true, exceptions_.clear(); }
  void clear() { all_ = false, exceptions_.clear(); }
  [[nodiscard]] std::int64_t count(std::int64_t total) const;
  [[nodiscard]] bool is_all() const { return all_ && exceptions_.empty(); }
  [[nodiscard]] bool is_empty() const { return !all_ && exceptions_.empty(); }

 private:
  bool all_ = false;
  std::unordered_set<std::uint64_t> exceptions_;
};

// Rows under headings that fold: which heading or which row is the n-th line of the table.
class GroupedRows {
 public:
  struct Line {
    bool is_heading = false;
    int group = 0;
    std::int64_t row = 0;  // counted over all groups, folded ones too; of a heading the first of its group
  };
  explicit GroupedRows(std::vector<std::int64_t> counts);
  [[nodiscard]] std::int64_t line_count() const { return starts_.back(); }
  [[nodiscard]] Line line(std::int64_t index) const;
  [[nodiscard]] std::int64_t count(int group) const { return counts_[static_cast<std::size_t>(group)]; }
  [[nodiscard]] bool is_folded(int group) const { return folded_[static_cast<std::size_t>(group)]; }
  void fold(int group, bool is_folded);

 private:
  void place();
  std::vector<std::int64_t> counts_, starts_, rows_;  // lines and rows before each group, and in all
  std::vector<bool> folded_;
};

}  // namespace vinculo::widgets
