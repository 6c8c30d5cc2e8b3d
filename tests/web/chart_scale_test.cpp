// Axes are round and hold their values, whatever these are; stacks and bins add up.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "widgets/chart_scale.h"

using namespace vinculo::widgets;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Extent extent_of(std::initializer_list<double> values) {
  Extent extent;
  for (const double value : values) extent.add(value);
  return extent;
}

}  // namespace

TEST_CASE("an axis has steps of 1, 2 or 5 and holds the least and the greatest value") {
  for (const auto& values : {std::initializer_list<double>{3, 47},
                             {0.0021, 0.0098},
                             {-12, 5},
                             {-80, -3},
                             {1e12, 7e12},
                             {0, 1e300},
                             {1e-9, 3e-9},
                             {99, 101}}) {
    const Extent extent = extent_of(values);
    const Scale scale = round_scale(extent, 5);
    const double leading = scale.step / std::pow(10, std::floor(std::log10(scale.step) + 1e-9));
    INFO(extent.least << " to " << extent.most << ": step " << scale.step);
    CHECK((std::fabs(leading - 1) < 1e-6 || std::fabs(leading - 2) < 1e-6 || std::fabs(leading - 5) < 1e-6));
    CHECK(scale.low <= extent.least);
    CHECK(scale.high >= extent.most);
    CHECK(scale.ticks().size() >= 3);
    CHECK(scale.ticks().size() <= 8);
    CHECK(scale.share(0) >= 0);  // bars begin at zero
  }
}

TEST_CASE("an axis without values, with one value or with the same values is still an axis") {
  for (const Extent& extent : {extent_of({}), extent_of({missing}), extent_of({7}), extent_of({0, 0}), extent_of({-4}),
                               extent_of({std::numeric_limits<double>::infinity()})}) {
    const Scale scale = round_scale(extent, 5);
    CHECK(scale.high > scale.low);
    CHECK(scale.ticks().size() >= 2);
    CHECK(std::isfinite(scale.share(7)));
  }
}

TEST_CASE("a line far away from zero has its own axis, a bar never") {
  CHECK(round_scale(extent_of({980, 1020}), 5, ZeroLine::if_near).low > 900);
  CHECK(round_scale(extent_of({980, 1020}), 5, ZeroLine::always).low == 0);
  CHECK(round_scale(extent_of({10, 1020}), 5, ZeroLine::if_near).low == 0);
  CHECK(round_scale(extent_of({-1020, -980}), 5, ZeroLine::if_near).high < -900);
}

TEST_CASE("ticks name zero exactly and say how many decimals they need") {
  const Scale scale = round_scale(extent_of({-0.3, 0.4}), 7);
  CHECK(std::ranges::count(scale.ticks(), 0.0) == 1);
  CHECK(scale.decimals() == 1);
  CHECK(round_scale(extent_of({0, 1000}), 5).decimals() == 0);
}

TEST_CASE("a stack goes up with what is positive and down with what is negative") {
  const double values[] = {3, -2, missing, 4, -1};
  const auto pieces = stack_values(values);
  REQUIRE(pieces.size() == 5);
  CHECK(pieces[1].from == 0);
  CHECK(pieces[1].to == -2);
  CHECK(pieces[2].from == pieces[2].to);
  CHECK(pieces[3].from == 3);
  CHECK(pieces[3].to == 7);
  CHECK(pieces[4].to == -3);
}

TEST_CASE("every value is counted in one bin") {
  const double values[] = {1, 2, 2.5, 10, 19.9, 20, missing, 40};
  const Bins bins = count_in_bins(values, 8);
  CHECK(std::accumulate(bins.counts.begin(), bins.counts.end(), 0.0) == 7);
  CHECK(bins.start <= 1);
  CHECK(bins.start + bins.width * static_cast<double>(bins.counts.size()) >= 40);
  CHECK(count_in_bins({}, 8).counts.empty());
  const double same[] = {5, 5, 5};
  CHECK(count_in_bins(same, 8).counts == std::vector<double>{3});
}

TEST_CASE("labels are left out evenly when they have no room") {
  CHECK(label_stride(60, 40) == 1);
  CHECK(label_stride(20, 50) == 3);
  CHECK(label_stride(0, 50) == 1);
}

TEST_CASE("heat goes from the least to the greatest value") {
  const Extent extent = extent_of({0, 50});
  CHECK(heat_step(0, extent, 5) == 0);
  CHECK(heat_step(50, extent, 5) == 4);
  CHECK(heat_step(26, extent, 5) == 2);
  CHECK(heat_step(missing, extent, 5) == -1);
}
