// The program vinculo-server as a child process, for what only a process can show: kill, signals, its options. Waits
// end after 30 seconds. The destructor kills it.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace vinculo::test {

class ChildProcess {
 public:
  // environment: "NAME=value", in addition to the test's own.
  explicit ChildProcess(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Reads output until it holds `text`; everything printed so far.
  const std::string& wait_for_output(const std::string& text);
  // Both outputs until the end, then the exit code (128 + signal when a signal ended it).
  int wait();
  void send_signal(int signal) const;
  [[nodiscard]] const std::string& output() const { return output_; }

  // --- of a server that printed where it is ---
  [[nodiscard]] std::uint16_t wait_until_ready();  // its port
  [[nodiscard]] std::string setup_code() const;

 private:
  bool read_more();
  pid_t pid_ = -1;
  int pipe_ = -1;
  std::string output_;
};

}  // namespace vinculo::test
