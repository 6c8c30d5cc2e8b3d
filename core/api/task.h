// Work that takes longer than a request may: done in slices, each its own transaction, so that other requests are
// answered in between. The service owns tasks, gives them time and tells their progress. Internal to core/api.
#pragma once
#include "api/messages.h"
#include "base/error.h"
#include "change/store.h"

namespace vinculo::api {

class Task {
 public:
  virtual ~Task() = default;

  // Waits for the user (an import that was previewed): gets no time until run(), with one field per column or none, to
  // do as it had planned. not_found: it does not wait for anything.
  [[nodiscard]] virtual bool is_waiting() const { return false; }
  virtual Status run(const std::vector<std::string>& /*fields*/) { return Error{ErrorCode::not_found, "task"}; }
  // Works for about budget_ms. When progress().state is then not "running" any more, it is over; "failed" says why in
  // progress().error.
  virtual void step(double budget_ms) = 0;
  // Ends it where it is; what was done stays.
  virtual Status cancel() = 0;
  [[nodiscard]] virtual TaskProgress progress() const = 0;
  // True when records changed since the last call: lists are to be fetched again.
  [[nodiscard]] virtual bool take_changed() { return false; }
};

}  // namespace vinculo::api
