#include "app/badge.h"

#include "platform/platform.h"

namespace vinculo::app {

void Badge::follow() {
  if (counted_) show(conflicts_ + client_.sync().refused);
  if (is_asking_ || counted_ == client_.lists_version()) return;
  is_asking_ = true;
  client_.read_status([this, version = client_.lists_version()](Result<api::StatusReport> status) {
    is_asking_ = false;
    if (!status) return;
    counted_ = version;
    conflicts_ = status->conflicts;
    show(conflicts_ + client_.sync().refused);
  });
}

void Badge::clear() {
  counted_.reset();
  show(0);
}

void Badge::show(std::int64_t count) {
  if (shown_ == count) return;
  shown_ = count;
  platform::set_badge(count);
}

}  // namespace vinculo::app
