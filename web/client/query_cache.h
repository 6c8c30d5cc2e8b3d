// What the screens know of the records: answers of the core by question, kept until a change says they are stale. A
// view asks while it draws and always gets an answer at once: a value (perhaps of a moment ago), "loading", or an
// error. Stale answers stay on screen while they are fetched again, so nothing flickers. Only questions asked in the
// latest frames are kept or fetched. Main thread, owned by the App; talks to the core through Client.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "api/messages.h"
#include "base/error.h"

namespace vinculo::client {

template <class T>
struct Answer {
  std::optional<T> value;             // the last known one, also while loading
  ErrorCode error = ErrorCode::none;  // of the last try
  bool is_loading = false;
  bool is_stale = true;
  std::uint64_t version = 0;  // grows with every new value
  std::uint64_t asked_in_frame = 0;
};

// One kind of question. Key: the parameters as JSON text, which is also what is sent.
template <class T>
class Questions {
 public:
  explicit Questions(std::string method) : method_(std::move(method)) {}

  [[nodiscard]] const std::string& method() const { return method_; }

  Answer<T>& ask(const std::string& params, std::uint64_t frame) {
    Answer<T>& answer = answers_[params];
    answer.asked_in_frame = frame;
    return answer;
  }
  Answer<T>* find(const std::string& params) {
    const auto found = answers_.find(params);
    return found == answers_.end() ? nullptr : &found->second;
  }
  void make_stale(const std::function<bool(const Answer<T>&)>& which) {
    for (auto& entry : answers_)
      if (which(entry.second)) entry.second.is_stale = true;
  }
  void each(const std::function<void(const std::string& params, const Answer<T>&)>& visit) const {
    for (const auto& [params, answer] : answers_) visit(params, answer);
  }
  // Drops what no frame has asked for lately, oldest first, down to `limit`.
  void trim(std::size_t limit, std::uint64_t frame) {
    while (answers_.size() > limit) {
      auto oldest = answers_.end();
      for (auto it = answers_.begin(); it != answers_.end(); ++it)
        if (!it->second.is_loading && it->second.asked_in_frame < frame &&
            (oldest == answers_.end() || it->second.asked_in_frame < oldest->second.asked_in_frame))
          oldest = it;
      if (oldest == answers_.end()) return;
      answers_.erase(oldest);
    }
  }
  [[nodiscard]] std::size_t size() const { return answers_.size(); }
  void clear() { answers_.clear(); }

 private:
  std::string method_;
  std::map<std::string, Answer<T>> answers_;
};

}  // namespace vinculo::client
