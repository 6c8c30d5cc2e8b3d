#include "server/store/reader_pool.h"

namespace vinculo::server {

ReaderPool::Lease::Lease(ReaderPool& pool) : pool_(pool) {
  std::unique_lock lock(pool_.mutex_);
  pool_.returned_.wait(lock, [this] { return !pool_.free_.empty(); });
  database_ = std::move(pool_.free_.back());
  pool_.free_.pop_back();
}

Status ReaderPool::Lease::begin() {
  auto statement = database_->prepare("BEGIN");
  return statement ? statement->run() : Status(statement.error());
}

ReaderPool::Lease::~Lease() {
  if (database_->in_transaction()) {
    // Nothing was written: ending the transaction any way is the same.
    if (auto statement = database_->prepare("ROLLBACK")) (void)statement->run();
  }
  {
    const std::lock_guard lock(pool_.mutex_);
    pool_.free_.push_back(std::move(database_));
  }
  pool_.returned_.notify_one();
}

}  // namespace vinculo::server
