// The table of records: a header that stays and sorts, and virtual rows below. Fills `rect`.
//   Table table({.id = ui::id("people"), .rect = area, .name = "People", .columns = columns, .row_count = total,
//                .sort = {0, false}});
//   if (auto sort = table.new_sort()) ...
//   while (auto* row = table.next_row()) {
//     if (const Row* data = find(row->index())) { row->name_cell(0, data->name, address); row->cell(1, data->mail); }
//     else row->loading();
//     if (row->activated()) ...          // the whole row answers; the name is a real link to the same address
//   }
// Ask for the rows [table.first(), table.last()) of the data.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ui/virtual_list.h"

namespace vinculo::widgets {

struct TableColumn {
  std::string_view title;
  float share = 1;        // of the width that is left after fixed columns
  float fixed_width = 0;  // instead of a share
  bool sortable = false;
  ui::Align align = ui::Align::start;
};
struct TableSort {
  int column = -1;  // -1: unsorted
  bool descending = false;
};
class TableRow {
 public:
  [[nodiscard]] std::int64_t index() const { return row_.index; }
  [[nodiscard]] bool activated() const { return row_.activated; }
  [[nodiscard]] bool is_visible() const { return row_.visible; }
  [[nodiscard]] ui::Rect rect() const { return row_.rect; }
  [[nodiscard]] ui::Rect cell_rect(int column) const;
  [[nodiscard]] ui::Id id() const { return row_.id; }
  // Muted text.
  void cell(int column, std::string_view text);
  // Avatar and name, the name a link to `address`. `second_line` is shown on phones below the name. `badge` is a small
  // warning mark with that name ("has conflicting edits").
  void name_cell(int column, std::string_view name, std::string_view address, std::string_view second_line = {},
                 std::string_view badge = {});
  void loading();  // grey bars
  // The row whose page is open beside the table; before its cells.
  void mark_open();

 private:
  friend class Table;
  const std::span<const TableColumn>* columns_ = nullptr;
  const float* edges_ = nullptr;
  bool is_open_ = false;
  ui::VirtualRow row_;
};
inline constexpr int max_table_columns = 16;
struct TableOptions {
  ui::Id id = 0;
  ui::Rect rect;
  std::string_view name;
  std::span<const TableColumn> columns;
  std::int64_t row_count = 0;
  TableSort sort;
  std::int64_t selected = -1;
  float row_height = 0;  // 0: the screen's
};
class Table {
 public:
  explicit Table(const TableOptions& options);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  // Set in the frame in which a header was activated: ascending first, then descending.
  [[nodiscard]] std::optional<TableSort> new_sort() const { return new_sort_; }
  // nullptr after the last.
  [[nodiscard]] TableRow* next_row();
  [[nodiscard]] std::int64_t first() const { return rows_->first(); }
  [[nodiscard]] std::int64_t last() const { return rows_->last(); }

 private:
  void draw_header();

  TableOptions options_;
  float edges_[max_table_columns + 1] = {};
  std::optional<TableSort> new_sort_;
  std::optional<ui::VirtualList> rows_;
  TableRow row_;
};

}  // namespace vinculo::widgets
