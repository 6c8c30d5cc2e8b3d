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

 private:
  void draw_labels(Context& context, ui::Rect& area);
  void save(Context& context);
  void close(Context& context);

  RecordKind kind_;
  std::optional<RecordDraft> draft_;
  FormState form_;
  bool is_saving_ = false;
  float height_ = 480;
};

}  // namespace vinculo::views
