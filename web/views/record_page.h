// The page of one person or organisation: who it is, concurrent edits to look at, the form, labels, notes. What is
// typed stays a draft until Save; the draft of a page that is left is kept and is there when one comes back.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "platform/paper.h"
#include "ui/ui.h"
#include "views/context.h"
#include "views/record_draft.h"
#include "views/record_form.h"
#include "views/record_notes.h"

namespace vinculo::views {

class RecordPageView {
 public:
  explicit RecordPageView(RecordKind kind) : kind_(kind) {}

  // `beside_list`: a pane on a wide screen; otherwise the whole screen with a way back.
  void draw(Context& context, const Uuid& id, ui::Rect area, bool beside_list);

  // What is typed and not saved on all pages, for the next start; and back.
  void keep(std::vector<KeptDraft>& kept) const;
  void take_back(KeptDraft kept);
  void forget_drafts();

  // The page that is drawn next is printed, as it is stored.
  void print() { wants_print_ = true; }

 private:
  struct Editing {
    RecordDraft draft, base;
    std::uint64_t version = 0;  // of the answer that `base` comes from
    bool is_saving = false;
    FormState form;
    NotesState notes;
    CardHeights heights;
    bool menu_open = false;
  };
  struct PageParts;  // what both kinds of page have

  Editing& editing_for(const Uuid& id);
  void begin_with_kept(Editing& editing);
  void draw_header(Context& context, Editing& editing, const PageParts& page, ui::Rect& area, bool beside_list);
  static platform::Paper paper_of(const RecordDraft& stored, const PageParts& page);
  void draw_menu(Context& context, Editing& editing, const PageParts& page, ui::Rect place);
  void draw_content(Context& context, Editing& editing, const PageParts& page, ui::Rect area);
  void draw_cards(Context& context, Editing& editing, const PageParts& page, ui::Rect area);
  void draw_form_card(Context& context, Editing& editing, ui::Stack& stack);
  void draw_kept_card(Editing& editing, const PageParts& page, ui::Stack& stack);
  void draw_people_card(Context& context, Editing& editing, const PageParts& page, ui::Stack& stack);
  static float save_bar_height(const Editing& editing, float width);
  void draw_save_bar(Context& context, Editing& editing, ui::Rect area);
  void save(Context& context, Editing& editing);

  RecordKind kind_;
  bool wants_print_ = false;
  std::map<Uuid, std::unique_ptr<Editing>> editing_;
  std::vector<KeptDraft>
      kept_;  // of earlier pages; each waits until its record is shown and has no other unsaved words
};

// The operation that moves a record to the trash or takes it back.
[[nodiscard]] api::EditRequest trash_edit(RecordKind kind, const Uuid& id, bool is_deleted);

}  // namespace vinculo::views
