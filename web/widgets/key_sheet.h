// The sheet that lists what keys do. Draw it as long as it is open, after the page.
#pragma once
#include <span>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

struct KeyLine {
  std::string_view keys;  // "Ctrl+K"; empty: the line is left out
  std::string_view text;  // what they do
};
// True when it is to be closed.
bool key_sheet(ui::Id id, std::string_view title, std::span<const KeyLine> lines);

}  // namespace vinculo::widgets
