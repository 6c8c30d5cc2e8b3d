// Fields. What is typed goes into a real input of the page (accents, IME, password manager, spell check are the
// browser's); `value` follows within the same frame. A field draws its label above and its hint or error below. A
// letter in a text field costs one frame: whoever draws something before the field that depends on its text asks for
// another, except for whether there is a text and for `error`.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "ui/ui.h"

namespace vinculo::widgets {

enum class FieldType : std::uint8_t { text, email, telephone, url, number, password };
struct FieldOptions {
  FieldType type = FieldType::text;
  std::string_view placeholder = {};
  std::string_view hint = {};          // below the field
  std::string_view error = {};         // replaces the hint, marks the field invalid, spoken with it
  std::string_view autocomplete = {};  // HTML: "username", "current-password", "given-name", "off"
  std::string_view enter_key = {};     // HTML enterkeyhint: "next", "done", "search", "send"
  bool required = false;
  bool disabled = false;
  bool read_only = false;
  bool hide_label = false;     // spoken, not drawn; the rect is then the box alone
  std::size_t max_length = 0;  // in UTF-16 units as HTML counts; 0: the field's own limit of 4096 (text areas 100000)
};
struct FieldResult {
  bool changed = false;    // `value` is new
  bool submitted = false;  // Enter
  bool left = false;       // lost the focus in this frame: the time to check or save
  bool focused = false;
  explicit operator bool() const { return changed; }
};
FieldResult text_field(ui::Id id, ui::Rect rect, std::string_view label, std::string& value,
                       const FieldOptions& options = {});
// Several lines; `rect` as field_height(options, lines).
FieldResult text_area(ui::Id id, ui::Rect rect, std::string_view label, std::string& value,
                      const FieldOptions& options = {});
// With a magnifying glass and, when filled and `clear_name` is given, a button that empties it. `name` is spoken, and
// shown where the placeholder has no room; the rect is the box.
FieldResult search_field(ui::Id id, ui::Rect rect, std::string_view name, std::string& value,
                         std::string_view placeholder = {}, std::string_view clear_name = {});
// Label + box + hint or error. With a width, a long hint or error counts with all its lines, otherwise as one.
[[nodiscard]] float field_height(const FieldOptions& options = {}, int lines = 1, float width = 0);

// One of a fixed list: the browser's own list on activation. Returns true when `chosen` (an index, -1: none) changed.
bool select(ui::Id id, ui::Rect rect, std::string_view label, std::span<const std::string_view> choices, int& chosen,
            const FieldOptions& options = {});

// A field with suggestions below it. The caller looks for suggestions when `changed`, and may offer to create the
// text as typed as its last suggestion. Arrow keys, Enter, Esc work; a choice is reported, the caller sets `value`.
struct Suggestion {
  std::string_view text;
  std::string_view detail = {};
  ui::Icon icon = 0;
};
struct ComboResult {
  FieldResult field;
  int chosen = -1;  // index of the suggestion chosen in this frame
};
ComboResult combobox(ui::Id id, ui::Rect rect, std::string_view label, std::string& value,
                     std::span<const Suggestion> suggestions, const FieldOptions& options = {});

// A combobox over records that also offers to make the one whose name was typed, unless there is one of that name.
struct PickerResult {
  ComboResult combo;
  bool creates = false;  // `value` is the name of a new record
};
PickerResult record_picker(ui::Id id, ui::Rect rect, std::string_view label, std::string& value,
                           std::span<const Suggestion> records, const FieldOptions& options = {});

// Several of a fixed list: the field shows what is chosen, and opens the list with a box for each. True when `chosen`
// (one for each choice) changed.
bool choices_field(ui::Id id, ui::Rect rect, std::string_view label, std::span<const std::string_view> choices,
                   std::span<bool> chosen, const FieldOptions& options = {});

}  // namespace vinculo::widgets
