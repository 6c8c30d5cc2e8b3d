// Makes operator new fail, for tests of what happens when the browser gives no more memory.
#pragma once
#include <cstdint>

namespace vinculo::worker {

// While one lives, operator new succeeds `allocations` times and then throws std::bad_alloc.
class FailingMemory {
 public:
  explicit FailingMemory(std::int64_t allocations);
  ~FailingMemory();
  FailingMemory(const FailingMemory&) = delete;
  FailingMemory& operator=(const FailingMemory&) = delete;
  [[nodiscard]] bool has_failed() const;
};

}  // namespace vinculo::worker
