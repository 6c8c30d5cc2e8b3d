#include "worker/log_replay.h"

#include <new>

namespace vinculo::worker {

Access LogReplay::feed(ByteView piece) {
  try {
    rest_.erase(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(start_));
    start_ = 0;
    rest_.insert(rest_.end(), piece.begin(), piece.end());
  } catch (const std::bad_alloc&) {
    return Access::no_memory;
  }
  return is_stopped_ ? Access::ok : apply_whole_commits();
}

Access LogReplay::apply_whole_commits() {
  for (;;) {
    CommitView commit;
    const CommitState state = read_commit(ByteView(rest_).subspan(start_), commit);
    if (state == CommitState::incomplete) return Access::ok;
    if (state == CommitState::invalid || commit.header.sequence > file_.sequence() + 1) {
      is_stopped_ = true;
      return Access::ok;
    }
    if (const Access access = file_.apply(commit); access != Access::ok) return access;
    start_ += commit.size();
    used_bytes_ += commit.size();
  }
}

LogReplay::End LogReplay::finish() const {
  const ByteView rest = ByteView(rest_).subspan(start_);
  if (rest.empty()) return End::whole;
  return has_commit_after(rest, file_.sequence()) ? End::damaged : End::torn;
}

}  // namespace vinculo::worker
