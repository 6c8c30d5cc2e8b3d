// The whole server as one object: lanes, accounts, routes, HTTP. main.cpp and the tests make one and stop it.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "server/auth/passwords.h"
#include "server/auth/rate_limiter.h"
#include "server/http/server.h"
#include "server/store/store.h"

namespace vinculo::server {

struct ApplicationSettings {
  ServerSettings http;
  std::string site_folder;  // empty: no web application
  std::size_t demo_people = 0;
  bool is_secure = false;  // people reach it by https
  PasswordCost password_cost;
  TimeSource now;  // Unix milliseconds; empty: the system's clock
};

class Application {
 public:
  // Listens from then on. Errors of Server::start, Site::load and the store.
  [[nodiscard]] static Result<std::unique_ptr<Application>> start(ApplicationSettings settings,
                                                                  std::unique_ptr<ServerStore> store);
  virtual ~Application() = default;  // stops, at once when stop() was not called

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  // To be shown to the operator; empty when the workspace has an owner.
  [[nodiscard]] virtual const std::optional<std::string>& setup_code() const = 0;
  // Finishes running requests for at most `limit`, says goodbye to sockets, writes everything down.
  virtual void stop(std::chrono::milliseconds limit) = 0;
};

}  // namespace vinculo::server
