// What is printed: a document of its own, for a screen shows a part of a list and a canvas prints as a picture. The
// page builds it from headings, lists and tables (shell/page/print.js), so that the browser breaks it into pages.
//   Paper paper;
//   paper.title(name).line(company).heading(tr("Notes")).paragraph(note);
//   platform::print(paper);
// Texts are UTF-8 and plain: nothing in them is markup. Main thread.
#pragma once
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace vinculo::platform {

class Paper {
 public:
  Paper& title(std::string_view text) { return add("title", {text}); }
  Paper& line(std::string_view text) { return add("line", {text}); }  // small, below the title
  Paper& heading(std::string_view text) { return add("heading", {text}); }
  Paper& field(std::string_view name, std::string_view value) { return add("field", {name, value}); }
  Paper& paragraph(std::string_view text) { return add("paragraph", {text}); }
  // A table: its header, repeated on each sheet, then its rows.
  Paper& columns(std::span<const std::string> titles) { return add_all("columns", titles); }
  Paper& row(std::span<const std::string> cells) { return add_all("row", cells); }
  // For the page: blocks parted by U+001E, the kind and the texts of each by U+001D.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  Paper& add(std::string_view kind, std::initializer_list<std::string_view> texts);
  Paper& add_all(std::string_view kind, std::span<const std::string> texts);
  void begin(std::string_view kind);
  void append(std::string_view text);
  std::string text_;
};

// Opens the browser's dialog for printing.
void print(const Paper& paper);

}  // namespace vinculo::platform
