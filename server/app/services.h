// What the routes work with; made by Application, outlives every request.
#pragma once
#include <functional>

#include "server/app/hub.h"
#include "server/app/site.h"
#include "server/auth/accounts.h"
#include "server/auth/sign_in_limits.h"
#include "server/http/work_lane.h"
#include "server/store/store.h"

namespace vinculo::server {

struct Services {
  ServerStore& store;
  Accounts& accounts;
  SignInLimits& limits;
  Hub& hub;
  const Site* site;  // null: no web application, only the interface for programs
  WorkLane& storage_lane;
  WorkLane& password_lane;
  TimeSource now;
  std::function<void()> on_setup;  // after the first workspace came to be
};

}  // namespace vinculo::server
