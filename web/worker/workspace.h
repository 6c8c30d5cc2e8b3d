// An open workspace on this device: database, records, service and sync engine put together, with the session kept
// among the Store's settings. Knows no browser: main.cpp gives it files, notices, clocks and randomness, and carries
// its sync messages. One thread.
#pragma once
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/host.h"
#include "api/service.h"
#include "change/store.h"
#include "storage/database.h"
#include "sync/engine.h"

namespace vinculo::worker {

struct WorkspaceHost {
  api::FileHost* files = nullptr;  // borrowed
  std::function<void(std::string notice)> notify;
  std::function<std::uint64_t()> now_ms;  // Unix milliseconds
  std::function<double()> monotonic_ms;
  std::function<std::uint64_t()> random;  // 64 uniform bits
  std::string version;
};

class Workspace {
 public:
  // What Database, Store and Service answer: damaged, newer_schema, storage errors.
  [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const storage::OpenOptions& options, WorkspaceHost host);

  [[nodiscard]] std::string handle(std::string_view request) { return service_->handle(request); }
  [[nodiscard]] bool is_work_pressing() { return service_->is_work_pressing(); }
  [[nodiscard]] bool work(double budget_ms) { return service_->work(budget_ms); }

  // --- the session ---
  // Keeps the session and takes the device number. For a new sign-in to the workspace that is already here as well.
  Status sign_in(const api::Session& session);
  Status keep_member(const api::Member& member);  // who is signed in was changed, here or elsewhere
  Status sign_out();                              // forgets the token; the records stay
  [[nodiscard]] std::string token() const;        // empty when signed out

  // What `status` tells of saving and the connection; the worker knows both.
  void set_saved(api::SavedState saved) { saved_ = std::move(saved); }
  void set_connecting(bool is_connecting) { is_connecting_ = is_connecting; }

  // --- sync: messages to send come out, messages that arrived go in ---
  [[nodiscard]] Result<Bytes> connected() { return engine_.connected(token()); }
  [[nodiscard]] Result<std::optional<Bytes>> receive(ByteView message);
  [[nodiscard]] Result<std::optional<Bytes>> changed() { return engine_.changed(); }
  void disconnected() { engine_.disconnected(); }
  [[nodiscard]] Result<std::optional<Bytes>> start_check() { return engine_.start_check(); }
  // The CheckReport of the check that was started, once; empty while it runs.
  [[nodiscard]] std::optional<std::string> take_check_report();

  [[nodiscard]] api::SyncState sync_state() const;
  // Nothing was ever received: the first sync is to come.
  [[nodiscard]] bool is_new() const { return store_->revision() == 0; }

 private:
  Workspace(WorkspaceHost host, std::unique_ptr<storage::Database> database, std::unique_ptr<Store> store);
  Status open_service();
  Status keep_settings(std::initializer_list<std::pair<std::string_view, std::string_view>> settings);

  WorkspaceHost host_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<api::Service> service_;
  sync::Engine engine_;
  api::SavedState saved_;
  bool is_connecting_ = false;
};

}  // namespace vinculo::worker
