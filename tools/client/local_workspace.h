// The workspace of one file on this computer, spoken to through the same boundary as a screen uses, and its way to the
// server. One thread.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/messages.h"
#include "base/error.h"
#include "client/disk_files.h"
#include "client/server_connection.h"
#include "worker/workspace.h"

namespace vinculo::client {

class LocalWorkspace {
 public:
  // Creates the file when there is none. What Workspace::open() answers.
  [[nodiscard]] static Result<std::unique_ptr<LocalWorkspace>> open(const std::string& path);

  template <class Answer, class Params>
  [[nodiscard]] Result<Answer> ask(const std::string& method, const Params& params) {
    auto answer = answer_to(method, api::encode(params));
    if (!answer) return std::move(answer).error();
    return answer->template result<Answer>();
  }
  // A request whose result says nothing more.
  template <class Params>
  [[nodiscard]] Status tell(const std::string& method, const Params& params) {
    auto answer = answer_to(method, api::encode(params));
    return answer ? Status() : Status(std::move(answer).error());
  }
  // Does all long work there is. `told` hears each progress notice.
  void work_until_idle(const std::function<void(const api::TaskProgress&)>& told = {});

  [[nodiscard]] DiskFiles& files() { return files_; }
  [[nodiscard]] Uuid new_id();
  [[nodiscard]] std::uint64_t now_ms() const;

  // --- the server ---
  // Keeps the session of a sign-in and the server it belongs to.
  Status sign_in(const std::string& origin, const api::Session& session);
  Status sign_out() { return workspace_->sign_out(); }
  // A connection to the server of the session, with its token. unauthorized: not signed in.
  [[nodiscard]] Result<ServerConnection> connect();
  // Sends and receives until both are equal as far as known.
  Status synchronise(ServerConnection& server);
  // Synchronises, compares with the server and repairs; the report as JSON text.
  [[nodiscard]] Result<std::string> check(ServerConnection& server);
  [[nodiscard]] api::SyncState sync_state() const { return workspace_->sync_state(); }

 private:
  LocalWorkspace() = default;
  [[nodiscard]] Result<api::Envelope> answer_to(const std::string& method, const std::string& params_json);
  Status exchange(ServerConnection& server, Result<std::optional<Bytes>> first);

  DiskFiles files_;
  std::function<void(const api::TaskProgress&)> told_;
  std::int64_t next_request_ = 1;
  std::string client_;
  std::unique_ptr<worker::Workspace> workspace_;
};

}  // namespace vinculo::client
