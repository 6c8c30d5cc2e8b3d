// The form for a new person or organisation: what is known at the first call, in under ten seconds. The draft stays
// when the form is closed by mistake and is there when it is opened again.
#pragma once
#include <optional>

#include "views/context.h"
#include "views/record_draft.h"
#include "views/record_form.h"

namespace vinculo::views {

class NewRecordView {
 public:
  explicit NewRecordView(RecordKind kind) : kind_(kind) {}
  void draw(Context& context);

  // Filled with what came from outside. What is being typed opens again when this is saved or cancelled.
  void open_with(RecordDraft draft);

  // What is typed and not saved, for the next start of the page; and back.
  void keep(std::vector<KeptDraft>& kept) const;
  // Whether the form shows it then. One that is open and begun stays as it is: somebody may be in the middle of a word.
  bool take_back(KeptDraft kept, bool is_open);
  [[nodiscard]] bool has_waiting() const { return !waiting_.empty(); }
  // The last one that was taken back, in place of what the form holds; that is kept.
  void show_waiting();
  void forget_drafts();

 private:
  void draw_labels(Context& context, ui::Rect& area);
  void begin(const NewId& new_id);
  void save(Context& context);
  void close(Context& context);

  RecordKind kind_;
  std::optional<RecordDraft> draft_;
  std::vector<RecordDraft> waiting_;  // of earlier pages; each opens when the one before is saved or cancelled
  FormState form_;
  bool is_saving_ = false;
  float height_ = 480;
};

}  // namespace vinculo::views
