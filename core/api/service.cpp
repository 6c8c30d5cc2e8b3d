#include "api/service.h"

#include <algorithm>
#include <array>

#include "api/bulk_task.h"
#include "api/export_task.h"
#include "api/import_task.h"

namespace vinculo::api {
namespace {

constexpr std::size_t max_request_bytes = 4'000'000;
constexpr std::size_t max_tasks = 8;
constexpr std::size_t max_named_units = 500;  // more: "everything"
constexpr double progress_interval_ms = 100;
constexpr double changed_interval_ms = 400;  // while an import runs; each makes the screen fetch its list again
constexpr std::int64_t idle_records = 200;

// The client of a request as the Store keeps it. Clients name themselves by UUID; other names are hashed.
Uuid client_id(const std::string& client) {
  if (const auto id = parse_uuid(client)) return *id;
  const std::array<ByteView, 1> parts{as_bytes(client)};
  return derive_uuid("client", parts);
}

template <class T>
Result<std::string> encoded(Result<T> result) {
  if (!result) return std::move(result).error();
  return encode(*result);
}
Result<std::string> encoded(Status status) {
  if (!status) return std::move(status).error();
  return std::string("{}");
}

}  // namespace

struct Service::Method {
  // One of the two: a question or the start of a task, answered as it is; or a change, remembered and told to everyone.
  std::function<Result<std::string>(Service&, const Envelope&)> question;
  std::function<Result<ChangeSet>(Service&, const Envelope&)> change;
};

const std::map<std::string_view, Service::Method>& Service::methods() {
  const auto question = []<class Params, class Answer>(Result<Answer> (*handler)(Context&, const Params&)) {
    return Method{[handler](Service& service, const Envelope& request) -> Result<std::string> {
                    auto params = request.params<Params>();
                    if (!params) return std::move(params).error();
                    return encoded(handler(service.context_, *params));
                  },
                  {}};
  };
  const auto plain_question = []<class Answer>(Result<Answer> (*handler)(Context&)) {
    return Method{[handler](Service& service, const Envelope&) { return encoded(handler(service.context_)); }, {}};
  };
  const auto change = []<class Params>(Result<ChangeSet> (*handler)(Context&, const Params&)) {
    return Method{{}, [handler](Service& service, const Envelope& request) -> Result<ChangeSet> {
                    auto params = request.params<Params>();
                    if (!params) return std::move(params).error();
                    return handler(service.context_, *params);
                  }};
  };
  const auto of_service = []<class Params, class Answer>(Answer (Service::*handler)(const Params&)) {
    return Method{[handler](Service& service, const Envelope& request) -> Result<std::string> {
                    auto params = request.params<Params>();
                    if (!params) return std::move(params).error();
                    return encoded((service.*handler)(*params));
                  },
                  {}};
  };
  const auto of_client = []<class Params, class Answer>(Answer (Service::*handler)(const Uuid&, const Params&)) {
    return Method{[handler](Service& service, const Envelope& request) -> Result<std::string> {
                    auto params = request.params<Params>();
                    if (!params) return std::move(params).error();
                    return encoded((service.*handler)(client_id(request.client()), *params));
                  },
                  {}};
  };
  static const std::map<std::string_view, Method> methods = {
      {"list.window", question(list_window)},
      {"list.selected", question(selected)},
      {"list.language", of_service(&Service::set_language)},
      {"record.person", question(person_page)},
      {"record.organisation", question(organisation_page)},
      {"record.photo", question(person_photo)},
      {"person.suggest", question(suggest_people)},
      {"organisation.suggest", question(suggest_organisations)},
      {"label.suggest", question(suggest_labels)},
      {"contact.find", question(find_contact)},
      {"labels", plain_question(label_list)},
      {"edit", change(apply_edit)},
      {"bulk.edit", change(apply_bulk)},
      {"bulk.start", of_client(&Service::start_bulk)},
      {"undo", {{}, [](Service& service, const Envelope&) { return service.context_.store.undo(); }}},
      {"redo", {{}, [](Service& service, const Envelope&) { return service.context_.store.redo(); }}},
      {"conflict.records", plain_question(conflicted_records)},
      {"conflict.resolve", change(resolve_conflict)},
      {"refusal.list", plain_question(refused_items)},
      {"refusal.dismiss", question(dismiss_refusal)},
      {"import.start", of_client(&Service::start_import)},
      {"import.run", of_client(&Service::run_import)},
      {"import.cancel", of_client(&Service::cancel_task)},
      {"export.start", of_client(&Service::start_export)},
      {"status", plain_question(status_report)},
      {"setting.get", question(get_setting)},
      {"setting.set", question(set_setting)},
  };
  return methods;
}

Service::Service(storage::Database& database, Store& store, Host host, std::unique_ptr<search::SearchIndex> search)
    : host_(std::move(host)), search_(std::move(search)), context_{database, store, *search_, host_} {}

Service::~Service() { context_.store.set_listener(nullptr); }

Result<std::unique_ptr<Service>> Service::open(storage::Database& database, Store& store, Host host) {
  auto search = search::SearchIndex::open(database);
  if (!search) return std::move(search).error();
  store.set_listener(search->get());
  std::unique_ptr<Service> service(new Service(database, store, std::move(host), std::move(*search)));
  if (auto replayed = store.replay_parked(); !replayed) return std::move(replayed).error();
  return service;
}

std::string Service::handle(std::string_view text) {
  if (text.size() > max_request_bytes) return error_text(0, {ErrorCode::too_large, "request"});
  auto request = Envelope::parse(text);
  if (!request) return error_text(0, request.error());
  if (request->id() == 0) return {};
  auto result = answer(*request);
  return result ? response_text(request->id(), *result) : error_text(request->id(), result.error());
}

Result<std::string> Service::answer(const Envelope& request) {
  const auto found = methods().find(request.method());
  if (found == methods().end()) return Error{ErrorCode::unsupported, "method " + request.method()};
  const Method& method = found->second;
  return method.change ? answer_change(request, method) : method.question(*this, request);
}

Result<std::string> Service::answer_change(const Envelope& request, const Method& method) {
  const Uuid client = client_id(request.client());
  auto given = context_.store.find_request(client, request.id());
  if (!given) return std::move(given).error();
  if (*given) return std::move(**given);

  auto unit = context_.store.begin_unit();
  if (!unit) return std::move(unit).error();
  auto changes = method.change(*this, request);
  if (!changes) return std::move(changes).error();
  auto changed = changed_of(*changes);
  if (!changed) return std::move(changed).error();
  std::string response = encode(*changed);
  if (!changes->unfinished) {
    auto status = context_.store.remember_request(client, request.id(), response);
    if (!status) return std::move(status).error();
  }
  if (auto status = unit->commit(); !status) return status.error();
  host_.notify(notice_text("changed", response));
  return response;
}

Result<Changed> Service::changed_of(const ChangeSet& changes) {
  Changed changed;
  changed.everything = changes.everything || changes.units.size() > max_named_units;
  if (!changed.everything) changed.units = changes.units;
  changed.labels = changes.labels;
  changed.operation = changes.operation;
  changed.unfinished = changes.unfinished;
  auto undo = context_.store.undo_state();
  if (!undo) return std::move(undo).error();
  changed.undo_title = std::move(undo->undo_title);
  changed.redo_title = std::move(undo->redo_title);
  return changed;
}

void Service::tell_changed(const ChangeSet& changes) {
  if (changes.units.empty() && !changes.labels && !changes.everything) return;
  auto changed = changed_of(changes);
  if (changed) host_.notify(notice_text("changed", encode(*changed)));
}

Status Service::set_language(const LanguageRequest& request) {
  auto is_other = search_->set_collation(search::collation_of(request.language));
  if (!is_other) return std::move(is_other).error();
  if (*is_other) tell_changed({.units = {}, .labels = true, .everything = true, .operation = 0});
  return {};
}

// --- long work ---

// Previews that nobody ran: the client's own, and where there is no room the oldest one, whose client may be gone.
void Service::drop_previews(const Uuid& client) {
  const auto is_preview = [](const auto& entry) { return entry.second.task->is_waiting(); };
  std::erase_if(tasks_, [&](const auto& entry) { return is_preview(entry) && entry.second.client == client; });
  if (tasks_.size() < max_tasks) return;
  const auto oldest = std::ranges::find_if(tasks_, is_preview);
  if (oldest != tasks_.end()) tasks_.erase(oldest);
}

Result<ImportPreview> Service::start_import(const Uuid& client, const ImportRequest& request) {
  drop_previews(client);
  if (tasks_.size() >= max_tasks) return Error{ErrorCode::rate_limited, "tasks"};
  const std::int64_t number = next_task_++;
  auto task = ImportTask::open(context_, number, request);
  if (!task) return std::move(task).error();
  ImportPreview preview = (*task)->preview();
  tasks_[number] = {.task = std::move(*task), .client = client};
  return preview;
}

Task* Service::find_task(const Uuid& client, std::int64_t number) {
  const auto found = tasks_.find(number);
  return found == tasks_.end() || found->second.client != client ? nullptr : found->second.task.get();
}

Status Service::run_import(const Uuid& client, const ImportRun& request) {
  Task* task = find_task(client, request.task);
  return task ? task->run(request.fields) : Status(Error{ErrorCode::not_found, "task"});
}

Status Service::cancel_task(const Uuid& client, const TaskRequest& request) {
  Task* task = find_task(client, request.task);
  if (!task) return Error{ErrorCode::not_found, "task"};
  const Status status = task->cancel();
  tell_progress(request.task, *task, true);
  tasks_.erase(request.task);
  return status;
}

Status Service::make_room(const Uuid& client) {
  if (tasks_.size() >= max_tasks) drop_previews(client);
  return tasks_.size() >= max_tasks ? Status(Error{ErrorCode::rate_limited, "tasks"}) : Status{};
}

Result<TaskStarted> Service::start_bulk(const Uuid& client, const BulkRequest& request) {
  if (auto status = make_room(client); !status) return status.error();
  const std::int64_t number = next_task_++;
  auto task = BulkTask::open(context_, number, request);
  if (!task) return std::move(task).error();
  tasks_[number] = {.task = std::move(*task), .client = client};
  tell_progress(number, *tasks_[number].task, false);  // other tabs wait with a new version from now on
  return TaskStarted{number};
}

Result<ExportReady> Service::start_export(const Uuid& client, const ExportRequest& request) {
  if (auto status = make_room(client); !status) return status.error();
  const std::int64_t number = next_task_++;
  auto task = ExportTask::open(context_, number, request);
  if (!task) return std::move(task).error();
  ExportReady ready = (*task)->ready();
  tasks_[number] = {.task = std::move(*task), .client = client};
  return ready;
}

bool Service::is_work_pressing() {
  if (std::ranges::any_of(tasks_, [](const auto& entry) { return !entry.second.task->is_waiting(); })) return true;
  const auto is_behind = search_->is_behind();
  return is_behind && *is_behind;
}

bool Service::work(double budget_ms) {
  const auto next = std::ranges::find_if(tasks_, [](const auto& entry) { return !entry.second.task->is_waiting(); });
  if (next != tasks_.end()) {
    run_task(next->first, budget_ms);
    return true;
  }
  const double end = host_.monotonic_ms() + budget_ms;
  for (;;) {
    auto was_behind = search_->is_behind();
    auto work = search_->work_step(idle_records);
    if (!work || *work == search::SearchIndex::Work::nothing) return false;  // an error: the next change tells it
    if (was_behind && *was_behind) tell_changed({.units = {}, .labels = false, .everything = true, .operation = 0});
    if (host_.monotonic_ms() >= end) return true;
  }
}

void Service::run_task(std::int64_t number, double budget_ms) {
  RunningTask& running = tasks_[number];
  running.task->step(budget_ms);
  running.has_untold_changes |= running.task->take_changed();
  const double now = host_.monotonic_ms();
  const bool is_last = running.task->progress().state != "running";
  if (running.has_untold_changes && (is_last || now - running.told_changed_ms >= changed_interval_ms)) {
    tell_changed({.units = {}, .labels = true, .everything = true, .operation = 0});
    running.told_changed_ms = now;
    running.has_untold_changes = false;
  }
  if (is_last || now - running.told_ms >= progress_interval_ms) {
    running.told_ms = now;
    tell_progress(number, *running.task, is_last);
  }
  if (is_last) tasks_.erase(number);
}

void Service::tell_progress(std::int64_t number, Task& task, bool is_last) {
  if (is_last && task.take_changed()) {
    tell_changed({.units = {}, .labels = true, .everything = true, .operation = 0});
  }
  TaskProgress progress = task.progress();
  progress.task = number;
  host_.notify(notice_text("task", encode(progress)));
}

CheckReport check_report(const sync::CheckResult& result) {
  CheckReport report;
  report.equal = result.equal;
  report.repaired_rows = static_cast<std::int64_t>(result.repaired_rows);
  for (const sync::CheckedTable& checked : result.tables) {
    const TableInfo* table = find_table(checked.table);
    report.tables.push_back({table ? std::string(table->name) : std::to_string(checked.table),
                             static_cast<std::int64_t>(checked.device_rows),
                             static_cast<std::int64_t>(checked.server_rows), checked.equal});
  }
  return report;
}

}  // namespace vinculo::api
