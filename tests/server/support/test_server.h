// The whole server in this process, on a free port, with a real SQLite store in a folder of its own that goes with it,
// a clock that tests set, and password hashing that is cheap.
#pragma once
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/messages.h"
#include "server/app/application.h"
#include "support/raw_connection.h"
#include "support/web_socket_client.h"

namespace vinculo::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

class TestServer {
 public:
  using Change = std::function<void(server::ApplicationSettings&)>;
  explicit TestServer(const Change& change = {});
  ~TestServer();

  [[nodiscard]] std::uint16_t port() const { return application_->port(); }
  [[nodiscard]] server::Application& application() { return *application_; }
  void pass_ms(std::uint64_t duration_ms) { *now_ms_ += duration_ms; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }  // where the store is
  void restart();  // the same data, a new process as far as it can tell

  // --- requests ---
  [[nodiscard]] RawResponse get(const std::string& path, const std::string& headers = {}) const;
  [[nodiscard]] RawResponse post(const std::string& path, const std::string& json, const std::string& token = {},
                                 const std::string& headers = {}) const;
  // A sync message over POST, answered by a sync message.
  [[nodiscard]] sync::Message sync(const std::string& token, const sync::Message& message) const;

  // --- people; each ends the test when it does not work ---
  api::Session set_up();  // the owner: owner@acme.example
  api::Session join(const api::Session& owner, const std::string& mail);
  api::Session login(const std::string& mail);
  [[nodiscard]] std::unique_ptr<WebSocketClient> connect(const api::Session& session);  // signed in, welcomed

  static constexpr std::string_view password = "correct horse battery";

 private:
  void start();
  TemporaryFolder folder_;
  Change change_;
  std::shared_ptr<std::atomic<std::uint64_t>> now_ms_;
  std::unique_ptr<server::Application> application_;
};

// A request as text, with Host and Content-Length.
[[nodiscard]] std::string request_text(const std::string& method, const std::string& path, const std::string& headers,
                                       const std::string& body);
// The "code" of an error answer.
[[nodiscard]] std::string error_code(const RawResponse& response);
// A batch with one new person of that name, written at clock_ms by `device`.
[[nodiscard]] Bytes person_batch(const Uuid& id, const std::string& name, std::uint32_t device, std::uint64_t clock_ms);

inline constexpr std::uint64_t test_epoch_ms = 1'760'000'000'000;

}  // namespace vinculo::test
