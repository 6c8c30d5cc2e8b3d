// The arithmetic of charts: axes with round ticks, sums of stacks, bins of a histogram, which labels have room. Plain
// values without drawing, tested natively (tests/web/chart_scale_test.cpp). Values that are no number, or not finite,
// count as missing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vinculo::widgets {

// An axis from `low` to `high`, both multiples of `step`, which is 1, 2 or 5 times a power of ten.
struct Scale {
  double low = 0, high = 1, step = 1;
  // Where a value lies: 0 at low, 1 at high; beyond them clamped.
  [[nodiscard]] double share(double value) const;
  [[nodiscard]] std::vector<double> ticks() const;
  // Digits after the point that tell its ticks apart.
  [[nodiscard]] int decimals() const;
};
struct Extent {
  double least = 0, most = 0;
  bool is_empty = true;  // no value at all
  void add(double value);
};
enum class ZeroLine : std::uint8_t { always, if_near };
// The axis that holds the values with about `most_ticks` steps. Where zero is left out (lines far away from it) the
// axis begins near the least value.
[[nodiscard]] Scale round_scale(const Extent& extent, int most_ticks, ZeroLine zero = ZeroLine::always);

// Where each value of a stack begins and ends: positive ones upwards from 0, negative ones downwards.
struct Piece {
  double from = 0, to = 0;
};
[[nodiscard]] std::vector<Piece> stack_values(std::span<const double> values);

// Counts of values in bins of one round width. A value on an edge belongs to the upper bin, the greatest to the last.
struct Bins {
  double start = 0, width = 1;
  std::vector<double> counts;
};
[[nodiscard]] Bins count_in_bins(std::span<const double> values, int most_bins);

// Every which label can be shown when each has `room` and needs `wanted` pixels: 1 is all of them.
[[nodiscard]] std::size_t label_stride(float room, float wanted);
// 0 to steps - 1: how strong a value is among the others (heat maps); -1 when it is missing.
[[nodiscard]] int heat_step(double value, const Extent& extent, int steps);

}  // namespace vinculo::widgets
