// One workspace as the screen sees it: takes request texts, answers response texts, tells news through Host::notify.
// The worker runs it behind postMessage, the command-line client and tests inline. `account.*` never comes here;
// `check` needs the network, so the program around answers it with check_report().
//
// One thread. It borrows the Database and the Store, which must outlive it, and sets the Store's listener.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "api/handlers.h"
#include "api/host.h"
#include "api/task.h"
#include "base/error.h"
#include "sync/repair.h"

namespace vinculo::api {

class Service {
 public:
  // Makes or repairs the derived data's tables; filling them after an update is work for work().
  [[nodiscard]] static Result<std::unique_ptr<Service>> open(storage::Database& database, Store& store, Host host);
  ~Service();

  // Exactly one response for a request; empty for a text that is a notice or has no id to answer to.
  [[nodiscard]] std::string handle(std::string_view request);

  // Somebody waits for work(): a task runs, or records are not in lists and search yet. Otherwise it can wait for rest.
  [[nodiscard]] bool is_work_pressing();
  // Long work, then tidying, about budget_ms of it. True: there is more to do now. Call it between requests.
  [[nodiscard]] bool work(double budget_ms);

  // Records changed elsewhere (sync): tells every client.
  void tell_changed(const ChangeSet& changes);

  [[nodiscard]] search::SearchIndex& search() { return *search_; }

 private:
  struct Method;
  Service(storage::Database& database, Store& store, Host host, std::unique_ptr<search::SearchIndex> search);
  static const std::map<std::string_view, Method>& methods();

  [[nodiscard]] Result<std::string> answer(const Envelope& request);
  [[nodiscard]] Result<std::string> answer_change(const Envelope& request, const Method& method);
  [[nodiscard]] Result<Changed> changed_of(const ChangeSet& changes);

  [[nodiscard]] Result<ImportPreview> start_import(const Uuid& client, const ImportRequest& request);
  [[nodiscard]] Status run_import(const Uuid& client, const ImportRun& request);
  void drop_previews(const Uuid& client);
  // Null when there is none of that number, or it is another client's: numbers begin anew with every core.
  [[nodiscard]] Task* find_task(const Uuid& client, std::int64_t number);
  [[nodiscard]] Status set_language(const LanguageRequest& request);
  [[nodiscard]] Status cancel_task(const Uuid& client, const TaskRequest& request);
  [[nodiscard]] Status make_room(const Uuid& client);
  [[nodiscard]] Result<TaskStarted> start_bulk(const Uuid& client, const BulkRequest& request);
  [[nodiscard]] Result<ExportReady> start_export(const Uuid& client, const ExportRequest& request);
  void run_task(std::int64_t number, double budget_ms);
  void tell_progress(std::int64_t number, Task& task, bool is_last);

  struct RunningTask {
    std::unique_ptr<Task> task;
    Uuid client;                 // who asked for it
    double told_ms = 0;          // when progress was last told
    double told_changed_ms = 0;  // when lists were last told to look again
    bool has_untold_changes = false;
  };

  Host host_;
  std::unique_ptr<search::SearchIndex> search_;
  Context context_;
  std::map<std::int64_t, RunningTask> tasks_;
  std::int64_t next_task_ = 1;
};

// The answer to `check`, from what the sync engine found.
[[nodiscard]] CheckReport check_report(const sync::CheckResult& result);

}  // namespace vinculo::api
