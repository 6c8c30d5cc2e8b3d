// The audit: Dear ImGui reports every item that reacts to the mouse (its test-engine hooks); one that has no node would
// be invisible to screen readers, keyboards and tests. And every line of text: words of ours must have room in each
// language, and be where they can be found. Works in builds with IMGUI_ENABLE_TEST_ENGINE, does nothing else.
#pragma once
#include <string>
#include <string_view>

namespace vinculo::ui {

void audit_begin_frame();
void audit_end_frame();
struct AuditedBox {
  float x0, y0, x1, y1;  // device pixels
};
// A line that was drawn, by the box of its letters; with an ellipsis when it is cut.
void audit_text(std::string_view text, const AuditedBox& box, bool is_cut);
// A line "id x0 y0 x1 y1 name" (device pixels) for each item without a node, "--", the same for the others, "--",
// "x0 y0 x1 y1 is_cut text" for each line of text that was drawn and not clipped away. Empty in ordinary builds.
[[nodiscard]] const std::string& audit_report();

// From now on every frame has a button of Dear ImGui's own, which no node describes: an audit that does not name
// "planted" finds nothing at all.
void audit_plant();
// Inside the page's window, after everything else.
void audit_draw_planted();

}  // namespace vinculo::ui
