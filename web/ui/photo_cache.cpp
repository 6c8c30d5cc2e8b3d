#include "ui/photo_cache.h"

#include <algorithm>

namespace vinculo::ui {
namespace {

constexpr std::size_t max_wanted = 128;      // more are not in view at once
constexpr std::size_t max_remembered = 512;  // held, asked for or known to be none

std::int64_t pixels_of(int side) { return std::int64_t{side} * side; }

// Drawn in this frame or in the one before, which is what the page shows between frames.
bool is_seen(std::uint64_t last_frame, const PhotoCache::Frame& frame) { return last_frame + 1 >= frame.number; }

}  // namespace

PhotoCache::Place PhotoCache::find(const Photo& photo, int side, const Frame& frame) {
  if (const auto found = entries_.find({photo.version, side}); found != entries_.end()) {
    found->second.last_frame = frame.number;
    return found->second.place;
  }
  const auto wanted = std::ranges::find_if(
      wanted_, [&](const Wanted& each) { return each.photo.version == photo.version && each.side == side; });
  if (wanted != wanted_.end())
    wanted->last_frame = frame.number;
  else if (wanted_.size() < max_wanted)
    wanted_.push_back({photo, side, frame.now_ms, frame.number});
  return no_place;
}

void PhotoCache::end_frame(const Frame& frame) {
  std::erase_if(wanted_, [&](const Wanted& each) { return each.last_frame != frame.number; });
}

// At once while nothing moves.
double PhotoCache::due_ms(const Wanted& wanted) const { return std::min(wanted.since_ms, scrolled_ms_) + settling_ms; }

std::optional<PhotoCache::Request> PhotoCache::next(const Frame& frame) {
  if (asked_ >= max_asked) return std::nullopt;
  const auto due = std::ranges::find_if(wanted_, [&](const Wanted& each) { return due_ms(each) <= frame.now_ms; });
  if (due == wanted_.end()) return std::nullopt;
  if (!has_room(due->side) && oldest(frame, 0) == entries_.end()) return std::nullopt;
  while (entries_.size() >= max_remembered) {
    const auto failed =
        std::ranges::find_if(entries_, [](const auto& each) { return each.second.state == Entry::State::failed; });
    if (failed == entries_.end()) break;
    entries_.erase(failed);
  }
  const Request request{++last_number_, due->photo, due->side};
  entries_.emplace(Key{due->photo.version, due->side},
                   Entry{Entry::State::asked, request.number, no_place, frame.number});
  ++asked_;
  wanted_.erase(due);
  return request;
}

std::optional<double> PhotoCache::next_ms(const Frame& frame) const {
  if (asked_ >= max_asked) return std::nullopt;
  std::optional<double> earliest;
  for (const Wanted& each : wanted_)
    if (const double due = due_ms(each); due > frame.now_ms && (!earliest || due < *earliest)) earliest = due;
  return earliest;
}

PhotoCache::Entries::iterator PhotoCache::of_number(unsigned number) {
  return std::ranges::find_if(entries_, [&](const auto& each) {
    return each.second.state == Entry::State::asked && each.second.number == number;
  });
}

std::optional<int> PhotoCache::side_of(unsigned number, const Frame& frame) {
  const auto entry = of_number(number);
  if (entry == entries_.end()) return std::nullopt;
  if (is_seen(entry->second.last_frame, frame)) return entry->first.side;
  forget(entry);
  return std::nullopt;
}

void PhotoCache::fail(unsigned number) {
  const auto entry = of_number(number);
  if (entry == entries_.end()) return;
  entry->second.state = Entry::State::failed;
  --asked_;
}

bool PhotoCache::has_room(int side) const { return held_ < max_photos && held_pixels_ + pixels_of(side) <= max_pixels; }

// What is on the screen stays.
PhotoCache::Entries::iterator PhotoCache::oldest(const Frame& frame, int side) {
  auto found = entries_.end();
  for (auto each = entries_.begin(); each != entries_.end(); ++each) {
    if (each->second.state != Entry::State::held || is_seen(each->second.last_frame, frame)) continue;
    if (side != 0 && each->first.side != side) continue;
    if (found == entries_.end() || each->second.last_frame < found->second.last_frame) found = each;
  }
  return found;
}

PhotoCache::Place PhotoCache::keep(unsigned number, const Frame& frame, const Places& places) {
  const auto entry = of_number(number);
  if (entry == entries_.end()) return no_place;
  const int side = entry->first.side;
  Place place = no_place;
  while (place == no_place && !has_room(side)) {
    // A place of the same size is taken over as it is: a list that is scrolled makes and gives up none.
    auto leaving = oldest(frame, side);
    const bool fits = leaving != entries_.end();
    if (!fits) leaving = oldest(frame, 0);
    if (leaving == entries_.end()) break;
    if (fits)
      place = leaving->second.place;
    else
      places.give_up(leaving->second.place);
    forget(leaving);
  }
  if (place == no_place && has_room(side)) place = places.make(side);
  if (place == no_place) {
    fail(number);
    return no_place;
  }
  entry->second.state = Entry::State::held;
  entry->second.place = place;
  --asked_;
  ++held_;
  held_pixels_ += pixels_of(side);
  return place;
}

void PhotoCache::forget(Entries::iterator entry) {
  if (entry->second.state == Entry::State::asked) --asked_;
  if (entry->second.state == Entry::State::held) {
    --held_;
    held_pixels_ -= pixels_of(entry->first.side);
  }
  entries_.erase(entry);
}

void PhotoCache::clear(const std::function<void(Place)>& give_up) {
  for (const auto& [key, entry] : entries_)
    if (entry.place != no_place) give_up(entry.place);
  entries_.clear();
  wanted_.clear();
  held_ = asked_ = 0;
  held_pixels_ = 0;
}

}  // namespace vinculo::ui
