#include <array>

#include "api/messages.h"

namespace vinculo::api {

Uuid labelling_id(const Uuid& label, const Uuid& subject) {
  const std::array<ByteView, 2> parts{label.view(), subject.view()};
  return derive_uuid("labelling", parts);
}

}  // namespace vinculo::api
