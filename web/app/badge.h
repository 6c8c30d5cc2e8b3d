// The number on the installed program's icon: what waits for somebody's decision, which is conflicts that nobody has
// decided on and changes that the server did not accept. It goes down as they are decided on. Kept up while the window
// is hidden and nothing is drawn, for then it is looked at. Main thread.
#pragma once
#include <cstdint>
#include <optional>

#include "client/client.h"

namespace vinculo::app {

class Badge {
 public:
  explicit Badge(client::Client& client) : client_(client) {}  // borrowed
  // After every text of the core, while a workspace is open.
  void follow();
  void clear();  // there is no workspace

 private:
  void show(std::int64_t count);

  client::Client& client_;
  std::optional<std::uint64_t> counted_;  // the state of the lists that conflicts_ is of
  std::int64_t conflicts_ = 0;
  bool is_asking_ = false;
  std::optional<std::int64_t> shown_;
};

}  // namespace vinculo::app
