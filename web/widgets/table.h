// The table of records: a header that stays and sorts, virtual rows below, and where asked for columns that people
// arrange, rows they choose, cells they edit in place, groups that fold and a line of totals. Fills `rect`; when the
// columns do not fit they move sideways under the header.
//   Table table({.id = ui::id("people"), .rect = area, .name = "People", .columns = columns, .row_count = total,
//                .sort = {0, false}});
//   if (auto sort = table.new_sort()) ...
//   while (auto* row = table.next_row()) {
//     if (const Row* data = find(row->index())) { row->name_cell(0, data->name, address); row->cell(1, data->mail); }
//     else row->loading();
//     if (row->activated()) ...          // the whole row answers; the name is a real link to the same address
//   }
// Ask for the rows [table.first(), table.last()) of the data. Columns are named by their place in
// TableOptions::columns, wherever people have moved them. Keys: arrows go from row to row, Space chooses the row, Enter
// opens it; in rows with cells to edit, right goes into them, Enter or F2's part (Enter) edits, Esc takes it back.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/virtual_list.h"
#include "widgets/table_layout.h"

namespace vinculo::ui {
struct Interaction;
}
namespace vinculo::widgets {

struct TableColumn {
  std::string_view title;
  float share = 1;        // of the width that is left after fixed columns
  float fixed_width = 0;  // instead of a share
  bool sortable = false;
  ui::Align align = ui::Align::start;
  float least_width = 0;  // of a share: a number that is cut is another number
};
struct TableSort {
  int column = -1;  // -1: unsorted
  bool descending = false;
};
enum class Chosen : std::uint8_t { none, some, all };
struct TableOptions {
  ui::Id id = 0;
  ui::Rect rect;
  std::string_view name;
  std::span<const TableColumn> columns;
  std::int64_t row_count = 0;
  TableSort sort = {};
  std::int64_t selected = -1;                     // the row shown as opened
  float row_height = 0;                           // 0: the screen's
  TableLayout* layout = nullptr;                  // what people arranged
  bool arranged_by_dragging = true;               // edges and titles of the header, where there is a layout
  std::optional<Chosen> chosen = {};              // rows begin with a box, the header has one for all, which shows this
  std::span<const std::string_view> totals = {};  // of each column, in a line that stays at the lower end
  bool has_row_menu = false;                      // rows answer TableRow::asked_for_menu()
};

class TableRow {
 public:
  [[nodiscard]] std::int64_t index() const { return row_.index; }
  [[nodiscard]] bool activated() const { return activated_; }
  [[nodiscard]] bool is_visible() const { return row_.visible; }
  [[nodiscard]] ui::Rect rect() const { return row_.rect; }
  [[nodiscard]] ui::Id id() const { return row_.id; }
  // True when it was chosen or left out in this frame. Before the row's cells, in every row of a table with boxes.
  bool choose(bool& is_chosen, std::string_view name);
  // A long press, a right click or the menu key: a menu, or rows that are chosen from now on (SelectionBar).
  [[nodiscard]] bool asked_for_menu() const;
  // Muted text.
  void cell(int column, std::string_view text);
  // The same, edited in place: the new text in the frame in which somebody is done with it. `label` is the field's
  // name.
  std::optional<std::string> edit_cell(int column, std::string_view text, std::string_view label);
  // Avatar and name, the name a link to `address`. `second_line` is shown on phones below the name. `badge` is a small
  // warning mark with that name ("has conflicting edits").
  void name_cell(int column, std::string_view name, std::string_view address, std::string_view second_line = {},
                 std::string_view badge = {});
  void loading();  // grey bars; the table says that it loads when it takes long
  // Instead of cells: the heading of the rows that follow. True when it was folded or unfolded.
  bool heading(std::string_view title, std::string_view summary, bool is_folded);
  // The row whose page is open beside the table; before its cells.
  void mark_open();

 private:
  friend class Table;
  [[nodiscard]] std::optional<ui::Rect> cell_rect(int column) const;  // nothing: the column is not shown
  [[nodiscard]] ui::Id cell_id(int column) const { return ui::id(row_.id, static_cast<std::uint64_t>(column)); }
  [[nodiscard]] std::uint32_t aria_column(int column) const;
  [[nodiscard]] ui::TextStyle cell_style(int column) const;
  void go_on_from(ui::Id cell, int position);

  const TableOptions* options_ = nullptr;
  const TableEdges* places_ = nullptr;
  ui::Id rows_ = 0;
  float left_ = 0;  // of the row, where its first edge is 0
  bool is_open_ = false, activated_ = false;
  bool some_load_ = false;  // this row or one before it
  ui::VirtualRow row_;
};

class Table {
 public:
  explicit Table(const TableOptions& options);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  // Set in the frame in which a header was activated: ascending first, then descending.
  [[nodiscard]] std::optional<TableSort> new_sort() const { return new_sort_; }
  // The box in the header was pressed: all rows, or none when all were chosen.
  [[nodiscard]] bool chose_all() const { return chose_all_; }
  // nullptr after the last.
  [[nodiscard]] TableRow* next_row();
  [[nodiscard]] std::int64_t first() const { return rows_->first(); }
  [[nodiscard]] std::int64_t last() const { return rows_->last(); }

 private:
  void draw_header(ui::Rect rect);
  bool carry_title(ui::Id id, int position, ui::Rect box, bool is_held);
  void draw_header_box(ui::Rect rect);
  void draw_title(int position, ui::Rect box);
  void draw_handle(int position, ui::Rect box, const ui::Interaction& mouse);
  [[nodiscard]] ui::Id edge_id(int column) const {
    return ui::id(ui::id(options_.id, "edge"), static_cast<std::uint64_t>(column));
  }
  void draw_totals(ui::Rect rect);

  TableOptions options_;
  TableEdges places_;
  std::optional<TableSort> new_sort_;
  bool chose_all_ = false;
  float left_ = 0;
  ui::Rect totals_;
  std::optional<ui::VirtualList> rows_;
  TableRow row_;
};

// The list of what is shown, in which order and how wide, at `anchor` while it is open, for the menu that leads to it.
// True when something changed. Open it in the frame after the menu's: what closes it gives the focus back to the menu's
// button.
struct ColumnList {
  std::string_view name;
  std::span<const TableColumn> columns;
  TableLayout at_first;    // what its last button brings back
  bool has_widths = true;  // the fields of a card have none
};
bool column_list(ui::Id id, ui::Rect anchor, const ColumnList& list, TableLayout& layout, bool& open);

// A button at the bar's right end that opens the list of columns: which are shown, in which order, how wide. True when
// something changed.
bool columns_button(ui::Id id, ui::Rect& bar, std::span<const TableColumn> columns, TableLayout& layout);

}  // namespace vinculo::widgets
