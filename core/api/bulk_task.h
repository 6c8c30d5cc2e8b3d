// A change of more records than one request may hold up others for: slices of one operation (a single undo), each a
// transaction. Internal to core/api.
#pragma once
#include <memory>
#include <utility>
#include <vector>

#include "api/bulk_edits.h"
#include "api/task.h"

namespace vinculo::api {

class BulkTask final : public Task {
 public:
  // What plan_bulk() answers; unauthorized.
  [[nodiscard]] static Result<std::unique_ptr<BulkTask>> open(Context& context, std::int64_t number,
                                                              const BulkRequest& request);

  void step(double budget_ms) override;
  Status cancel() override { return finish("cancelled"); }
  [[nodiscard]] TaskProgress progress() const override { return progress_; }
  [[nodiscard]] bool take_changed() override { return std::exchange(has_changed_, false); }

 private:
  BulkTask(Context& context, BulkRequest request, BulkPlan plan)
      : context_(context), request_(std::move(request)), plan_(std::move(plan)) {}
  Status run_slice(double budget_ms);
  Status finish(std::string state);

  Context& context_;
  BulkRequest request_;
  BulkPlan plan_;
  TaskProgress progress_;
  std::int64_t operation_ = 0;
  std::size_t done_ = 0;
  bool has_changed_ = false;
  double record_ms_ = 0.5;  // what a record took lately: decides how many a slice has
};

}  // namespace vinculo::api
