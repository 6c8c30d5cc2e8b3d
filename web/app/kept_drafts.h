// Drafts as text, so that what somebody was typing survives a reload, a crash and an update of the program: the page
// keeps the text in the browser (shell/page/drafts.js) and hands it to the next start. Pure data, tested natively.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "views/record_draft.h"

namespace vinculo::app {

// A JSON text, empty when there are none. `member`: the mail address of who wrote them.
[[nodiscard]] std::string text_of(const std::vector<views::KeptDraft>& drafts, std::string_view member);

// What the text holds for this member: another one who signs in on the same device does not see them. Members of the
// JSON that are missing or of a wrong type count as empty, drafts without an id are left out.
[[nodiscard]] std::vector<views::KeptDraft> drafts_from(std::string_view text, std::string_view member);

}  // namespace vinculo::app
