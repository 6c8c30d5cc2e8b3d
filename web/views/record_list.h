// The list of people or of organisations: search as one types, sorting, a virtual table over any number of records.
// Draws the header with its actions and the table; opening a row is a change of the address.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "api/messages.h"
#include "ui/ui.h"
#include "views/context.h"
#include "views/record_selection.h"
#include "widgets/table.h"

namespace vinculo::views {

class RecordListView {
 public:
  explicit RecordListView(api::ListKind kind);

  // Rows (or the word that there are none) have been shown.
  [[nodiscard]] bool is_ready() const { return is_known_; }

  // `beside_page`: the list is the narrow pane beside an opened record.
  void draw(Context& context, ui::Rect area, bool beside_page);

  void on_progress(Actions& actions, const api::TaskProgress& progress) { selection_.on_progress(actions, progress); }
  void forget() { selection_.forget(); }  // of who was signed in

  // Prints the list as it is searched and sorted, up to max_printed_rows.
  void print(client::Client& client, Actions& actions) const;
  static constexpr int max_printed_rows = api::max_window_rows;

 private:
  void draw_header(Context& context, ui::Rect& area, bool beside_page);
  struct Columns;
  static Columns people_columns();
  static Columns organisation_columns();
  void draw_toolbar(Context& context, ui::Rect& area, widgets::TableLayout* layout,
                    std::span<const widgets::TableColumn> columns);
  bool draw_label_menu(Context& context, ui::Rect& bar);
  // Where the browser keeps how somebody arranged the columns.
  [[nodiscard]] std::string_view layout_key() const { return is_people() ? "columns.people" : "columns.organisations"; }
  // Where the browser keeps what the list is sorted by.
  [[nodiscard]] std::string_view sort_key() const { return is_people() ? "sort.people" : "sort.organisations"; }
  void sort_by(api::SortKey key, bool descending);
  void draw_sort_menu(ui::Rect place, bool offers_choosing);
  // What stands below a name on a phone's card, kept like the columns.
  [[nodiscard]] std::string_view card_key() const { return is_people() ? "card.people" : "card.organisations"; }
  void draw_card_fields(ui::Rect anchor);
  [[nodiscard]] std::string card_line(const api::ListRow& row) const;
  void draw_table(Context& context, ui::Rect area, bool narrow, widgets::TableLayout& layout, const Columns& columns);
  void draw_row(Context& context, widgets::TableRow& row, const api::ListRow& data, bool narrow, bool has_boxes);
  [[nodiscard]] widgets::TableLayout layout_for(float width, bool narrow) const;
  void draw_empty(Context& context, ui::Rect area);
  [[nodiscard]] api::WindowRequest request() const;
  [[nodiscard]] ui::Id list_id() const;
  [[nodiscard]] app::Screen screen() const;
  [[nodiscard]] bool is_people() const { return kind_ == api::ListKind::people; }

  api::ListKind kind_;
  RecordSelection selection_{kind_};
  std::string query_;  // as the address says
  api::SortKey sort_ = api::SortKey::name;
  bool descending_ = false;
  widgets::TableLayout layout_;               // how somebody arranged the columns
  std::optional<widgets::TableLayout> card_;  // and the fields of a card, once they were chosen
  std::optional<Uuid> label_;                 // as the address says
  bool label_menu_open_ = false, sort_menu_open_ = false, card_fields_open_ = false;
  std::int64_t total_ = 0;  // last known, so that the scrollbar stands still while rows are fetched again
  bool total_is_exact_ = true;
  bool is_known_ = false;
};

// Undo and Redo as icon buttons at the right end of `bar`.
void draw_undo_buttons(Context& context, ui::Rect& bar);

}  // namespace vinculo::views
