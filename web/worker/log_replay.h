// Brings a file from its checkpoint to its newest commit: log records go in piece by piece, commits that became whole
// are applied, a commit never in part. Tells a torn tail (a write that was cut off: nothing after it was ever
// acknowledged) from damage (whole commits lie behind the place that cannot be read, which must not be cut away).
#pragma once
#include <cstdint>

#include "worker/page_file.h"

namespace vinculo::worker {

class LogReplay {
 public:
  explicit LogReplay(PageFile& file) : file_(file) {}

  // Anything but `ok` ends the replay: the file is not usable.
  [[nodiscard]] Access feed(ByteView piece);

  enum class End : std::uint8_t {
    whole,    // every byte belonged to a commit
    torn,     // used_bytes() are good, the rest is to be cut
    damaged,  // commits are missing in front of later ones: cut nothing, tell the user
  };
  [[nodiscard]] End finish() const;
  [[nodiscard]] std::uint64_t used_bytes() const { return used_bytes_; }

 private:
  [[nodiscard]] Access apply_whole_commits();

  PageFile& file_;
  Bytes rest_;             // bytes that are not applied yet
  std::size_t start_ = 0;  // of what is left in rest_
  std::uint64_t used_bytes_ = 0;
  bool is_stopped_ = false;  // a place was found that is no commit
};

}  // namespace vinculo::worker
