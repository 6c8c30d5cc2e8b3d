// Bringing contacts from a file: choose or drop it, see what its columns become, run it, see what happened. The work is
// a task of the core; this view starts it and shows its notices, so leaving the page does not stop an import.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "api/messages.h"
#include "platform/platform.h"
#include "ui/ui.h"
#include "views/card_column.h"
#include "views/context.h"

namespace vinculo::views {

class ImportView {
 public:
  void draw(Context& context, ui::Rect area);

  // A file was chosen, dropped, shared or opened with Vinculo. One is imported at a time; the others wait.
  void add_file(client::Client& client, platform::OpenFile file);
  // True when the import that it shows has ended with this.
  bool on_progress(const api::TaskProgress& progress);
  void tell_end(Actions& actions) const;                                      // for who is elsewhere
  [[nodiscard]] bool takes_files() const { return stage_ == Stage::choose; }  // shows a place for them
  [[nodiscard]] bool is_running() const { return stage_ == Stage::running; }
  // A file is open or waits; the page has to be told which one again after a reload.
  [[nodiscard]] bool has_file() const {
    return (stage_ != Stage::choose && stage_ != Stage::finished) || !waiting_.empty();
  }
  void forget();  // what belongs to who was signed in

 private:
  enum class Stage : std::uint8_t { choose, reading, preview, running, finished };
  void open_next(client::Client& client);
  [[nodiscard]] api::ImportRequest request() const { return {file_.handle, file_.name, file_.size_bytes}; }
  void run(client::Client& client);
  void open_again(client::Client& client);
  void fail(ErrorCode code);
  void finish(client::Client& client);
  void choose_fields();
  void draw_choose(Context& context, ui::Rect& area);
  void draw_preview(Context& context, ui::Rect& area);
  void draw_columns(ui::Rect& area);
  void draw_sample(ui::Rect& area);
  void draw_running(Context& context, ui::Rect& area);
  void draw_finished(Context& context, ui::Rect& area);

  Stage stage_ = Stage::choose;
  std::deque<platform::OpenFile> waiting_;
  platform::OpenFile file_;
  ErrorCode error_ = ErrorCode::none;
  api::ImportPreview preview_;
  std::vector<std::string> fields_;  // chosen per column
  api::TaskProgress progress_;
  bool is_cancelling_ = false;
  CardHeights heights_;
};

}  // namespace vinculo::views
