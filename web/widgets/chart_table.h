// A chart's values as a table to read, scrolled where it is longer than its place. For web/widgets/chart.
#pragma once
#include "widgets/chart.h"

namespace vinculo::widgets::chart_parts {

struct TablePlace {
  ui::Id id;  // of the chart
  ui::Rect rect;
  ChartKind kind;
  const ChartData& data;
};
void chart_table(const TablePlace& place);

}  // namespace vinculo::widgets::chart_parts
