#include "transfer/rejection.h"

namespace vinculo::transfer {

std::vector<std::string> rejection_header() { return {"line", "reason", "detail", "text"}; }

std::vector<std::string> rejection_row(const Rejection& rejection) {
  return {std::to_string(rejection.line), std::string(error_name(rejection.reason.code)), rejection.reason.detail,
          rejection.is_raw_cut ? rejection.raw + " [...]" : rejection.raw};
}

}  // namespace vinculo::transfer
