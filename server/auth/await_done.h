// Waits for a function of ServerStore that answers through a Done. Blocks until the change is on the disk, so never on
// the store's writer thread or a network thread; group commit works because many threads of a lane wait at once.
#pragma once
#include <future>
#include <memory>
#include <utility>

#include "server/store/store.h"

namespace vinculo::server {

template <class T, class Start>
[[nodiscard]] Result<T> await_done(Start start) {
  const auto answer = std::make_shared<std::promise<Result<T>>>();
  auto future = answer->get_future();
  start(Done<T>([answer](Result<T> result) { answer->set_value(std::move(result)); }));
  return future.get();
}

}  // namespace vinculo::server
