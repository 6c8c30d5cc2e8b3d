#include <catch_amalgamated.hpp>

#include <set>
#include <utility>
#include <vector>

#include "ui/photo_cache.h"

using namespace vinculo;
using namespace vinculo::ui;

namespace {

// A list under somebody's hand: its frames, what it asks for and what it gets.
struct List {
  PhotoCache cache;
  PhotoCache::Frame frame;
  std::vector<PhotoCache::Request> asked;  // and not answered yet
  std::set<PhotoCache::Place> places;      // made and not given up
  int next_place = 0, made = 0;
  int side = 28;

  // Draws the photos first to last, 16 ms after the last frame.
  int draw(std::int64_t first, std::int64_t last, bool scrolled = false) {
    ++frame.number;
    frame.now_ms += 16;
    int shown = 0;
    for (std::int64_t version = first; version <= last; ++version)
      if (cache.find({Uuid{}, version}, side, frame) != PhotoCache::no_place) ++shown;
    if (scrolled) cache.scrolled(frame.now_ms);
    cache.end_frame(frame);
    while (const auto request = cache.next(frame)) asked.push_back(*request);
    return shown;
  }
  void answer_all() {
    const PhotoCache::Places give{[this](int) {
                                    ++made;
                                    return *places.insert(next_place++).first;
                                  },
                                  [this](PhotoCache::Place place) { places.erase(place); }};
    for (const auto& request : std::exchange(asked, {}))
      if (cache.side_of(request.number, frame)) (void)cache.keep(request.number, frame, give);
  }
};

}  // namespace

TEST_CASE("photos that are drawn are asked for, a few at once and topmost first, and are there then") {
  List list;
  CHECK(list.draw(1, 10) == 0);
  REQUIRE(list.asked.size() == PhotoCache::max_asked);
  CHECK(list.asked[0].photo.version == 1);
  list.draw(1, 10);
  CHECK(list.asked.size() == PhotoCache::max_asked);  // and no more until an answer comes
  for (int i = 0; i < 4; ++i) {
    list.answer_all();
    list.draw(1, 10);
  }
  CHECK(list.draw(1, 10) == 10);
  CHECK(list.cache.held() == 10);
  CHECK(list.cache.asked_in_all() == 10);
}

TEST_CASE("a fast scroll over a million people asks for what it arrives at") {
  List list;
  std::int64_t row = 0;
  for (; row < 1'000'000; row += 1000) {
    list.draw(row + 1, row + 20, true);
    list.answer_all();
  }
  CHECK(list.cache.asked_in_all() == 0);
  CHECK(list.cache.next_ms(list.frame));
  for (int i = 0; i < 20; ++i) {
    list.draw(row + 1, row + 20);
    list.answer_all();
  }
  CHECK(list.draw(row + 1, row + 20) == 20);
  CHECK(list.cache.asked_in_all() == 20);
}

TEST_CASE("a slow scroll shows what stays in view") {
  List list;
  for (std::int64_t row = 1; row <= 60; ++row) {
    for (int i = 0; i < 4; ++i) {
      list.draw(row, row + 9, true);
      list.answer_all();
    }
  }
  CHECK(list.draw(60, 69, true) >= 5);
}

TEST_CASE("what is held is bounded, and a list of photos of one size makes no new places") {
  List list;
  for (std::int64_t row = 0; row < 10'000; row += 10) {
    for (int i = 0; i < 5; ++i) {
      list.draw(row + 1, row + 10);
      list.answer_all();
    }
    CHECK(list.draw(row + 1, row + 10) == 10);
  }
  CHECK(list.cache.held() == PhotoCache::max_photos);
  CHECK(list.places.size() == PhotoCache::max_photos);
  CHECK(list.made == static_cast<int>(PhotoCache::max_photos));
  CHECK(list.draw(9'991, 10'000) == 10);  // the last are still there, the first gave their places
  CHECK(list.draw(1, 10) == 0);
}

TEST_CASE("larger pictures are fewer, and take the place of smaller ones") {
  List list;
  for (const int side : {28, 192}) {
    list.side = side;
    for (std::int64_t row = 0; row < 400; row += 10) {
      for (int i = 0; i < 6; ++i) {
        list.draw(row + 1, row + 10);
        list.answer_all();
      }
      CHECK(list.draw(row + 1, row + 10) == 10);
      CHECK(list.cache.held_pixels() <= PhotoCache::max_pixels);
    }
  }
  CHECK(list.cache.held() == list.places.size());
}

TEST_CASE("what is no picture is not asked for again, and stands in nobody's way") {
  List list;
  list.draw(1, 5);
  for (int i = 0; i < 5; ++i) {
    for (const auto& request : std::exchange(list.asked, {})) list.cache.fail(request.number);
    CHECK(list.draw(1, 5) == 0);
  }
  CHECK(list.cache.asked_in_all() == 5);
  CHECK(list.cache.held() == 0);
  CHECK(list.cache.asked() == 0);
  for (std::int64_t hostile = 0; hostile < 100'000; hostile += 3) {
    list.draw(hostile + 1, hostile + 3);
    for (const auto& request : std::exchange(list.asked, {})) list.cache.fail(request.number);
  }
  list.draw(200'001, 200'003);
  list.answer_all();
  CHECK(list.draw(200'001, 200'003) == 3);
}

TEST_CASE("an answer that comes when its photo is out of view is not decoded") {
  List list;
  list.draw(1, 3);
  REQUIRE(list.asked.size() == 3);
  list.draw(11, 13);
  list.draw(11, 13);
  for (const auto& request : std::exchange(list.asked, {})) CHECK_FALSE(list.cache.side_of(request.number, list.frame));
  CHECK(list.cache.asked() == 0);
  list.draw(11, 13);
  CHECK(list.asked.size() == 3);
}

TEST_CASE("another version of a photo is another picture, and forgetting gives up all places") {
  List list;
  list.draw(1, 1);
  list.answer_all();
  CHECK(list.draw(1, 1) == 1);
  CHECK(list.draw(2, 2) == 0);
  CHECK(list.asked.size() == 1);
  list.cache.clear([&](PhotoCache::Place place) { list.places.erase(place); });
  CHECK(list.places.empty());
  CHECK(list.cache.held() == 0);
  list.answer_all();  // of what was asked before
  CHECK(list.cache.held() == 0);
  CHECK(list.draw(1, 1) == 0);
}
