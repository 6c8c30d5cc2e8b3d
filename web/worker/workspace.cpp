#include "worker/workspace.h"

#include <utility>

namespace vinculo::worker {
namespace {

namespace setting = api::session_setting;

std::string_view name_of(sync::Phase phase, bool is_connecting) {
  switch (phase) {
    case sync::Phase::offline:
    case sync::Phase::update_needed: return is_connecting ? "connecting" : "offline";
    case sync::Phase::greeting: return "connecting";
    case sync::Phase::syncing: return "syncing";
    case sync::Phase::idle: return "idle";
    case sync::Phase::signed_out: return "signed_out";
  }
  return "offline";
}

}  // namespace

Workspace::Workspace(WorkspaceHost host, std::unique_ptr<storage::Database> database, std::unique_ptr<Store> store)
    : host_(std::move(host)),
      database_(std::move(database)),
      store_(std::move(store)),
      engine_(*store_, host_.now_ms) {}

Result<std::unique_ptr<Workspace>> Workspace::open(const storage::OpenOptions& options, WorkspaceHost host) {
  auto database = storage::Database::open(options);
  if (!database) return std::move(database).error();
  auto store = Store::open(**database, host.now_ms, host.random);
  if (!store) return std::move(store).error();
  std::unique_ptr<Workspace> workspace(new Workspace(std::move(host), std::move(*database), std::move(*store)));
  if (auto status = workspace->open_service(); !status) return std::move(status).error();
  return workspace;
}

Status Workspace::open_service() {
  api::Host host;
  host.files = host_.files;
  host.notify = host_.notify;
  host.saved = [this] { return saved_; };
  host.sync = [this] { return sync_state(); };
  host.now_ms = host_.now_ms;
  host.monotonic_ms = host_.monotonic_ms;
  host.version = host_.version;
  auto service = api::Service::open(*database_, *store_, std::move(host));
  if (!service) return std::move(service).error();
  service_ = std::move(*service);
  return {};
}

Status Workspace::sign_in(const api::Session& session) {
  auto unit = store_->begin_unit();
  if (!unit) return std::move(unit).error();
  if (auto status = store_->set_device(session.device); !status) return status;
  const std::string workspace = to_string(session.workspace), member = to_string(session.member);
  const Status kept = keep_settings({{setting::token, session.token},
                                     {setting::workspace, workspace},
                                     {setting::member, member},
                                     {setting::workspace_name, session.workspace_name},
                                     {setting::member_name, session.member_name},
                                     {setting::member_mail, session.member_mail},
                                     {setting::role, session.role}});
  return kept ? unit->commit() : kept;
}

Status Workspace::keep_member(const api::Member& member) {
  auto unit = store_->begin_unit();
  if (!unit) return std::move(unit).error();
  const Status kept = keep_settings({{setting::workspace_name, member.workspace_name},
                                     {setting::member_name, member.name},
                                     {setting::member_mail, member.mail},
                                     {setting::role, member.role}});
  return kept ? unit->commit() : kept;
}

Status Workspace::keep_settings(std::initializer_list<std::pair<std::string_view, std::string_view>> settings) {
  for (const auto& [name, value] : settings) {
    if (auto status = store_->set_setting(name, value); !status) return status;
  }
  return {};
}

Status Workspace::sign_out() { return store_->set_setting(setting::token, std::nullopt); }

std::string Workspace::token() const {
  auto token = store_->find_setting(setting::token);
  return token && *token ? std::move(**token) : std::string();
}

Result<std::optional<Bytes>> Workspace::receive(ByteView message) {
  auto step = engine_.receive(message);
  if (!step) return std::move(step).error();
  service_->tell_changed(step->changed);
  return std::move(step->send);
}

std::optional<std::string> Workspace::take_check_report() {
  const auto& result = engine_.check_result();
  if (!result) return std::nullopt;
  return api::encode(api::check_report(*result));
}

api::SyncState Workspace::sync_state() const {
  api::SyncState state;
  const auto engine = engine_.state();
  if (!engine) return state;
  state.state = name_of(engine->phase, is_connecting_);
  state.rows_waiting = engine->rows_waiting;
  state.refused = engine->refused;
  state.last_sync_ms = static_cast<std::int64_t>(engine->last_sync_ms);
  state.received_rows = engine->received_rows;
  state.expected_rows = engine->expected_rows;
  state.clock_warning = engine->clock_warning;
  return state;
}

}  // namespace vinculo::worker
