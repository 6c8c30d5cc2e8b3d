#include "widgets/chart_scale.h"

#include <algorithm>
#include <cmath>

namespace vinculo::widgets {

namespace {

constexpr double largest = 1e300;  // beyond it differences are no numbers any more
constexpr int most_decimals = 6;

// The smallest of 1, 2, 5 times a power of ten that is not below `value`.
double round_step(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0})
    if (factor * power >= value * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

}  // namespace

double Scale::share(double value) const {
  if (!(high > low) || std::isnan(value)) return 0;
  return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

std::vector<double> Scale::ticks() const {
  std::vector<double> result;
  const auto count = static_cast<int>(std::lround((high - low) / step));
  for (int i = 0; i <= count; ++i) {
    const double tick = low + step * i;
    result.push_back(std::fabs(tick) < step * 1e-6 ? 0 : tick);
  }
  return result;
}

int Scale::decimals() const {
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, most_decimals);
}

void Extent::add(double value) {
  if (!std::isfinite(value)) return;
  value = std::clamp(value, -largest, largest);
  least = is_empty ? value : std::min(least, value);
  most = is_empty ? value : std::max(most, value);
  is_empty = false;
}

Scale round_scale(const Extent& extent, int most_ticks, ZeroLine zero) {
  double low = extent.is_empty ? 0 : extent.least, high = extent.is_empty ? 1 : extent.most;
  const bool is_far = high > low && (low > 0 ? (high - low) < low * 0.5 : high < 0 && (high - low) < -high * 0.5);
  if (zero == ZeroLine::always || !is_far) low = std::min(low, 0.0), high = std::max(high, 0.0);
  if (!(high > low)) {  // one value that is not zero, or zero only
    const double around = low == 0 ? 1 : std::fabs(low) / 2;
    if (low >= 0) high += around;
    if (low < 0) low -= around;
  }
  const double step = round_step((high - low) / std::max(1, most_ticks));
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

std::vector<Piece> stack_values(std::span<const double> values) {
  std::vector<Piece> result;
  double up = 0, down = 0;
  for (const double value : values) {
    double& end = std::isfinite(value) && value < 0 ? down : up;
    const double from = end;
    if (std::isfinite(value)) end += value;
    result.push_back({from, end});
  }
  return result;
}

Bins count_in_bins(std::span<const double> values, int most_bins) {
  Extent extent;
  for (const double value : values) extent.add(value);
  Bins bins;
  if (extent.is_empty) return bins;
  const double range = extent.most - extent.least;
  bins.width = range > 0 ? round_step(range / std::max(1, most_bins)) : 1;
  bins.start = std::floor(extent.least / bins.width) * bins.width;
  const auto count = static_cast<std::size_t>((extent.most - bins.start) / bins.width);
  bins.counts.assign(std::max<std::size_t>(1, std::fmod(extent.most - bins.start, bins.width) == 0 ? count : count + 1),
                     0.0);
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    const auto bin = static_cast<std::size_t>((std::clamp(value, extent.least, extent.most) - bins.start) / bins.width);
    ++bins.counts[std::min(bin, bins.counts.size() - 1)];
  }
  return bins;
}

std::size_t label_stride(float room, float wanted) {
  if (room <= 0) return 1;
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(wanted / room)));
}

int heat_step(double value, const Extent& extent, int steps) {
  if (!std::isfinite(value) || extent.is_empty) return -1;
  if (extent.most <= extent.least) return value == 0 ? 0 : steps - 1;
  const double share = (value - extent.least) / (extent.most - extent.least);
  return std::clamp(static_cast<int>(share * steps), 0, steps - 1);
}

}  // namespace vinculo::widgets
