#include "server/demo/fill.h"

#include <utility>

#include "change/row_patch.h"
#include "server/auth/await_done.h"
#include "server/demo/generator.h"

namespace vinculo::server::demo {
namespace {

// Well under what a push may have, because one more record always fits.
constexpr std::size_t batch_bytes = sync::max_push_bytes / 2;

class Pusher {
 public:
  Pusher(ServerStore& store, const Uuid& workspace, std::uint32_t device, std::uint64_t now_ms)
      : store_(store), workspace_(workspace), device_(device), now_ms_(now_ms) {}

  void add(const RowPatch& row) { writer_.add(row); }
  Status push_if_full() { return writer_.size_bytes() >= batch_bytes ? push() : Status(); }
  Status push() {
    if (writer_.row_count() == 0) return {};
    auto pushed = await_done<sync::Pushed>([&](Done<sync::Pushed> done) {
      store_.push(workspace_, device_, sync::Push{++number_, writer_.take()}, now_ms_, std::move(done));
    });
    if (!pushed) return pushed.error();
    if (!pushed->refused.empty()) return Error{ErrorCode::internal, "the store refused made-up rows"};
    return {};
  }

 private:
  ServerStore& store_;
  Uuid workspace_;
  std::uint32_t device_;
  std::uint64_t now_ms_;
  std::uint64_t number_ = 0;
  BatchWriter writer_{Bases::present};
};

}  // namespace

Result<std::size_t> fill(ServerStore& store, std::size_t people, std::uint64_t now_ms,
                         const std::atomic<bool>& stopping) {
  auto workspaces = store.workspaces();
  if (!workspaces) return workspaces.error();
  if (workspaces->empty() || workspaces->front().revision != 0) return std::size_t{0};
  const Uuid workspace = workspaces->front().id;
  auto device = await_done<std::uint32_t>(
      [&](Done<std::uint32_t> done) { store.reserve_device(workspace, now_ms, std::move(done)); });
  if (!device) return device.error();

  Pusher pusher(store, workspace, *device, now_ms);
  Generator generator({.people = people, .now_ms = now_ms, .device = *device},
                      [&](const RowPatch& row) { pusher.add(row); });
  generator.make_labels_and_companies();
  std::size_t made = 0;
  for (; made < people && !stopping; ++made) {
    generator.make_person();
    if (Status status = pusher.push_if_full(); !status) return status.error();
  }
  if (Status status = pusher.push(); !status) return status.error();
  return made;
}

}  // namespace vinculo::server::demo
