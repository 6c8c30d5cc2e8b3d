// Connections for reading, lent out one at a time. Each lease is a read transaction: everything it sees is of one
// moment.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/error.h"
#include "storage/database.h"

namespace vinculo::server {

class ReaderPool {
 public:
  explicit ReaderPool(std::vector<std::unique_ptr<storage::Database>> databases) : free_(std::move(databases)) {}

  // Runs `read` with a connection inside a read transaction; waits for a free one. Any thread.
  template <class T, class Read>
  [[nodiscard]] Result<T> run(Read read) {
    Lease lease(*this);
    if (Status begun = lease.begin(); !begun) return begun.error();
    return read(lease.database());
  }
  // The same outside a transaction.
  template <class Use>
  [[nodiscard]] Status run_alone(Use use) {
    Lease lease(*this);
    return use(lease.database());
  }

 private:
  class Lease {
   public:
    explicit Lease(ReaderPool& pool);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] Status begin();
    [[nodiscard]] storage::Database& database() { return *database_; }

   private:
    ReaderPool& pool_;
    std::unique_ptr<storage::Database> database_;
  };

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<storage::Database>> free_;
};

}  // namespace vinculo::server
