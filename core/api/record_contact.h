// A record of the workspace as the neutral contact that files are written from. Reads only. Internal to core/api.
#pragma once
#include <optional>

#include "api/handlers.h"
#include "transfer/contact.h"

namespace vinculo::api {

// Empty when there is no such person, or it is in the trash.
[[nodiscard]] Result<std::optional<transfer::Contact>> contact_of_person(Context& context, const Uuid& id);
[[nodiscard]] Result<std::optional<transfer::Contact>> contact_of_organisation(Context& context, const Uuid& id);

}  // namespace vinculo::api
