// Which photos are held as pictures, which are asked for and which wait to be, in what order and how many at once. It
// draws nothing, asks nobody and holds no pixels: web/ui/photo.cpp does that with what it answers. A photo is wanted by
// being drawn; what is not drawn any more is not asked for, so a fast scroll asks for what it arrives at. What is held
// is bounded, and the photos seen longest ago give their place. Main thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ui/ui.h"

namespace vinculo::ui {

class PhotoCache {
 public:
  static constexpr std::size_t max_photos = 256;
  static constexpr std::int64_t max_pixels = 1'500'000;  // 6 MB: 256 photos of 76, or 128 of 108
  static constexpr std::size_t max_asked = 3;            // at once
  static constexpr double settling_ms = 120;  // so long a photo stays in view of what moves before it is asked for

  // A place for a picture of `side` x `side` pixels. Numbers are the caller's.
  using Place = int;
  static constexpr Place no_place = -1;

  struct Request {
    unsigned number = 0;
    Photo photo;
    int side = 0;
  };
  struct Frame {
    std::uint64_t number = 0;
    double now_ms = 0;
  };

  // While drawing: where the picture is, or no_place, and then the photo is wanted. Photos without a version cost
  // nothing and are not to be asked about.
  [[nodiscard]] Place find(const Photo& photo, int side, const Frame& frame);
  // Something moves under the reader's hand.
  void scrolled(double now_ms) { scrolled_ms_ = now_ms; }

  // After drawing: forgets what was wanted and not drawn in this frame. Then the next one to ask for, until there is
  // none; topmost first.
  void end_frame(const Frame& frame);
  [[nodiscard]] std::optional<Request> next(const Frame& frame);
  // When something that is wanted now can be asked for because it has stayed; empty: an answer comes first, or nothing
  // is wanted.
  [[nodiscard]] std::optional<double> next_ms(const Frame& frame) const;

  // What was asked for, to be told once: still wanted? A photo that went out of view before it came is forgotten.
  [[nodiscard]] std::optional<int> side_of(unsigned number, const Frame& frame);
  // It is no picture: it is not asked for again as long as it is remembered.
  void fail(unsigned number);
  // The picture is there. `make(side)` answers a new place and no_place where there is no more room, `give_up` takes
  // one back. The place to write to, or no_place.
  struct Places {
    std::function<Place(int side)> make;
    std::function<void(Place)> give_up;
  };
  [[nodiscard]] Place keep(unsigned number, const Frame& frame, const Places& places);

  void clear(const std::function<void(Place)>& give_up);

  [[nodiscard]] std::size_t held() const { return held_; }
  [[nodiscard]] std::int64_t held_pixels() const { return held_pixels_; }
  [[nodiscard]] std::size_t asked() const { return asked_; }
  [[nodiscard]] std::uint64_t asked_in_all() const { return last_number_; }

 private:
  struct Key {
    std::int64_t version = 0;
    int side = 0;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const { return std::hash<std::int64_t>()(key.version * 1021 + key.side); }
  };
  struct Entry {
    enum class State : std::uint8_t { asked, held, failed } state = State::asked;
    unsigned number = 0;
    Place place = no_place;
    std::uint64_t last_frame = 0;
  };
  struct Wanted {
    Photo photo;
    int side = 0;
    double since_ms = 0;
    std::uint64_t last_frame = 0;
  };
  using Entries = std::unordered_map<Key, Entry, KeyHash>;

  [[nodiscard]] Entries::iterator of_number(unsigned number);
  [[nodiscard]] Entries::iterator oldest(const Frame& frame, int side);  // of that side only; 0: of any
  [[nodiscard]] bool has_room(int side) const;
  [[nodiscard]] double due_ms(const Wanted& wanted) const;
  void forget(Entries::iterator entry);

  Entries entries_;
  std::vector<Wanted> wanted_;
  std::size_t held_ = 0, asked_ = 0;
  std::int64_t held_pixels_ = 0;
  unsigned last_number_ = 0;
  double scrolled_ms_ = -settling_ms;
};

}  // namespace vinculo::ui
