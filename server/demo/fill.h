// Fills an empty workspace with made-up people (generator.h), through the store and in batches of a device of its own,
// exactly as if somebody had typed them in elsewhere.
#pragma once
#include <atomic>
#include <cstdint>

#include "base/error.h"
#include "server/store/store.h"

namespace vinculo::server::demo {

// Answers how many people were made: 0 when there is no workspace, or it has records already. Blocks; ends early when
// `stopping` becomes true.
[[nodiscard]] Result<std::size_t> fill(ServerStore& store, std::size_t people, std::uint64_t now_ms,
                                       const std::atomic<bool>& stopping);

}  // namespace vinculo::server::demo
