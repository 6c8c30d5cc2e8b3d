// The parts that fields of all kinds share: label, box, editing in the page's input, hint or error. For web/widgets.
#pragma once
#include <string>
#include <string_view>

#include "ui/element.h"
#include "widgets/field.h"

namespace vinculo::widgets::field_parts {

[[nodiscard]] ui::TextStyle text_style();
// Takes the label off the rectangle's top, when one is drawn.
ui::Rect draw_label(ui::Rect& rect, ui::Id field, std::string_view label, const FieldOptions& options);
void draw_box(ui::Rect box, const FieldOptions& options, bool focused, bool hovered);
// The element below the box that the field is described by, 0 when there is none.
[[nodiscard]] ui::Id help_id(ui::Id field, const FieldOptions& options);
void draw_help(ui::Rect box, ui::Id field, const FieldOptions& options);
[[nodiscard]] std::uint32_t state_bits(const FieldOptions& options);

struct Part {
  ui::Role role = ui::Role::text_field;
  ui::Id id = 0;
  float pad_left = 12, pad_right = 12;
  std::uint32_t state = 0;
  std::string_view attributes = {};
};
// The box with its one line of text: reads what was typed, draws, describes.
FieldResult edit(ui::Rect box, std::string_view label, std::string& value, const FieldOptions& options,
                 const Part& part);

// A combobox() without its label and help.
ComboResult edit_combo(ui::Id id, ui::Rect box, std::string_view label, std::string& value,
                       std::span<const Suggestion> suggestions, const FieldOptions& options);

}  // namespace vinculo::widgets::field_parts
