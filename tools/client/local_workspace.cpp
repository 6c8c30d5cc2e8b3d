#include "client/local_workspace.h"

#include <chrono>
#include <random>
#include <utility>

namespace vinculo::client {
namespace {

constexpr double slice_ms = 50;
constexpr const char* server_setting = "client.server";

std::uint64_t unix_ms() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

double monotonic_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::uint64_t random_bits() {
  static std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

Result<std::unique_ptr<LocalWorkspace>> LocalWorkspace::open(const std::string& path) {
  std::unique_ptr<LocalWorkspace> local(new LocalWorkspace);
  worker::WorkspaceHost host;
  host.files = &local->files_;
  host.notify = [self = local.get()](const std::string& text) {
    const auto notice = api::Envelope::parse(text);
    if (!notice || notice->notice() != "task" || !self->told_) return;
    if (const auto progress = notice->body<api::TaskProgress>()) self->told_(*progress);
  };
  host.now_ms = unix_ms;
  host.monotonic_ms = monotonic_ms;
  host.random = random_bits;
  host.version = VINCULO_VERSION;
  storage::OpenOptions options;
  options.path = path;
  options.durability = storage::Durability::file;
  auto workspace = worker::Workspace::open(options, std::move(host));
  if (!workspace) return std::move(workspace).error();
  local->workspace_ = std::move(*workspace);
  local->workspace_->set_saved({.state = "saved", .commits_waiting = 0, .reason = {}});  // every commit is on the disk
  local->client_ = to_string(local->new_id());
  return local;
}

Result<api::Envelope> LocalWorkspace::answer_to(const std::string& method, const std::string& params_json) {
  const std::string text = workspace_->handle(api::request_text(next_request_++, client_, method, params_json));
  auto answer = api::Envelope::parse(text);
  if (!answer) return std::move(answer).error();
  if (answer->error()) return *answer->error();
  return answer;
}

void LocalWorkspace::work_until_idle(const std::function<void(const api::TaskProgress&)>& told) {
  told_ = told;
  while (workspace_->work(slice_ms)) {
  }
  told_ = {};
}

Uuid LocalWorkspace::new_id() { return make_uuid_v7(unix_ms(), random_bits(), random_bits()); }
std::uint64_t LocalWorkspace::now_ms() const { return unix_ms(); }

Status LocalWorkspace::sign_in(const std::string& origin, const api::Session& session) {
  if (auto status = workspace_->sign_in(session); !status) return status;
  return tell("setting.set", api::Setting{server_setting, origin});
}

Result<ServerConnection> LocalWorkspace::connect() {
  const std::string token = workspace_->token();
  if (token.empty()) return Error{ErrorCode::unauthorized, ""};
  const auto server_name = ask<api::Setting>("setting.get", api::Setting{server_setting, {}});
  if (!server_name) return server_name.error();
  auto server = ServerConnection::open(server_name->value.value_or(""));
  if (!server) return Error{ErrorCode::unauthorized, "no server"};
  server->set_token(token);
  return server;
}

Status LocalWorkspace::exchange(ServerConnection& server, Result<std::optional<Bytes>> next) {
  while (next && *next) {
    auto answer = server.post_message(**next);
    if (!answer) return std::move(answer).error();
    next = workspace_->receive(*answer);
  }
  return next ? Status() : Status(std::move(next).error());
}

Status LocalWorkspace::synchronise(ServerConnection& server) {
  auto hello = workspace_->connected();
  if (!hello) return std::move(hello).error();
  Status done = exchange(server, std::optional<Bytes>(std::move(*hello)));
  // What it could not send now, the next one sends: nothing is lost by ending here.
  if (!done) workspace_->disconnected();
  return done;
}

Result<std::string> LocalWorkspace::check(ServerConnection& server) {
  if (auto done = synchronise(server); !done) return std::move(done).error();
  if (auto done = exchange(server, workspace_->start_check()); !done) return std::move(done).error();
  auto report = workspace_->take_check_report();
  if (!report) return Error{ErrorCode::protocol, "the comparison did not end"};
  return std::move(*report);
}

}  // namespace vinculo::client
