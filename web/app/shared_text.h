// A text from the system's share menu as the draft of a new person: mail addresses, phone numbers and links go into
// their fields, everything else into the note. What is found is a suggestion in a form that people look at before they
// save, so nothing is taken out of a sentence. Pure data, tested natively.
#pragma once
#include <string>
#include <string_view>

#include "views/record_draft.h"

namespace vinculo::app {

struct SharedText {
  std::string_view title, text, url;  // each may be empty; UTF-8
};

struct SharedDraft {
  views::RecordDraft draft;
  bool is_cut = false;  // the note has no room for all of it
};

[[nodiscard]] SharedDraft draft_of(const SharedText& shared, const views::NewId& new_id);

}  // namespace vinculo::app
