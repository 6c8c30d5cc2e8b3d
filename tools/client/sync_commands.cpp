#include <csignal>
#include <ctime>

#include "client/commands.h"
#include "client/terminal.h"

namespace vinculo::client {
namespace {

volatile std::sig_atomic_t stop_signal = 0;

void note_stop(int signal) { stop_signal = signal; }

// Blocked but for the wait, so that a signal ends the wait and never a write.
class StopSignals {
 public:
  StopSignals() {
    struct sigaction action{};
    action.sa_handler = note_stop;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &before_);
  }
  // False when it is time to stop.
  [[nodiscard]] bool wait(int seconds) const {
    const timespec limit{seconds, 0};
    if (stop_signal == 0) pselect(0, nullptr, nullptr, nullptr, &limit, &before_);
    return stop_signal == 0;
  }

 private:
  sigset_t before_{};
};

void print_state(const Context& context) {
  const api::SyncState state = context.workspace.sync_state();
  if (context.is_json) {
    std::cout << api::encode(state) << std::endl;
    return;
  }
  if (state.rows_waiting > 0)
    std::cout << state.rows_waiting << " rows wait to be sent.\n";
  else
    std::cout << "Everything is sent and received.\n";
  if (state.refused > 0) std::cout << state.refused << " changes were not accepted by the server.\n";
  if (state.clock_warning) std::cout << "The clock of this computer differs from the server's by more than a minute.\n";
  std::cout << std::flush;
}

// One look of watch(). The file is open meanwhile only, so that other commands find it free.
Status look_once(const std::string& file, bool is_json, ErrorCode told) {
  auto workspace = LocalWorkspace::open(file);
  if (!workspace) return std::move(workspace).error();
  const Context context{**workspace, is_json};
  auto server = context.workspace.connect();
  if (!server) return std::move(server).error();
  Status done = context.workspace.synchronise(*server);
  context.workspace.work_until_idle();
  if (done && told != ErrorCode::none) print_state(context);
  return done;
}

}  // namespace

Outcome sync_once(Context& context) {
  auto server = context.workspace.connect();
  if (!server) return std::move(server).error();
  if (auto done = context.workspace.synchronise(*server); !done) return std::move(done).error();
  context.workspace.work_until_idle();
  print_state(context);
  return ExitCode::ok;
}

Outcome watch(const std::string& file, bool is_json, int interval_s) {
  const StopSignals signals;
  ErrorCode told = ErrorCode::internal;  // of the last attempt that was told
  do {
    const Status done = look_once(file, is_json, told);
    const ErrorCode code = done ? ErrorCode::none : done.error().code;
    if (code == ErrorCode::read_only) continue;  // another command works in the file: next time
    const bool can_pass =
        done || code == ErrorCode::offline || code == ErrorCode::protocol || code == ErrorCode::rate_limited;
    if (!can_pass) return done.error();
    if (code != told && !done) std::cerr << sentence_of(done.error()) << std::endl;
    told = code;
  } while (signals.wait(interval_s));
  return ExitCode::ok;
}

Outcome check(Context& context) {
  auto server = context.workspace.connect();
  if (!server) return std::move(server).error();
  auto text = context.workspace.check(*server);
  if (!text) return std::move(text).error();
  const auto report = api::decode<api::CheckReport>(*text);
  if (!report) return report.error();
  if (context.is_json) {
    std::cout << *text << "\n";
  } else {
    for (const api::CheckRow& row : report->tables)
      std::cout << (row.equal ? "  equal      " : "  different  ") << row.table << ": " << row.device_rows << " here, "
                << row.server_rows << " on the server\n";
    if (report->repaired_rows > 0) std::cout << report->repaired_rows << " rows differed and were repaired.\n";
    std::cout << (report->equal ? "This device and the server are equal.\n" : "This device and the server differ.\n");
  }
  return report->equal ? ExitCode::ok : ExitCode::different;
}

Outcome status(Context& context) {
  context.workspace.work_until_idle();
  const auto report = context.workspace.ask<api::StatusReport>("status", api::RecordRequest{});
  if (!report) return report.error();
  if (context.is_json) {
    std::cout << api::encode(*report) << "\n";
    return ExitCode::ok;
  }
  std::cout << "Vinculo " << report->version << "\n";
  if (report->member_mail.empty())
    std::cout << "Nobody has signed in yet.\n";
  else
    std::cout << printable(report->workspace_name + ": " + report->member_name) << " ("
              << printable(report->member_mail) << ", " << report->role << ")\n";
  std::cout << report->people << " people, " << report->organisations << " organisations, " << report->database_bytes
            << " bytes\n"
            << report->sync.rows_waiting << " rows wait to be sent";
  if (report->sync.refused > 0) std::cout << ", " << report->sync.refused << " changes were not accepted";
  std::cout << "\n";
  if (report->undo_title) std::cout << "Undo would take back: " << printable(*report->undo_title) << "\n";
  return ExitCode::ok;
}

}  // namespace vinculo::client
