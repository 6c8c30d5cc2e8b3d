#include "api/bulk_task.h"

#include <algorithm>

namespace vinculo::api {
namespace {

constexpr double max_slice_records = 1'000;

}  // namespace

Result<std::unique_ptr<BulkTask>> BulkTask::open(Context& context, std::int64_t number, const BulkRequest& request) {
  auto plan = plan_bulk(context, request);
  if (!plan) return std::move(plan).error();
  std::unique_ptr<BulkTask> task(new BulkTask(context, request, std::move(*plan)));
  auto operation = context.store.begin_batch(OperationKind::edit, std::string(bulk_title(request.action)));
  if (!operation) return std::move(operation).error();
  task->operation_ = *operation;
  task->progress_.task = number;
  task->progress_.kind = "bulk";
  task->progress_.state = "running";
  task->progress_.total_bytes = static_cast<std::int64_t>(task->plan_.keys.size());
  return task;
}

void BulkTask::step(double budget_ms) {
  Status status = run_slice(budget_ms);
  progress_.done_bytes = static_cast<std::int64_t>(done_);
  if (status && done_ < plan_.keys.size()) return;
  if (!status) progress_.error = error_name(status.error().code);
  status = finish(status ? "done" : "failed");
  if (!status && progress_.error.empty()) {
    progress_.state = "failed";
    progress_.error = error_name(status.error().code);
  }
}

Status BulkTask::run_slice(double budget_ms) {
  const double start = context_.host.monotonic_ms();
  const auto planned = static_cast<std::size_t>(std::clamp(budget_ms / record_ms_, 1.0, max_slice_records));
  const auto keys = std::span(plan_.keys).subspan(done_, std::min(planned, plan_.keys.size() - done_));
  std::vector<Edit> edits = std::exchange(plan_.first, {});
  if (auto status = add_bulk_edits(context_, request_, keys, edits); !status) return status;
  auto changes = context_.store.apply_more(operation_, edits);
  if (!changes) return std::move(changes).error();
  has_changed_ |= changes->operation != 0;
  done_ += keys.size();
  const double spent = context_.host.monotonic_ms() - start;
  record_ms_ =
      std::max(0.7 * record_ms_ + 0.3 * spent / static_cast<double>(std::max<std::size_t>(keys.size(), 1)), 0.001);
  return {};
}

Status BulkTask::finish(std::string state) {
  progress_.state = std::move(state);
  return context_.store.end_batch(operation_);
}

}  // namespace vinculo::api
