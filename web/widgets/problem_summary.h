// What keeps a form from being saved, in one place: beside its buttons, for the fields may be scrolled away. Every line
// leads to its field. Shown once somebody tried to save (WCAG 3.3.1); each field says its own problem too
// (FieldOptions::error).
#pragma once
#include <span>
#include <string>

#include "ui/ui.h"

namespace vinculo::widgets {

struct FormProblem {
  ui::Id field = 0;   // gets the focus
  std::string label;  // of the field; empty: the sentence is about the whole form
  std::string sentence;
};

// No problems: no height. Of many the first three are shown; the next ones come as they are mended.
[[nodiscard]] float problem_summary_height(std::span<const FormProblem> problems, float width);
void problem_summary(ui::Id id, ui::Rect rect, std::span<const FormProblem> problems);

// After a try to save: says all of it and leads to the first.
void lead_to_problem(std::span<const FormProblem> problems);

}  // namespace vinculo::widgets
