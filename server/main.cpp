// The program vinculo-server: reads the options, opens the data, serves until it is told to stop.
#include <fcntl.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <iostream>

#include "server/app/application.h"
#include "server/app/options.h"
#include "server/auth/secrets.h"
#include "server/store/sqlite_store.h"

namespace vinculo::server {
namespace {

constexpr std::chrono::seconds drain_limit{20};

// Logs go to standard error, one line an event; standard output is for the operator's eyes.
void start_log(const std::string& level) {
  auto log = spdlog::stderr_logger_mt("vinculo");
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc);
  log->set_level(spdlog::level::from_str(level));
  spdlog::set_default_logger(std::move(log));
}

// Ten thousand sockets need more files than a shell gives.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Must run before any thread starts, so that all of them leave the signals to wait_for_stop().
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

ApplicationSettings settings_of(const Options& options) {
  ApplicationSettings settings;
  settings.http.address = options.address;
  settings.http.port = options.port;
  for (const std::string& proxy : options.trusted_proxies)
    if (const auto network = parse_network(proxy)) settings.http.trusted_proxies.push_back(*network);
  if (const auto origin = origin_of(options.public_url)) settings.http.origins.push_back(*origin);
  settings.is_secure = options.public_url.starts_with("https://");
  settings.site_folder = options.site;
  settings.demo_people = options.demo_people;
  return settings;
}

int fail(const Error& error) {
  std::cerr << "vinculo-server: " << error_name(error.code) << ": " << error.detail << "\n";
  return 1;
}

void greet(const Options& options, const Application& application) {
  if (const auto& code = application.setup_code())
    std::cout << "Setup code: " << *code << "  (creates the owner's account, once)\n";
  const bool is_everywhere = options.address == "0.0.0.0" || options.address == "::";
  const bool is_v6 = options.address.find(':') != std::string::npos;
  const std::string host = is_everywhere ? "127.0.0.1" : is_v6 ? "[" + options.address + "]" : options.address;
  std::cout << "Vinculo is ready at http://" << host << ":" << application.port() << std::endl;
}

// Two servers on one folder would not hear of each other's changes. The lock ends with the process.
bool lock_data(const std::string& folder) {
  const int file = ::open((folder + "/server.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  return file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0;
}

int run(const Options& options) {
  start_log(options.log_level);
  if (!start_cryptography()) return fail({ErrorCode::internal, "the system has no source of randomness"});
  raise_file_limit();
  umask(0077);  // what is written is for this account only
  const sigset_t signals = block_stop_signals();
  std::error_code error;
  std::filesystem::create_directories(options.data, error);
  if (error) return fail({ErrorCode::storage_failed, options.data + ": " + error.message()});
  if (!lock_data(options.data)) return fail({ErrorCode::read_only, options.data + ": another vinculo-server uses it"});
  auto store = open_sqlite_store({.path = options.data + "/vinculo.db", .random = random_bits});
  if (!store) return fail(store.error());
  auto application = Application::start(settings_of(options), *std::move(store));
  if (!application) return fail(application.error());
  if (options.public_url.empty() && options.address != "127.0.0.1" && options.address != "::1")
    spdlog::warn("event=no_public_url detail=\"browsers elsewhere need --public-url and https\"");
  greet(options, **application);
  int signal = 0;
  sigwait(&signals, &signal);
  spdlog::info("event=stop signal={}", signal);
  (*application)->stop(drain_limit);
  return 0;
}

}  // namespace
}  // namespace vinculo::server

int main(int argument_count, char** arguments) {
  const auto parsed = vinculo::server::parse_options(argument_count, arguments);
  return parsed.options ? vinculo::server::run(*parsed.options) : parsed.exit_code;
}
