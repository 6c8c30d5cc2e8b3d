// The question before signing out where words would be lost. Its address is "?sign-out" on any screen.
#pragma once
#include <vector>

#include "views/context.h"
#include "views/record_draft.h"

namespace vinculo::views {

// `unsaved`: of this tab; what other tabs keep is asked of the page.
void draw_sign_out(Context& context, const std::vector<KeptDraft>& unsaved);

}  // namespace vinculo::views
