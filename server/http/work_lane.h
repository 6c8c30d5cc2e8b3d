// A few threads with a bounded queue for work that blocks: the database, password hashing. A lane that is full says so
// at once (the caller answers 503) instead of letting requests pile up. run() and stop() may be called from any thread.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vinculo::server {

class WorkLane {
 public:
  using Job = std::function<void()>;  // must not throw

  WorkLane(std::size_t threads, std::size_t queue_limit);
  ~WorkLane() { stop(); }
  WorkLane(const WorkLane&) = delete;
  WorkLane& operator=(const WorkLane&) = delete;

  // False when the queue is full or the lane has stopped: the job will not run.
  [[nodiscard]] bool run(Job job);
  // Finishes what is queued, then ends the threads. Must not be called from a job.
  void stop();

 private:
  void work();

  std::size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace vinculo::server
