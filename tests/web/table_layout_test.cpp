// What people arrange in a table: columns, chosen rows, groups.
#include "widgets/table_layout.h"

#include <catch2/catch_test_macros.hpp>

using namespace vinculo::widgets;

namespace {
std::vector<int> order(const TableLayout& layout) {
  std::vector<int> result;
  for (const auto& place : layout.places())
    if (place.is_shown) result.push_back(place.column);
  return result;
}
}  // namespace

TEST_CASE("columns are hidden, moved and shown again, but one always stays") {
  TableLayout layout(3);
  layout.show(1, false);
  CHECK(order(layout) == std::vector{0, 2});
  layout.move(2, -5);
  CHECK(order(layout) == std::vector{2, 0});
  layout.show(0, false);
  layout.show(2, false);
  CHECK(order(layout) == std::vector{2});
  layout.reset();
  CHECK(order(layout) == std::vector{0, 1, 2});
}

TEST_CASE("a layout survives being kept as text") {
  TableLayout layout(4);
  layout.move(3, -2);
  layout.show(0, false);
  layout.set_width(2, 180.4f);
  CHECK(layout.text() == "!0,3,1,2:180");
  CHECK(TableLayout::of_text(layout.text(), 4).text() == layout.text());
}

TEST_CASE("a text that fits no longer is the untouched layout") {
  for (const std::string_view text : {"", "0,1", "0,1,2,3", "0,1,1", "0,1,9", "0,1,x", "!0,!1,!2", "0 1 2", "0,,1,2"}) {
    INFO(text);
    CHECK(TableLayout::of_text(text, 3) == TableLayout(3));
  }
  CHECK(TableLayout::of_text("0:99999,1,2", 3).places()[0].width == TableLayout::most_width);
}

TEST_CASE("columns share the width that fixed ones leave") {
  const std::vector<ColumnWish> wishes{{.share = 1}, {.share = 3}, {.fixed_width = 100}};
  TableLayout layout(3);
  const TableEdges all = place_columns(wishes, layout, 44, 544);
  CHECK(all.edges == std::vector<float>{44, 144, 444, 544});
  layout.set_width(0, 200);
  layout.move(2, -1);
  const TableEdges moved = place_columns(wishes, layout, 0, 600);
  CHECK(moved.columns == std::vector{0, 2, 1});
  CHECK(moved.edges == std::vector<float>{0, 200, 300, 600});
  CHECK(moved.position(1) == 2);
  layout.show(1, false);
  CHECK(place_columns(wishes, layout, 0, 600).position(1) == -1);
}

TEST_CASE("a column keeps its least width at the cost of the others") {
  const std::vector<ColumnWish> wishes{{.share = 2}, {.share = 1}, {.share = 1, .least_width = 120}};
  CHECK(place_columns(wishes, TableLayout(3), 0, 800).edges == std::vector<float>{0, 400, 600, 800});
  CHECK(place_columns(wishes, TableLayout(3), 0, 360).edges == std::vector<float>{0, 160, 240, 360});
  CHECK(place_columns(wishes, TableLayout(3), 0, 315).edges == std::vector<float>{0, 123, 195, 315});
}

TEST_CASE("columns that have no room are wider than the view") {
  const std::vector<ColumnWish> wishes(6);
  const TableEdges edges = place_columns(wishes, TableLayout(6), 0, 320);
  CHECK(edges.width() == 6 * TableLayout::least_width);
}

TEST_CASE("all of a million rows are chosen but for two") {
  RowSelection chosen;
  CHECK(chosen.is_empty());
  chosen.select_all();
  chosen.set(7, false);
  chosen.set(8, false);
  chosen.set(8, false);
  CHECK(chosen.count(1'000'000) == 999'998);
  CHECK_FALSE(chosen.contains(7));
  CHECK(chosen.contains(9));
  chosen.set(7, true);
  chosen.set(8, true);
  CHECK(chosen.is_all());
  chosen.clear();
  chosen.set(3, true);
  CHECK(chosen.count(10) == 1);
}

TEST_CASE("lines are headings and rows, and folded groups have only their heading") {
  GroupedRows groups({2, 0, 3});
  CHECK(groups.line_count() == 8);
  CHECK(groups.line(0).is_heading);
  CHECK(groups.line(2).row == 1);
  CHECK(groups.line(3).group == 1);
  CHECK(groups.line(4).is_heading);
  CHECK(groups.line(5).row == 2);
  groups.fold(0, true);
  CHECK(groups.line_count() == 6);
  CHECK(groups.line(1).group == 1);
  CHECK(groups.line(3).row == 2);
  CHECK(groups.line(5).row == 4);
}
