// The fields of a person or an organisation, drawn into a draft. Used by the page of a record and by the form for a new
// one. Says nothing to the core; the draft is the result.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ui/ui.h"
#include "views/card_column.h"
#include "views/context.h"
#include "views/record_draft.h"
#include "widgets/problem_summary.h"

namespace vinculo::views {

struct FormState {
  bool all_names = false;              // the rarely used name fields are shown
  bool was_tried = false;              // to save: problems are shown from now on
  std::vector<DraftProblem> problems;  // shown in this frame
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

// Once for each frame, before the fields.
void look_for_problems(FormState& state, const RecordDraft& draft, const RecordDraft& base);
// After the fields: what was typed in this frame may have changed what is shown before them.
void ask_for_frame_if_problems_changed(const FormState& state, const RecordDraft& draft, const RecordDraft& base);
// For the summary of a form.
[[nodiscard]] std::vector<widgets::FormProblem> problems_of(const FormState& state, const RecordDraft& draft);
// Whether the draft may be saved; if not, its problems are shown, said, and the first one's field has the focus.
bool is_ready_to_save(FormState& state, const RecordDraft& draft, const RecordDraft& base);

}  // namespace vinculo::views
