// A place for files: they are dropped on it (and, as everywhere, on the whole window), or chosen by its button. It
// lights up while files are dragged over the window. What comes arrives at Application::on_files. Main thread, inside a
// frame.
#pragma once
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct FileDrop {
  std::string_view title;        // "Drop a CSV or vCard file here"
  std::string_view text = {};    // what is taken
  std::string_view button;       // "Choose file"
  std::string_view accept = {};  // as in HTML (".csv,.vcf,text/csv")
  bool several = false;
};
[[nodiscard]] float file_drop_height(float width, const FileDrop& drop);
void file_drop(ui::Id id, ui::Rect rect, const FileDrop& drop);

}  // namespace vinculo::widgets
