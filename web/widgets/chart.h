// Charts: drawn, and described as a grid whose cells lie on the marks, so that a screen reader reads a table and the
// arrow keys move from value to value (one tab stop). A button of its own turns the drawing into a table that everybody
// can read. Series differ by shape and pattern too, never by colour alone. Fills `rect`, which is the inside of a card.
// Main thread, inside a frame; the caller owns data and state, views need to live for the call only.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

enum class ChartKind : std::uint8_t {
  bars,          // series side by side
  stacked_bars,  // one upon the other
  rows,          // bars from left to right with long names, one series
  lines,
  areas,   // one upon the other
  funnel,  // one series: the stages of a way from top to bottom, with the share that came from the stage before
  heat     // categories from top to bottom, series from left to right
};
struct ChartSeries {
  std::string_view name;
  std::span<const double> values;  // one for each category; NaN or missing ones at the end: no value
};
using ValueFormat = std::function<std::string(double)>;
struct ChartData {
  std::string_view title;
  std::string_view subtitle = {};
  int level = 2;                                 // of the title, a heading
  std::string_view category_name = {};           // heads the first column of the table: "Month"
  std::span<const std::string> categories = {};  // "March"
  std::span<const ChartSeries> series = {};
  ValueFormat format = {};       // a value in full, in the reader's language
  ValueFormat axis_format = {};  // shorter ("12K") where room is scarce; otherwise `format`
  ValueFormat percent = {};      // 0.25 -> "25 %", for funnels
};
struct ChartPoint {
  int row = -1, column = -1;  // category and series; -1: none
};
struct ChartState {
  ChartPoint at{0, 0};  // where the keys are
  bool as_table = false;
  int pointed_row = -1;  // under the mouse
};
// The value that was activated in this frame (click, Enter).
ChartPoint chart(ui::Id id, ui::Rect rect, ChartKind kind, const ChartData& data, ChartState& state);

// How many of `values` lie in which range, in bins of a round width. `data` without categories and series;
// `data.format` is for the ranges, `count_format` for the counts.
ChartPoint histogram(ui::Id id, ui::Rect rect, const ChartData& data, std::span<const double> values,
                     std::string_view count_name, const ValueFormat& count_format, ChartState& state);

}  // namespace vinculo::widgets
