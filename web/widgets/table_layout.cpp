#include "widgets/table_layout.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace vinculo::widgets {

TableLayout::TableLayout(std::size_t columns) {
  for (std::size_t i = 0; i < columns; ++i) places_.push_back({.column = static_cast<int>(i)});
}

TableLayout::Place* TableLayout::find(int column) {
  const auto found =
      std::find_if(places_.begin(), places_.end(), [=](const Place& one) { return one.column == column; });
  return found == places_.end() ? nullptr : &*found;
}

int TableLayout::shown_count() const {
  return static_cast<int>(std::count_if(places_.begin(), places_.end(), [](const Place& one) { return one.is_shown; }));
}

void TableLayout::show(int column, bool is_shown) {
  Place* place = find(column);
  if (place && (is_shown || shown_count() > 1)) place->is_shown = is_shown;
}

void TableLayout::move(int column, int by) {
  Place* place = find(column);
  if (!place) return;
  const auto from = place - places_.data();
  const auto to = std::clamp<std::ptrdiff_t>(from + by, 0, static_cast<std::ptrdiff_t>(places_.size()) - 1);
  const Place moved = *place;
  places_.erase(places_.begin() + from);
  places_.insert(places_.begin() + to, moved);
}

void TableLayout::set_width(int column, float width) {
  if (Place* place = find(column)) place->width = width <= 0 ? 0 : std::clamp(width, least_width, most_width);
}

std::string TableLayout::text() const {
  std::string text;
  for (const Place& one : places_) {
    if (!text.empty()) text += ',';
    if (!one.is_shown) text += '!';
    text += std::to_string(one.column);
    if (one.width > 0) text.append(":").append(std::to_string(static_cast<int>(std::lround(one.width))));
  }
  return text;
}

TableLayout TableLayout::of_text(std::string_view text, std::size_t columns) {
  const TableLayout untouched(columns);
  TableLayout layout;
  std::string rest(text);
  const char* at = rest.c_str();
  while (*at) {
    Place place{.is_shown = *at != '!'};
    if (!place.is_shown) ++at;
    char* end = nullptr;
    place.column = static_cast<int>(std::strtol(at, &end, 10));
    if (end == at || place.column < 0 || static_cast<std::size_t>(place.column) >= columns || layout.find(place.column))
      return untouched;
    at = end;
    layout.places_.push_back(place);
    if (*at == ':') {
      layout.set_width(place.column, static_cast<float>(std::strtol(at + 1, &end, 10)));
      at = end;
    }
    if (*at == ',')
      ++at;
    else if (*at)
      return untouched;
  }
  return layout.places_.size() == columns && layout.shown_count() > 0 ? layout : untouched;
}

int TableEdges::position(int column) const {
  const auto found = std::find(columns.begin(), columns.end(), column);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

TableEdges place_columns(std::span<const ColumnWish> wishes, const TableLayout& layout, float start, float width) {
  TableEdges result;
  std::vector<float> widths;  // 0: a share
  float fixed = start, shares = 0;
  const auto wish_of = [&](std::size_t place) { return wishes[static_cast<std::size_t>(result.columns[place])]; };
  for (const TableLayout::Place& place : layout.places()) {
    if (!place.is_shown || static_cast<std::size_t>(place.column) >= wishes.size()) continue;
    result.columns.push_back(place.column);
    const ColumnWish& wish = wishes[static_cast<std::size_t>(place.column)];
    widths.push_back(place.width > 0 ? place.width : wish.fixed_width);
    fixed += widths.back();
    if (widths.back() <= 0) shares += wish.share;
  }
  // What a column gets beyond its share is taken from the others, which may then come under their own least width.
  float unit = 0;
  for (bool is_settled = false; !is_settled;) {
    is_settled = true;
    unit = shares > 0 ? std::max(0.f, width - fixed) / shares : 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const float least = std::max(TableLayout::least_width, wish_of(i).least_width);
      if (widths[i] > 0 || wish_of(i).share * unit >= least) continue;
      widths[i] = least;
      fixed += least;
      shares -= wish_of(i).share;
      is_settled = false;
      break;
    }
  }
  result.edges.push_back(start);
  for (std::size_t i = 0; i < widths.size(); ++i)
    result.edges.push_back(result.edges.back() + (widths[i] > 0 ? widths[i] : wish_of(i).share * unit));
  return result;
}

void RowSelection::set(std::uint64_t row, bool is_selected) {
  if (is_selected == all_)
    exceptions_.erase(row);
  else
    exceptions_.insert(row);
}

std::int64_t RowSelection::count(std::int64_t total) const {
  const auto exceptions = static_cast<std::int64_t>(exceptions_.size());
  return all_ ? total - exceptions : exceptions;
}

GroupedRows::GroupedRows(std::vector<std::int64_t> counts)
    : counts_(std::move(counts)), folded_(counts_.size(), false) {
  place();
}

void GroupedRows::place() {
  starts_.assign(1, 0);
  rows_.assign(1, 0);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    starts_.push_back(starts_.back() + 1 + (folded_[i] ? 0 : counts_[i]));
    rows_.push_back(rows_.back() + counts_[i]);
  }
}

void GroupedRows::fold(int group, bool is_folded) {
  folded_[static_cast<std::size_t>(group)] = is_folded;
  place();
}

GroupedRows::Line GroupedRows::line(std::int64_t index) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), index);
  const auto group = static_cast<std::size_t>(after - starts_.begin()) - 1;
  const std::int64_t within = index - starts_[group];
  return {within == 0, static_cast<int>(group), rows_[group] + std::max<std::int64_t>(0, within - 1)};
}

}  // namespace vinculo::widgets
