// The fields of a person or an organisation, drawn into a draft. Used by the page of a record and by the form for a new
// one. Says nothing to the core; the draft is the result.
#pragma once
#include <optional>
#include <string>

#include "ui/ui.h"
#include "views/card_column.h"
#include "views/context.h"
#include "views/record_draft.h"

namespace vinculo::views {

struct FormState {
  bool all_names = false;  // the rarely used name fields are shown
  bool show_problems = false;
  CardHeights heights;
};

// Names; the height that was used.
float draw_name_fields(FormState& state, RecordDraft& draft, ui::Rect area);

// Phones, mails, links or addresses with their kinds, "add" and "remove".
float draw_details(FormState& state, RecordDraft& draft, Table table, ui::Rect area);

// Organisations of a person with title and department.
float draw_affiliations(Context& context, RecordDraft& draft, ui::Rect area);

// "Add phone", "Add e-mail"... in rows.
float draw_add_buttons(RecordDraft& draft, const NewId& new_id, ui::Rect area);

// That what is not saved yet would be lost with the page.
void draw_drafts_not_kept(ui::Rect& area);

[[nodiscard]] std::string problem_sentence(DraftProblem problem);
// After a try to save: says what is wrong and leads to the field where it is.
void lead_to_problem(const RecordDraft& draft, const DraftCheck& check);

}  // namespace vinculo::views
