// Ctrl+K: goes to any record or screen and does what the program can do, found by typing a few letters.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

class CommandPalette {
 public:
  // While the route says that it is open. What is chosen replaces the palette in the browser's history.
  void draw(Context& context);
  // The next time that it opens this is typed already.
  void open_with(std::string query) { opening_ = std::move(query); }
  // Nothing of it is left for the next time.
  void clear();

 private:
  enum class Kind : std::uint8_t { screen, new_record, undo, redo, theme, shortcuts, record };
  struct Command {
    Kind kind;
    std::string text, detail;
    std::string_view keys = {};
    ui::Icon icon = 0;
    bool is_person = false;
    ui::Photo photo = {};
    app::Route route = {};
    std::string theme = {};
    // The same thing to do, wherever it stands in the list.
    [[nodiscard]] bool is_same(const Command& other) const {
      return kind == other.kind && text == other.text && route == other.route;
    }
  };

  void find(Context& context);
  void find_actions(Context& context);
  [[nodiscard]] bool find_records(Context& context, api::ListKind kind, std::size_t most);
  void carry_out(Context& context, const Command& command);

  std::string query_, opening_;
  int active_ = 0;
  std::optional<Command> moved_to_;  // what the arrows chose: stays chosen when the list around it changes
  bool is_answered_ = true;          // what is found is what was asked for
  bool enter_is_due_ = false;        // pressed before the answer was there
  std::vector<Command> found_;       // while the answer is not there, what was found last
};

}  // namespace vinculo::views
