// What the kinds of charts share: where marks lie, colours and shapes of series. For web/widgets/chart*.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "ui/draw.h"
#include "widgets/chart.h"

namespace vinculo::widgets::chart_parts {

// Where a word stands and how it is set. What has no room is not drawn, and said all the same.
struct Word {
  ui::Rect box;
  ui::TextStyle style;
  bool is_drawn = true;
};
// A value that is written beside or upon its mark; without text it is not.
struct ValueWord {
  ui::Rect box;
  ui::TextStyle style;
  theme::Rgba colour = 0;
  std::string text = {};
};

// Everything a kind needs to be drawn. Its constructor places, draw() draws: what is pointed at is known in between.
class Layout {
 public:
  Layout() = default;
  virtual ~Layout() = default;
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;
  // `row` is pointed at or has the focus, -1: none.
  virtual void draw(int row) const = 0;

  std::vector<ui::Rect> rows;       // of the categories
  std::vector<Word> row_labels;     // their names
  std::vector<ui::Rect> marks;      // category by category, each with all series
  std::vector<ValueWord> values;    // of the marks, drawn with the cells; empty: none is written
  std::vector<Word> column_labels;  // of the series; empty: the legend's
  bool goes_right = true;           // from category to category; otherwise down
};

struct Place {
  ui::Rect rect;
  ChartKind kind;
  const ChartData& data;
  bool is_histogram = false;
};
[[nodiscard]] std::unique_ptr<Layout> place_on_axes(const Place& place);
[[nodiscard]] std::unique_ptr<Layout> place_rows(const Place& place);
[[nodiscard]] std::unique_ptr<Layout> place_funnel(const Place& place);
[[nodiscard]] std::unique_ptr<Layout> place_heat(const Place& place);

inline constexpr ui::TextStyle label_style{.size = theme::size::caption, .colour = ui::Colour::muted};

// NaN when there is none.
[[nodiscard]] double value_at(const ChartData& data, std::size_t row, std::size_t column);
[[nodiscard]] std::string axis_text(const ChartData& data, double value);
[[nodiscard]] std::string cell_text(ChartKind kind, const ChartData& data, std::size_t row, std::size_t column);

// --- how a series looks ---
[[nodiscard]] theme::Rgba series_colour(std::size_t series);
// A filled area with the series' pattern; `corners` as in draw::fill_corners.
void fill_mark(ui::Rect rect, std::size_t series, float radius, int corners = 15);
void point_mark(float x, float y, std::size_t series, float radius);
void series_line(std::span<const ui::draw::Point> points, std::size_t series);
// The sign of a series beside its name.
void legend_mark(ui::Rect box, ChartKind kind, std::size_t series);

}  // namespace vinculo::widgets::chart_parts
