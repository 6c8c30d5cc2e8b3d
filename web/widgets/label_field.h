// Labels of something: a chip with a cross for each, and a field that adds one of those there are or, where that is
// allowed, makes a new one of what was typed. Acts at once; the caller carries it out. Main thread, inside a frame;
// views need to live for the call only.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct LabelChoice {
  ui::Id key = 0;  // the same label in every frame
  std::string_view name;
  int colour = -1;  // theme::palette index, -1: neutral
};
struct LabelFieldOptions {
  bool can_create = true;
  std::size_t most = 0;  // chips; 0: any number
};
struct LabelFieldResult {
  int removed = -1;         // index of `chosen`
  int added = -1;           // index of `all`
  std::string created;      // the name of a new label; empty: none
  bool took_enter = false;  // Enter was pressed in its field: a form around it is not meant
  float height = 0;         // that was used
};
// `typed` is what stands in the field; it is emptied when a label was added or created.
LabelFieldResult label_field(ui::Id id, ui::Rect area, std::span<const LabelChoice> chosen,
                             std::span<const LabelChoice> all, std::string& typed,
                             const LabelFieldOptions& options = {});
// Its field, for who opens something to begin there: the labels are listed as soon as it has the focus.
[[nodiscard]] ui::Id label_field_input(ui::Id id);

}  // namespace vinculo::widgets
