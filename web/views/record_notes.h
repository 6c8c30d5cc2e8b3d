// Labels, notes and concurrent edits of a record: things that act at once, each as an operation of its own.
#pragma once
#include <string>
#include <vector>

#include "api/messages.h"
#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

struct NotesState {
  std::string note;   // being written
  std::string label;  // being typed
};

// Chips with a cross and a field that adds or makes a label; the height that was used.
float draw_labels(Context& context, NotesState& state, const Uuid& subject, const std::vector<api::LabelItem>& labels,
                  ui::Rect area);

// A field for a new note and the notes, newest first.
float draw_notes(Context& context, NotesState& state, const Uuid& owner, const std::vector<api::NoteItem>& notes,
                 ui::Rect area);

// One card per value that lost against a concurrent edit.
void draw_conflicts(Context& context, const std::vector<api::ConflictItem>& conflicts, ui::Stack& stack);

}  // namespace vinculo::views
