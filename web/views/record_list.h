// The list of people or of organisations: search as one types, sorting, a virtual table over any number of records.
// Draws the header with its actions and the table; opening a row is a change of the address.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "api/messages.h"
#include "ui/ui.h"
#include "views/context.h"

namespace vinculo::views {

class RecordListView {
 public:
  explicit RecordListView(api::ListKind kind) : kind_(kind) {}

  // Rows (or the word that there are none) have been shown.
  [[nodiscard]] bool is_ready() const { return is_known_; }

  // `beside_page`: the list is the narrow pane beside an opened record.
  void draw(Context& context, ui::Rect area, bool beside_page);

 private:
  void draw_header(Context& context, ui::Rect& area, bool beside_page);
  void draw_toolbar(Context& context, ui::Rect& area);
  void draw_table(Context& context, ui::Rect area, bool beside_page);
  void draw_empty(Context& context, ui::Rect area);
  [[nodiscard]] api::WindowRequest request() const;
  [[nodiscard]] app::Screen screen() const;
  [[nodiscard]] bool is_people() const { return kind_ == api::ListKind::people; }

  api::ListKind kind_;
  std::string query_;
  api::SortKey sort_ = api::SortKey::name;
  bool descending_ = false;
  std::optional<Uuid> label_;
  bool label_menu_open_ = false;
  std::int64_t total_ = 0;  // last known, so that the scrollbar stands still while rows are fetched again
  bool total_is_exact_ = true;
  bool is_known_ = false;
};

// Undo and Redo as icon buttons at the right end of `bar`.
void draw_undo_buttons(Context& context, ui::Rect& bar);

}  // namespace vinculo::views
