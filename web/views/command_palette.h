// Ctrl+K: goes to any record or screen and does what the program can do, found by typing a few letters.
#pragma once
#include <string>
#include <vector>

#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

class CommandPalette {
 public:
  // While the route says that it is open. What is chosen replaces the palette in the browser's history.
  void draw(Context& context);

 private:
  enum class Kind : std::uint8_t { screen, new_record, undo, redo, theme, shortcuts, record };
  struct Command {
    Kind kind;
    std::string text, detail;
    std::string_view keys = {};
    ui::Icon icon = 0;
    app::Route route = {};
    std::string theme = {};
  };

  void find(Context& context);
  void find_actions(Context& context);
  void find_records(Context& context, api::ListKind kind, std::size_t most);
  void carry_out(Context& context, const Command& command);
  void close(Context& context);

  std::string query_;
  int active_ = 0;
  std::vector<Command> found_;  // of this frame
};

}  // namespace vinculo::views
