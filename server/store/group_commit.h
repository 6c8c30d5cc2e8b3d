// One thread that does all writing to a database. Jobs that wait are done in one transaction and answered together
// after its commit, so that one wait for the disk serves them all. A job that fails is taken back alone.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/error.h"
#include "storage/database.h"

namespace vinculo::server {

class GroupCommit {
 public:
  struct Job {
    // Inside the transaction; what it did is kept when it answers success.
    std::function<Status()> work;
    // After the commit, or after it failed: the status of the job, or of the commit. Must not throw or block.
    std::function<void(Status)> finish;
  };

  // Takes the database over.
  explicit GroupCommit(std::unique_ptr<storage::Database> database);
  ~GroupCommit();  // does what was added before
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // Any thread.
  void add(Job job);
  // Only inside a job's work.
  [[nodiscard]] storage::Database& database() { return *database_; }

 private:
  void run();
  void commit_group(std::vector<Job>& group);
  [[nodiscard]] Status try_job(const Job& job);

  std::unique_ptr<storage::Database> database_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace vinculo::server
