#include "server/store/group_commit.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace vinculo::server {
namespace {

// Large enough that the disk is not what limits small changes, small enough that a big push does not hold many others.
constexpr std::size_t max_jobs_in_group = 100;

Status execute(storage::Database& database, const char* sql) {
  auto statement = database.prepare(sql);
  return statement ? statement->run() : Status(statement.error());
}

}  // namespace

GroupCommit::GroupCommit(std::unique_ptr<storage::Database> database)
    : database_(std::move(database)), thread_([this] { run(); }) {}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void GroupCommit::add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void GroupCommit::run() {
  std::vector<Job> group;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), max_jobs_in_group));
      group.assign(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
      queue_.erase(queue_.begin(), end);
    }
    commit_group(group);
    group.clear();
  }
}

void GroupCommit::commit_group(std::vector<Job>& group) {
  std::vector<Status> results(group.size());
  auto transaction = storage::Transaction::begin(*database_);
  std::optional<Error> broken;  // the whole transaction is lost
  if (!transaction) broken = transaction.error();
  for (std::size_t at = 0; at < group.size() && !broken; ++at) {
    results[at] = try_job(group[at]);
    // A full disk makes SQLite roll everything back, also the jobs before.
    if (!database_->in_transaction())
      broken = results[at] ? Error{ErrorCode::storage_failed, "transaction lost"} : results[at].error();
  }
  if (!broken) {
    if (Status done = transaction->commit(); !done) broken = done.error();
  }
  for (std::size_t at = 0; at < group.size(); ++at) {
    const bool is_lost = broken && results[at].has_value();
    group[at].finish(is_lost ? Status(*broken) : std::move(results[at]));
  }
}

Status GroupCommit::try_job(const Job& job) {
  if (Status done = execute(*database_, "SAVEPOINT job"); !done) return done;
  Status result = job.work();
  if (!result && database_->in_transaction()) {
    if (Status done = execute(*database_, "ROLLBACK TO job"); !done) return done;
  }
  if (database_->in_transaction()) {
    if (Status done = execute(*database_, "RELEASE job"); !done) return done;
  }
  return result;
}

}  // namespace vinculo::server
