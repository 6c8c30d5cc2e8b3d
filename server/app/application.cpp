#include "server/app/application.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "server/app/routes.h"
#include "server/app/security_headers.h"
#include "server/app/services.h"
#include "server/auth/secrets.h"
#include "server/demo/fill.h"

namespace vinculo::server {
namespace {

// Threads of this lane mostly wait for the disk, and those that wait together share one commit.
constexpr std::size_t storage_threads = 32, storage_queue = 2'000;
constexpr std::size_t password_threads = 2, password_queue = 32;
constexpr std::chrono::hours forget_interval{1};

std::uint64_t system_now_ms() {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count());
}

void log_answer(const AnswerRecord& record) {
  const auto level = record.status == 500 ? spdlog::level::err : spdlog::level::debug;
  spdlog::log(level, "event=answer method={} route={} status={} duration_us={}", record.method, record.route,
              record.status, record.duration.count());
}

class RunningApplication final : public Application {
 public:
  RunningApplication(ApplicationSettings settings, std::unique_ptr<ServerStore> store)
      : settings_(std::move(settings)),
        store_(std::move(store)),
        accounts_(*store_, settings_.now, settings_.password_cost),
        limits_(settings_.now) {}
  ~RunningApplication() override { stop(std::chrono::milliseconds(0)); }

  Status start();
  [[nodiscard]] std::uint16_t port() const override { return server_->port(); }
  [[nodiscard]] const std::optional<std::string>& setup_code() const override { return setup_code_; }
  void stop(std::chrono::milliseconds limit) override;

 private:
  void start_demo();
  void work_in_background();

  ApplicationSettings settings_;
  std::unique_ptr<ServerStore> store_;
  Accounts accounts_;
  SignInLimits limits_;
  Hub hub_;
  std::optional<Site> site_;
  std::optional<std::string> setup_code_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool demo_is_wanted_ = false;
  std::thread background_;
  WorkLane storage_lane_{storage_threads, storage_queue};
  WorkLane password_lane_{password_threads, password_queue};
  std::optional<Services> services_;
  Router router_;
  std::unique_ptr<Server> server_;
};

Status RunningApplication::start() {
  if (!settings_.site_folder.empty()) {
    auto site = Site::load(settings_.site_folder);
    if (!site) return site.error();
    site_ = *std::move(site);
  }
  auto code = accounts_.renew_setup_code();
  if (!code) return code.error();
  setup_code_ = *std::move(code);
  store_->set_revision_listener(
      [this](const Uuid& workspace, std::uint64_t revision) { hub_.announce(workspace, revision); });
  services_.emplace(Services{*store_, accounts_, limits_, hub_, site_ ? &*site_ : nullptr, storage_lane_,
                             password_lane_, settings_.now, [this] { start_demo(); }});
  router_ = make_routes(*services_);
  settings_.http.headers = security_headers(settings_.is_secure);
  settings_.http.on_answer = log_answer;
  auto server = Server::start(settings_.http, router_);
  if (!server) return server.error();
  server_ = *std::move(server);
  background_ = std::thread([this] { work_in_background(); });
  if (!setup_code_) start_demo();
  return {};
}

void RunningApplication::start_demo() {
  if (settings_.demo_people == 0) return;
  const std::lock_guard lock(mutex_);
  demo_is_wanted_ = true;
  wake_.notify_all();
}

void RunningApplication::work_in_background() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    if (const Status forgotten = accounts_.forget_expired(); !forgotten)
      spdlog::warn("event=forget_expired error={}", error_name(forgotten.error().code));
    lock.lock();
    wake_.wait_for(lock, forget_interval, [this] { return stopping_ || demo_is_wanted_; });
    if (!std::exchange(demo_is_wanted_, false) || stopping_) continue;
    lock.unlock();
    const auto filled = demo::fill(*store_, settings_.demo_people, settings_.now(), stopping_);
    if (!filled)
      spdlog::error("event=demo error={} detail={}", error_name(filled.error().code), filled.error().detail);
    else
      spdlog::info("event=demo people={}", *filled);
    lock.lock();
  }
}

void RunningApplication::stop(std::chrono::milliseconds limit) {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_all();
  }
  if (server_) server_->drain(limit);
  if (background_.joinable()) background_.join();
  password_lane_.stop();
  storage_lane_.stop();
  if (store_) store_->set_revision_listener({});
  server_.reset();
  // Its destructor waits until everything that was asked is on the disk.
  store_.reset();
}

}  // namespace

Result<std::unique_ptr<Application>> Application::start(ApplicationSettings settings,
                                                        std::unique_ptr<ServerStore> store) {
  if (!start_cryptography()) return Error{ErrorCode::internal, "the system has no source of randomness"};
  if (!settings.now) settings.now = system_now_ms;
  auto application = std::make_unique<RunningApplication>(std::move(settings), std::move(store));
  if (auto status = application->start(); !status) return status.error();
  return std::unique_ptr<Application>(std::move(application));
}

}  // namespace vinculo::server
