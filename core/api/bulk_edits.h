// What a change of many records writes: of all of them at once (bulk.edit) or slice by slice (BulkTask).
// Internal to core/api.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "api/handlers.h"

namespace vinculo::api {

struct BulkPlan {
  std::vector<std::int64_t> keys;  // of the records
  std::vector<Edit> first;         // the label, where it is made with it
};
// outdated: another number of records than was expected. not_found: the label is in the trash. too_large.
[[nodiscard]] Result<BulkPlan> plan_bulk(Context& context, const BulkRequest& request);
// What was done, a message id.
[[nodiscard]] std::string_view bulk_title(BulkAction action);
// Adds the edits of these records; those that are gone meanwhile are passed over.
Status add_bulk_edits(Context& context, const BulkRequest& request, std::span<const std::int64_t> keys,
                      std::vector<Edit>& edits);

}  // namespace vinculo::api
