#include "failing_memory.h"

#include <cstdlib>
#include <new>

namespace {

thread_local std::int64_t allocations_left = -1;  // negative: no limit
thread_local bool failed = false;

void* allocate(std::size_t bytes) {
  if (allocations_left == 0) {
    failed = true;
    throw std::bad_alloc();
  }
  if (allocations_left > 0) --allocations_left;
  if (void* memory = std::malloc(bytes ? bytes : 1)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes); }
void* operator new[](std::size_t bytes) { return allocate(bytes); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace vinculo::worker {

FailingMemory::FailingMemory(std::int64_t allocations) {
  failed = false;
  allocations_left = allocations;
}
FailingMemory::~FailingMemory() { allocations_left = -1; }
bool FailingMemory::has_failed() const { return failed; }

}  // namespace vinculo::worker
