#include "support/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

extern char** environ;

namespace vinculo::test {
namespace {

constexpr int patience_ms = 30'000;

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  std::vector<std::string> words = {VINCULO_SERVER_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables(environment);
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pipe_ = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  const int failure = posix_spawn(&pid_, VINCULO_SERVER_PROGRAM, &actions, nullptr, pointers_to(words).data(),
                                  pointers_to(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failure != 0) throw std::runtime_error("cannot start " VINCULO_SERVER_PROGRAM);
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(pipe_);
}

bool ChildProcess::read_more() {
  pollfd ready{.fd = pipe_, .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, patience_ms) != 1) throw std::runtime_error("the server printed nothing for 30 seconds");
  char piece[4096];
  const ssize_t count = ::read(pipe_, piece, sizeof piece);
  if (count <= 0) return false;
  output_.append(piece, static_cast<std::size_t>(count));
  return true;
}

const std::string& ChildProcess::wait_for_output(const std::string& text) {
  while (output_.find(text) == std::string::npos)
    if (!read_more()) throw std::runtime_error("the server ended: " + output_);
  return output_;
}

int ChildProcess::wait() {
  while (read_more()) continue;
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void ChildProcess::send_signal(int signal) const { ::kill(pid_, signal); }

std::uint16_t ChildProcess::wait_until_ready() {
  const std::string mark = "Vinculo is ready at http://127.0.0.1:";
  wait_for_output(mark);
  const std::size_t at = output_.find(mark) + mark.size();
  while (output_.find('\n', at) == std::string::npos)
    if (!read_more()) throw std::runtime_error("the server ended: " + output_);
  return static_cast<std::uint16_t>(std::stoul(output_.substr(at)));
}

std::string ChildProcess::setup_code() const {
  const std::string mark = "Setup code: ";
  const std::size_t at = output_.find(mark);
  return at == std::string::npos ? std::string() : output_.substr(at + mark.size(), 19);
}

}  // namespace vinculo::test
